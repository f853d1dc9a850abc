//! Changes of identity that WhatsApp reports: whoever was behind the old number or user id is stopped, whichever of
//! the two the report comes from, and nobody hears or is taught anything.

use domain::confirmation::{Ending, Stage};
use domain::customer::channel::ChannelAddress;
use domain::customer::standing::SuspensionReason;
use domain::id::CustomerId;
use serde_json::{Value, json};
use testkit::clock;
use testkit::inbound::{ANA, text};
use testkit::logs::Logs;
use wording::saying::Saying;

use crate::{Rig, in_words};

const OLD: &str = "GB.1";
const NEW: &str = "GB.2";
const NEW_PHONE: &str = "447700900188";

/// A system message from whoever `from` names.
fn reported(from: &Value, system: &Value) -> Value {
    let mut message = json!({
        "id": "wamid.1", "timestamp": clock::now().0.to_string(), "type": "system", "system": system,
    });
    let sender = from.as_object().cloned().unwrap_or_default();
    message.as_object_mut().unwrap().extend(sender);
    message
}

fn ana() -> CustomerId {
    CustomerId("ana-lima".to_owned())
}

fn bound_to() -> ChannelAddress {
    ChannelAddress::try_new(Some(OLD.to_owned()), Some(ANA.to_owned())).unwrap()
}

async fn bound() -> Rig {
    let rig = Rig::start().await;
    let channels = rig.bank.engine.channels();
    let is_bound = channels.bind(&ana(), &bound_to(), clock::now()).await;
    assert_eq!(is_bound, Ok(true));
    rig
}

async fn stopped_for(rig: &Rig) -> Option<SuspensionReason> {
    let standing = rig.bank.engine.standings().of(&ana()).await.unwrap();
    standing.suspension.map(|suspension| suspension.reason)
}

/// Every way in which somebody may report that Ana is somebody else now.
fn reports() -> Vec<Value> {
    let renamed = json!({
        "type": "user_changed_user_id", "user_id": NEW, "previous_user_id": OLD, "body": "x",
    });
    let moved = json!({ "type": "user_changed_number", "wa_id": NEW_PHONE, "customer": ANA });
    let also_moved =
        json!({ "type": "user_changed_number", "wa_id": NEW_PHONE, "previous_wa_id": ANA });
    let anew = json!({ "type": "customer_identity_changed", "wa_id": ANA });
    let unheard_of = json!({ "type": "user_is_another", "previous_user_id": OLD });
    let (nobody, new_user, new_phone) = (
        json!({ "from": "" }),
        json!({ "from_user_id": NEW }),
        json!({ "from": NEW_PHONE, "from_user_id": NEW }),
    );
    vec![
        reported(&nobody, &renamed),
        reported(&json!({ "from": " ", "from_user_id": null }), &renamed),
        reported(&json!({}), &renamed),
        reported(&new_user, &renamed),
        reported(&new_phone, &renamed),
        reported(&new_phone, &moved),
        reported(&json!({ "from": NEW_PHONE }), &also_moved),
        reported(&nobody, &moved),
        reported(&nobody, &anew),
        reported(&json!({ "from": ANA, "from_user_id": NEW }), &moved),
        reported(&new_user, &unheard_of),
    ]
}

#[tokio::test]
async fn whoever_was_behind_the_old_identity_is_stopped_whoever_reports_it() {
    for report in reports() {
        let rig = bound().await;
        let open = rig.bank.identifying("wamid.0").await;
        assert!(rig.receive(std::slice::from_ref(&report)).await.is_empty());
        assert_eq!(
            stopped_for(&rig).await,
            Some(SuspensionReason::IdentityChange),
            "{report}"
        );
        let stage = rig.bank.stage(&open.id).await;
        assert_eq!(stage, Stage::Ended(Ending::Suspended), "{report}");
        assert!(rig.said().is_empty(), "{report}: {:?}", rig.said());
        assert!(rig.bank.services.calls_of("WhatsAppRead").is_empty());
        let linked = rig.bank.engine.channels().of(&ana()).await;
        assert!(linked.unwrap().unwrap().address == bound_to(), "{report}");
    }
}

#[tokio::test]
async fn a_change_is_noted_even_where_the_chat_was_stopped_before() {
    let rig = bound().await;
    let mut block = text(ANA, "wamid.0", "block");
    block["from_user_id"] = json!(OLD);
    rig.receive(&[block]).await;
    assert_eq!(stopped_for(&rig).await, Some(SuspensionReason::Blocked));
    rig.receive(&reports()[..1]).await;
    assert_eq!(
        stopped_for(&rig).await,
        Some(SuspensionReason::IdentityChange)
    );
    assert_eq!(rig.texts(), [in_words(&Saying::Blocked)]);
}

#[tokio::test]
async fn operations_hear_of_a_change_and_of_nobody_by_number_or_name() {
    let logs = Logs::listen();
    let rig = bound().await;
    rig.receive(&reports()[3..4]).await;
    let [line] = &logs.with("alarm", "identity_change")[..] else {
        panic!("one line: {}", logs.text());
    };
    assert_eq!(line["customer.id"], "ana-lima");
    assert_eq!(line["suspension.reason"], "identity_change");
    for personal in [ANA, NEW_PHONE, OLD, NEW, "Ana Lima"] {
        assert!(!logs.text().contains(personal), "{personal}");
    }
}

#[tokio::test]
async fn a_block_by_the_customer_is_no_alarm() {
    let logs = Logs::listen();
    let rig = Rig::start().await;
    rig.receive(&[text(ANA, "wamid.1", "block")]).await;
    assert_eq!(logs.with("suspension.reason", "blocked").len(), 1);
    assert!(logs.with("alarm", "identity_change").is_empty());
}
