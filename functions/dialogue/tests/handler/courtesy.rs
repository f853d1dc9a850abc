//! Blue ticks and "typing…": only where somebody may know that the bank is there, and typing only where an
//! answer comes.

use dialogue::fitting::{Courtesy, Fitting, Speaker, courtesy, fitting};
use domain::customer::standing::SuspensionReason;
use serde_json::{Value, json};
use testkit::inbound::{ANA, BEN, CARLA, message, placeholder, text};
use testkit::services::Fault;
use whatsapp::inbound::{Content, SystemEvent};
use wording::saying::Saying;

use crate::{Rig, in_words, records};

/// What was shown: ids of the messages, and whether the bank was seen typing.
fn shown(rig: &Rig) -> Vec<(String, bool)> {
    let read = rig.bank.services.calls_of("WhatsAppRead").into_iter();
    let shown = read.map(|call| {
        let id = call["message_id"].as_str().unwrap().to_owned();
        (id, call["typing_indicator"].is_object())
    });
    shown.collect()
}

fn reaction(from: &str, id: &str) -> Value {
    let content = json!({ "message_id": "wamid.0", "emoji": "👍" });
    message(from, id, "reaction", &content)
}

#[tokio::test]
async fn the_bank_is_seen_typing_only_where_it_answers() {
    let rig = Rig::start().await;
    let revoke = json!({ "original_message_id": "wamid.0" });
    rig.receive(&[
        text(ANA, "answered", "help"),
        reaction(ANA, "reaction"),
        message(ANA, "revoke", "revoke", &revoke),
        text(CARLA, "stranger", "hello"),
        reaction(CARLA, "stranger-reaction"),
        text(BEN, "block", "block"),
        text(BEN, "suspended", "hello?"),
        reaction(BEN, "suspended-reaction"),
    ])
    .await;
    let expected = [
        ("answered", true),
        ("reaction", false),
        ("revoke", false),
        ("stranger", true),
        ("stranger-reaction", false),
        ("block", true),
        ("suspended", true),
        ("suspended-reaction", false),
    ];
    assert_eq!(
        shown(&rig),
        expected.map(|(id, typing)| (id.to_owned(), typing))
    );
}

#[tokio::test]
async fn whoever_holds_the_phone_sees_nothing_of_a_system_message_or_a_placeholder() {
    let rig = Rig::start().await;
    for (from, kind) in [
        (ANA, "user_changed_number"),
        (ANA, "something_new"),
        (CARLA, "customer_identity_changed"),
    ] {
        let event = json!({ "type": kind, "body": "changed" });
        rig.receive(&[message(from, kind, "system", &event)]).await;
    }
    rig.receive(&[placeholder(BEN, "placeholder")]).await;
    assert_eq!(shown(&rig), []);
    assert!(rig.said().is_empty());
}

#[tokio::test]
async fn what_gets_silence_gets_no_apology_either() {
    let event = json!({ "type": "customer_identity_changed", "body": "changed" });
    for (message, apologies) in [
        (message(ANA, "wamid.1", "system", &event), 0),
        (text(ANA, "wamid.1", "block"), 1),
    ] {
        let rig = Rig::start().await;
        rig.bank.identifying("wamid.0").await;
        let broken = Fault::Error("InvalidToken");
        rig.bank.services.fail("SendTaskFailure", broken);
        let mut last = records(&[message]);
        last[0]["attributes"]["ApproximateReceiveCount"] = json!("3");
        assert!(rig.batch(last).await.is_empty());
        assert_eq!(rig.bank.services.calls_of("SendMessage").len(), 1);
        assert_eq!(
            rig.texts(),
            vec![in_words(&Saying::SomethingBroke); apologies]
        );
    }
}

#[test]
fn typing_and_an_answer_go_together_for_every_kind_and_speaker() {
    let system = Content::System(SystemEvent::IdentityChanged);
    let speakers = [
        None,
        Some(Speaker::Customer),
        Some(Speaker::Suspended(SuspensionReason::Blocked)),
        Some(Speaker::SomebodyElse),
    ];
    for (event, content) in crate::kinds::events() {
        let is_safe = courtesy(&content, Some(Speaker::SomebodyElse)) == Courtesy::Nothing;
        assert!(is_safe, "{event}");
        let is_typing = courtesy(&content, Some(Speaker::Customer)) == Courtesy::Typing;
        let is_silent = matches!(
            fitting(&content),
            Fitting::Silence | Fitting::Suspend(_, None)
        );
        assert_ne!(is_typing, is_silent, "{event}");
    }
    for speaker in speakers {
        assert_eq!(courtesy(&system, speaker), Courtesy::Nothing);
    }
}
