//! Receipt, voice note, credit notice and endings.

use domain::confirmation::{Ending, Stage};
use domain::failure::Failure;
use domain::id::{CustomerId, OrderId};
use serde_json::{Value, json};
use testkit::services::Fault;

use crate::Rig;

fn question(action: &str, id: &OrderId) -> Value {
    json!({ "action": action, "confirmation_id": id.0 })
}

#[tokio::test]
async fn the_receipt_names_amount_payee_and_the_balance_it_leaves() {
    let rig = Rig::start().await;
    let verified = rig.bank.verified("wamid.1").await;
    rig.ask(question("receipt", &verified.id)).await.unwrap();
    let reference = verified.id.0.get(..8).unwrap().to_uppercase();
    assert_eq!(
        rig.last_text(),
        format!(
            "Done. You sent *£50.00* to *Ben Carter* ••0101.\nYour current account now holds *£2,400.00*.\n\
             Reference {reference}"
        )
    );
    assert_eq!(
        rig.bank.stage(&verified.id).await,
        Stage::Ended(Ending::Done)
    );
    assert_eq!(rig.sent().len(), 1, "voice is off");
    assert!(rig.bank.services.calls_of("WhatsAppMedia").is_empty());
}

#[tokio::test]
async fn with_voice_on_the_receipt_is_also_spoken() {
    let rig = Rig::start().await;
    let ana = CustomerId("ana-lima".to_owned());
    rig.bank
        .engine
        .preferences()
        .set_hears_receipts(&ana, true)
        .await
        .unwrap();
    rig.messenger
        .audio
        .put("note.ogg", "audio/ogg", b"OggS spoken".to_vec())
        .await
        .unwrap();
    rig.bank
        .services
        .function_answers("speech", json!({ "key": "note.ogg" }));
    let verified = rig.bank.verified("wamid.1").await;
    rig.ask(question("receipt", &verified.id)).await.unwrap();
    let sent = rig.sent();
    assert_eq!(
        (&sent[0]["type"], &sent[1]["type"]),
        (&json!("text"), &json!("audio"))
    );
    assert_eq!(sent[1]["audio"]["id"], "media-1");
    assert_eq!(sent[1]["audio"]["voice"], true);
    let upload = rig.bank.services.calls_of("WhatsAppMedia")[0].to_string();
    assert!(
        upload.contains("OggS spoken") && upload.contains("audio/ogg"),
        "{upload}"
    );
    let asked = rig.bank.services.calls_of("Invoke");
    let speech = asked
        .iter()
        .find(|call| call["FunctionName"] == "speech")
        .unwrap();
    let money = json!({ "money": { "currency": "GBP", "amount": "2400.00" } });
    assert!(
        speech["Payload"]["pieces"]
            .as_array()
            .unwrap()
            .contains(&money),
        "{speech}"
    );
    assert!(
        !speech.to_string().contains(verified.id.0.get(..8).unwrap()),
        "no reference aloud"
    );
}

#[tokio::test]
async fn whatever_breaks_the_voice_note_leaves_the_text_receipt() {
    let rig = Rig::start().await;
    let ana = CustomerId("ana-lima".to_owned());
    rig.bank
        .engine
        .preferences()
        .set_hears_receipts(&ana, true)
        .await
        .unwrap();
    let receipt = async |message: &str| {
        let verified = rig.bank.verified(message).await;
        rig.ask(question("receipt", &verified.id)).await.unwrap();
        assert!(
            rig.last_text().starts_with("Done. You sent *£50.00*"),
            "{message}"
        );
    };
    rig.bank.services.function("speech", |_: Value| {
        std::future::ready(Err::<Value, _>(Failure::retry("watson is away")))
    });
    receipt("speech fails").await;
    rig.bank
        .services
        .function_answers("speech", json!({ "key": "missing.ogg" }));
    receipt("the note is gone").await;
    rig.messenger
        .audio
        .put("note.ogg", "audio/ogg", b"OggS spoken".to_vec())
        .await
        .unwrap();
    rig.bank
        .services
        .function_answers("speech", json!({ "key": "note.ogg" }));
    rig.bank
        .services
        .fail("WhatsAppMedia", Fault::Meta(131_053));
    receipt("the upload fails").await;
    assert!(rig.sent().iter().all(|message| message["type"] == "text"));
}

#[tokio::test]
async fn the_payee_hears_who_sent_how_much() {
    let rig = Rig::start().await;
    let verified = rig.bank.verified("wamid.1").await;
    rig.ask(question("credit_notice", &verified.id))
        .await
        .unwrap();
    assert_eq!(
        rig.last_text(),
        "*Ana Lima* sent you *£50.00*.\nYour current account now holds *£360.55*."
    );
    assert_eq!(rig.sent()[0]["to"], "+447700900102");
}

