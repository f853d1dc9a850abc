//! The same message with the same code, again: one try.

use std::sync::Arc;

use calls::passcode::PasscodeAnswer;
use domain::confirmation::passcode::try_name;
use domain::confirmation::{Confirmation, Ending, Stage};
use domain::failure::Failure;
use domain::id::OrderId;
use testkit::bank::Underway;
use testkit::clock;
use testkit::engine::key;
use testkit::services::Fault;

use crate::{Rig, wrong};

const MESSAGE: Option<&str> = Some("message-1");

/// Tries counted so far.
async fn attempts(rig: &Rig, id: &OrderId) -> u8 {
    match rig.bank.stage(id).await {
        Stage::PasscodeDue { attempts, .. } => attempts,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn the_same_wrong_code_of_the_same_message_is_one_try_with_one_verdict() {
    let rig = Rig::start().await;
    let due = rig.bank.passcode_due("wamid.1").await;
    let guess = wrong(due.passcode.expose());
    for _ in 0..5 {
        let answer = rig.verify_under(MESSAGE, &due.id, &guess).await;
        assert_eq!(answer, Ok(PasscodeAnswer::Wrong { tries_left: 2 }));
    }
    assert_eq!(
        (attempts(&rig, &due.id).await, rig.failures().await),
        (1, 1)
    );
    let typed_again = rig.verify_under(Some("message-2"), &due.id, &guess).await;
    assert_eq!(typed_again, Ok(PasscodeAnswer::Wrong { tries_left: 1 }));
    assert_eq!(
        (attempts(&rig, &due.id).await, rig.failures().await),
        (2, 2)
    );
}

#[tokio::test]
async fn another_code_under_the_same_key_is_a_try_like_any_other() {
    let rig = Rig::start().await;
    let due = rig.bank.passcode_due("wamid.1").await;
    let code = due.passcode.expose();
    let verdicts = [
        PasscodeAnswer::Wrong { tries_left: 2 },
        PasscodeAnswer::Wrong { tries_left: 1 },
        PasscodeAnswer::Locked,
    ];
    for (guess, verdict) in not_the(code).zip(verdicts) {
        let answer = rig.verify_under(MESSAGE, &due.id, &guess).await;
        assert_eq!(answer, Ok(verdict));
    }
    let late = rig.verify_under(MESSAGE, &due.id, code).await;
    assert_eq!(late, Ok(PasscodeAnswer::Locked));
    assert_eq!(rig.failures().await, 3);
}

#[tokio::test]
async fn tries_on_the_page_and_another_text_between_do_not_make_a_repeat_a_new_try() {
    let rig = Rig::start().await;
    let due = rig.bank.passcode_due("wamid.1").await;
    let guess = wrong(due.passcode.expose());
    rig.verify_under(MESSAGE, &due.id, &guess).await.unwrap();
    rig.verify(&due.id, &guess).await.unwrap();
    rig.resend(&due.id).await;
    let again = rig.verify_under(MESSAGE, &due.id, &guess).await;
    assert_eq!(
        again,
        Ok(PasscodeAnswer::Wrong { tries_left: 1 }),
        "the page took the other"
    );
    assert_eq!(
        (attempts(&rig, &due.id).await, rig.failures().await),
        (2, 2)
    );
}

#[tokio::test]
async fn the_right_code_of_a_message_that_comes_again_is_right_again() {
    let rig = Rig::start().await;
    let due = rig.bank.passcode_due("wamid.1").await;
    let code = due.passcode.expose();
    for _ in 0..2 {
        let answer = rig.verify_under(MESSAGE, &due.id, code).await;
        assert_eq!(answer, Ok(PasscodeAnswer::Verified));
    }
    assert_eq!(rig.failures().await, 0);
}

#[tokio::test]
async fn a_right_code_confirms_its_own_order_once_and_no_other() {
    let rig = Rig::start().await;
    let due = rig.bank.passcode_due("wamid.1").await;
    let code = due.passcode.expose();
    let first = rig.verify(&due.id, code).await;
    assert_eq!(first, Ok(PasscodeAnswer::Verified));
    let seal = rig.bank.stage(&due.id).await;
    for key in [None, MESSAGE] {
        rig.verify_under(key, &due.id, code).await.unwrap();
        assert_eq!(
            rig.bank.stage(&due.id).await,
            seal,
            "nothing is sealed anew"
        );
    }
    let other = rig.bank.passcode_due("wamid.2").await;
    let replayed = rig.verify(&other.id, code).await;
    assert_eq!(replayed, Ok(PasscodeAnswer::Wrong { tries_left: 2 }));
    let done = |before: Confirmation| Ok(before.conclude(Ending::Done));
    rig.bank.step(&due.id, done).await;
    let told = rig.told().len();
    let after = rig.verify(&due.id, code).await;
    assert_eq!(after, Ok(PasscodeAnswer::NotDue));
    assert_eq!(rig.told().len(), told, "no workflow is told again");
    assert_eq!(rig.bank.stage(&due.id).await, Stage::Ended(Ending::Done));
}

#[tokio::test]
async fn one_request_for_another_code_brings_one_text() {
    let rig = Rig::start().await;
    let due = rig.bank.passcode_due("wamid.1").await;
    for (key, texts) in [("one", 1), ("one", 1), ("other", 2), ("other", 2)] {
        let answer = rig.resend_under(Some(key), &due.id).await;
        assert_eq!(answer, Ok(PasscodeAnswer::Sent));
        assert_eq!(rig.texted().len(), texts, "{key}");
    }
    let newest = rig.texted().pop().unwrap();
    let answer = rig.verify(&due.id, &newest).await;
    assert_eq!(answer, Ok(PasscodeAnswer::Verified));
}

#[tokio::test]
async fn a_text_whose_answer_was_lost_is_not_sent_again_and_its_code_works() {
    let rig = Rig::start().await;
    let due = rig.bank.passcode_due("wamid.1").await;
    rig.bank.services.fail("Publish", Fault::LostAnswer);
    for _ in 0..3 {
        let answer = rig.resend_under(MESSAGE, &due.id).await;
        assert_eq!(answer, Ok(PasscodeAnswer::Sent));
    }
    let texted = rig.texted();
    assert_eq!(texted.len(), 1);
    let answer = rig.verify(&due.id, &texted[0]).await;
    assert_eq!(answer, Ok(PasscodeAnswer::Verified));
}

#[tokio::test]
async fn a_text_that_was_refused_is_sent_when_the_same_request_comes_again() {
    let rig = Rig::start().await;
    let due = rig.bank.passcode_due("wamid.1").await;
    let throttled = Fault::Error("Throttled");
    rig.bank.services.fail_once("Publish", throttled);
    let refused = rig.resend_under(MESSAGE, &due.id).await;
    assert!(matches!(refused, Err(Failure::Retry(_))), "{refused:?}");
    assert_eq!(rig.texted().len(), 1, "asked once");
    let again = rig.resend_under(MESSAGE, &due.id).await;
    assert_eq!(again, Ok(PasscodeAnswer::Sent));
    assert_eq!(rig.texted().len(), 2);
}

#[tokio::test]
async fn the_last_try_that_the_workflow_did_not_hear_of_is_not_counted_a_fourth_time() {
    let rig = Rig::start().await;
    let due = rig.bank.passcode_due("wamid.1").await;
    let guess = wrong(due.passcode.expose());
    rig.verify(&due.id, &guess).await.unwrap();
    rig.verify(&due.id, &guess).await.unwrap();
    rig.bank
        .services
        .fail_once("SendTaskFailure", Fault::Error("InvalidOutput"));
    assert!(rig.verify_under(MESSAGE, &due.id, &guess).await.is_err());
    let again = rig.verify_under(MESSAGE, &due.id, &guess).await;
    assert_eq!(again, Ok(PasscodeAnswer::Locked));
    assert_eq!(rig.failures().await, 3);
}

/// Counted, then killed before it was judged.
async fn counted_only(rig: &Rig, due: &Underway, code: &str) {
    let name = try_name(&key(3), MESSAGE.unwrap(), code, &due.id);
    let count = |before: Confirmation| before.count_passcode_try(name, clock::now());
    let confirmations = rig.bank.engine.confirmations();
    confirmations.advance(&due.id, count).await.unwrap();
}

#[tokio::test]
async fn a_try_whose_judge_was_killed_is_judged_once_it_comes_again() {
    let rig = Rig::start().await;
    let due = rig.bank.passcode_due("wamid.1").await;
    let guess = wrong(due.passcode.expose());
    counted_only(&rig, &due, &guess).await;
    for _ in 0..2 {
        let again = rig.verify_under(MESSAGE, &due.id, &guess).await;
        assert_eq!(again, Ok(PasscodeAnswer::Wrong { tries_left: 2 }));
    }
    assert_eq!(
        (attempts(&rig, &due.id).await, rig.failures().await),
        (1, 1)
    );
}

#[tokio::test]
async fn a_try_nobody_judged_is_a_new_one_against_a_new_code() {
    let rig = Rig::start().await;
    let due = rig.bank.passcode_due("wamid.1").await;
    let guess = wrong(due.passcode.expose());
    counted_only(&rig, &due, &guess).await;
    rig.resend(&due.id).await;
    let again = rig.verify_under(MESSAGE, &due.id, &guess).await;
    assert_eq!(again, Ok(PasscodeAnswer::Wrong { tries_left: 1 }));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_codes_at_once_under_one_key_get_no_fourth_comparison() {
    let rig = Arc::new(Rig::start().await);
    let due = rig.bank.passcode_due("wamid.1").await;
    let code = due.passcode.expose();
    at_once(&rig, &due.id, not_the(code).take(64)).await;
    assert!((1..=3).contains(&rig.failures().await));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_code_many_times_at_once_under_one_key_is_one_try() {
    let rig = Arc::new(Rig::start().await);
    let due = rig.bank.passcode_due("wamid.1").await;
    let guess = wrong(due.passcode.expose());
    at_once(&rig, &due.id, std::iter::repeat_n(guess, 64)).await;
    assert_eq!(
        (attempts(&rig, &due.id).await, rig.failures().await),
        (1, 1)
    );
}

/// Tries all guesses at once under one key; none of them may be right.
async fn at_once(rig: &Arc<Rig>, id: &OrderId, guesses: impl Iterator<Item = String>) {
    let tries = guesses.map(|guess| {
        let (rig, id) = (Arc::clone(rig), id.clone());
        tokio::spawn(async move { rig.verify_under(MESSAGE, &id, &guess).await })
    });
    for one in tries.collect::<Vec<_>>() {
        assert_ne!(one.await.unwrap(), Ok(PasscodeAnswer::Verified));
    }
}

/// Codes that are not this one.
fn not_the(code: &str) -> impl Iterator<Item = String> {
    (0..100_u32)
        .map(|guess| format!("{guess:06}"))
        .filter(move |guess| guess != code)
}
