//! `accounts`: balances, statements and bills, read only.

mod bills;

#[cfg(feature = "invoke")]
use domain::bank_details::BankDetails;
#[cfg(feature = "invoke")]
use domain::bill::Billing;
use domain::customer::payee_check::{AccountCheck, PayeeCheck};
use domain::id::{AccountId, CustomerId, OrderId};
use domain::ledger::entry::Direction;
use domain::ledger::reference::Reference;
use domain::ledger::view::{AccountUse, AccountView, EntryView};
use domain::money::{Currency, Money};
use domain::time::UnixSeconds;
use serde::{Deserialize, Serialize};

pub use bills::BillsAnswer;

#[cfg(feature = "invoke")]
use crate::function::{CallError, Function};
#[cfg(feature = "invoke")]
use aws::connection::Connection;

/// What `accounts` can be asked.
#[derive(Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "snake_case")]
pub enum AccountsQuestion {
    /// All accounts of whoever wrote.
    Balances {
        /// `webhook`'s word for who that is: [`domain::conversation::ticket::Ticket::to_text`].
        ticket: String,
    },
    /// One page of an account's journal, newest first.
    Statement {
        /// As above: the account must be that customer's.
        ticket: String,
        /// Which account.
        account_id: String,
        /// First second of the range; the beginning of time if missing.
        from: Option<i64>,
        /// First second after the range; the end of time if missing.
        until: Option<i64>,
        /// Where the last page ended.
        cursor: Option<String>,
        /// Most entries on the page, 1 to 50; 10 if missing.
        limit: Option<u8>,
    },
    /// Whether an account can be a payee's, and whether the name is its holder's.
    CheckPayee {
        /// As above: nobody else may ask.
        ticket: String,
        /// The account: its stored form, [`domain::bank_details::BankDetails::to_text`].
        details: String,
        /// The name that is asked for.
        name: String,
    },
    /// The bills of whoever wrote, and everybody who sends some.
    Bills {
        /// As above.
        ticket: String,
    },
}

/// What the check of a payee says.
#[derive(Serialize, Deserialize)]
pub struct CheckPayeeAnswer {
    /// [`PayeeCheck::name`], or `no_such_account`.
    pub result: String,
    /// The name the account is held in, after a close match and never else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registered_name: Option<String>,
    /// The holder's customer id, if the account is one of this bank.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holder_id: Option<String>,
}

/// [`AccountCheck::NoSuchAccount`] on the wire.
const NO_SUCH_ACCOUNT: &str = "no_such_account";

/// What `accounts` answers.
#[derive(Serialize, Deserialize)]
pub struct AccountsAnswer {
    /// Ordered by identifier: the first is the one money is sent from.
    pub accounts: Vec<AccountItem>,
}

/// One page of a statement.
#[derive(Serialize, Deserialize)]
pub struct StatementAnswer {
    /// Newest first.
    pub entries: Vec<EntryItem>,
    /// Where the next page begins; nothing on the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// A line of a statement on the wire.
#[derive(Clone, Serialize, Deserialize)]
pub struct EntryItem {
    /// When, in unix seconds.
    pub posted_at: i64,
    /// `debit` or `credit`.
    pub direction: String,
    /// How much, in minor units; more than zero.
    pub amount_minor: i64,
    /// ISO 4217.
    pub currency: String,
    /// The balance after it, in minor units.
    pub balance_minor: i64,
    /// Who is on the other side.
    pub other_name: String,
    /// What it is for, if the payer said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// The transfer it is a side of.
    pub transfer_id: String,
}

/// An account on the wire.
#[derive(Clone, Serialize, Deserialize)]
pub struct AccountItem {
    /// The bank's identifier.
    pub account_id: String,
    /// What the customer calls it.
    pub name: String,
    /// What its owner may do with it: [`AccountUse::name`].
    #[serde(rename = "use")]
    pub use_of: String,
    /// ISO 4217.
    pub currency: String,
    /// What may be spent, in minor units.
    pub available_minor: i64,
    /// What is booked, in minor units.
    pub posted_minor: i64,
}

/// Something on the wire that this version does not know: the two sides were deployed apart.
#[derive(Clone, Copy, Debug, thiserror::Error, PartialEq, Eq)]
#[error("an account, an entry or a check does not read as one of this version")]
pub struct Unreadable;

impl From<&AccountView> for AccountItem {
    fn from(account: &AccountView) -> Self {
        Self {
            account_id: account.id.0.clone(),
            name: account.name.clone(),
            use_of: account.use_of.name().to_owned(),
            currency: account.posted.currency().code().to_owned(),
            available_minor: account.available.minor(),
            posted_minor: account.posted.minor(),
        }
    }
}

impl TryFrom<AccountItem> for AccountView {
    type Error = Unreadable;

    fn try_from(item: AccountItem) -> Result<Self, Unreadable> {
        let currency = Currency::parse(&item.currency).map_err(|_| Unreadable)?;
        Ok(Self {
            id: AccountId(item.account_id),
            name: item.name,
            use_of: AccountUse::parse(&item.use_of).ok_or(Unreadable)?,
            posted: Money::new(item.posted_minor, currency),
            available: Money::new(item.available_minor, currency),
        })
    }
}

impl From<&EntryView> for EntryItem {
    fn from(entry: &EntryView) -> Self {
        Self {
            posted_at: entry.posted_at.0,
            direction: entry.direction.name().to_owned(),
            amount_minor: entry.amount.minor(),
            currency: entry.amount.currency().code().to_owned(),
            balance_minor: entry.balance.minor(),
            other_name: entry.other_name.clone(),
            reference: entry.reference.as_ref().map(String::from),
            transfer_id: entry.transfer.0.clone(),
        }
    }
}

impl TryFrom<EntryItem> for EntryView {
    type Error = Unreadable;

