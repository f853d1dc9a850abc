//! `messenger`, beside the workflow's own steps.

use serde::{Deserialize, Serialize};

#[cfg(feature = "invoke")]
use crate::function::{CallError, Function};
#[cfg(feature = "invoke")]
use aws::connection::Connection;
#[cfg(feature = "invoke")]
use domain::conversation::outbound::OutboundId;

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
#[cfg(feature = "invoke")]
#[derive(Clone, Debug)]
pub struct MessengerFunction(Function);

#[cfg(feature = "invoke")]
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
