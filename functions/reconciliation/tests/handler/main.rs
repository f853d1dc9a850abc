//! Reconciliation through its handler: what it answers, and that it changes nothing.

use std::time::Duration;

use domain::failure::Failure;
use ledger::journal::Journal;
use reconciliation::{Answer, MAX_NAMED, Question, Reconciler};
use serde_json::json;
use testkit::clock;
use testkit::engine::{AttributeValue, Engine};

async fn reconcile(engine: &Engine, table: &str) -> Result<Answer, Failure> {
    let reconciler = Reconciler {
        journal: Journal::new(
            &engine.connection,
            table.to_owned(),
            testkit::engine::signers(),
            Duration::ZERO,
        ),
        clock: clock::now,
    };
    reconciler.handle(Question {}).await
}

#[tokio::test]
async fn a_sound_ledger_is_answered_with_what_was_read() {
    let engine = Engine::with_demo_customers().await;
    let before = engine.items().await;
    let answer = reconcile(&engine, "ledger").await.unwrap();
    assert_eq!(
        serde_json::to_value(answer).unwrap(),
        json!({
            "accounts": 57, "entries": 10, "transfers": 5,
            "difference_count": 0, "differences": [],
        })
    );
    assert_eq!(engine.items().await, before);
}

#[tokio::test]
async fn a_difference_is_named_with_its_account_and_amount_and_left_as_it_is() {
    let engine = Engine::with_demo_customers().await;
    let less = AttributeValue::N("30000".to_owned());
    let account = ("ACCOUNT#40020101", "ACCOUNT");
    engine
        .tamper("ledger", account.0, account.1, "available_minor", less)
        .await;
    let before = engine.items().await;
    let answer = reconcile(&engine, "ledger").await.unwrap();
    assert_eq!(
        serde_json::to_value(&answer.differences).unwrap(),
        json!([{
            "account_id": "40020101", "kind": "available_differs",
            "difference_minor": -1_055, "currency": "GBP",
        }])
    );
    assert_eq!(engine.items().await, before);
}

#[tokio::test]
async fn an_answer_names_no_more_than_it_may_and_counts_the_rest() {
    let engine = Engine::start().await;
    let client = aws_sdk_dynamodb::Client::new(engine.connection.sdk());
    for number in 0..150 {
        let put = client.put_item().table_name("ledger");
        put.item("pk", AttributeValue::S(format!("ACCOUNT#{number}")))
            .item("sk", AttributeValue::S("ACCOUNT".to_owned()))
            .send()
            .await
            .unwrap();
    }
    let answer = reconcile(&engine, "ledger").await.unwrap();
    assert_eq!(answer.difference_count, 150);
    assert_eq!(answer.differences.len(), MAX_NAMED);
}

#[tokio::test]
async fn a_ledger_that_cannot_be_read_is_not_called_sound() {
    let engine = Engine::start().await;
    let answer = reconcile(&engine, "no-such-table").await;
    assert!(matches!(answer, Err(Failure::Retry(_))), "{answer:?}");
}
