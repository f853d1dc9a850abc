//! The confirmation workflow in Step Functions: start it, and end its waits.
//!
//! Deliberately ends a wait only for [`crate::confirming`], which knows the record the wait belongs to.

use aws_sdk_sfn::Client;
use aws_sdk_sfn::error::ProvideErrorMetadata;
use domain::confirmation::order::Executor;
use domain::confirmation::{Ending, TaskToken};
use domain::id::OrderId;

use crate::connection::Connection;
use domain::failure::Failure;

/// Starts confirmations.
#[derive(Clone, Debug)]
pub struct Workflow {
    client: Client,
    state_machine_arn: String,
}

/// The waits of confirmations that run; [`crate::confirming::Confirming`] ends them.
#[derive(Clone, Debug)]
pub struct Waits {
    client: Client,
}

/// Step Functions did not answer or refused.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("the workflow is unavailable ({code})")]
pub struct WorkflowUnavailable {
    code: String,
}

impl WorkflowUnavailable {
    pub(crate) fn because(code: &str) -> Self {
        Self {
            code: code.to_owned(),
        }
    }
}

impl From<WorkflowUnavailable> for Failure {
    fn from(error: WorkflowUnavailable) -> Self {
        Self::retry(error)
    }
}

/// Whether the wait was still there to be ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waited {
    /// This call ended it.
    Ended,
    /// Somebody was first, or it timed out.
    Gone,
}

impl Workflow {
    /// The state machine at `state_machine_arn`.
    #[must_use]
    pub fn new(connection: &Connection, state_machine_arn: String) -> Self {
        Self {
            client: connection.client(Client::new),
            state_machine_arn,
        }
    }

    /// Starts the confirmation, named by its order's id; it having been started before is a success. The
    /// executor is only the way: it reads the sealed order itself.
    pub async fn start(&self, id: &OrderId, executor: Executor) -> Result<(), WorkflowUnavailable> {
        let input = serde_json::json!({ "confirmation_id": id.0, "executor": executor.name() });
        let input = input.to_string();
        let request = self
            .client
            .start_execution()
            .state_machine_arn(&self.state_machine_arn);
        match request.name(&id.0).input(input).send().await {
            Ok(_) => Ok(()),
            Err(error) if error.code() == Some("ExecutionAlreadyExists") => Ok(()),
            Err(error) => Err(unavailable(error.code())),
        }
    }
}

impl Waits {
    /// Ends waits with the caller's own permission.
    #[must_use]
    pub fn new(connection: &Connection) -> Self {
        Self {
            client: connection.client(Client::new),
        }
    }

    /// Lets the workflow go on to its next step.
    pub(crate) async fn succeed(&self, token: &TaskToken) -> Result<Waited, WorkflowUnavailable> {
        let answer = self
            .client
            .send_task_success()
            .task_token(&token.0)
            .output("{}")
            .send()
            .await;
        waited(
            answer
                .map(drop)
                .map_err(|error| error.code().map(str::to_owned)),
        )
    }

    /// Sends the workflow to its compensation.
    pub(crate) async fn fail(
        &self,
        token: &TaskToken,
        ending: Ending,
    ) -> Result<Waited, WorkflowUnavailable> {
        let request = self
            .client
            .send_task_failure()
            .task_token(&token.0)
            .error(ending.name());
        let answer = request.send().await;
        waited(
            answer
                .map(drop)
                .map_err(|error| error.code().map(str::to_owned)),
        )
    }
}

fn waited(answer: Result<(), Option<String>>) -> Result<Waited, WorkflowUnavailable> {
    match answer {
        Ok(()) => Ok(Waited::Ended),
        Err(Some(code)) if matches!(code.as_str(), "TaskTimedOut" | "TaskDoesNotExist") => {
            Ok(Waited::Gone)
        }
        Err(code) => Err(unavailable(code.as_deref())),
    }
}

fn unavailable(code: Option<&str>) -> WorkflowUnavailable {
    WorkflowUnavailable::because(code.unwrap_or("no answer"))
}
