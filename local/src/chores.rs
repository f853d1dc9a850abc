//! What a bank does by the clock, done now: the sweep of holds that have run out, the payments of standing orders, and
//! the reconciliation.
//!
//! Deliberately starts what the schedules start, the deployed workflow and the deployed function, with their rights.

use std::time::Duration;

use anyhow::{Context, bail};
use aws::connection::Connection;
use aws_sdk_lambda::config::timeout::TimeoutConfig;
use aws_sdk_lambda::primitives::Blob;
use aws_sdk_sfn::types::ExecutionStatus;

use crate::stack::Addresses;

/// As long as the reconciliation may take, in seconds: a large ledger takes its time.
const PATIENCE_SECONDS: u64 = 900;

/// How often a running workflow is looked at, in milliseconds.
const LOOK_EVERY_MS: u64 = 100;

/// How often at most: ten minutes.
const MAX_LOOKS: u32 = 6_000;

/// Reconciles the running bank; answers what the function answers.
///
/// # Errors
/// If the ledger could not be read.
pub(crate) async fn reconcile(addresses: &Addresses) -> anyhow::Result<Vec<u8>> {
    let connection = Connection::to_local(&addresses.aws_endpoint_url, &addresses.region);
    let patience = Duration::from_secs(PATIENCE_SECONDS);
    let timeouts = TimeoutConfig::builder()
        .operation_timeout(patience)
        .operation_attempt_timeout(patience)
        .read_timeout(patience);
    let config = aws_sdk_lambda::config::Builder::from(connection.sdk());
    let config = config.timeout_config(timeouts.build()).build();
    let client = aws_sdk_lambda::Client::from_conf(config);
    let invoke = client
        .invoke()
        .function_name(&addresses.reconciliation_function);
    let answer = invoke.payload(Blob::new("{}")).send().await;
    let answer = answer.context("the local stack does not answer; is `cargo run` running?")?;
    let payload = answer.payload.unwrap_or_else(|| Blob::new("")).into_inner();
    if answer.function_error.is_some() {
        bail!(
            "the ledger could not be reconciled: {}",
            String::from_utf8_lossy(&payload)
        );
    }
    Ok(payload)
}

/// Sweeps the running bank and waits for the end.
///
/// # Errors
/// If the sweep failed, or does not end.
pub(crate) async fn sweep(addresses: &Addresses) -> anyhow::Result<()> {
    run(addresses, &addresses.sweep_state_machine_arn, "the sweep").await
}

/// Pays what is due under standing orders and waits for the end.
///
/// # Errors
/// If the run failed, or does not end.
pub(crate) async fn pay(addresses: &Addresses) -> anyhow::Result<()> {
    let workflow = &addresses.payments_state_machine_arn;
    run(addresses, workflow, "the payments").await
}

async fn run(addresses: &Addresses, workflow: &str, what: &str) -> anyhow::Result<()> {
    let connection = Connection::to_local(&addresses.aws_endpoint_url, &addresses.region);
    let client = aws_sdk_sfn::Client::new(connection.sdk());
    let start = client.start_execution().input("{}");
    let start = start.state_machine_arn(workflow);
    let execution = start.send().await?.execution_arn;
    for _ in 0..MAX_LOOKS {
        let found = client.describe_execution().execution_arn(&execution);
        match found.send().await?.status {
            ExecutionStatus::Running => {}
            ExecutionStatus::Succeeded => return Ok(()),
            other => bail!("{what} ended as {other}"),
        }
        tokio::time::sleep(Duration::from_millis(LOOK_EVERY_MS)).await;
    }
    bail!("{what}: no end is in sight")
}
