//! PIN and fact: three tries, counted before they are judged.

use std::sync::Arc;

use domain::confirmation::order::SealedOrder;
use domain::confirmation::{Confirmation, Ending, Stage};
use domain::disclosure::Disclosure;
use serde_json::{Value, json};
use testkit::bank::{ANAS_BIRTH_DATE, ANAS_PIN, LINK_WAIT, disclosure};
use testkit::comparisons;
use testkit::services::Fault;

use crate::{Rig, cookie};

fn given(pin: &str, fact: &str) -> Value {
    json!({ "pin": pin, "fact": fact })
}

#[tokio::test]
async fn the_right_pin_and_fact_let_the_workflow_go_on() {
    let rig = Rig::start().await;
    let opened = rig.bank.identifying("wamid.1").await;
    let right = given(ANAS_PIN, ANAS_BIRTH_DATE);
    assert_eq!(
        rig.post("credentials", &right, Some(&cookie(&opened)))
            .await
            .step(),
        "sending"
    );
    assert_eq!(rig.bank.stage(&opened.id).await, Stage::Identified);
    let told = (
        "SendTaskSuccess".to_owned(),
        LINK_WAIT.to_owned(),
        String::new(),
    );
    assert_eq!(rig.told(), [told]);
}

#[tokio::test]
async fn a_wrong_pin_and_a_wrong_fact_look_the_same() {
    let rig = Rig::start().await;
    let answers = [
        ("000000", ANAS_BIRTH_DATE),
        (ANAS_PIN, "1990-01-01"),
        ("000000", "1990-01-01"),
    ];
    let mut seen = Vec::new();
    for (index, (pin, fact)) in answers.into_iter().enumerate() {
        let opened = rig.bank.identifying(&format!("wamid.{index}")).await;
        let answer = rig
            .post("credentials", &given(pin, fact), Some(&cookie(&opened)))
            .await;
        seen.push((answer.status, answer.text));
    }
    assert!(seen[0].1.contains("\"tries_left\":2"), "{}", seen[0].1);
    assert!(seen.iter().all(|answer| *answer == seen[0]));
    assert!(rig.told().is_empty());
}

#[tokio::test]
async fn the_third_wrong_try_ends_it_and_the_right_pin_comes_too_late() {
    let rig = Rig::start().await;
    let opened = rig.bank.identifying("wamid.1").await;
    let wrong = given("000000", ANAS_BIRTH_DATE);
    for left in [2, 1] {
        let view = rig
            .post("credentials", &wrong, Some(&cookie(&opened)))
            .await
            .view();
        assert_eq!(
            (&view["step"], &view["tries_left"]),
            (&json!("credentials"), &json!(left))
        );
    }
    let last = rig
        .post("credentials", &wrong, Some(&cookie(&opened)))
        .await;
    assert_eq!(last.step(), "rejected");
    let told = (
        "SendTaskFailure".to_owned(),
        LINK_WAIT.to_owned(),
        "CredentialsRejected".to_owned(),
    );
    assert_eq!(rig.told(), [told]);
    let right = given(ANAS_PIN, ANAS_BIRTH_DATE);
    let late = rig
        .post("credentials", &right, Some(&cookie(&opened)))
        .await;
    assert_eq!(late.step(), "rejected");
    let stage = rig.bank.stage(&opened.id).await;
    assert_eq!(stage, Stage::Ended(Ending::CredentialsRejected));
    assert!(
        rig.told()
            .iter()
            .all(|(operation, ..)| operation == "SendTaskFailure")
    );
}

#[tokio::test]
async fn of_eight_guesses_at_once_three_are_compared() {
    comparisons::listen();
    let rig = Arc::new(Rig::start().await);
    let opened = rig.bank.identifying("wamid.eight").await;
    let cookie = cookie(&opened);
    let guesses = (0..8).map(|guess| {
        let (rig, cookie) = (Arc::clone(&rig), cookie.clone());
        let wrong = given(&format!("00000{guess}"), ANAS_BIRTH_DATE);
        tokio::spawn(async move { rig.post("credentials", &wrong, Some(&cookie)).await })
    });
    for guess in guesses.collect::<Vec<_>>() {
        assert!([200, 410, 503].contains(&guess.await.unwrap().status));
    }
    let attempts = match rig.bank.stage(&opened.id).await {
        Stage::Identifying { attempts, .. } => attempts,
        Stage::Ended(Ending::CredentialsRejected) => 3,
        other => panic!("{other:?}"),
    };
    assert_eq!(attempts, 3);
    assert!((1..=3).contains(&comparisons::of(&opened.id)));
    let right = given(ANAS_PIN, ANAS_BIRTH_DATE);
    rig.post("credentials", &right, Some(&cookie)).await;
    assert!(comparisons::of(&opened.id) <= 3);
    assert!(
        rig.told()
            .iter()
            .all(|(operation, ..)| operation == "SendTaskFailure")
    );
}

