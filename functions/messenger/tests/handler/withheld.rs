//! What is not said while a customer's chat is stopped, least of all to whoever has taken it over.

use domain::conversation::outbound::{OutboundId, Purpose};
use domain::customer::standing::SuspensionReason;
use domain::failure::Failure;
use domain::id::CustomerId;
use serde_json::{Value, json};
use testkit::clock;

use crate::Rig;

pub async fn stop(rig: &Rig, customer: &str, reason: SuspensionReason) {
    let customer = CustomerId(customer.to_owned());
    let standings = rig.bank.engine.standings();
    let stopped = standings.suspend(&customer, reason, clock::now()).await;
    assert!(stopped.unwrap().suspension.is_some());
}

fn about(action: &str, confirmation: &str) -> Value {
    json!({
        "action": action, "confirmation_id": confirmation,
        "task_token": "wait-1", "reason": "Suspended",
    })
}

#[tokio::test]
async fn whoever_took_over_the_phone_hears_of_no_transfer_on_any_way() {
    let rig = Rig::start().await;
    let verified = rig.bank.verified("wamid.1").await.id.0;
    let sealed = rig.bank.sealed("wamid.2").await.id.0;
    stop(&rig, "ana-lima", SuspensionReason::IdentityChange).await;
    assert_eq!(
        rig.ask(about("link", &sealed)).await,
        Err(Failure::Ended("Suspended")),
        "nobody waits for a link that was not sent"
    );
    for (action, confirmation) in [("ending", &sealed), ("receipt", &verified)] {
        assert_eq!(
            rig.ask(about(action, confirmation)).await,
            Ok(()),
            "{action}"
        );
    }
    let id = domain::id::OrderId(verified);
    let receipt = OutboundId::about(&id, Purpose::Receipt).0;
    let undelivered = json!({
        "action": "another_way", "outbound_id": receipt, "error_code": 131_026,
    });
    assert_eq!(rig.ask(undelivered).await, Ok(()));
    assert!(rig.sent().is_empty(), "{:?}", rig.sent());
    let asked = rig.bank.services.calls_of("Invoke");
    let texted =
        |call: &&Value| call["FunctionName"] == "passcode" || call["FunctionName"] == "speech";
    assert_eq!(asked.iter().find(texted), None, "neither texted nor spoken");
}

#[tokio::test]
async fn whoever_took_over_the_payees_phone_does_not_hear_what_came_in() {
    for reason in SuspensionReason::ALL {
        let rig = Rig::start().await;
        let verified = rig.bank.verified("wamid.1").await.id.0;
        stop(&rig, "ben-carter", reason).await;
        assert_eq!(rig.ask(about("credit_notice", &verified)).await, Ok(()));
        assert!(rig.sent().is_empty(), "{reason:?}");
        rig.ask(about("receipt", &verified)).await.unwrap();
        assert_eq!(rig.sent().len(), 1, "the payer hears as ever");
    }
}

#[tokio::test]
async fn who_stopped_the_chat_hears_what_became_of_the_transfer() {
    for reason in [SuspensionReason::Blocked, SuspensionReason::NotAskedFor] {
        let rig = Rig::start().await;
        let sealed = rig.bank.sealed("wamid.1").await.id.0;
        stop(&rig, "ana-lima", reason).await;
        rig.ask(about("ending", &sealed)).await.unwrap();
        assert!(rig.last_text().contains("£50.00"), "{}", rig.last_text());
    }
}

#[tokio::test]
async fn a_stopped_chat_hears_of_what_was_carried_out_and_never_what_is_left() {
    let rig = Rig::start().await;
    let verified = rig.bank.verified("wamid.1").await.id.0;
    stop(&rig, "ana-lima", SuspensionReason::Blocked).await;
    rig.ask(about("receipt", &verified)).await.unwrap();
    let receipt = OutboundId::about(&domain::id::OrderId(verified), Purpose::Receipt).0;
    let undelivered = json!({
        "action": "another_way", "outbound_id": receipt, "error_code": 131_000,
    });
    rig.ask(undelivered).await.unwrap();
    let sent = rig.sent();
    assert_eq!(
        sent.len(),
        2,
        "once, and once more after it failed: {sent:?}"
    );
    for said in sent.iter().map(Value::to_string) {
        assert!(said.contains("£50.00") && !said.contains("2,400"), "{said}");
    }
}
