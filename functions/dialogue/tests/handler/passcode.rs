//! Six digits in the chat go to the passcode function, and never to Watson.

use domain::confirmation::{Ending, Stage};
use domain::failure::Failure;
use serde_json::{Value, json};
use testkit::inbound::{ANA, text};
use wording::saying::Saying;

use crate::{Rig, in_words};

#[tokio::test]
async fn a_code_that_is_due_is_handed_to_the_passcode_function() {
    let rig = Rig::start().await;
    let due = rig.bank.passcode_due("wamid.0").await;
    rig.bank
        .services
        .function_answers("passcode", json!({ "outcome": "verified" }));
    assert!(
        rig.receive(&[text(ANA, "wamid.1", " 123 456 ")])
            .await
            .is_empty()
    );
    let calls = rig.bank.services.calls_of("Invoke");
    let key = &calls[0]["Payload"]["idempotency_key"];
    assert_eq!(
        key.as_str().unwrap().len(),
        64,
        "a hash, not the message's id"
    );
    let asked = json!({
        "action": "verify", "confirmation_id": due.id.0, "code": "123456", "idempotency_key": key,
    });
    assert_eq!(
        calls,
        [json!({ "FunctionName": "passcode", "Payload": asked })]
    );
    assert!(rig.said().is_empty(), "the workflow says how it went on");
    assert!(!rig.watson_was_asked());
}

#[tokio::test]
async fn each_verdict_has_its_words() {
    let rig = Rig::start().await;
    rig.bank.passcode_due("wamid.0").await;
    for (index, (answer, said)) in [
        (
            json!({ "outcome": "wrong", "tries_left": 2 }),
            in_words(&Saying::PasscodeWrong { tries_left: 2 }),
        ),
        (
            json!({ "outcome": "wrong", "tries_left": 1 }),
            in_words(&Saying::PasscodeWrong { tries_left: 1 }),
        ),
        (
            json!({ "outcome": "expired" }),
            in_words(&Saying::PasscodeExpired),
        ),
        (
            json!({ "outcome": "not_due" }),
            in_words(&Saying::NoPasscodeDue),
        ),
    ]
    .into_iter()
    .enumerate()
    {
        rig.bank.services.function_answers("passcode", answer);
        rig.receive(&[text(ANA, &format!("wamid.{index}"), "123456")])
            .await;
        assert_eq!(rig.texts().last(), Some(&said));
    }
}

#[tokio::test]
async fn six_digits_nobody_waits_for_are_never_passed_on() {
    let rig = Rig::start().await;
    let words = ["271828", "271-828", "271 828"];
    rig.receive(&[text(ANA, "wamid.1", words[0])]).await;
    rig.bank.identifying("wamid.0").await;
    rig.receive(&[
        text(ANA, "wamid.2", words[1]),
        text(ANA, "wamid.3", words[2]),
    ])
    .await;
    assert_eq!(rig.texts(), vec![in_words(&Saying::NoPasscodeDue); 3]);
    assert!(rig.bank.services.calls_of("Invoke").is_empty());
    assert!(!rig.watson_was_asked());
    for item in rig.bank.engine.items().await {
        assert!(
            !words.iter().any(|word| item.text.contains(word)),
            "{} {}",
            item.pk,
            item.sk
        );
    }
}

#[tokio::test]
async fn a_code_whose_verdict_was_lost_is_tried_again() {
    let rig = Rig::start().await;
    let due = rig.bank.passcode_due("wamid.0").await;
    rig.bank.services.function("passcode", |_: Value| {
        std::future::ready(Err::<Value, _>(Failure::retry("the workflow is away")))
    });
    let message = text(ANA, "wamid.1", due.passcode.expose());
    assert_eq!(rig.receive(std::slice::from_ref(&message)).await, [0]);
    let verified = rig.bank.verified("wamid.9").await;
    rig.bank
        .services
        .function_answers("passcode", json!({ "outcome": "verified" }));
    assert!(rig.receive(&[message]).await.is_empty());
    let asked = rig.bank.services.calls_of("Invoke");
    assert_eq!(
        asked[1]["Payload"]["confirmation_id"], verified.id.0,
        "also once it is verified"
    );
    let keys = [0, 1].map(|call| asked[call]["Payload"]["idempotency_key"].as_str());
    assert!(
        keys[0].is_some() && keys[0] == keys[1],
        "under the same key"
    );
    assert!(rig.said().is_empty());
}

/// The bank itself shows sort codes in three pairs: writing one so must not cost a try.
#[tokio::test]
async fn a_sort_code_the_bank_asked_for_is_no_try_while_a_code_is_due() {
    let rig = Rig::start().await;
    rig.bank.passcode_due("wamid.0").await;
    rig.receive(&[text(ANA, "wamid.1", "new payee")]).await;
    rig.receive(&[text(ANA, "wamid.2", "04-00-75")]).await;
    assert!(rig.texts().last().unwrap().contains("04-00-75"));
    let invoked = rig.bank.services.calls_of("Invoke").into_iter();
    let tried = invoked.filter(|call| call["FunctionName"] == "passcode");
    assert_eq!(tried.count(), 0);
}

/// The sixth code of an hour, or a phone that takes no texts: said before a link is sent, and nothing is dropped
/// for an order that would lead nowhere.
#[tokio::test]
async fn where_no_code_could_be_texted_no_link_is_sent_and_the_customer_hears_why() {
    let rig = Rig::start().await;
    let open = rig.bank.link_sent("wamid.0").await;
    for (number, (outcome, said)) in [
        ("too_many", Saying::NoMoreCodes),
        ("unreachable", Saying::CannotText),
    ]
    .into_iter()
    .enumerate()
    {
        let answer = json!({ "outcome": outcome });
        rig.bank.services.function_answers("passcode", answer);
        rig.receive(&[text(ANA, &format!("wamid.{}", number + 1), "new link")])
            .await;
        assert_eq!(rig.said().last().unwrap().1, in_words(&said));
    }
    assert!(rig.bank.services.calls_of("StartExecution").is_empty());
    let stage = rig.bank.stage(&open.id).await;
    assert!(matches!(stage, Stage::LinkSent { .. }), "{stage:?}");
    let answer = json!({ "outcome": "possible" });
    rig.bank.services.function_answers("passcode", answer);
    rig.receive(&[text(ANA, "wamid.3", "new link")]).await;
    assert_eq!(rig.bank.services.calls_of("StartExecution").len(), 1);
    let stage = rig.bank.stage(&open.id).await;
    assert_eq!(stage, Stage::Ended(Ending::Replaced));
}
