//! A batch of the queue: one effect per message, each customer's order, nobody held up by another.

use aws::conversations::{CLAIM_LEASE_SECONDS, Claim};
use serde_json::json;
use testkit::clock;
use testkit::inbound::{ANA, BEN, button_reply, list_reply, placeholder, status, text, webhook};
use testkit::queue;
use testkit::services::Fault;
use wording::saying::Saying;

use crate::{Rig, in_words, records, said_help, said_menu};

fn help(from: &str, id: &str) -> serde_json::Value {
    list_reply(from, id, "help")
}

#[tokio::test]
async fn however_often_a_message_is_delivered_it_has_one_effect() {
    let rig = Rig::start().await;
    let one = records(&[help(ANA, "wamid.1")]).remove(0);
    let none: [usize; 0] = [];
    assert_eq!(
        rig.batch(vec![one.clone(), one.clone(), one.clone()]).await,
        none
    );
    clock::pass(8 * 86_400);
    assert_eq!(rig.batch(vec![one]).await, none);
    assert_eq!(rig.said(), [("+447700900101".to_owned(), said_help())]);
}

#[tokio::test]
async fn a_message_another_invocation_is_at_comes_again() {
    let rig = Rig::start().await;
    let message = records(&[help(ANA, "wamid.1")]);
    let split = whatsapp::webhook::split(webhook(&[help(ANA, "wamid.1")], &[]).as_bytes());
    let key = split.unwrap().deliveries[0].deduplication_key();
    let conversations = rig.bank.engine.conversations();
    assert_eq!(
        conversations.claim(&key, false, clock::now()).await,
        Ok(Claim::Ours)
    );
    assert_eq!(rig.batch(message.clone()).await, [0]);
    assert!(rig.said().is_empty());
    assert!(
        postponed(&rig).is_empty(),
        "not before the claim can be taken over"
    );
    clock::pass(CLAIM_LEASE_SECONDS.saturating_add(1));
    assert!(rig.batch(message).await.is_empty(), "the other one crashed");
    assert_eq!(rig.said().len(), 1);
}

#[tokio::test]
async fn after_a_failure_the_customers_later_messages_wait_and_other_customers_do_not() {
    let rig = Rig::start().await;
    let batch = records(&[
        list_reply(ANA, "wamid.1", "balances"),
        help(BEN, "wamid.2"),
        help(ANA, "wamid.3"),
        list_reply(BEN, "wamid.4", "menu"),
    ]);
    rig.bank
        .services
        .fail_once("WhatsApp", Fault::Meta(131_000));
    assert_eq!(rig.batch(batch.clone()).await, [0, 2]);
    let to_ben = rig
        .said()
        .into_iter()
        .filter(|(to, _)| to == "+447700900102")
        .count();
    assert_eq!(to_ben, 2);
    clock::pass(180);
    let again = vec![batch[0].clone(), batch[2].clone()];
    assert!(rig.batch(again).await.is_empty());
    let to_ana: Vec<String> = rig
        .said()
        .into_iter()
        .skip(3)
        .filter(|(to, _)| to == "+447700900101")
        .map(|(_, text)| text)
        .collect();
    assert!(to_ana[0].starts_with("Current account"), "{to_ana:?}");
    assert_eq!(to_ana[1], said_help());
}

/// What the queue was asked to show again, and after how many seconds.
fn postponed(rig: &Rig) -> Vec<(String, i64)> {
    let calls = rig.bank.services.calls_of("ChangeMessageVisibility");
    let calls = calls.iter().map(|call| {
        let handle = call["ReceiptHandle"].as_str().unwrap().to_owned();
        (handle, call["VisibilityTimeout"].as_i64().unwrap())
    });
    calls.collect()
}

#[tokio::test]
async fn what_failed_comes_again_soon_and_then_late() {
    let rig = Rig::start().await;
    let mut message = records(&[help(ANA, "wamid.1")]);
    for (tries, pauses) in [(1, 30..=36), (2, 300..=360)] {
        message[0]["attributes"]["ApproximateReceiveCount"] = json!(tries.to_string());
        let services = &rig.bank.services;
        services.fail_once("WhatsApp", Fault::Meta(131_000));
        assert_eq!(rig.batch(message.clone()).await, [0]);
        let (handle, pause) = postponed(&rig).pop().unwrap();
        assert_eq!(handle, "handed-out-0");
        assert!(pauses.contains(&pause), "{pause}");
        clock::pass(pause);
    }
    // The queue may refuse: then its own time counts.
    let services = &rig.bank.services;
    services.fail_once("WhatsApp", Fault::Meta(131_000));
    services.fail_once("ChangeMessageVisibility", Fault::Status(500));
    message[0]["attributes"]["ApproximateReceiveCount"] = json!("1");
    assert_eq!(rig.batch(message.clone()).await, [0]);
    clock::pass(180);
    assert!(rig.batch(message).await.is_empty());
    assert_eq!(rig.texts().last(), Some(&said_help()));
}

