//! `binding`: which phone speaks for whom, as the customer's own message says.

use serde::{Deserialize, Serialize};

#[cfg(feature = "invoke")]
use crate::function::{CallError, Function};
#[cfg(feature = "invoke")]
use aws::connection::Connection;
#[cfg(feature = "invoke")]
use domain::id::CustomerId;

/// How long the function may take, as in `template.yaml`.
pub const ANSWERS_WITHIN_SECONDS: u64 = 10;

/// What `binding` can be asked: a message, and `webhook`'s ticket for it. Who wrote and what it says is read from
/// these two, whoever asks.
#[derive(Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "snake_case")]
pub enum BindingQuestion {
    /// Bind the phone by the activation code in the message.
    Activate(Sent),
    /// Add the user id that the message of a bound phone carries.
    Complete(Sent),
}

/// A message and its ticket.
#[derive(Serialize, Deserialize)]
pub struct Sent {
    /// [`domain::conversation::ticket::Ticket::to_text`].
    pub ticket: String,
    /// The delivery, as it was queued.
    pub delivery: String,
}

/// What `binding` answers.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BindingAnswer {
    /// Whom the phone speaks for by this message; nobody, if the message changed nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer_id: Option<String>,
}

/// The `binding` function.
#[cfg(feature = "invoke")]
#[derive(Clone, Debug)]
pub struct BindingFunction(Function);

#[cfg(feature = "invoke")]
impl BindingFunction {
    /// The function called `name`.
    #[must_use]
    pub fn new(connection: &Connection, name: String) -> Self {
        Self(Function::acting(connection, name, ANSWERS_WITHIN_SECONDS))
    }

    /// Binds the phone a message came from by the code in it; answers for whom.
    pub async fn activate(&self, sent: Sent) -> Result<Option<CustomerId>, CallError> {
        self.ask(BindingQuestion::Activate(sent)).await
    }

    /// Adds the user id of a message to the phone it came from.
    pub async fn complete(&self, sent: Sent) -> Result<Option<CustomerId>, CallError> {
        self.ask(BindingQuestion::Complete(sent)).await
    }

    async fn ask(&self, question: BindingQuestion) -> Result<Option<CustomerId>, CallError> {
        let answer = self.0.call::<BindingAnswer>(&question).await?;
        Ok(answer.customer_id.map(CustomerId))
    }
}
