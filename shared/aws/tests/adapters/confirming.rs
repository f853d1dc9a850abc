//! Calling off: what it answers, and what the workflow is told of it.

use aws::confirmations::AdvanceError;
use aws::confirming::{CallOffError, CalledOff};
use domain::confirmation::{Confirmation, Ending, Stage};
use domain::id::OrderId;
use serde_json::{Value, json};
use testkit::bank::{Bank, LINK_WAIT, PASSCODE_WAIT, Underway};
use testkit::services::Fault;

fn woken(wait: &str, error: &str) -> Value {
    json!({ "taskToken": wait, "error": error })
}

async fn call_off(bank: &Bank, underway: &Underway, ending: Ending) -> (CalledOff, Stage) {
    let called_off = bank.confirming().call_off(&underway.id, ending).await;
    let (came_to, now) = called_off.unwrap();
    assert_eq!(now.stage, bank.stage(&underway.id).await);
    (came_to, now.stage)
}

#[tokio::test]
async fn what_is_open_ends_now_and_the_wait_that_is_open_is_told() {
    for (name, wait) in [
        ("sealed", None),
        ("link", Some(LINK_WAIT)),
        ("page", Some(LINK_WAIT)),
        ("code", Some(PASSCODE_WAIT)),
    ] {
        let bank = Bank::open().await;
        let underway = match name {
            "sealed" => bank.sealed(name).await,
            "link" => bank.link_sent(name).await,
            "page" => bank.identifying(name).await,
            _ => bank.passcode_due(name).await,
        };
        let ended = Stage::Ended(Ending::Cancelled);
        let first = call_off(&bank, &underway, Ending::Cancelled).await;
        assert_eq!(first, (CalledOff::Now, ended), "{name}");
        let again = call_off(&bank, &underway, Ending::Suspended).await;
        assert_eq!(again, (CalledOff::NothingOpen, ended), "{name}");
        let told = bank.services.calls_of("SendTaskFailure");
        // The second finds the ending, and tells it once more: the fake answers that the wait is over.
        let expected = wait.map_or_else(Vec::new, |wait| vec![woken(wait, "Cancelled"); 2]);
        assert_eq!(told, expected, "{name}");
    }
}

#[tokio::test]
async fn who_finds_a_workflow_that_has_not_heard_has_called_it_off() {
    let bank = Bank::open().await;
    let due = bank.passcode_due("wamid.1").await;
    let away = Fault::Error("AccessDeniedException");
    bank.services.fail_once("SendTaskFailure", away);
    let first = bank.confirming().call_off(&due.id, Ending::Replaced).await;
    assert!(matches!(first, Err(CallOffError::Workflow(_))), "{first:?}");
    let second = call_off(&bank, &due, Ending::Cancelled).await;
    assert_eq!(second, (CalledOff::Now, Stage::Ended(Ending::Replaced)));
    let told = bank.services.calls_of("SendTaskFailure");
    assert_eq!(told, vec![woken(PASSCODE_WAIT, "Replaced"); 2]);
}

#[tokio::test]
async fn what_was_confirmed_or_has_moved_the_money_is_left_alone() {
    let bank = Bank::open().await;
    let verified = bank.verified("wamid.1").await;
    let (came_to, stage) = call_off(&bank, &verified, Ending::Cancelled).await;
    assert_eq!(came_to, CalledOff::TooLate);
    assert!(matches!(stage, Stage::Verified { .. }), "{stage:?}");
    let posted = |before: Confirmation| Ok(before.conclude(Ending::Done));
    bank.step(&verified.id, posted).await;
    let (came_to, _) = call_off(&bank, &verified, Ending::Cancelled).await;
    assert_eq!(came_to, CalledOff::NothingOpen);
    bank.confirming().end_session(&verified.id).await.unwrap();
    assert!(bank.services.calls().is_empty(), "the workflow was told");
}

#[tokio::test]
async fn nobody_is_told_of_a_confirmation_that_is_not_there() {
    let bank = Bank::open().await;
    let nobody = OrderId("invented".to_owned());
    let missing = || CallOffError::Record(AdvanceError::NoSuchConfirmation);
    let confirming = bank.confirming();
    let called_off = confirming.call_off(&nobody, Ending::Cancelled).await;
    assert_eq!(called_off.err(), Some(missing()));
    let ended = confirming.end_session(&nobody).await;
    assert_eq!(ended.err(), Some(missing()));
    assert!(bank.services.calls().is_empty());
}
