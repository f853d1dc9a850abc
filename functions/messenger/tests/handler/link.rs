//! The link: a token that is in the chat and nowhere else.

use domain::confirmation::link::Token;
use domain::confirmation::{Ending, Stage};
use domain::failure::Failure;
use domain::id::OrderId;
use serde_json::{Value, json};
use testkit::services::Fault;

use crate::Rig;

fn question(id: &OrderId, wait: &str) -> Value {
    json!({ "action": "link", "confirmation_id": id.0, "task_token": wait })
}

/// The address behind the button of a sent link message.
fn url(message: &Value) -> &str {
    message["interactive"]["action"]["parameters"]["url"]
        .as_str()
        .unwrap()
}

fn token(message: &Value) -> Token {
    Token::received(url(message).split_once('#').unwrap().1)
}

#[tokio::test]
async fn the_message_says_what_will_be_confirmed_and_carries_the_token_in_the_fragment_only() {
    let rig = Rig::start().await;
    let sealed = rig.bank.sealed("wamid.1").await;
    rig.ask(question(&sealed.id, "wait-1")).await.unwrap();
    let sent = rig.sent();
    assert_eq!(
        (sent.len(), sent[0]["to"].as_str()),
        (1, Some("+447700900101"))
    );
    let text = sent[0]["interactive"]["body"]["text"].as_str().unwrap();
    assert!(
        text.contains("*£50.00* to *Ben Carter* from your current account ••0101"),
        "{text}"
    );
    let (page, token) = url(&sent[0]).split_once('#').unwrap();
    assert_eq!(page, "https://bank.example/live/confirm");
    assert_eq!(token.len(), 64);
    assert!(!text.contains(token));
    let reference = sent[0]["biz_opaque_callback_data"].as_str().unwrap();
    assert!(reference.starts_with(&sealed.id.0) && reference.ends_with("-link"));
    assert!(!reference.contains(token));
}

#[tokio::test]
async fn only_the_tokens_hash_is_stored_and_it_finds_the_confirmation() {
    let rig = Rig::start().await;
    let sealed = rig.bank.sealed("wamid.1").await;
    rig.ask(question(&sealed.id, "wait-1")).await.unwrap();
    let token = token(&rig.sent()[0]);
    for item in rig.bank.engine.items().await {
        assert!(
            !item.text.contains(token.expose()),
            "{} {}",
            item.pk,
            item.sk
        );
    }
    let found = rig
        .bank
        .engine
        .confirmations()
        .by_link(&token.hash())
        .await
        .unwrap()
        .unwrap();
    assert_eq!(*found.id(), sealed.id);
    assert_eq!(found.task_token.unwrap().0, "wait-1");
}

#[tokio::test]
async fn a_retry_replaces_the_link_nobody_opened_and_the_wait() {
    let rig = Rig::start().await;
    let sealed = rig.bank.sealed("wamid.1").await;
    rig.bank.services.fail_once("WhatsApp", Fault::LostAnswer);
    let lost = rig.ask(question(&sealed.id, "wait-1")).await;
    assert!(matches!(lost, Err(Failure::Retry(_))), "{lost:?}");
    rig.ask(question(&sealed.id, "wait-2")).await.unwrap();
    let sent = rig.sent();
    assert_ne!(url(&sent[0]), url(&sent[1]));
    let found = rig
        .bank
        .engine
        .confirmations()
        .get(&sealed.id)
        .await
        .unwrap()
        .unwrap();
    let link = token(&sent[1]).hash();
    assert!(matches!(found.stage, Stage::LinkSent { link: current, .. } if current == link));
    assert_eq!(found.task_token.unwrap().0, "wait-2");
}

#[tokio::test]
async fn a_link_somebody_opened_is_never_replaced() {
    let rig = Rig::start().await;
    let opened = rig.bank.identifying("wamid.1").await;
    let answer = rig.ask(question(&opened.id, "wait-2")).await;
    assert!(matches!(answer, Err(Failure::Fail(_))), "{answer:?}");
    assert!(rig.sent().is_empty());
}

#[tokio::test]
async fn what_was_called_off_before_its_link_went_out_ends_the_workflow_by_name() {
    let rig = Rig::start().await;
    for ending in [Ending::Cancelled, Ending::Replaced] {
        let sealed = rig.bank.sealed(ending.name()).await;
        rig.bank
            .step(&sealed.id, |before| before.call_off(ending))
            .await;
        let answer = rig.ask(question(&sealed.id, "wait-1")).await;
        assert_eq!(answer, Err(Failure::Ended(ending.name())));
    }
    assert!(rig.sent().is_empty());
}

#[tokio::test]
async fn a_confirmation_nobody_sealed_gets_no_link() {
    let rig = Rig::start().await;
    let answer = rig
        .ask(question(&OrderId("invented".to_owned()), "wait-1"))
        .await;
    assert!(matches!(answer, Err(Failure::Fail(_))), "{answer:?}");
}
