//! Messages that were taken and not delivered, lost answers, the closed window.

use domain::conversation::outbound::{OutboundId, Progress, Purpose};
use outbox::templates::Templates;
use serde_json::{Value, json};
use testkit::clock;
use testkit::services::Fault;

use crate::Rig;

const TEMPLATES: &str = "receipt=acme_receipt/en_GB,link=acme_link/en_GB,credit=acme_credit/en_GB";

async fn with_templates() -> Rig {
    let mut rig = Rig::start().await;
    rig.messenger.templates = Templates::parse(TEMPLATES).unwrap();
    rig
}

fn receipt(id: &domain::id::OrderId) -> Value {
    json!({ "action": "receipt", "confirmation_id": id.0 })
}

async fn another_way(rig: &Rig, outbound: &OutboundId, code: i64) -> String {
    let question =
        json!({ "action": "another_way", "outbound_id": outbound.0, "error_code": code });
    let answer = rig
        .messenger
        .handle(serde_json::from_value(question).unwrap())
        .await;
    answer.unwrap().way.unwrap()
}

/// Our own id of what was sent.
fn outbound_id(sent: &Value) -> OutboundId {
    let id = sent["biz_opaque_callback_data"].as_str();
    OutboundId(id.unwrap().to_owned())
}

fn texted(rig: &Rig) -> usize {
    let asked = rig.bank.services.calls_of("Invoke").into_iter();
    asked
        .filter(|call| call["Payload"]["action"] == "receipt")
        .count()
}

#[tokio::test]
async fn a_receipt_nobody_got_is_texted_once_however_often_it_is_asked_for() {
    let rig = Rig::start().await;
    rig.bank
        .services
        .function_answers("passcode", json!({ "outcome": "sent" }));
    let verified = rig.bank.verified("wamid.1").await;
    rig.ask(receipt(&verified.id)).await.unwrap();
    let outbound = OutboundId::about(&verified.id, Purpose::Receipt);
    for _ in 0..3 {
        assert_eq!(another_way(&rig, &outbound, 131_026).await, "sms");
    }
    assert_eq!(texted(&rig), 1);
    assert_eq!(rig.sent().len(), 1);
}

#[tokio::test]
async fn a_receipt_whose_sms_may_have_gone_out_is_not_texted_again() {
    for fault in [Fault::LostAnswer, Fault::Status(502)] {
        let rig = Rig::start().await;
        rig.bank
            .services
            .function_answers("passcode", json!({ "outcome": "sent" }));
        let verified = rig.bank.verified("wamid.1").await;
        rig.ask(receipt(&verified.id)).await.unwrap();
        let outbound = OutboundId::about(&verified.id, Purpose::Receipt);
        rig.bank.services.fail_once("Invoke", fault);
        for _ in 0..3 {
            assert_eq!(another_way(&rig, &outbound, 131_026).await, "sms");
        }
        assert_eq!(texted(&rig), 1, "{fault:?}");
    }
}

#[tokio::test]
async fn a_receipt_whose_sms_fails_too_is_texted_when_the_workflow_asks_again() {
    let closed = 86_400;
    for (refusal, seconds_passed) in [(Some(Fault::Meta(131_026)), 0), (None, closed)] {
        let rig = Rig::start().await;
        let verified = rig.bank.verified("wamid.1").await;
        clock::pass(seconds_passed);
        if let Some(refusal) = refusal {
            rig.bank.services.fail("WhatsApp", refusal);
        }
        rig.ask(receipt(&verified.id)).await.unwrap_err();
        rig.bank
            .services
            .function_answers("passcode", json!({ "outcome": "sent" }));
        for _ in 0..2 {
            rig.ask(receipt(&verified.id)).await.unwrap();
        }
        assert_eq!(texted(&rig), 2, "the first failed, the third was not due");
    }
}

#[tokio::test]
async fn a_receipt_that_failed_in_passing_goes_once_more_and_is_texted_after_that() {
    let rig = Rig::start().await;
    rig.bank
        .services
        .function_answers("passcode", json!({ "outcome": "sent" }));
    let verified = rig.bank.verified("wamid.1").await;
    rig.ask(receipt(&verified.id)).await.unwrap();
    let outbound = OutboundId::about(&verified.id, Purpose::Receipt);
    for _ in 0..2 {
        assert_eq!(another_way(&rig, &outbound, 130_429).await, "again");
        assert_eq!(rig.sent().len(), 2, "however often it is asked for");
    }
    assert_eq!(rig.sent()[0]["text"], rig.sent()[1]["text"]);
    assert_eq!(another_way(&rig, &outbound.again(), 130_429).await, "sms");
    assert_eq!((rig.sent().len(), texted(&rig)), (2, 1));
}

#[tokio::test]
async fn a_late_failure_of_a_link_that_was_replaced_concerns_nobody() {
    let rig = Rig::start().await;
    let sealed = rig.bank.sealed("wamid.1").await;
    let link = json!({ "action": "link", "confirmation_id": sealed.id.0, "task_token": "wait" });
    for _ in 0..2 {
        rig.ask(link.clone()).await.unwrap();
    }
    let [first, second] = [0, 1].map(|position| outbound_id(&rig.sent()[position]));
    assert_eq!(another_way(&rig, &first, 131_026).await, "moot");
    assert_eq!(another_way(&rig, &second, 131_056).await, "again");
    assert_eq!(another_way(&rig, &second, 131_056).await, "moot");
    assert_eq!(rig.sent().len(), 3);
}

