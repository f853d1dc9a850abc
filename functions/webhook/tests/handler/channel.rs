//! What Meta says that is no message: nobody is answered, nothing is queued, and operations hear of what needs them.

use serde_json::{Value, json};
use testkit::inbound::{ANA, status, text, webhook};
use testkit::logs::Logs;
use testkit::queue;
use testkit::services::PHONE_NUMBER_ID;

use crate::Rig;

/// A body with one change of `field`.
fn change(field: &str, value: &Value) -> String {
    let change = json!({ "field": field, "value": value });
    let entry = json!({ "id": "102290129340398", "changes": [change] });
    json!({ "object": "whatsapp_business_account", "entry": [entry] }).to_string()
}

fn metadata(number: &str) -> Value {
    json!({ "display_phone_number": "442079460000", "phone_number_id": number })
}

/// A message of Ana's that somebody else answers.
fn standby(number: &str) -> String {
    let message = text(ANA, "wamid.1", "send 50 to Ben");
    let value = json!({ "metadata": metadata(number), "standby": { "messages": [message] } });
    change("standby", &value)
}

/// What operations have to look at, each with the word the log has for it.
fn alarming() -> Vec<(String, &'static str)> {
    let template = |event: &str| json!({ "event": event, "message_template_name": "acme_link" });
    let handover = json!({
        "sender": { "phone_number": ANA },
        "recipient": metadata(PHONE_NUMBER_ID),
        "type": "control_taken",
        "control_taken": { "new_owner_role": "ai_agent" },
    });
    let category = json!({
        "message_template_name": "acme_link", "previous_category": "UTILITY", "new_category": "MARKETING",
    });
    let restricted = json!({ "event": "ACCOUNT_RESTRICTION", "restriction_info": [{}] });
    vec![
        (standby(PHONE_NUMBER_ID), "unnamed"),
        (change("messaging_handovers", &handover), "control_taken"),
        (
            change("message_template_status_update", &template("PAUSED")),
            "PAUSED",
        ),
        (
            change("message_template_status_update", &template("REJECTED")),
            "REJECTED",
        ),
        (
            change("message_template_status_update", &template("A_NEW_WORD")),
            "A_NEW_WORD",
        ),
        (change("template_category_update", &category), "MARKETING"),
        (
            change(
                "message_template_quality_update",
                &json!({ "new_quality_score": "RED" }),
            ),
            "RED",
        ),
        (change("account_update", &restricted), "ACCOUNT_RESTRICTION"),
        (
            change("account_alerts", &json!({ "alert_severity": "CRITICAL" })),
            "CRITICAL",
        ),
        (
            change(
                "phone_number_quality_update",
                &json!({ "event": "FLAGGED" }),
            ),
            "FLAGGED",
        ),
        (
            change("security", &json!({ "event": "PIN_CHANGED" })),
            "PIN_CHANGED",
        ),
    ]
}

#[tokio::test]
async fn operations_hear_of_whatever_takes_the_channel_away() {
    for (body, event) in alarming() {
        let logs = Logs::listen();
        let rig = Rig::start().await;
        assert_eq!(rig.post(&body).await, 200, "{body}");
        assert!(rig.queued().is_empty(), "{body}");
        let [line] = &logs.with("alarm", "channel_event")[..] else {
            panic!("one line for {body}: {}", logs.text());
        };
        assert_eq!(line["channel.event"], event, "{body}");
        let template = body.contains("acme_link").then_some("acme_link");
        assert_eq!(line["channel.template"].as_str(), template, "{body}");
        for personal in [ANA, "Ben", "wamid"] {
            assert!(!logs.text().contains(personal), "{personal} of {body}");
        }
    }
}

#[tokio::test]
async fn what_is_well_or_about_another_number_wakes_nobody() {
    for body in [
        change(
            "message_template_status_update",
            &json!({ "event": "APPROVED" }),
        ),
        change(
            "phone_number_quality_update",
            &json!({ "event": "UPGRADE" }),
        ),
        change("account_update", &json!({ "event": "VERIFIED_ACCOUNT" })),
        change(
            "user_preferences",
            &json!({ "user_preferences": [{ "wa_id": ANA }] }),
        ),
        change("a_new_field", &json!({ "event": "DISABLED" })),
        standby("999"),
    ] {
        let logs = Logs::listen();
        let rig = Rig::start().await;
        assert_eq!(rig.post(&body).await, 200, "{body}");
        assert!(rig.queued().is_empty(), "{body}");
        assert!(logs.with("alarm", "channel_event").is_empty(), "{body}");
    }
}

#[tokio::test]
async fn a_message_that_came_to_somebody_else_first_is_queued_once_it_comes_to_us() {
    let rig = Rig::start().await;
    rig.post(&standby(PHONE_NUMBER_ID)).await;
    assert!(rig.queued().is_empty());
    let ours = webhook(&[text(ANA, "wamid.1", "send 50 to Ben")], &[]);
    rig.post(&ours).await;
    rig.post(&ours).await;
    let [first, again] = &rig.queued()[..] else {
        panic!("{:?}", rig.queued());
    };
    let id = "MessageDeduplicationId";
    assert_eq!(first[id], again[id], "the queue takes one of them");
}

#[tokio::test]
async fn a_payment_that_failed_is_no_message_that_was_not_delivered() {
    let rig = Rig::start().await;
    let mut payment = status(ANA, "wamid.OURS", "failed");
    payment["type"] = json!("payment");
    payment["payment"] = json!({ "reference_id": "r", "transaction": { "status": "failed" } });
    assert_eq!(rig.post(&webhook(&[], &[payment])).await, 200);
    assert!(rig.queued().is_empty());
}

#[tokio::test]
async fn only_what_somebody_wrote_has_a_ticket() {
    let rig = Rig::start().await;
    let mut renamed = json!({ "id": "wamid.2", "type": "system", "system": {
        "type": "user_changed_user_id", "previous_user_id": "GB.1", "user_id": "GB.2",
    } });
    renamed["timestamp"] = json!("1795435200");
    let messages = [text(ANA, "wamid.1", "hello"), renamed];
    rig.post(&webhook(&messages, &[status(ANA, "wamid.OURS", "read")]))
        .await;
    let tickets = rig.queued().into_iter().map(|entry| {
        let field = |name: &str| entry[name].as_str().unwrap().to_owned();
        let keys = queue::message_keys();
        let text = keys.open(&field("MessageGroupId"), &field("MessageBody"));
        text.unwrap().split_once('\n').unwrap().0.to_owned()
    });
    let has_one: Vec<bool> = tickets.map(|ticket| !ticket.is_empty()).collect();
    assert_eq!(has_one, [true, false, false, false]);
}