    fn try_from(item: EntryItem) -> Result<Self, Unreadable> {
        let currency = Currency::parse(&item.currency).map_err(|_| Unreadable)?;
        let reference = item
            .reference
            .map(|text| Reference::parse(&text).ok_or(Unreadable));
        let reference = reference.transpose()?;
        Ok(Self {
            posted_at: UnixSeconds(item.posted_at),
            direction: Direction::parse(&item.direction).ok_or(Unreadable)?,
            amount: Money::new(item.amount_minor, currency),
            balance: Money::new(item.balance_minor, currency),
            other_name: item.other_name,
            reference,
            transfer: OrderId(item.transfer_id),
        })
    }
}

impl From<AccountCheck> for CheckPayeeAnswer {
    fn from(checked: AccountCheck) -> Self {
        match checked {
            AccountCheck::NoSuchAccount => Self {
                result: NO_SUCH_ACCOUNT.to_owned(),
                registered_name: None,
                holder_id: None,
            },
            AccountCheck::Found { check, holder } => Self {
                result: check.name().to_owned(),
                registered_name: check.registered().map(str::to_owned),
                holder_id: holder.map(|holder| holder.0),
            },
        }
    }
}

impl TryFrom<CheckPayeeAnswer> for AccountCheck {
    type Error = Unreadable;

    fn try_from(answer: CheckPayeeAnswer) -> Result<Self, Unreadable> {
        if answer.result == NO_SUCH_ACCOUNT {
            return Ok(Self::NoSuchAccount);
        }
        let check = PayeeCheck::read(&answer.result, answer.registered_name);
        Ok(Self::Found {
            check: check.ok_or(Unreadable)?,
            holder: answer.holder_id.map(CustomerId),
        })
    }
}

/// The `accounts` function.
#[cfg(feature = "invoke")]
#[derive(Clone, Debug)]
pub struct AccountsFunction(Function);

#[cfg(feature = "invoke")]
impl AccountsFunction {
    /// The function called `name`.
    #[must_use]
    pub fn new(connection: &Connection, name: String) -> Self {
        Self(Function::reading(connection, name))
    }

    /// All accounts of whoever the ticket is for, ordered by identifier.
    pub async fn balances(&self, ticket: &str) -> Result<Vec<AccountView>, CallError> {
        let question = AccountsQuestion::Balances {
            ticket: ticket.to_owned(),
        };
        let answer = self.0.call::<AccountsAnswer>(&question).await?;
        let views = answer.accounts.into_iter().map(AccountView::try_from);
        views
            .collect::<Result<_, _>>()
            .map_err(|_| self.0.disagreement())
    }

    /// The bills of whoever the ticket is for, and everybody who sends some.
    pub async fn bills(&self, ticket: &str) -> Result<Billing, CallError> {
        let question = AccountsQuestion::Bills {
            ticket: ticket.to_owned(),
        };
        let answer = self.0.call::<BillsAnswer>(&question).await?;
        answer.try_into().map_err(|_| self.0.disagreement())
    }

    /// What is known of an account that shall be a payee's, under a name.
    pub async fn check_payee(
        &self,
        ticket: &str,
        details: &BankDetails,
        name: &str,
    ) -> Result<AccountCheck, CallError> {
        let question = AccountsQuestion::CheckPayee {
            ticket: ticket.to_owned(),
            details: details.to_text(),
            name: name.to_owned(),
        };
        let answer = self.0.call::<CheckPayeeAnswer>(&question).await?;
        answer.try_into().map_err(|_| self.0.disagreement())
    }

    /// One page of an account's journal, newest first.
    pub async fn statement(&self, asked: &Statement<'_>) -> Result<StatementPage, CallError> {
        let question = AccountsQuestion::Statement {
            ticket: asked.ticket.to_owned(),
            account_id: asked.account.0.clone(),
            from: Some(asked.from.0),
            until: Some(asked.until.0),
            cursor: asked.cursor.map(str::to_owned),
            limit: Some(asked.limit),
        };
        let answer = self.0.call::<StatementAnswer>(&question).await?;
        let entries = answer.entries.into_iter().map(EntryView::try_from);
        Ok(StatementPage {
            entries: entries
                .collect::<Result<_, _>>()
                .map_err(|_| self.0.disagreement())?,
            next: answer.next,
        })
    }
}

/// Which page of which statement.
#[cfg(feature = "invoke")]
pub struct Statement<'a> {
    /// For whoever asks.
    pub ticket: &'a str,
    /// Which account.
    pub account: &'a AccountId,
    /// First second of the range.
    pub from: UnixSeconds,
    /// First second after the range.
    pub until: UnixSeconds,
    /// Where the last page ended.
    pub cursor: Option<&'a str>,
    /// Most entries on the page, 1 to 50.
    pub limit: u8,
}

/// A page of a statement.
#[cfg(feature = "invoke")]
pub struct StatementPage {
    /// Newest first.
    pub entries: Vec<EntryView>,
    /// Where the next page begins; nothing on the last.
    pub next: Option<String>,
}
