//! `explain`: what became of one confirmation, from the workflow's history and the ledger.
//!
//! Deliberately shows steps, outcomes and times only: the workflow's history knows no amount, name or
//! phone, and the ledger is asked for the transfer's state alone.

use anyhow::{Context, bail};
use aws::connection::Connection;
use aws::ledger::Ledger;
use aws_sdk_sfn::Client;
use aws_sdk_sfn::primitives::{DateTime, DateTimeFormat};
use aws_sdk_sfn::types::{ExecutionListItem, HistoryEvent};
use clap::Args;
use domain::intent::ConfirmationId;
use domain::transfer::TransferState;

use crate::stack::{Addresses, Options};

/// How many confirmations are looked through.
const MAX_EXECUTIONS: i32 = 1_000;

/// How many steps of one confirmation are shown.
const MAX_EVENTS: i32 = 1_000;

/// How a WhatsApp message id begins.
const MESSAGE_ID: &str = "wamid.";

/// What `explain` must be told.
#[derive(Args, Debug)]
pub(super) struct Arguments {
    /// A confirmation's id or its beginning, a receipt's reference, or the id of the message that asked
    id: String,
}

pub(super) async fn run(arguments: Arguments) -> anyhow::Result<()> {
    let addresses = Addresses::read(&Options::on_port(0).directory)?;
    let connection = Connection::to_local(&addresses.aws_endpoint_url, &addresses.region);
    let workflow = Client::new(connection.sdk());
    let execution = find(&workflow, &addresses, &arguments.id).await?;
    println!("confirmation {}: {}", execution.name(), execution.status());
    for event in history(&workflow, execution.execution_arn()).await? {
        if let Some(line) = describe(&event) {
            println!("  {}  {line}", clock_time(event.timestamp()));
        }
    }
    let ledger = Ledger::new(&connection, addresses.tables.ledger);
    let transfer = ledger
        .transfer(&ConfirmationId(execution.name().to_owned()))
        .await?;
    let told = transfer.map_or("nothing was reserved", |transfer| match transfer.state {
        TransferState::Pending => "the transfer is pending",
        TransferState::Posted(_) => "the transfer is posted",
        TransferState::Voided => "the transfer is voided",
        TransferState::Expired => "the transfer has expired",
    });
    println!("ledger: {told}");
    Ok(())
}

async fn find(
    workflow: &Client,
    addresses: &Addresses,
    id: &str,
) -> anyhow::Result<ExecutionListItem> {
    let wanted = match id.strip_prefix(MESSAGE_ID) {
        Some(_) => ConfirmationId::from_message(id).0,
        None => id.trim().to_lowercase(),
    };
    let list = workflow
        .list_executions()
        .state_machine_arn(&addresses.state_machine_arn);
    let listed = list.max_results(MAX_EXECUTIONS).send().await;
    let listed = listed.context("the local stack does not answer; is `cargo run` running?")?;
    let found = |execution: &&ExecutionListItem| execution.name().starts_with(&wanted);
    let matching: Vec<_> = listed.executions().iter().filter(found).collect();
    match matching.as_slice() {
        [one] => Ok((*one).clone()),
        [] => bail!("there is no confirmation {id}"),
        several => bail!(
            "{} confirmations begin with {id}; give more of it",
            several.len()
        ),
    }
}

async fn history(workflow: &Client, execution_arn: &str) -> anyhow::Result<Vec<HistoryEvent>> {
    let history = workflow
        .get_execution_history()
        .execution_arn(execution_arn);
    Ok(history
        .max_results(MAX_EVENTS)
        .send()
        .await?
        .events()
        .to_vec())
}

/// What is worth telling of an event: where the workflow went, what failed, how it ended.
fn describe(event: &HistoryEvent) -> Option<String> {
    if let Some(entered) = event.state_entered_event_details() {
        return Some(entered.name().to_owned());
    }
    let failure = |what: &str, error: Option<&str>| {
        Some(format!(
            "    {what}: {}",
            error.unwrap_or("no reason given")
        ))
    };
    if let Some(details) = event.task_failed_event_details() {
        return failure("failed", details.error());
    }
    if let Some(details) = event.task_timed_out_event_details() {
        return failure("timed out", details.error());
    }
    if let Some(details) = event.execution_failed_event_details() {
        return failure("the workflow failed", details.error());
    }
    event
        .execution_succeeded_event_details()
        .map(|_| "the workflow ended".to_owned())
}

fn clock_time(at: &DateTime) -> String {
    let text = at.fmt(DateTimeFormat::DateTime).unwrap_or_default();
    text.get(11..19).unwrap_or(&text).to_owned()
}
