//! Calling another of the bank's functions and waiting for its answer.
//!
//! Deliberately once, unless it only reads: whoever gets no answer does not know whether the other is still at it.

use std::time::Duration;

use aws_sdk_lambda::Client;
use aws_sdk_lambda::config::Builder;
use aws_sdk_lambda::error::ProvideErrorMetadata;
use aws_sdk_lambda::primitives::Blob;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use aws::connection::Connection;
use aws::once::{Once, had_no_effect};
use domain::failure::Failure;

/// One of the bank's functions.
#[derive(Clone, Debug)]
pub struct Function {
    client: Client,
    name: String,
    once: Option<Once>,
}

/// Seconds a caller waits beyond what the function itself may take: for starting it, and for the way there and
/// back.
pub const MARGIN_SECONDS: u64 = 2;

/// Why a function gave no answer.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum CallError {
    /// It could not be reached or was throttled: it did nothing.
    #[error("function {name} is unavailable ({code})")]
    Unavailable {
        /// The function's name.
        name: String,
        /// Lambda's error code, or what went wrong on the way.
        code: String,
    },
    /// It gave no answer, or was ended before it had one: it may have done what it was asked.
    #[error("function {name} gave no answer ({code})")]
    NoAnswer {
        /// The function's name.
        name: String,
        /// What went wrong on the way.
        code: String,
    },
    /// It ran and says that it failed.
    #[error("function {name} failed")]
    Failed {
        /// The function's name.
        name: String,
    },
    /// Its answer, or our question, is not what was agreed.
    #[error("function {name} and its caller disagree about their messages")]
    Disagreement {
        /// The function's name.
        name: String,
    },
}

impl From<CallError> for Failure {
    fn from(error: CallError) -> Self {
        match error {
            CallError::Disagreement { .. } => Self::fail(error),
            CallError::Unavailable { .. }
            | CallError::NoAnswer { .. }
            | CallError::Failed { .. } => Self::retry(error),
        }
    }
}

impl Function {
    /// The function called `name`, which only reads: asked again when no answer comes.
    #[must_use]
    pub fn reading(connection: &Connection, name: String) -> Self {
        let client = connection.client(Client::new);
        let once = None;
        Self { client, name, once }
    }

    /// The function called `name`, which may take so many seconds for an answer: asked once.
    #[must_use]
    pub fn acting(connection: &Connection, name: String, answers_within_seconds: u64) -> Self {
        let seconds = answers_within_seconds.saturating_add(MARGIN_SECONDS);
        Self {
            once: Some(Once::within(Duration::from_secs(seconds))),
            ..Self::reading(connection, name)
        }
    }

    /// Asks and waits for the answer.
    pub async fn call<A: DeserializeOwned>(
        &self,
        question: &impl Serialize,
    ) -> Result<A, CallError> {
        let payload = serde_json::to_vec(question).map_err(|_| self.disagreement())?;
        let request = self.client.invoke().function_name(&self.name);
        let request = request.payload(Blob::new(payload)).customize();
        let request = match self.once {
            Some(once) => request.config_override(
                Builder::new()
                    .retry_config(once.retries())
                    .timeout_config(once.timeouts()),
            ),
            None => request,
        };
        // Boxed, so that callers' futures need not hold the whole call.
        let answer = Box::pin(request.send()).await;
        let answer = answer.map_err(|error| {
            // Lambda's own errors, 5xx, may come after the function ran.
            let refused = error.raw_response();
            let is_refused = refused.is_none_or(|answer| !answer.status().is_server_error());
            self.unanswered(is_refused && had_no_effect(&error), error.code())
        })?;
        let payload = answer.payload.as_ref().map_or(&[][..], Blob::as_ref);
        if answer.function_error.is_some() {
            return Err(self.failed(payload));
        }
        serde_json::from_slice(payload).map_err(|_| self.disagreement())
    }

    /// What is said is not what was agreed.
    #[must_use]
    pub fn disagreement(&self) -> CallError {
        CallError::Disagreement {
            name: self.name.clone(),
        }
    }

    fn unanswered(&self, had_no_effect: bool, code: Option<&str>) -> CallError {
        let (name, code) = (self.name.clone(), code.unwrap_or("no answer").to_owned());
        if had_no_effect {
            CallError::Unavailable { name, code }
        } else {
            CallError::NoAnswer { name, code }
        }
    }

    /// A function that is ended by Lambda cannot say how far it came.
    fn failed(&self, payload: &[u8]) -> CallError {
        let name = self.name.clone();
        match serde_json::from_slice::<Reported>(payload) {
            Ok(reported) if Failure::is_name(&reported.error_type) => CallError::Failed { name },
            Ok(Reported { error_type: code }) => CallError::NoAnswer { name, code },
            Err(_) => CallError::NoAnswer {
                name,
                code: "no report".to_owned(),
            },
        }
    }
}

/// How Lambda reports a function that failed.
#[derive(Deserialize)]
struct Reported {
    #[serde(rename = "errorType")]
    error_type: String,
}