#[tokio::test]
async fn a_payee_who_opted_out_hears_of_nothing_but_what_they_did_themselves() {
    let rig = Rig::start().await;
    let preferences = rig.bank.engine.preferences();
    for customer in ["ben-carter", "ana-lima"] {
        let customer = CustomerId(customer.to_owned());
        preferences
            .set_wants_notices(&customer, false)
            .await
            .unwrap();
    }
    let verified = rig.bank.verified("wamid.1").await;
    rig.ask(question("credit_notice", &verified.id))
        .await
        .unwrap();
    assert!(rig.sent().is_empty());
    rig.ask(question("receipt", &verified.id)).await.unwrap();
    assert_eq!(rig.sent().len(), 1);
}

#[tokio::test]
async fn a_payee_without_an_authorised_phone_or_from_another_bank_hears_nothing() {
    let rig = Rig::start().await;
    let ben = CustomerId("ben-carter".to_owned());
    let channels = rig.bank.engine.channels();
    channels.revoke(&ben, testkit::clock::now()).await.unwrap();
    let verified = rig.bank.verified("wamid.1").await;
    rig.ask(question("credit_notice", &verified.id))
        .await
        .unwrap();
    let elsewhere = rig.bank.verified("wamid.2").await;
    let pk = format!("CONFIRMATION#{}", elsewhere.id.0);
    let nobody = testkit::engine::AttributeValue::Null(true);
    let engine = &rig.bank.engine;
    engine
        .tamper(
            "confirmations",
            &pk,
            "CONFIRMATION",
            "payee_customer",
            nobody,
        )
        .await;
    rig.ask(question("credit_notice", &elsewhere.id))
        .await
        .unwrap();
    assert!(rig.sent().is_empty());
}

#[tokio::test]
async fn every_ending_is_told_names_the_payee_and_never_claims_success() {
    let rig = Rig::start().await;
    for ending in Ending::ALL {
        let sealed = rig.bank.sealed(ending.name()).await;
        let mut question = question("ending", &sealed.id);
        question["reason"] = json!(ending.name());
        rig.ask(question).await.unwrap();
        let text = rig.last_text();
        assert!(text.contains("Ben Carter"), "{ending:?}: {text}");
        assert!(
            !text.contains("Done") && !text.contains("You sent"),
            "{ending:?}: {text}"
        );
        assert_eq!(rig.bank.stage(&sealed.id).await, Stage::Ended(ending));
    }
    assert_eq!(rig.sent().len(), Ending::ALL.len());
}

#[tokio::test]
async fn an_ending_with_an_unknown_name_is_told_as_a_failure() {
    let rig = Rig::start().await;
    let sealed = rig.bank.sealed("wamid.1").await;
    let mut question = question("ending", &sealed.id);
    question["reason"] = json!("States.Whatever");
    rig.ask(question).await.unwrap();
    assert!(
        rig.last_text().contains("was not sent"),
        "{}",
        rig.last_text()
    );
    assert_eq!(
        rig.bank.stage(&sealed.id).await,
        Stage::Ended(Ending::Failed)
    );
}

#[tokio::test]
async fn the_ending_the_customer_chose_stands_whatever_the_workflow_reports() {
    let rig = Rig::start().await;
    let sealed = rig.bank.sealed("wamid.1").await;
    rig.bank
        .step(&sealed.id, |before| before.call_off(Ending::Cancelled))
        .await;
    let mut question = question("ending", &sealed.id);
    question["reason"] = json!("Failed");
    rig.ask(question).await.unwrap();
    assert_eq!(
        rig.bank.stage(&sealed.id).await,
        Stage::Ended(Ending::Cancelled)
    );
    assert_eq!(
        rig.last_text(),
        "Cancelled. Nothing was sent to Ben Carter."
    );
}

#[tokio::test]
async fn a_hold_that_could_not_be_released_is_told_even_after_a_cancellation() {
    let rig = Rig::start().await;
    let sealed = rig.bank.sealed("wamid.1").await;
    rig.bank
        .step(&sealed.id, |before| before.call_off(Ending::Cancelled))
        .await;
    let mut question = question("ending", &sealed.id);
    question["reason"] = json!("Unresolved");
    rig.ask(question).await.unwrap();
    assert_eq!(
        rig.last_text(),
        "Something went wrong with sending £50.00 to Ben Carter. A colleague is looking at it now; \
         please don't send it again until you hear from us."
    );
}
