//! `passcode`: issue, resend, verify; and the receipt by SMS.

use serde::{Deserialize, Serialize};

#[cfg(feature = "invoke")]
use crate::function::{CallError, Function};
#[cfg(feature = "invoke")]
use aws::connection::Connection;
#[cfg(feature = "invoke")]
use domain::id::{CustomerId, OrderId};

/// How long `passcode` may take for an answer, in seconds: its `Timeout` in the templates.
pub const ANSWERS_WITHIN_SECONDS: u64 = 15;

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
        /// The page's request: asked again under the same key, no other text goes out.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        idempotency_key: Option<String>,
    },
    /// Try a code.
    Verify {
        /// Which confirmation.
        confirmation_id: String,
        /// What was typed.
        code: String,
        /// The queued message or the page's request it came in: the same code under the same key is one try,
        /// however often it is asked.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        idempotency_key: Option<String>,
    },
    /// Would a code go out to this customer now? Sends nothing and counts nothing.
    Foresee {
        /// Which customer.
        customer_id: String,
    },
    /// Text that the money has moved, because the chat could not say it. Takes no words: amount and
    /// payee come from the sealed order, the number from the bank's file.
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
    /// A code would go out.
    Possible,
    /// The number on file takes no texts.
    Unreachable,
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

/// The `passcode` function.
#[cfg(feature = "invoke")]
#[derive(Clone, Debug)]
pub struct PasscodeFunction(Function);

#[cfg(feature = "invoke")]
impl PasscodeFunction {
    /// The function called `name`.
    #[must_use]
    pub fn new(connection: &Connection, name: String) -> Self {
        Self(Function::acting(connection, name, ANSWERS_WITHIN_SECONDS))
    }

    /// Tries a code; `idempotency_key` names the queued message or the request it came in, if it may come again.
    pub async fn verify(
        &self,
        id: &OrderId,
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

    /// Asks whether a code would go out to this customer now.
    pub async fn foresee(&self, id: &CustomerId) -> Result<PasscodeAnswer, CallError> {
        let customer_id = id.0.clone();
        self.0
            .call(&PasscodeQuestion::Foresee { customer_id })
            .await
    }

    /// Texts that the money has moved.
    pub async fn receipt(&self, id: &OrderId) -> Result<PasscodeAnswer, CallError> {
        let confirmation_id = id.0.clone();
        self.0
            .call(&PasscodeQuestion::Receipt { confirmation_id })
            .await
    }

    /// Sends another code; one for each `idempotency_key`, if the request has one.
    pub async fn resend(
        &self,
        id: &OrderId,
        idempotency_key: Option<&str>,
    ) -> Result<PasscodeAnswer, CallError> {
        self.0
            .call(&PasscodeQuestion::Resend {
                confirmation_id: id.0.clone(),
                idempotency_key: idempotency_key.map(str::to_owned),
            })
            .await
    }
}
