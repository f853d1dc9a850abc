//! What the bank's functions say to one another: one typed client and its messages per function.
//!
//! Both sides use these types, so a caller and its function cannot drift apart.

use domain::conversation::outbound::OutboundId;
use domain::id::{ConfirmationId, CustomerId};
use domain::ledger::account::Account;
use domain::ledger::entry::Entry;
use domain::money::MoneyError;
use serde::{Deserialize, Serialize};

use crate::connection::Connection;
use crate::function::{CallError, Function};

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

/// What `passcode` can be asked.
#[derive(Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "snake_case")]
pub enum PasscodeQuestion {
    /// Send the first code. Only the workflow asks this.
    Issue {
        /// Which confirmation.
        confirmation_id: String,
        /// The workflow's wait.
        task_token: String,
    },
    /// Send another code instead.
    Resend {
        /// Which confirmation.
        confirmation_id: String,
    },
    /// Try a code.
    Verify {
        /// Which confirmation.
        confirmation_id: String,
        /// What was typed.
        code: String,
        /// The queued message it came in: the same code under the same key is one try, however often it
        /// is asked. The page sends none: no queue repeats what it posts.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        idempotency_key: Option<String>,
    },
    /// Text that the money has moved, because the chat could not say it. Takes no words: amount and
    /// payee come from the sealed intent, the number from the bank's file.
    Receipt {
        /// Which confirmation.
        confirmation_id: String,
    },
}

/// What became of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum PasscodeAnswer {
    /// A code is on its way.
    Sent,
    /// No more codes are sent.
    TooMany,
    /// The code was right: the workflow goes on.
    Verified,
    /// The code was wrong.
    Wrong {
        /// Tries left.
        tries_left: u8,
    },
    /// The code was wrong too often: the confirmation is over.
    Locked,
    /// The code ran out; another can be sent.
    Expired,
    /// No code is due.
    NotDue,
}

/// What `speech` can be asked.
#[derive(Serialize, Deserialize)]
pub struct SpeechQuestion {
    /// What to say, in pieces.
    pub pieces: Vec<SpeechPiece>,
}

/// A piece of something spoken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SpeechPiece {
    /// Words.
    Text(String),
    /// An amount, which speech reads as one.
    Money {
        /// ISO 4217.
        currency: String,
        /// Decimal digits: `2400.00`.
        amount: String,
    },
}

/// What `speech` answers.
#[derive(Debug, Serialize, Deserialize)]
pub struct SpeechAnswer {
    /// Where in the audio bucket the voice note lies.
    pub key: String,
}

/// The `accounts` function.
#[derive(Clone, Debug)]
pub struct AccountsFunction(Function);

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

/// The `passcode` function.
#[derive(Clone, Debug)]
pub struct PasscodeFunction(Function);

impl PasscodeFunction {
    /// The function called `name`.
    #[must_use]
    pub fn new(connection: &Connection, name: String) -> Self {
        Self(Function::new(connection, name))
    }

    /// Tries a code; `idempotency_key` names the queued message it came in, if it came in one.
    pub async fn verify(
        &self,
        id: &ConfirmationId,
        code: &str,
        idempotency_key: Option<&str>,
    ) -> Result<PasscodeAnswer, CallError> {
        let question = PasscodeQuestion::Verify {
            confirmation_id: id.0.clone(),
            code: code.to_owned(),
            idempotency_key: idempotency_key.map(str::to_owned),
        };
        self.0.call(&question).await
    }

    /// Texts that the money has moved.
    pub async fn receipt(&self, id: &ConfirmationId) -> Result<PasscodeAnswer, CallError> {
        let confirmation_id = id.0.clone();
        self.0
            .call(&PasscodeQuestion::Receipt { confirmation_id })
            .await
    }

    /// Sends another code.
    pub async fn resend(&self, id: &ConfirmationId) -> Result<PasscodeAnswer, CallError> {
        self.0
            .call(&PasscodeQuestion::Resend {
                confirmation_id: id.0.clone(),
            })
            .await
    }
}

/// The `speech` function.
#[derive(Clone, Debug)]
pub struct SpeechFunction(Function);

impl SpeechFunction {
    /// The function called `name`.
    #[must_use]
    pub fn new(connection: &Connection, name: String) -> Self {
        Self(Function::new(connection, name))
    }

    /// Turns words into a voice note; answers its key.
    pub async fn speak(&self, pieces: Vec<SpeechPiece>) -> Result<String, CallError> {
        Ok(self
            .0
            .call::<SpeechAnswer>(&SpeechQuestion { pieces })
            .await?
            .key)
    }
}

/// What `messenger` can be asked beside the workflow's own steps.
#[derive(Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "snake_case")]
pub enum MessengerQuestion {
    /// A message was not delivered: tell it another way.
    AnotherWay {
        /// Which.
        outbound_id: String,
        /// Meta's code.
        #[serde(default)]
        error_code: Option<i64>,
    },
}

/// What `messenger` did about it.
#[derive(Debug, Serialize, Deserialize)]
pub struct MessengerAnswer {
    /// `again`, `template`, `sms` or `nothing`; `moot` where the customer has a later link, or needs none.
    pub way: String,
}

/// The `messenger` function.
#[derive(Clone, Debug)]
pub struct MessengerFunction(Function);

impl MessengerFunction {
    /// The function called `name`.
    #[must_use]
    pub fn new(connection: &Connection, name: String) -> Self {
        Self(Function::new(connection, name))
    }

    /// Tells a message another way; answers which, as [`MessengerAnswer::way`] says.
    pub async fn another_way(
        &self,
        id: &OutboundId,
        error_code: Option<i64>,
    ) -> Result<String, CallError> {
        let outbound_id = id.0.clone();
        let question = MessengerQuestion::AnotherWay {
            outbound_id,
            error_code,
        };
        Ok(self.0.call::<MessengerAnswer>(&question).await?.way)
    }
}
