//! What the real DynamoDB does and the embedded engine does not: transactions that touch the same item
//! at the same time cancel each other, and one partition key takes 1,000 write units a second.
//!
//! The engine does one transaction after the other, so without this no busy account would ever show.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::Instant;

use crate::engine::{Answer, Engine};

/// How long DynamoDB takes for a transaction, in milliseconds: about what AWS customers see.
const TRANSACTION_MS: u64 = 8;

/// Write units one partition key takes in a second (DynamoDB's service quotas).
const UNITS_PER_SECOND: u32 = 1_000;

/// Write units of one item up to 1 KB in a transaction (DynamoDB's read and write capacity rules).
const UNITS_PER_ITEM: u32 = 2;

/// Who is writing what, and how much was written this second.
#[derive(Debug, Default)]
pub struct Contention(Mutex<Busy>);

#[derive(Debug, Default)]
struct Busy {
    items: HashSet<String>,
    partitions: HashMap<String, (u64, u32)>,
    began: Option<Instant>,
    conflicts: u64,
}

impl Contention {
    /// Does a transaction unless another is at one of its items, or one of its partitions is worn out.
    pub async fn serve(&self, engine: &Engine, body: &str) -> Answer {
        let keys = keys(body);
        if let Err(reasons) = self.enter(&keys) {
            return cancelled(&reasons);
        }
        tokio::time::sleep(Duration::from_millis(TRANSACTION_MS)).await;
        let answer = engine.answer("TransactWriteItems", body);
        let mut busy = self.busy();
        for (pk, sk) in &keys {
            busy.items.remove(&format!("{pk} {sk}"));
        }
        answer
    }

    /// Transactions turned away so far.
    #[must_use]
    pub fn conflicts(&self) -> u64 {
        self.busy().conflicts
    }

    fn enter(&self, keys: &[(String, String)]) -> Result<(), Vec<&'static str>> {
        let mut busy = self.busy();
        let second = busy
            .began
            .get_or_insert_with(Instant::now)
            .elapsed()
            .as_secs();
        let reasons: Vec<&str> = keys
            .iter()
            .map(|(pk, sk)| {
                if busy.items.contains(&format!("{pk} {sk}")) {
                    "TransactionConflict"
                } else if busy.is_worn_out(pk, second) {
                    "ThrottlingError"
                } else {
                    "None"
                }
            })
            .collect();
        if reasons.iter().any(|reason| *reason != "None") {
            busy.conflicts = busy.conflicts.saturating_add(1);
            return Err(reasons);
        }
        for (pk, sk) in keys {
            busy.items.insert(format!("{pk} {sk}"));
            busy.spend(pk, second);
        }
        Ok(())
    }

    fn busy(&self) -> MutexGuard<'_, Busy> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Busy {
    fn is_worn_out(&self, pk: &str, second: u64) -> bool {
        let spent = self.partitions.get(pk).filter(|(when, _)| *when == second);
        spent.is_some_and(|(_, units)| *units >= UNITS_PER_SECOND)
    }

    fn spend(&mut self, pk: &str, second: u64) {
        let spent = self.partitions.entry(pk.to_owned()).or_default();
        if spent.0 != second {
            *spent = (second, 0);
        }
        spent.1 = spent.1.saturating_add(UNITS_PER_ITEM);
    }
}

/// Partition and sort key of every item of a transaction.
#[must_use]
pub fn keys(body: &str) -> Vec<(String, String)> {
    let request: Value = serde_json::from_str(body).unwrap_or_default();
    let items = request["TransactItems"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    let keys = items.iter().filter_map(|item| {
        let (_, action) = item.as_object()?.iter().next()?;
        let key = action.get("Key").or_else(|| action.get("Item"))?;
        let part = |name: &str| key[name]["S"].as_str().map(str::to_owned);
        Some((part("pk")?, part("sk")?))
    });
    keys.collect()
}

fn cancelled(reasons: &[&str]) -> Answer {
    let codes: Vec<Value> = reasons.iter().map(|code| json!({ "Code": code })).collect();
    let body = json!({
        "__type": "com.amazonaws.dynamodb.v20120810#TransactionCanceledException",
        "Message": "Transaction cancelled",
        "CancellationReasons": codes,
    });
    Answer {
        status: 400,
        body: body.to_string(),
    }
}