#[tokio::test]
async fn what_failed_comes_again_in_the_queue_it_came_from() {
    let rig = Rig::start().await;
    for queue in ["inbound", "urgent"] {
        let mut message = records(&[help(ANA, &format!("wamid.{queue}"))]);
        message[0]["eventSourceARN"] = json!(format!("arn:aws:sqs:eu-west-2:1:{queue}.fifo"));
        let services = &rig.bank.services;
        services.fail_once("WhatsApp", Fault::Meta(131_000));
        assert_eq!(rig.batch(message).await, [0]);
        let asked = services.calls_of("ChangeMessageVisibility").pop().unwrap();
        assert_eq!(asked["QueueUrl"], format!("https://sqs/{queue}.fifo"));
    }
}

#[tokio::test]
async fn a_message_that_can_never_be_answered_is_given_up_with_an_apology() {
    let rig = Rig::start().await;
    rig.bank.services.fail_once("WhatsApp", Fault::Meta(100));
    let batch = records(&[help(ANA, "wamid.1"), help(ANA, "wamid.2")]);
    assert!(
        rig.batch(batch.clone()).await.is_empty(),
        "it would fail again"
    );
    assert_eq!(
        rig.texts()[1..],
        [in_words(&Saying::SomethingBroke), said_help()]
    );
    assert!(rig.batch(batch).await.is_empty());
    assert_eq!(rig.texts().len(), 3, "nothing is said twice");
    let put_aside = rig.bank.services.calls_of("SendMessage");
    assert_eq!(put_aside.len(), 1, "a person can look at it");
    let reason = &put_aside[0]["MessageAttributes"]["reason"]["StringValue"];
    assert!(reason.as_str().unwrap().contains("code 100"), "{reason}");
}

#[tokio::test]
async fn an_apology_that_did_not_go_out_is_no_reason_for_silence_the_next_time() {
    let rig = Rig::start().await;
    let services = &rig.bank.services;
    services.fail("WhatsApp", Fault::Meta(100));
    rig.receive(&[help(ANA, "wamid.1")]).await;
    services.mend("WhatsApp");
    let before = rig.texts().len();
    services.fail_once("WhatsApp", Fault::Meta(100));
    rig.receive(&[help(ANA, "wamid.2")]).await;
    let apology = in_words(&Saying::SomethingBroke);
    assert_eq!(rig.texts()[before + 1..], [apology]);
}

#[tokio::test]
async fn a_placeholder_is_not_answered_and_does_not_swallow_the_real_message() {
    let rig = Rig::start().await;
    assert!(rig.receive(&[placeholder(ANA, "wamid.1")]).await.is_empty());
    assert!(rig.said().is_empty());
    assert!(rig.receive(&[help(ANA, "wamid.1")]).await.is_empty());
    assert_eq!(rig.texts(), [said_help()]);
}

#[tokio::test]
async fn statuses_without_our_id_are_done_with_and_what_is_not_a_delivery_is_put_aside() {
    let rig = Rig::start().await;
    let body = webhook(&[], &[status(ANA, "wamid.OURS", "read")]);
    let split = whatsapp::webhook::split(body.as_bytes()).unwrap();
    let record = |text: String| {
        let (body, attributes) = (queue::sealed("g", &text), json!({ "MessageGroupId": "g" }));
        json!({ "messageId": "0", "body": body, "attributes": attributes })
    };
    let bodies = [
        split.deliveries[0].to_json(),
        "{}".to_owned(),
        "not json".to_owned(),
    ];
    assert!(
        rig.batch(bodies.into_iter().map(record).collect())
            .await
            .is_empty()
    );
    assert_eq!(rig.bank.services.calls_of("SendMessage").len(), 2);
    let asked = rig.bank.services.calls().into_iter();
    let others = asked.filter(|call| call.operation != "GetSecretValue");
    assert_eq!(others.count(), 2);
}

#[tokio::test]
async fn a_message_is_marked_as_read_and_a_refusal_of_that_changes_nothing() {
    let rig = Rig::start().await;
    rig.bank.services.fail("WhatsAppRead", Fault::Meta(131_009));
    assert!(
        rig.receive(&[button_reply(ANA, "wamid.1", "help")])
            .await
            .is_empty()
    );
    let read = rig.bank.services.calls_of("WhatsAppRead");
    assert_eq!(
        (&read[0]["message_id"], &read[0]["status"]),
        (&json!("wamid.1"), &json!("read"))
    );
    assert_eq!(rig.texts(), [said_help()]);
}

#[tokio::test]
async fn while_watson_is_away_the_customer_is_told_once_and_short_requests_still_work() {
    let rig = Rig::start().await;
    for (id, words) in [
        ("wamid.1", "balance"),
        ("wamid.2", "help"),
        ("wamid.3", "sing me a song"),
    ] {
        assert!(rig.receive(&[text(ANA, id, words)]).await.is_empty());
    }
    let said = rig.texts();
    let balances = "\n\nCurrent account ••0101: *£2,450.00*, of which £2,400.00";
    let first = format!("{}{balances}", in_words(&Saying::UnderstandingLess));
    assert!(said[0].starts_with(&first), "{said:?}");
    assert_eq!(said[1..], [said_help(), said_menu("Ana")]);
    assert!(rig.watson_was_asked());
}
