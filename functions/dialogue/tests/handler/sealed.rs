//! What was sealed by `webhook` is opened here, and what does not open is neither lost nor looked into.

use aws::secrets::CACHE_SECONDS;
use serde_json::{Value, json};
use testkit::inbound::{ANA, BEN, list_reply};
use testkit::queue;
use testkit::services::Fault;

use crate::{Rig, records, said_help};

fn help(from: &str, id: &str) -> Value {
    list_reply(from, id, "help")
}

/// The record as a delivery sealed under other keys.
fn resealed(record: &Value, keys: &[u8]) -> Value {
    let group = record["attributes"]["MessageGroupId"].as_str().unwrap();
    let body = record["body"].as_str().unwrap();
    let text = queue::message_keys().open(group, body).unwrap();
    let sealed = queue::keys_of(keys).seal(group, &text, testkit::clock::random);
    let mut record = record.clone();
    record["body"] = json!(sealed.unwrap().as_str());
    record
}

fn on_its_last_try(mut record: Value) -> Value {
    record["attributes"]["ApproximateReceiveCount"] = json!("3");
    record
}

fn reason(put_aside: &Value) -> &str {
    let reason = &put_aside["MessageAttributes"]["reason"]["StringValue"];
    reason.as_str().unwrap()
}

#[tokio::test]
async fn a_message_moved_to_another_customers_group_is_put_aside_unread() {
    let rig = Rig::start().await;
    let both = records(&[help(ANA, "wamid.1"), help(BEN, "wamid.2")]);
    let mut moved = both[0].clone();
    moved["attributes"] = both[1]["attributes"].clone();
    assert!(rig.batch(vec![moved.clone()]).await.is_empty());
    assert!(rig.said().is_empty());
    let put_aside = rig.bank.services.calls_of("SendMessage");
    assert_eq!(put_aside[0]["MessageBody"], moved["body"], "as it came");
    assert!(reason(&put_aside[0]).contains("moved away"));
    assert!(rig.batch(both).await.is_empty(), "nobody is held up by it");
    assert_eq!(rig.said().len(), 2);
}

#[tokio::test]
async fn a_body_that_nobody_sealed_is_put_aside_and_has_no_effect() {
    let rig = Rig::start().await;
    let mut plain = records(&[help(ANA, "wamid.1")]).remove(0);
    let group = plain["attributes"]["MessageGroupId"].as_str().unwrap();
    let body = plain["body"].as_str().unwrap();
    plain["body"] = json!(queue::message_keys().open(group, body).unwrap());
    assert!(rig.batch(vec![plain]).await.is_empty());
    assert!(rig.said().is_empty());
    let put_aside = rig.bank.services.calls_of("SendMessage");
    assert!(reason(&put_aside[0]).contains("not sealed"));
}

#[tokio::test]
async fn a_message_sealed_under_the_previous_key_opens() {
    let rig = Rig::start().await;
    let record = resealed(&records(&[help(ANA, "wamid.1")])[0], &[6]);
    assert!(rig.batch(vec![record]).await.is_empty());
    assert_eq!(rig.texts(), [said_help()]);
}

#[tokio::test]
async fn a_key_that_came_in_after_the_secret_was_read_is_found_at_once() {
    let rig = Rig::start().await;
    assert!(rig.receive(&[help(ANA, "wamid.1")]).await.is_empty());
    let services = &rig.bank.services;
    services.secret_is("bank/queue", queue::secret_of(&[9, 5]));
    let record = resealed(&records(&[help(ANA, "wamid.2")])[0], &[9]);
    assert!(rig.batch(vec![record]).await.is_empty());
    assert_eq!(rig.texts().len(), 2, "within {CACHE_SECONDS} seconds");
}

#[tokio::test]
async fn a_message_under_an_unknown_key_waits_for_it_and_is_then_put_aside_under_its_name() {
    let rig = Rig::start().await;
    let record = resealed(&records(&[help(ANA, "wamid.1")])[0], &[9]);
    assert_eq!(rig.batch(vec![record.clone()]).await, [0]);
    assert!(rig.bank.services.calls_of("SendMessage").is_empty());
    let last = on_its_last_try(record.clone());
    assert!(rig.batch(vec![last]).await.is_empty());
    let put_aside = rig.bank.services.calls_of("SendMessage");
    assert_eq!(put_aside[0]["MessageBody"], record["body"]);
    let key_id = record["body"].as_str().unwrap().split('.').nth(1).unwrap();
    assert!(reason(&put_aside[0]).ends_with(&format!("the unknown key {key_id}")));
    // Once the key is there, what is put back is dealt with.
    let services = &rig.bank.services;
    services.secret_is("bank/queue", queue::secret_of(&[5, 9]));
    assert!(rig.batch(vec![record]).await.is_empty());
    assert_eq!(rig.texts(), [said_help()]);
}

#[tokio::test]
async fn while_the_secret_cannot_be_read_messages_come_again() {
    let rig = Rig::start().await;
    let record = records(&[help(ANA, "wamid.1")]);
    let services = &rig.bank.services;
    services.fail("GetSecretValue", Fault::Error("AccessDeniedException"));
    assert_eq!(rig.batch(record.clone()).await, [0]);
    services.mend("GetSecretValue");
    assert!(rig.batch(record).await.is_empty());
    assert_eq!(rig.texts(), [said_help()]);
}
