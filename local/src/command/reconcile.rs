//! `reconcile`: every balance of the running bank rebuilt from its journal and compared.
//!
//! Deliberately asks the deployed function, as its schedule does: the same code with the same rights.

use anyhow::{Context, bail};
use serde::Deserialize;

use crate::chores;
use crate::stack::{Addresses, Options};

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
    let answer = chores::reconcile(&addresses).await?;
    let answer: Answer =
        serde_json::from_slice(&answer).context("the function's answer cannot be read")?;
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
