//! What became of our messages: lost answers, and failures that come as a status.

use domain::confirmation::{Ending, Stage};
use domain::conversation::outbound::{OutboundId, Purpose};
use domain::conversation::reach::Reach;
use domain::customer::channel::ChannelAddress;
use serde_json::{Value, json};
use testkit::bank::LINK_WAIT;
use testkit::clock;
use testkit::inbound::{ANA, list_reply, status};
use testkit::services::Fault;
use wording::saying::Saying;

use crate::{Rig, in_words, queued, records, said_help};

/// The soonest that a message whose answer failed comes again, in seconds.
const QUEUE_SECONDS: i64 = 30;

fn about(outbound: &str, state: &str) -> Value {
    let mut about = status(ANA, "wamid.OURS", state);
    about["biz_opaque_callback_data"] = json!(outbound);
    about
}

fn failed(outbound: &OutboundId, code: i64) -> Value {
    let mut failed = about(&outbound.0, "failed");
    failed["errors"] = json!([{ "code": code, "title": "something" }]);
    failed
}

/// The links and receipts that `messenger` was asked to tell another way.
fn asked(rig: &Rig) -> Vec<Value> {
    let asked = rig.bank.services.calls_of("Invoke").into_iter();
    asked
        .map(|call| call["Payload"].clone())
        .filter(|question| question["action"] == "another_way")
        .collect()
}

#[tokio::test]
async fn a_reply_whose_answer_was_lost_is_said_again_unless_a_status_came_of_it() {
    for status_came in [true, false] {
        let rig = Rig::start().await;
        rig.bank.services.fail_once("WhatsApp", Fault::LostAnswer);
        let message = records(&[list_reply(ANA, "wamid.1", "help")]);
        assert_eq!(rig.batch(message.clone()).await, [0]);
        let sent = rig.bank.services.calls_of("WhatsApp").remove(0);
        let outbound = sent["biz_opaque_callback_data"].as_str().unwrap();
        if status_came {
            let sent = queued(&[], &[about(outbound, "sent")]);
            assert!(rig.batch(sent).await.is_empty());
        }
        clock::pass(QUEUE_SECONDS);
        assert!(rig.batch(message.clone()).await.is_empty());
        assert!(rig.batch(message).await.is_empty());
        let times = if status_came { 1 } else { 2 };
        assert_eq!(rig.texts(), vec![said_help(); times]);
    }
}

#[tokio::test]
async fn a_failed_receipt_is_asked_for_until_messenger_has_dealt_with_it_and_then_no_more() {
    let rig = Rig::start().await;
    let verified = rig.bank.verified("wamid.1").await;
    let receipt = OutboundId::about(&verified.id, Purpose::Receipt);
    let failure = queued(&[], &[failed(&receipt, 131_026)]);
    rig.bank.services.fail_once("Invoke", Fault::Status(503));
    assert_eq!(rig.batch(failure.clone()).await, [0]);
    rig.bank
        .services
        .function_answers("messenger", json!({ "way": "sms" }));
    let before = asked(&rig).len();
    for _ in 0..3 {
        assert!(rig.batch(failure.clone()).await.is_empty());
    }
    assert_eq!(asked(&rig).len(), before + 1);
    assert_eq!(asked(&rig)[before]["error_code"], 131_026);
}

#[tokio::test]
async fn a_pair_limit_that_comes_as_a_status_empties_our_own_allowance() {
    let rig = Rig::start().await;
    let failure = failed(&OutboundId::reply("key", 0), 131_056);
    assert!(rig.batch(queued(&[], &[failure])).await.is_empty());
    let ana = ChannelAddress::try_new(None, Some(ANA.to_owned())).unwrap();
    let reach = rig
        .bank
        .engine
        .outbound_records()
        .reach(&ana)
        .await
        .unwrap();
    assert_eq!(reach.full_at, Some(Reach::used_up(clock::now())));
}

#[tokio::test]
async fn a_link_that_reaches_nobody_frees_the_money_and_a_replaced_one_changes_nothing() {
    for (way, is_over) in [("nothing", true), ("moot", false)] {
        let rig = Rig::start().await;
        let sent = rig.bank.link_sent("wamid.1").await;
        let Stage::LinkSent { link, .. } = rig.bank.stage(&sent.id).await else {
            panic!("no link was sent");
        };
        rig.bank
            .services
            .function_answers("messenger", json!({ "way": way }));
        let failure = failed(&OutboundId::link(&sent.id, &link), 131_026);
        assert!(rig.batch(queued(&[], &[failure])).await.is_empty());
        let stage = rig.bank.stage(&sent.id).await;
        assert_eq!(stage == Stage::Ended(Ending::Failed), is_over, "{stage:?}");
    }
}

#[tokio::test]
async fn a_link_that_reached_nobody_is_told_to_a_workflow_that_did_not_hear_of_it() {
    let rig = Rig::start().await;
    let sent = rig.bank.link_sent("wamid.1").await;
    let link = OutboundId::link(&sent.id, &sent.link.hash());
    let failure = queued(&[], &[failed(&link, 131_026)]);
    let services = &rig.bank.services;
    services.function_answers("messenger", json!({ "way": "nothing" }));
    services.fail_once("SendTaskFailure", Fault::Error("InvalidOutput"));
    assert_eq!(rig.batch(failure.clone()).await, [0]);
    // To a confirmation that is over no other link is sent.
    services.function_answers("messenger", json!({ "way": "moot" }));
    assert!(rig.batch(failure).await.is_empty());
    let told = json!({ "taskToken": LINK_WAIT, "error": "Failed" });
    assert_eq!(services.calls_of("SendTaskFailure"), [told.clone(), told]);
}

#[tokio::test]
async fn an_answer_that_was_refused_is_said_once_the_message_is_redriven() {
    let rig = Rig::start().await;
    rig.bank.services.fail_once("WhatsApp", Fault::Meta(100));
    let mut message = records(&[list_reply(ANA, "wamid.1", "help")]);
    assert!(rig.batch(message.clone()).await.is_empty(), "put aside");
    message[0]["messageAttributes"] = json!({ "redriven": { "stringValue": "true" } });
    for _ in 0..2 {
        assert!(rig.batch(message.clone()).await.is_empty());
    }
    let said = rig.texts();
    assert_eq!(said[1..], [in_words(&Saying::SomethingBroke), said_help()]);
}
