//! What is no message of anybody's, though it comes among messages.

use serde_json::json;
use testkit::inbound::{ANA, status, text, webhook};
use testkit::queue;

use crate::Rig;

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
