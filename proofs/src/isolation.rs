//! The engine first: an emulator that lets two writers win proves nothing about the ledger above it.
//!
//! Deliberately on real threads and without the adapters: here it is the engine that is on trial.

use std::sync::Barrier;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use serde_json::{Value, json};

use crate::engine::{Engine, number};

/// Threads that race.
pub const THREADS: u64 = 32;

/// In each round all threads race for one conditional write and for one transaction over two items.
/// Exactly one of each must win, and every loser must be told that the condition failed.
///
/// # Errors
/// What the engine got wrong.
pub fn check(rounds: u64) -> Result<(), String> {
    let engine = Engine::memory();
    create_table(&engine)?;
    for race in [conditional_write, transaction] {
        run(&engine, rounds, race)?;
    }
    let written = engine.items(&["sum".to_owned()], "sum");
    let sum = written.first().map_or(0, |item| number(item, "rounds"));
    if u64::try_from(sum) == Ok(rounds) {
        Ok(())
    } else {
        Err(format!("{sum} transactions left their mark, not {rounds}"))
    }
}

fn run(
    engine: &Engine,
    rounds: u64,
    race: fn(&Engine, u64, u64) -> Result<(), String>,
) -> Result<(), String> {
    let barrier = Barrier::new(usize::try_from(THREADS).unwrap_or(1));
    let (winners, wrong) = (AtomicU64::new(0), AtomicU64::new(0));
    thread::scope(|scope| {
        for thread in 0..THREADS {
            let (barrier, winners, wrong) = (&barrier, &winners, &wrong);
            scope.spawn(move || {
                for round in 0..rounds {
                    barrier.wait();
                    match race(engine, round, thread) {
                        Ok(()) => winners.fetch_add(1, Ordering::Relaxed),
                        Err(code) if is_loss(&code) => 0,
                        Err(_) => wrong.fetch_add(1, Ordering::Relaxed),
                    };
                }
            });
        }
    });
    let (winners, wrong) = (winners.into_inner(), wrong.into_inner());
    if winners == rounds && wrong == 0 {
        Ok(())
    } else {
        Err(format!(
            "{winners} winners in {rounds} rounds, {wrong} unexpected answers"
        ))
    }
}

fn is_loss(code: &str) -> bool {
    matches!(
        code,
        "ConditionalCheckFailedException" | "TransactionCanceledException"
    )
}

fn conditional_write(engine: &Engine, round: u64, thread: u64) -> Result<(), String> {
    let item = json!({"pk": {"S": format!("write-{round}")}, "sk": {"S": "race"},
        "winner": {"N": thread.to_string()}});
    let put = json!({"TableName": "ledger", "Item": item,
        "ConditionExpression": "attribute_not_exists(pk)"});
    engine.ask("PutItem", &put).map(drop)
}

fn transaction(engine: &Engine, round: u64, thread: u64) -> Result<(), String> {
    let item = json!({"pk": {"S": format!("transaction-{round}")}, "sk": {"S": "race"},
        "winner": {"N": thread.to_string()}});
    let put = json!({"TableName": "ledger", "Item": item,
        "ConditionExpression": "attribute_not_exists(pk)"});
    let count = json!({"TableName": "ledger", "Key": {"pk": {"S": "sum"}, "sk": {"S": "sum"}},
        "UpdateExpression": "ADD rounds :one",
        "ExpressionAttributeValues": {":one": {"N": "1"}}});
    let both = json!({"TransactItems": [{"Put": put}, {"Update": count}]});
    engine.ask("TransactWriteItems", &both).map(drop)
}

fn create_table(engine: &Engine) -> Result<(), String> {
    let attribute = |name: &str| json!({"AttributeName": name, "AttributeType": "S"});
    let key = |name: &str, kind: &str| json!({"AttributeName": name, "KeyType": kind});
    let table: Value = json!({
        "TableName": "ledger",
        "BillingMode": "PAY_PER_REQUEST",
        "AttributeDefinitions": [attribute("pk"), attribute("sk")],
        "KeySchema": [key("pk", "HASH"), key("sk", "RANGE")],
    });
    engine.ask("CreateTable", &table).map(drop)
}
