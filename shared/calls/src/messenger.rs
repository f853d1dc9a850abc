//! `messenger`: what the workflow and `dialogue` have told to customers.

use domain::conversation::way::Way;
use serde::{Deserialize, Serialize};

use crate::due::DuePayment;

#[cfg(feature = "invoke")]
use crate::function::{CallError, Function};
#[cfg(feature = "invoke")]
use aws::connection::Connection;
#[cfg(feature = "invoke")]
use domain::conversation::outbound::OutboundId;

/// How long `messenger` may take to tell something another way, in seconds. Less than its `Timeout` in the
/// templates, and kept by itself: `dialogue`, which asks this, has less time than that.
pub const ANSWERS_WITHIN_SECONDS: u64 = 20;

/// What `messenger` can be asked.
#[derive(Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "snake_case")]
pub enum MessengerQuestion {
    /// Send the link and remember the wait.
    Link {
        /// Which confirmation.
        confirmation_id: String,
        /// The workflow's wait.
        task_token: String,
    },
    /// Tell the customer that it is done.
    Receipt {
        /// Which confirmation.
        confirmation_id: String,
    },
    /// Tell the payee that money has come in.
    CreditNotice {
        /// Which confirmation.
        confirmation_id: String,
    },
    /// Tell the customer what a cash machine has given out, and what it kept of it. Nothing if it has not.
    Withdrawal {
        /// Whose hold the machine redeemed.
        confirmation_id: String,
    },
    /// Tell the customer that it ended without being carried out.
    Ending {
        /// Which confirmation.
        confirmation_id: String,
        /// An ending's name.
        reason: String,
    },
    /// Tell the customer what became of a payment under a standing order.
    DuePayment {
        /// Which payment.
        payment: DuePayment,
        /// Why it was not made, by an ending's name; nothing if it was.
        #[serde(default)]
        reason: Option<String>,
    },
    /// A message was not delivered: tell it another way. `dialogue` asks this.
    AnotherWay {
        /// Which.
        outbound_id: String,
        /// Meta's code.
        #[serde(default)]
        error_code: Option<i64>,
    },
}

/// What `messenger` did. Nothing that belongs to the customer enters the workflow's history.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessengerAnswer {
    /// The other way that was taken, by [`Way::name`]; none where nothing else was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub way: Option<String>,
}

/// The `messenger` function.
#[cfg(feature = "invoke")]
#[derive(Clone, Debug)]
pub struct MessengerFunction(Function);

#[cfg(feature = "invoke")]
impl MessengerFunction {
    /// The function called `name`.
    #[must_use]
    pub fn new(connection: &Connection, name: String) -> Self {
        Self(Function::acting(connection, name, ANSWERS_WITHIN_SECONDS))
    }

    /// Tells a message another way; answers which.
    pub async fn another_way(
        &self,
        id: &OutboundId,
        error_code: Option<i64>,
    ) -> Result<Way, CallError> {
        let outbound_id = id.0.clone();
        let question = MessengerQuestion::AnotherWay {
            outbound_id,
            error_code,
        };
        let answer = self.0.call::<MessengerAnswer>(&question).await?;
        let way = answer.way.as_deref().and_then(Way::parse);
        way.ok_or_else(|| self.0.disagreement())
    }
}
