//! What WhatsApp refuses is tried again only where that can help.

use domain::confirmation::{Ending, Stage};
use domain::failure::Failure;
use ledger::accounts::Accounts;
use serde_json::json;
use testkit::clock;
use testkit::services::Fault;

use crate::Rig;

/// The longest that nobody is tried, where Meta asks for nothing else, in seconds.
const STANDSTILL_SECONDS: i64 = 60;

/// How often WhatsApp was asked to take a message.
fn tries(rig: &Rig) -> usize {
    rig.bank.services.count_of("WhatsApp")
}

async fn receipt(rig: &Rig, message: &str) -> Result<(), Failure> {
    let verified = rig.bank.verified(message).await;
    rig.ask(json!({ "action": "receipt", "confirmation_id": verified.id.0 }))
        .await
}

#[tokio::test]
async fn passing_faults_and_lost_answers_are_retried() {
    let rig = Rig::start().await;
    for fault in [
        Fault::Meta(131_000),
        Fault::Meta(131_056),
        Fault::Meta(130_429),
        Fault::Status(502),
        Fault::Status(429),
        Fault::LostAnswer,
    ] {
        rig.bank.services.fail_once("WhatsApp", fault);
        let before = tries(&rig);
        let answer = receipt(&rig, &format!("{fault:?}")).await;
        assert!(
            matches!(answer, Err(Failure::Retry(_))),
            "{fault:?}: {answer:?}"
        );
        assert_eq!(tries(&rig), before + 1, "{fault:?}");
        clock::pass(STANDSTILL_SECONDS);
    }
}

#[tokio::test]
async fn what_another_try_cannot_change_fails_and_names_nobody() {
    let rig = Rig::start().await;
    for code in [131_047, 131_026, 131_050, 100, 132_001, 999_999] {
        rig.bank.services.fail_once("WhatsApp", Fault::Meta(code));
        let sealed = rig.bank.sealed(&code.to_string()).await;
        let link = json!({
            "action": "link", "confirmation_id": sealed.id.0, "task_token": "wait-1",
        });
        let Err(Failure::Fail(message)) = rig.ask(link).await else {
            panic!("{code} did not fail for good");
        };
        assert!(message.contains(&code.to_string()), "{message}");
        assert!(!message.contains("447700900101"), "{message}");
    }
}

#[tokio::test]
async fn while_the_bank_itself_is_refused_nobody_is_tried_for_a_minute() {
    let rig = Rig::start().await;
    rig.bank
        .services
        .fail_once("WhatsApp", Fault::Meta(131_031));
    for message in ["wamid.1", "wamid.2", "wamid.3"] {
        let answer = receipt(&rig, message).await;
        let Err(Failure::Retry(why)) = answer else {
            panic!("{message} went out: {answer:?}");
        };
        assert!(why.contains("131031"), "{why}");
    }
    assert_eq!(tries(&rig), 1);
    clock::pass(STANDSTILL_SECONDS);
    receipt(&rig, "wamid.4").await.unwrap();
    assert_eq!(tries(&rig), 2);
}

#[tokio::test]
async fn a_token_that_was_rotated_is_no_failure() {
    let rig = Rig::start().await;
    receipt(&rig, "wamid.1").await.unwrap();
    let services = &rig.bank.services;
    let rotated = json!({ "access_token": "EAAG-the-next" });
    services.secret_is("bank/whatsapp", rotated);
    services.fail_once("WhatsApp", Fault::Meta(190));
    receipt(&rig, "wamid.2").await.unwrap();
    receipt(&rig, "wamid.3").await.unwrap();
    assert_eq!(services.count_of("GetSecretValue"), 2);
}

#[tokio::test]
async fn a_refused_token_is_read_afresh_before_the_next_try() {
    let rig = Rig::start().await;
    receipt(&rig, "wamid.1").await.unwrap();
    receipt(&rig, "wamid.2").await.unwrap();
    assert_eq!(
        rig.bank.services.calls_of("GetSecretValue").len(),
        1,
        "it is kept"
    );
    rig.bank.services.fail_once("WhatsApp", Fault::Meta(190));
    assert!(matches!(
        receipt(&rig, "wamid.3").await,
        Err(Failure::Retry(_))
    ));
    clock::pass(STANDSTILL_SECONDS);
    receipt(&rig, "wamid.4").await.unwrap();
    assert_eq!(rig.bank.services.calls_of("GetSecretValue").len(), 2);
}

#[tokio::test]
async fn a_receipt_that_could_not_be_sent_is_sent_by_the_retry() {
    let rig = Rig::start().await;
    let verified = rig.bank.verified("wamid.1").await;
    let question = json!({ "action": "receipt", "confirmation_id": verified.id.0 });
    rig.bank
        .services
        .fail_once("WhatsApp", Fault::Meta(131_000));
    rig.ask(question.clone()).await.unwrap_err();
    rig.ask(question).await.unwrap();
    assert_eq!(
        rig.bank.stage(&verified.id).await,
        Stage::Ended(Ending::Done)
    );
    assert!(rig.last_text().starts_with("Done."));
}

#[tokio::test]
async fn without_balances_there_is_no_receipt_yet() {
    let mut rig = Rig::start().await;
    let there = rig.bank.engine.accounts();
    let nowhere = Accounts::new(&rig.bank.engine.connection, "nowhere".to_owned());
    rig.messenger.accounts = nowhere;
    let verified = rig.bank.verified("wamid.1").await;
    let question = json!({ "action": "receipt", "confirmation_id": verified.id.0 });
    let asked = rig.ask(question.clone()).await;
    assert!(matches!(asked, Err(Failure::Retry(_))));
    assert!(rig.sent().is_empty());
    rig.messenger.accounts = there;
    rig.ask(question).await.unwrap();
    assert_eq!(rig.sent().len(), 1);
}
