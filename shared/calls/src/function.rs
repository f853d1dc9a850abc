//! Calling another of the bank's functions and waiting for its answer.

use aws_sdk_lambda::Client;
use aws_sdk_lambda::error::ProvideErrorMetadata;
use aws_sdk_lambda::primitives::Blob;
use serde::Serialize;
use serde::de::DeserializeOwned;

use aws::connection::Connection;
use domain::failure::Failure;

/// One of the bank's functions.
#[derive(Clone, Debug)]
pub struct Function {
    client: Client,
    name: String,
}

/// Why a function gave no answer.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum CallError {
    /// It could not be reached or was throttled.
    #[error("function {name} is unavailable ({code})")]
    Unavailable {
        /// The function's name.
        name: String,
        /// Lambda's error code, or what went wrong on the way.
        code: String,
    },
    /// It ran and failed.
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
            CallError::Unavailable { .. } | CallError::Failed { .. } => Self::retry(error),
        }
    }
}

impl Function {
    /// The function called `name`.
    #[must_use]
    pub fn new(connection: &Connection, name: String) -> Self {
        Self {
            client: connection.client(Client::new),
            name,
        }
    }

    /// Asks and waits for the answer.
    pub async fn call<A: DeserializeOwned>(
        &self,
        question: &impl Serialize,
    ) -> Result<A, CallError> {
        let payload = serde_json::to_vec(question).map_err(|_| self.disagreement())?;
        let request = self
            .client
            .invoke()
            .function_name(&self.name)
            .payload(Blob::new(payload));
        let answer = request
            .send()
            .await
            .map_err(|error| CallError::Unavailable {
                name: self.name.clone(),
                code: error.code().unwrap_or("no answer").to_owned(),
            })?;
        if answer.function_error().is_some() {
            return Err(CallError::Failed {
                name: self.name.clone(),
            });
        }
        let payload = answer.payload.unwrap_or_else(|| Blob::new(Vec::new()));
        serde_json::from_slice(payload.as_ref()).map_err(|_| self.disagreement())
    }

    /// What was said is not what was agreed.
    #[must_use]
    pub fn disagreement(&self) -> CallError {
        CallError::Disagreement {
            name: self.name.clone(),
        }
    }
}
