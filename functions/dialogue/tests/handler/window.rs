//! The 24-hour window opens when the customer wrote, not when the bank got round to it.

use domain::conversation::reach::Reach;
use domain::customer::channel::ChannelAddress;
use domain::time::UnixSeconds;
use serde_json::{Value, json};
use testkit::clock;
use testkit::inbound::{ANA, BEN, list_reply, message};

use crate::{Rig, records};

async fn reach(rig: &Rig, phone: &str) -> Reach {
    let address = ChannelAddress::try_new(None, Some(phone.to_owned())).unwrap();
    rig.bank
        .engine
        .outbound_records()
        .reach(&address)
        .await
        .unwrap()
}

fn help(id: &str) -> Value {
    list_reply(ANA, id, "help")
}

/// "Help", written so many seconds from now.
fn written(id: &str, from_now_seconds: i64) -> Value {
    let mut message = help(id);
    let at = clock::now().plus(from_now_seconds).0.to_string();
    message["timestamp"] = json!(at);
    message
}

#[tokio::test]
async fn a_message_redriven_after_two_days_does_not_open_the_window() {
    let rig = Rig::start().await;
    let mut late = records(&[help("wamid.1")]);
    late[0]["messageAttributes"] = json!({ "redriven": { "stringValue": "yes" } });
    clock::pass(2 * 86_400);
    assert!(rig.batch(late).await.is_empty());
    assert_eq!(rig.texts().len(), 1, "Meta decides on the answer");
    assert_eq!(reach(&rig, ANA).await.last_inbound_at, None);
}

#[tokio::test]
async fn what_whatsapp_says_of_a_customer_opens_no_window() {
    let rig = Rig::start().await;
    for (phone, kind) in [(ANA, "customer_identity_changed"), (BEN, "something_new")] {
        let event = json!({ "type": kind, "body": "changed" });
        rig.receive(&[message(phone, kind, "system", &event)]).await;
        assert_eq!(reach(&rig, phone).await.last_inbound_at, None, "{kind}");
    }
}

#[tokio::test]
async fn the_window_is_counted_from_the_latest_writing_and_only_ever_moves_forward() {
    let rig = Rig::start().await;
    let ago = |seconds: i64| Some(UnixSeconds(clock::now().0 - seconds));
    for (id, from_now_seconds, heard_ago_seconds) in [
        ("wamid.1", -7_200, 7_200),
        ("wamid.2", -3_600, 3_600),
        ("wamid.3", -5_400, 3_600),
        // Their clock is ahead of ours.
        ("wamid.4", 60, 0),
    ] {
        rig.receive(&[written(id, from_now_seconds)]).await;
        let heard = reach(&rig, ANA).await.last_inbound_at;
        assert_eq!(heard, ago(heard_ago_seconds), "{id}");
    }
}

#[tokio::test]
async fn a_message_without_a_legible_time_was_written_now() {
    let rig = Rig::start().await;
    let mut message = help("wamid.1");
    message["timestamp"] = json!("noon");
    rig.receive(&[message]).await;
    assert_eq!(reach(&rig, ANA).await.last_inbound_at, Some(clock::now()));
}