#[tokio::test]
async fn outside_the_window_the_template_goes_and_without_one_the_receipt_is_texted() {
    let rig = with_templates().await;
    let verified = rig.bank.verified("wamid.1").await;
    clock::pass(86_400);
    rig.ask(receipt(&verified.id)).await.unwrap();
    let sent = rig.sent();
    assert_eq!((sent.len(), &sent[0]["type"]), (1, &json!("template")));
    assert_eq!(sent[0]["template"]["name"], "acme_receipt");
    let parameters = &sent[0]["template"]["components"][0]["parameters"];
    assert!(parameters[0]["text"].as_str().unwrap().contains("£50.00"));

    let rig = Rig::start().await;
    rig.bank
        .services
        .function_answers("passcode", json!({ "outcome": "sent" }));
    clock::pass(86_400);
    let verified = rig.bank.verified("wamid.2").await;
    rig.ask(receipt(&verified.id)).await.unwrap();
    assert!(rig.sent().is_empty(), "Meta would refuse it");
    assert_eq!(texted(&rig), 1);
}

#[tokio::test]
async fn a_window_that_meta_finds_closed_is_answered_with_the_template_at_once() {
    let rig = with_templates().await;
    let verified = rig.bank.verified("wamid.1").await;
    rig.bank
        .services
        .fail_once("WhatsApp", Fault::Meta(131_047));
    rig.ask(receipt(&verified.id)).await.unwrap();
    let kinds: Vec<Value> = rig.sent().iter().map(|sent| sent["type"].clone()).collect();
    assert_eq!(kinds, ["text", "template"]);
}

#[tokio::test]
async fn a_link_that_did_not_arrive_goes_as_a_template_with_a_token_of_its_own() {
    let rig = with_templates().await;
    let sealed = rig.bank.sealed("wamid.1").await;
    let link = json!({ "action": "link", "confirmation_id": sealed.id.0, "task_token": "wait" });
    rig.ask(link).await.unwrap();
    let first = rig.sent()[0].clone();
    let outbound = outbound_id(&first);
    assert_eq!(another_way(&rig, &outbound, 131_047).await, "template");
    let second = rig.sent()[1].clone();
    assert_eq!(second["type"], "template");
    let old = first["interactive"]["action"]["parameters"]["url"]
        .as_str()
        .unwrap();
    let button = &second["template"]["components"][1]["parameters"][0]["text"];
    assert!(button.as_str().unwrap().starts_with('#'));
    assert!(
        !old.ends_with(button.as_str().unwrap()),
        "the old link is dead"
    );
    let second = outbound_id(&second);
    assert_eq!(another_way(&rig, &outbound, 131_047).await, "moot");
    assert_eq!(another_way(&rig, &second, 131_047).await, "nothing");
}

#[tokio::test]
async fn a_receipt_whose_answer_was_lost_is_not_repeated_once_its_status_came() {
    let rig = Rig::start().await;
    let verified = rig.bank.verified("wamid.1").await;
    rig.bank.services.fail_once("WhatsApp", Fault::LostAnswer);
    rig.ask(receipt(&verified.id)).await.unwrap_err();
    let outbound = OutboundId::about(&verified.id, Purpose::Receipt);
    let records = &rig.messenger.outbox.records;
    let noted = records.advance(&outbound, Progress::Sent, None, None, clock::now());
    assert_eq!(noted.await, Ok(true));
    rig.ask(receipt(&verified.id)).await.unwrap();
    assert_eq!(rig.sent().len(), 1);
}

#[tokio::test]
async fn statuses_move_a_record_forward_only_whatever_order_they_come_in() {
    let rig = Rig::start().await;
    let records = &rig.messenger.outbox.records;
    let id = OutboundId("6f1c-receipt".to_owned());
    let now = clock::now();
    for (progress, is_news) in [
        (Progress::Delivered, true),
        (Progress::Sent, false),
        (Progress::Failed, false),
        (Progress::Read, true),
        (Progress::Read, false),
        (Progress::Delivered, false),
    ] {
        let noted = records.advance(&id, progress, Some("wamid.X"), None, now);
        assert_eq!(noted.await, Ok(is_news), "{progress:?}");
    }
    let record = records.get(&id).await.unwrap().unwrap();
    assert_eq!(record.progress, Progress::Read);
}

#[tokio::test]
async fn a_pair_limit_empties_our_own_allowance_and_the_retry_waits() {
    let rig = Rig::start().await;
    let verified = rig.bank.verified("wamid.1").await;
    rig.bank
        .services
        .fail_once("WhatsApp", Fault::Meta(131_056));
    rig.ask(receipt(&verified.id)).await.unwrap_err();
    let before = clock::now();
    rig.ask(receipt(&verified.id)).await.unwrap();
    assert_eq!(clock::now(), before.plus(6));
    assert_eq!(rig.sent().len(), 2, "the refused one and the one that went");
}
