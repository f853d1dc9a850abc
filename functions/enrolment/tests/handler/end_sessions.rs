//! A bank that ends what a customer has open: page, link and code are dead, and the workflow hears of it.

use domain::confirmation::{Ending, Stage};
use serde_json::{Value, json};
use testkit::bank::{LINK_WAIT, PASSCODE_WAIT, Underway};
use testkit::services::Fault;

use crate::Rig;

const ENDED: Stage = Stage::Ended(Ending::Cancelled);

impl Rig {
    async fn end_sessions(&self) -> Result<Value, String> {
        self.ask("end_sessions", "ana-lima").await
    }

    async fn has_session(&self, underway: &Underway) -> bool {
        let confirmations = self.bank.engine.confirmations();
        let found = confirmations.get(&underway.id).await.unwrap();
        found.unwrap().session.is_some()
    }

    /// The waits the workflow was told had failed, and why.
    fn woken(&self) -> Vec<(String, String)> {
        let calls = self.bank.services.calls_of("SendTaskFailure").into_iter();
        let text = |call: &Value, key: &str| call[key].as_str().unwrap().to_owned();
        calls
            .map(|call| (text(&call, "taskToken"), text(&call, "error")))
            .collect()
    }
}

fn told(open_confirmation: &str) -> Value {
    json!({ "open_confirmation": open_confirmation })
}

fn woken(wait: &str) -> (String, String) {
    (wait.to_owned(), "Cancelled".to_owned())
}

#[tokio::test]
async fn an_open_page_its_link_and_its_code_are_dead_and_the_workflow_gives_the_hold_back() {
    let rig = Rig::start().await;
    let due = rig.bank.passcode_due("wamid.1").await;
    assert!(rig.has_session(&due).await);
    assert_eq!(rig.end_sessions().await.unwrap(), told("called_off"));
    assert_eq!(rig.bank.stage(&due.id).await, ENDED);
    assert!(!rig.has_session(&due).await);
    assert_eq!(rig.woken(), [woken(PASSCODE_WAIT)]);
    assert_eq!(
        rig.end_sessions().await.unwrap(),
        told("none"),
        "nothing is left"
    );
}

#[tokio::test]
async fn a_link_nobody_opened_is_dead_as_well() {
    let rig = Rig::start().await;
    let sent = rig.bank.link_sent("wamid.1").await;
    assert_eq!(rig.end_sessions().await.unwrap(), told("called_off"));
    assert_eq!(rig.bank.stage(&sent.id).await, ENDED);
    assert_eq!(rig.woken(), [woken(LINK_WAIT)]);
}

#[tokio::test]
async fn what_was_confirmed_goes_its_way_but_no_browser_sees_it() {
    let rig = Rig::start().await;
    let verified = rig.bank.verified("wamid.1").await;
    assert_eq!(rig.end_sessions().await.unwrap(), told("too_late"));
    let stage = rig.bank.stage(&verified.id).await;
    assert!(matches!(stage, Stage::Verified { .. }), "{stage:?}");
    assert!(!rig.has_session(&verified).await);
    assert_eq!(rig.woken(), []);
}

#[tokio::test]
async fn a_workflow_that_did_not_hear_of_it_is_told_by_the_next_call() {
    let rig = Rig::start().await;
    let due = rig.bank.passcode_due("wamid.1").await;
    let fault = Fault::Error("AccessDeniedException");
    rig.bank.services.fail_once("SendTaskFailure", fault);
    let first = rig.end_sessions().await;
    assert_eq!(first, Err("try_again".to_owned()));
    assert_eq!(rig.bank.stage(&due.id).await, ENDED);
    assert_eq!(rig.end_sessions().await.unwrap(), told("none"));
    assert_eq!(rig.woken().last(), Some(&woken(PASSCODE_WAIT)));
}

#[tokio::test]
async fn a_revoked_phone_takes_with_it_what_it_began() {
    let rig = Rig::start().await;
    let due = rig.bank.passcode_due("wamid.1").await;
    let revoked = json!({ "revoked": 1, "open_confirmation": "called_off" });
    assert_eq!(rig.ask("revoke", "ana-lima").await.unwrap(), revoked);
    assert_eq!(rig.bank.stage(&due.id).await, ENDED);
    assert!(!rig.has_session(&due).await);
    assert_eq!(rig.woken(), [woken(PASSCODE_WAIT)]);
}

#[tokio::test]
async fn a_revocation_whose_workflow_did_not_hear_is_made_up_for_by_the_next() {
    let rig = Rig::start().await;
    let due = rig.bank.passcode_due("wamid.1").await;
    let fault = Fault::Error("AccessDeniedException");
    rig.bank.services.fail_once("SendTaskFailure", fault);
    let first = rig.ask("revoke", "ana-lima").await;
    assert_eq!(first, Err("try_again".to_owned()));
    assert_eq!(rig.bank.stage(&due.id).await, ENDED);
    rig.ask("revoke", "ana-lima").await.unwrap();
    assert_eq!(rig.woken().last(), Some(&woken(PASSCODE_WAIT)));
}

#[tokio::test]
async fn with_nothing_open_or_nobody_known_nothing_happens() {
    let rig = Rig::start().await;
    assert_eq!(rig.end_sessions().await.unwrap(), told("none"));
    let unknown = rig.ask("end_sessions", "mallory").await;
    assert_eq!(unknown, Err("no_such_customer".to_owned()));
    assert_eq!(rig.woken(), []);
}
