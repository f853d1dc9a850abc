//! Webhooks in company, and statuses that are late, missing or bad news after a 200.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod rig;

use std::time::Duration;

use rig::Rig;
use serde_json::{Value, json};
use simulator_kit::FaultPlan;

async fn text(rig: &Rig, text: &str) -> String {
    rig.says(json!({"type": "text", "text": text})).await
}

fn plan(value: Value) -> FaultPlan {
    serde_json::from_value(value).unwrap()
}

#[tokio::test]
async fn several_updates_come_in_one_body() {
    let rig = Rig::start().await;
    rig.faults.set(plan(json!({"delivery": {"batch": 3}})));
    for text_of in ["one", "two", "three", "four"] {
        text(&rig, text_of).await;
    }
    tokio::time::sleep(Duration::from_millis(600)).await;
    let bodies = rig.bank.raw.lock().unwrap().clone();
    let entries: Vec<usize> = bodies
        .iter()
        .map(|body| {
            serde_json::from_slice::<Value>(body).unwrap()["entry"]
                .as_array()
                .unwrap()
                .len()
        })
        .collect();
    assert_eq!(entries, [3, 1]);
}

#[tokio::test]
async fn statuses_come_late_or_not_at_all_and_a_failure_comes_after_a_200() {
    let rig = Rig::start().await;
    rig.faults.set(plan(json!({"delivery": {
        "status_delay_ms": 300, "drop_statuses": ["delivered"],
        "fail_status": {"code": 131_026, "next": 1},
    }})));
    assert_eq!(rig.send_text("lost").await.0, 200);
    assert_eq!(rig.send_text("kept").await.0, 200);
    assert!(rig.bank.raw.lock().unwrap().is_empty(), "statuses are late");
    let statuses = rig.webhooks(2).await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert_eq!(rig.webhooks(2).await.len(), 2, "delivered never comes");
    let seen: Vec<_> = statuses
        .iter()
        .map(|value| value["statuses"][0]["status"].as_str().unwrap().to_owned())
        .collect();
    assert!(seen.contains(&"failed".to_owned()) && seen.contains(&"sent".to_owned()));
    assert_eq!(
        rig.inbox(0, 0).await.len(),
        1,
        "what failed is not on the phone"
    );
}
