//! `reconcile`: every balance of the running bank rebuilt from its journal and compared.
//!
//! Deliberately asks the deployed function, as its schedule does: the same code with the same rights.

use std::time::Duration;

use anyhow::{Context, bail};
use aws::connection::Connection;
use aws_sdk_lambda::Client;
use aws_sdk_lambda::config::timeout::TimeoutConfig;
use aws_sdk_lambda::primitives::Blob;
use serde::Deserialize;

use crate::stack::{Addresses, Options};

/// As long as the function may take, in seconds: a large ledger takes its time.
const PATIENCE_SECONDS: u64 = 900;

#[derive(Deserialize)]
struct Answer {
    accounts: u64,
    entries: u64,
    transfers: u64,
    difference_count: u64,
    differences: Vec<Difference>,
}

#[derive(Deserialize)]
struct Difference {
    account_id: String,
    kind: String,
    #[serde(rename = "difference_minor")]
    minor: Option<i64>,
    currency: Option<String>,
    transfer_id: Option<String>,
}

/// Prints what was found.
///
/// # Errors
/// If anything differs, or the ledger could not be read.
pub(super) async fn run() -> anyhow::Result<()> {
    let addresses = Addresses::read(&Options::on_port(0).directory)?;
    let answer = ask(&addresses).await?;
    println!(
        "{} accounts, {} entries and {} transfers read",
        answer.accounts, answer.entries, answer.transfers
    );
    if answer.difference_count == 0 {
        println!("every balance is the sum of its journal");
        return Ok(());
    }
    println!("| account | what | difference | transfer |\n|---|---|---|---|");
    for found in &answer.differences {
        println!("{}", found.row());
    }
    bail!("{} differences", answer.difference_count)
}

async fn ask(addresses: &Addresses) -> anyhow::Result<Answer> {
    let connection = Connection::to_local(&addresses.aws_endpoint_url, &addresses.region);
    let patience = Duration::from_secs(PATIENCE_SECONDS);
    let timeouts = TimeoutConfig::builder()
        .operation_timeout(patience)
        .operation_attempt_timeout(patience)
        .read_timeout(patience);
    let config = aws_sdk_lambda::config::Builder::from(connection.sdk());
    let client = Client::from_conf(config.timeout_config(timeouts.build()).build());
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
    serde_json::from_slice(&payload).context("the function's answer cannot be read")
}

impl Difference {
    fn row(&self) -> String {
        let amount = match (self.minor, &self.currency) {
            (Some(minor), Some(currency)) => format!("{minor} {currency} minor"),
            _ => "-".to_owned(),
        };
        let transfer = self.transfer_id.as_deref().unwrap_or("-");
        format!(
            "| {} | {} | {amount} | {transfer} |",
            self.account_id, self.kind
        )
    }
}
