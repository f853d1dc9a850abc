//! `explain`: what became of one confirmation, from the workflow's history and the ledger.
//!
//! Deliberately shows steps, outcomes and times only: the workflow's history knows no amount, name or
//! phone, and of the transfer it tells the state and the places in the journal.

use anyhow::{Context, bail};
use aws::connection::Connection;
use aws_sdk_sfn::Client;
use aws_sdk_sfn::primitives::{DateTime, DateTimeFormat};
use aws_sdk_sfn::types::{ExecutionListItem, HistoryEvent};
use clap::Args;
use domain::id::OrderId;
use domain::ledger::transfer::{Transfer, TransferState};
use ledger::Ledger;

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
        .transfer(&OrderId(execution.name().to_owned()))
        .await?;
    let told = transfer.map_or_else(|| "nothing was reserved".to_owned(), tell);
    println!("ledger: {told}");
    Ok(())
}

/// Where a transfer stands; of a posted one, when and as which entries. No balance: that is the customer's.
fn tell(transfer: Transfer) -> String {
    match transfer.state {
        TransferState::Pending => "the transfer is pending".to_owned(),
        TransferState::Authorised(_) => "the hold waits for a cash machine".to_owned(),
        TransferState::Voided => "the transfer is voided".to_owned(),
        TransferState::Expired => "the transfer has expired".to_owned(),
        TransferState::Posted(posting) => format!(
            "the transfer is posted, with a receipt of {}\n  entry {} of account ••{} (debit)\n  entry {} of account ••{} (credit)",
            clock_time(&DateTime::from_secs(posting.posted_at.0)),
            posting.debit_entry,
            transfer.debit_account.ending(),
            posting.credit_entry,
            posting.credited.ending(),
        ),
    }
}

async fn find(
    workflow: &Client,
    addresses: &Addresses,
    id: &str,
) -> anyhow::Result<ExecutionListItem> {
    let wanted = match id.strip_prefix(MESSAGE_ID) {
        Some(_) => OrderId::from_message(id).0,
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

#[cfg(test)]
mod tests {
    use domain::id::{AccountId, CustomerId};
    use domain::ledger::transfer::Posting;
    use domain::money::{Currency, Money};
    use domain::time::UnixSeconds;

    use super::*;

    #[test]
    fn a_posted_transfer_is_told_with_its_entries_and_without_a_balance() {
        let account = |id: &str| AccountId(id.to_owned());
        let pounds = |minor| Money::new(minor, Currency::Gbp);
        let posting = Posting {
            posted_at: UnixSeconds(1_795_435_200),
            credited: account("40020101"),
            debit_entry: 7,
            credit_entry: 12,
            balance_after: pounds(98_765),
            authority: None,
        };
        let told = tell(Transfer {
            id: OrderId("id".to_owned()),
            customer: CustomerId("ana-lima".to_owned()),
            order: None,
            payer_name: "Ana Lima".to_owned(),
            debit_account: account("40010101"),
            credit_account: account("40020101"),
            payee_name: "Ben Carter".to_owned(),
            bill: None,
            reference: None,
            amount: pounds(4_321),
            redeemed: None,
            reverses: None,
            mandate: None,
            state: TransferState::Posted(posting),
            reserved_at: UnixSeconds(0),
            hold_expires_at: UnixSeconds(0),
            spend_day: None,
        });
        assert_eq!(
            told,
            "the transfer is posted, with a receipt of 12:00:00\n  \
             entry 7 of account ••0101 (debit)\n  entry 12 of account ••0101 (credit)"
        );
    }
}
