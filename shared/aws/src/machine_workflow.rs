//! The workflow that redeems and reverses for cash machines: started once for each step of a request, and asked how it
//! ended.
//!
//! A standard workflow and not an express one: its executions are named, so a machine that asks again meets the one
//! that is under way or over, and none is begun beside it.

use std::time::Duration;

use aws_sdk_sfn::Client;
use aws_sdk_sfn::error::ProvideErrorMetadata;
use aws_sdk_sfn::types::ExecutionStatus;
use domain::authority::AtmRequest;
use domain::id::OrderId;
use domain::keyed_hash::Hash;
use serde::Deserialize;

use crate::connection::Connection;
use crate::workflow::WorkflowUnavailable;

/// How often a step is looked at before the machine is told to ask again: twenty seconds at most, which is less than
/// the function may take.
const MOST_LOOKS: u32 = 100;

/// Between two looks.
const PAUSE: Duration = Duration::from_millis(200);

/// How often one step may fail for good and be begun anew by a machine that asks again.
const MOST_EXECUTIONS: u8 = 20;

/// Starts the steps of machines' requests.
#[derive(Clone, Debug)]
pub struct MachineWorkflow {
    client: Client,
    state_machine_arn: String,
}

/// What a machine's request comes to at the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Give out.
    Redeem,
    /// It kept what it was to give out.
    Reverse,
}

/// How a step ended.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Ended {
    /// As `transfers` calls it.
    pub outcome: String,
    /// Why nothing may be given out.
    #[serde(default)]
    pub reason: Option<String>,
}

impl Step {
    const fn name(self) -> &'static str {
        match self {
            Self::Redeem => "redeem",
            Self::Reverse => "reverse",
        }
    }
}

impl MachineWorkflow {
    /// The state machine at `state_machine_arn`.
    #[must_use]
    pub fn new(connection: &Connection, state_machine_arn: String) -> Self {
        Self {
            client: connection.client(Client::new),
            state_machine_arn,
        }
    }

    /// Has a step taken, or finds how it ended when it was asked for before.
    ///
    /// # Errors
    /// [`WorkflowUnavailable`] while Step Functions is away, and where the step is still under way after twenty
    /// seconds: nothing is known then, and whoever asks again finds out.
    pub async fn run(
        &self,
        step: Step,
        order: &OrderId,
        by: &AtmRequest,
    ) -> Result<Ended, WorkflowUnavailable> {
        let action = step.name();
        let input = serde_json::json!({
            "action": action, "confirmation_id": order.0, "request_id": by.request.0,
        });
        let input = input.to_string();
        for number in 0..MOST_EXECUTIONS {
            let fields: [&[u8]; 3] = [action.as_bytes(), by.request.0.as_bytes(), &[number]];
            // 64 hexadecimal digits of at most 80 characters.
            let name = Hash::plain(&fields).hex();
            let arn = self.start(&name, &input).await?;
            if let Some(ended) = self.wait_for(&arn).await? {
                return Ok(ended);
            }
        }
        Err(WorkflowUnavailable::because("every execution failed"))
    }

    /// Starts the execution of this name, or finds it.
    async fn start(&self, name: &str, input: &str) -> Result<String, WorkflowUnavailable> {
        let request = self
            .client
            .start_execution()
            .state_machine_arn(&self.state_machine_arn);
        match request.name(name).input(input).send().await {
            Ok(started) => Ok(started.execution_arn),
            Err(error) if error.code() == Some("ExecutionAlreadyExists") => Ok(self.arn(name)),
            Err(error) => Err(unavailable(error.code())),
        }
    }

    fn arn(&self, name: &str) -> String {
        let machine = self
            .state_machine_arn
            .replacen(":stateMachine:", ":execution:", 1);
        format!("{machine}:{name}")
    }

    /// How it ended; nothing if it failed.
    async fn wait_for(&self, arn: &str) -> Result<Option<Ended>, WorkflowUnavailable> {
        for _ in 0..MOST_LOOKS {
            let request = self.client.describe_execution().execution_arn(arn);
            let found = request.send().await;
            let found = found.map_err(|error| unavailable(error.code()))?;
            match found.status {
                ExecutionStatus::Running => tokio::time::sleep(PAUSE).await,
                ExecutionStatus::Succeeded => {
                    let output = found.output.unwrap_or_default();
                    let ended = serde_json::from_str(&output);
                    return ended
                        .map(Some)
                        .map_err(|_| WorkflowUnavailable::because("an output that does not read"));
                }
                _ => return Ok(None),
            }
        }
        Err(WorkflowUnavailable::because("still under way"))
    }
}

fn unavailable(code: Option<&str>) -> WorkflowUnavailable {
    WorkflowUnavailable::because(code.unwrap_or("no answer"))
}
