//! Phones that speak for nobody: the way to an activation code, and the code itself.

use domain::confirmation::{Ending, Stage};
use domain::customer::activation::{ACTIVATION_SECONDS, ActivationCode};
use domain::customer::channel::ChannelAddress;
use domain::id::CustomerId;
use serde_json::json;
use testkit::clock;
use testkit::engine::key;
use testkit::inbound::{ANA, CARLA, list_reply, message, text};
use wording::saying::Saying;

use crate::{Rig, in_words, said_help, said_menu};

/// A code for Carla.
async fn code(rig: &Rig) -> String {
    activation_code(rig, CustomerId("carla-dias".to_owned())).await
}

/// A code for a customer, as `enrolment` would issue it.
pub async fn activation_code(rig: &Rig, customer: CustomerId) -> String {
    let code = ActivationCode::draw(clock::random).unwrap();
    let now = clock::now();
    let until = now.plus(ACTIVATION_SECONDS);
    let channels = rig.bank.engine.channels();
    channels
        .put_activation(&code.hash(&key(4)), &customer, now, until)
        .await
        .unwrap();
    code.expose()
}

#[tokio::test]
async fn whatever_a_stranger_sends_is_answered_with_the_way_in_and_never_reaches_watson() {
    let rig = Rig::start().await;
    let image = message(
        CARLA,
        "wamid.3",
        "image",
        &json!({ "id": "1", "mime_type": "image/jpeg" }),
    );
    rig.receive(&[
        text(CARLA, "wamid.1", "what's my balance?"),
        list_reply(CARLA, "wamid.2", "balances"),
        image,
        text(CARLA, "wamid.4", "123456"),
    ])
    .await;
    assert_eq!(rig.texts(), vec![in_words(&Saying::HowToEnrol); 4]);
    assert!(!rig.watson_was_asked());
    assert!(rig.bank.services.calls_of("Invoke").is_empty());
}

#[tokio::test]
async fn an_activation_code_binds_the_phone_and_shows_what_can_be_done() {
    let rig = Rig::start().await;
    let code = code(&rig).await;
    rig.receive(&[text(CARLA, "wamid.1", &code.to_lowercase())])
        .await;
    let welcome = format!(
        "{}\n\n{}",
        in_words(&Saying::Activated {
            first_name: "Carla".to_owned()
        }),
        said_menu("Carla")
    );
    for agreed in ["answer you here", "*stop*", "*start*", "three days"] {
        assert!(welcome.contains(agreed), "{agreed}");
    }
    assert_eq!(rig.texts(), [welcome]);
    let address = ChannelAddress::try_new(None, Some(CARLA.to_owned())).unwrap();
    let bound = rig.bank.engine.channels().at(&address).await.unwrap();
    assert_eq!(bound.map(|id| id.0).as_deref(), Some("carla-dias"));
    rig.receive(&[list_reply(CARLA, "wamid.2", "help")]).await;
    assert_eq!(rig.texts().last(), Some(&said_help()));
}

#[tokio::test]
async fn a_used_expired_or_invented_code_binds_nobody() {
    let rig = Rig::start().await;
    let (used, late) = (code(&rig).await, code(&rig).await);
    rig.receive(&[text(CARLA, "wamid.1", &used)]).await;
    clock::pass(ACTIVATION_SECONDS);
    let other = "447700900199";
    for (index, tried) in [used.as_str(), &late, "ACME-22222-22222"]
        .into_iter()
        .enumerate()
    {
        rig.receive(&[text(other, &format!("wamid.2{index}"), tried)])
            .await;
        assert_eq!(
            rig.texts().last().map(String::as_str),
            Some(&*in_words(&Saying::ActivationRefused))
        );
    }
    let address = ChannelAddress::try_new(None, Some(other.to_owned())).unwrap();
    assert_eq!(rig.bank.engine.channels().at(&address).await, Ok(None));
}

#[tokio::test]
async fn a_phone_that_is_linked_already_uses_up_no_code() {
    let rig = Rig::start().await;
    let code = code(&rig).await;
    rig.receive(&[text(ANA, "wamid.1", &code)]).await;
    assert_eq!(rig.texts(), [in_words(&Saying::AlreadyActivated)]);
    assert!(!rig.watson_was_asked());
    rig.receive(&[text(CARLA, "wamid.2", &code)]).await;
    assert!(rig.texts()[1].starts_with(&in_words(&Saying::Activated {
        first_name: "Carla".to_owned()
    })));
}

#[tokio::test]
async fn what_was_asked_for_on_the_phone_before_is_called_off_when_another_is_linked() {
    let rig = Rig::start().await;
    let due = rig.bank.passcode_due("wamid.0").await;
    let code = activation_code(&rig, CustomerId("ana-lima".to_owned())).await;
    rig.receive(&[text(CARLA, "wamid.1", &code)]).await;
    assert_eq!(
        rig.bank.stage(&due.id).await,
        Stage::Ended(Ending::Cancelled)
    );
}
