//! A phone number that changed hands: another user id on it is not the customer.

use domain::confirmation::{Ending, Stage};
use domain::customer::channel::ChannelAddress;
use domain::customer::standing::SuspensionReason;
use domain::id::CustomerId;
use serde_json::{Value, json};
use testkit::clock;
use testkit::inbound::{ANA, message, text};
use wording::saying::Saying;

use crate::stranger::activation_code;
use crate::{Rig, in_words, said_help, said_menu, words};

/// The customer's user id.
const OURS: &str = "GB.1";
/// The user id of whoever has the number now.
const THEIRS: &str = "GB.2";

fn ana() -> CustomerId {
    CustomerId("ana-lima".to_owned())
}

fn address(user_id: &str) -> ChannelAddress {
    ChannelAddress::try_new(Some(user_id.to_owned()), Some(ANA.to_owned())).unwrap()
}

fn from(user_id: &str, mut message: Value) -> Value {
    message["from_user_id"] = json!(user_id);
    message
}

/// A bank where Ana is bound by both ids.
async fn bound() -> Rig {
    let rig = Rig::start().await;
    let channels = rig.bank.engine.channels();
    let is_bound = channels.bind(&ana(), &address(OURS), clock::now()).await;
    assert_eq!(is_bound, Ok(true));
    rig
}

async fn suspended(rig: &Rig) -> Option<SuspensionReason> {
    let standing = rig.bank.engine.standings().of(&ana()).await.unwrap();
    standing.suspension.map(|suspension| suspension.reason)
}

#[tokio::test]
async fn another_user_id_on_a_bound_number_hears_nothing_and_stops_the_chat() {
    let rig = bound().await;
    let open = rig.bank.identifying("wamid.0").await;
    let asked = from(THEIRS, text(ANA, "wamid.1", "balance"));
    assert!(rig.receive(&[asked]).await.is_empty());
    assert!(rig.said().is_empty(), "{:?}", rig.said());
    assert!(rig.bank.services.calls_of("WhatsAppRead").is_empty());
    assert!(!rig.watson_was_asked());
    assert!(rig.bank.services.calls_of("Invoke").is_empty());
    assert_eq!(
        suspended(&rig).await,
        Some(SuspensionReason::IdentityChange)
    );
    assert_eq!(
        rig.bank.stage(&open.id).await,
        Stage::Ended(Ending::Suspended)
    );
    assert_eq!(rig.bank.services.calls_of("SendTaskFailure").len(), 1);
    rig.receive(&[
        from(THEIRS, text(ANA, "wamid.2", "hello?")),
        from(OURS, text(ANA, "wamid.3", "send 50 to Ben")),
    ])
    .await;
    let sentence = in_words(&Saying::Suspended(SuspensionReason::IdentityChange));
    assert_eq!(rig.texts(), vec![sentence; 2]);
}

#[tokio::test]
async fn a_new_code_from_the_bank_lets_the_customer_back_in_under_another_user_id() {
    for is_lifted_first in [true, false] {
        let rig = bound().await;
        let strange = from(THEIRS, text(ANA, "wamid.1", "balance"));
        rig.receive(&[strange]).await;
        let standings = rig.bank.engine.standings();
        let code = activation_code(&rig, ana()).await;
        let guessed = from(THEIRS, text(ANA, "wamid.2", "ACME-22222-22222"));
        rig.receive(&[guessed]).await;
        let stopped = in_words(&Saying::Suspended(SuspensionReason::IdentityChange));
        assert_eq!(rig.texts(), [&*stopped]);
        if is_lifted_first {
            let lifted = standings.lift(&ana()).await;
            assert_eq!(lifted.unwrap().suspension, None);
        }
        let typed = from(THEIRS, text(ANA, "wamid.3", &code));
        assert!(rig.receive(&[typed]).await.is_empty());
        let after = if is_lifted_first {
            said_menu("Ana")
        } else {
            stopped
        };
        let welcome = format!(
            "{}\n\n{after}",
            in_words(&Saying::Activated {
                first_name: "Ana".to_owned()
            })
        );
        assert_eq!(rig.texts().last(), Some(&welcome));
        let linked = rig
            .bank
            .engine
            .channels()
            .of(&ana())
            .await
            .unwrap()
            .unwrap();
        assert!(linked.address == address(THEIRS));
        let old = ChannelAddress::try_new(Some(OURS.to_owned()), None).unwrap();
        assert_eq!(rig.bank.engine.channels().at(&old).await, Ok(None));
    }
}

#[tokio::test]
async fn somebody_else_does_not_hear_what_the_customer_stopped_the_chat_for() {
    let rig = bound().await;
    rig.receive(&[from(OURS, text(ANA, "wamid.1", "block"))])
        .await;
    rig.receive(&[from(THEIRS, text(ANA, "wamid.2", "hello?"))])
        .await;
    assert_eq!(rig.texts(), [in_words(&Saying::Blocked)]);
}

#[tokio::test]
async fn the_customer_is_served_by_either_id_alone_and_after_moving_to_another_number() {
    let rig = bound().await;
    let other = "447700900199";
    let mut no_phone = from(OURS, text(ANA, "wamid.1", "help"));
    no_phone.as_object_mut().unwrap().remove("from");
    rig.receive(&[no_phone]).await;
    rig.receive(&[text(ANA, "wamid.2", "help")]).await;
    rig.receive(&[from(OURS, text(other, "wamid.3", "help"))])
        .await;
    let sent = rig.bank.services.calls_of("WhatsApp");
    assert_eq!(sent.len(), 3);
    for said in sent {
        assert!(words(&said).ends_with(&said_help()), "{said}");
    }
    assert_eq!(suspended(&rig).await, None);
}

#[tokio::test]
async fn a_customer_bound_by_number_alone_is_known_by_the_user_id_once_it_is_seen() {
    let rig = Rig::start().await;
    rig.receive(&[from(OURS, text(ANA, "wamid.1", "help"))])
        .await;
    let linked = rig
        .bank
        .engine
        .channels()
        .of(&ana())
        .await
        .unwrap()
        .unwrap();
    let on_file = linked.address;
    assert!(on_file == address(OURS));
    // A notice to the customer goes by the profile: it must find the window that was just opened.
    let reach = rig
        .bank
        .engine
        .outbound_records()
        .reach(&on_file)
        .await
        .unwrap();
    assert!(reach.is_open(clock::now()));
    let alone = ChannelAddress::try_new(Some(OURS.to_owned()), None).unwrap();
    assert_eq!(rig.bank.engine.channels().at(&alone).await, Ok(Some(ana())));
    rig.receive(&[from(THEIRS, text(ANA, "wamid.2", "balance"))])
        .await;
    assert_eq!(rig.texts().len(), 1, "the number is not enough any more");
}

#[tokio::test]
async fn what_whatsapp_says_of_a_number_teaches_no_user_id() {
    let rig = Rig::start().await;
    let event =
        json!({ "type": "user_changed_number", "body": "changed", "wa_id": "447700900199" });
    let system = from(THEIRS, message(ANA, "wamid.1", "system", &event));
    let told = from(THEIRS, text(ANA, "wamid.2", "hello?"));
    rig.receive(&[system, told]).await;
    let linked = rig
        .bank
        .engine
        .channels()
        .of(&ana())
        .await
        .unwrap()
        .unwrap();
    assert_eq!(linked.address.user_id(), None);
}
