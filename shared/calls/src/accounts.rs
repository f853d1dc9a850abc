//! `accounts`: balances and statements, read only.

use domain::id::CustomerId;
use domain::ledger::account::Account;
use domain::ledger::entry::Entry;
use domain::money::MoneyError;
use serde::{Deserialize, Serialize};

#[cfg(feature = "invoke")]
use crate::function::{CallError, Function};
#[cfg(feature = "invoke")]
use aws::connection::Connection;

/// What `accounts` can be asked.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "snake_case")]
pub enum AccountsQuestion {
    /// All accounts of a customer.
    Balances {
        /// Whose.
        customer_id: String,
    },
    /// One page of an account's journal, newest first.
    Statement {
        /// Who asks.
        customer_id: String,
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
}

/// What `accounts` answers.
#[derive(Serialize, Deserialize)]
pub struct AccountsAnswer {
    /// Ordered by identifier: the first is the one money is sent from.
    pub accounts: Vec<AccountView>,
}

/// One page of a statement.
#[derive(Serialize, Deserialize)]
pub struct StatementAnswer {
    /// Newest first.
    pub entries: Vec<EntryView>,
    /// Where the next page begins; nothing on the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// A journal entry as another function sees it.
#[derive(Clone, Serialize, Deserialize)]
pub struct EntryView {
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
    /// The transfer it is a side of.
    pub transfer_id: String,
}

impl From<&Entry> for EntryView {
    fn from(entry: &Entry) -> Self {
        Self {
            posted_at: entry.posted_at.0,
            direction: entry.direction.name().to_owned(),
            amount_minor: entry.amount.minor(),
            currency: entry.amount.currency().code().to_owned(),
            balance_minor: entry.balance_after.minor(),
            other_name: entry.other_name.clone(),
            transfer_id: entry.transfer.0.clone(),
        }
    }
}

/// An account as another function sees it.
#[derive(Clone, Serialize, Deserialize)]
pub struct AccountView {
    /// The bank's identifier.
    pub account_id: String,
    /// What the customer calls it.
    pub name: String,
    /// ISO 4217.
    pub currency: String,
    /// What may be spent, in minor units.
    pub available_minor: i64,
    /// What is booked, in minor units.
    pub posted_minor: i64,
}

impl TryFrom<&Account> for AccountView {
    type Error = MoneyError;

    fn try_from(account: &Account) -> Result<Self, MoneyError> {
        Ok(Self {
            account_id: account.id.0.clone(),
            name: account.name.clone(),
            currency: account.posted.currency().code().to_owned(),
            available_minor: account.available()?.minor(),
            posted_minor: account.posted.minor(),
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
        Self(Function::new(connection, name))
    }

    /// All accounts of a customer.
    pub async fn balances(&self, customer: &CustomerId) -> Result<Vec<AccountView>, CallError> {
        let question = AccountsQuestion::Balances {
            customer_id: customer.0.clone(),
        };
        Ok(self.0.call::<AccountsAnswer>(&question).await?.accounts)
    }
}