#[tokio::test]
async fn a_mistyped_form_costs_no_try() {
    let rig = Rig::start().await;
    let opened = rig.bank.identifying("wamid.1").await;
    let before = rig.bank.engine.items().await;
    for (pin, fact) in [
        ("", ANAS_BIRTH_DATE),
        ("27182", ANAS_BIRTH_DATE),
        ("2718281", ANAS_BIRTH_DATE),
        ("27182x", ANAS_BIRTH_DATE),
        ("２７１８２８", ANAS_BIRTH_DATE),
        (ANAS_PIN, ""),
        (ANAS_PIN, "4321"),
        (ANAS_PIN, "17/04/1988"),
        (ANAS_PIN, "19xx-04-17"),
        (ANAS_PIN, "1988-04-1é"),
    ] {
        let answer = rig
            .post("credentials", &given(pin, fact), Some(&cookie(&opened)))
            .await;
        assert_eq!(answer.status, 400, "{pin} {fact}");
    }
    for body in [
        json!({ "pin": ANAS_PIN }),
        json!({ "pin": 271_828, "fact": "x" }),
        json!([]),
        json!("x"),
    ] {
        assert_eq!(
            rig.post("credentials", &body, Some(&cookie(&opened)))
                .await
                .status,
            400,
            "{body}"
        );
    }
    assert_eq!(rig.bank.engine.items().await, before);
}

#[tokio::test]
async fn a_success_the_workflow_did_not_hear_of_is_told_again() {
    let rig = Rig::start().await;
    let opened = rig.bank.identifying("wamid.1").await;
    let right = given(ANAS_PIN, ANAS_BIRTH_DATE);
    rig.bank
        .services
        .fail_once("SendTaskSuccess", Fault::Error("InvalidOutput"));
    assert_eq!(
        rig.post("credentials", &right, Some(&cookie(&opened)))
            .await
            .status,
        503
    );
    assert_eq!(
        rig.post("credentials", &right, Some(&cookie(&opened)))
            .await
            .step(),
        "sending"
    );
    assert_eq!(rig.told().len(), 2);
}

#[tokio::test]
async fn a_wait_that_is_gone_changes_nothing_for_the_page() {
    let rig = Rig::start().await;
    let opened = rig.bank.identifying("wamid.1").await;
    rig.bank
        .services
        .fail("SendTaskSuccess", Fault::Error("TaskTimedOut"));
    let right = given(ANAS_PIN, ANAS_BIRTH_DATE);
    assert_eq!(
        rig.post("credentials", &right, Some(&cookie(&opened)))
            .await
            .step(),
        "sending"
    );
}

#[tokio::test]
async fn no_answer_repeats_what_was_typed_or_shows_a_secret() {
    let rig = Rig::start().await;
    let sent = rig.bank.link_sent("wamid.1").await;
    let opened = rig.open(sent.link.expose()).await;
    let session = opened.cookie.clone().unwrap();
    let session = session.split(';').next().unwrap().to_owned();
    let mut texts = vec![opened.text];
    for (pin, fact) in [("135790", "1991-09-09"), ("135790", "9876")] {
        texts.push(
            rig.post("credentials", &given(pin, fact), Some(&session))
                .await
                .text,
        );
    }
    let token = session.split('.').nth(1).unwrap();
    for text in &texts {
        for secret in [
            "135790",
            "1991-09-09",
            "9876",
            ANAS_PIN,
            ANAS_BIRTH_DATE,
            "4321",
        ] {
            assert!(!text.contains(secret), "{text}");
        }
        assert!(
            !text.contains(token) && !text.contains(sent.link.expose()),
            "{text}"
        );
        assert!(
            !text.contains(LINK_WAIT) && !text.contains("447700900101"),
            "{text}"
        );
    }
}

#[tokio::test]
async fn pin_and_fact_are_not_signed_for_an_order_the_page_did_not_show() {
    let rig = Rig::start().await;
    let opened = rig.bank.identifying("wamid.1").await;
    let step = |before| {
        Ok(Confirmation {
            order: SealedOrder::seal(disclosure("wamid.1", Disclosure::Balances)),
            ..before
        })
    };
    rig.bank.step(&opened.id, step).await;
    let right = given(ANAS_PIN, ANAS_BIRTH_DATE);
    let cookie = cookie(&opened);
    let answer = rig.post("credentials", &right, Some(&cookie)).await;
    assert_eq!(answer.status, 410);
    let stage = rig.bank.stage(&opened.id).await;
    assert!(matches!(stage, Stage::Identifying { attempts: 0, .. }));
    assert!(rig.told().is_empty());
}

#[tokio::test]
async fn what_the_record_alone_says_ends_no_wait() {
    let rig = Rig::start().await;
    let opened = rig.bank.identifying("wamid.1").await;
    let step = |before| {
        Ok(Confirmation {
            stage: Stage::Identified,
            ..before
        })
    };
    rig.bank.step(&opened.id, step).await;
    let anything = given("000000", ANAS_BIRTH_DATE);
    let cookie = cookie(&opened);
    let answer = rig.post("credentials", &anything, Some(&cookie)).await;
    assert_eq!(answer.status, 503);
    assert!(rig.told().is_empty());
}
