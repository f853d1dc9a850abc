//! Suspended, locked, delayed, unknown: what the page does, and that an attacker learns nothing from it.

use std::time::{Duration, Instant};

use domain::confirmation::link::SESSION_SECONDS;
use domain::confirmation::order::Order;
use domain::confirmation::{Confirmation, Ending, Stage};
use domain::customer::failures::MAX_FAILURES;
use domain::customer::standing::{Barred, Standing, SuspensionReason};
use domain::id::CustomerId;
use serde_json::{Value, json};
use testkit::bank::{ANAS_BIRTH_DATE, ANAS_PIN, Underway, failed};
use testkit::clock;

use crate::{Answer, Rig, cookie};

fn ana() -> CustomerId {
    CustomerId("ana-lima".to_owned())
}

fn right() -> Value {
    json!({ "pin": ANAS_PIN, "fact": ANAS_BIRTH_DATE })
}

fn wrong() -> Value {
    json!({ "pin": "000000", "fact": ANAS_BIRTH_DATE })
}

impl Rig {
    async fn tries(&self, opened: &Underway, body: &Value) -> Answer {
        self.post("credentials", body, Some(&cookie(opened))).await
    }

    async fn fails(&self, times: u8) {
        let standings = self.bank.engine.standings();
        let fail = |before| failed(before, times);
        standings.change(&ana(), fail).await.unwrap();
        // Past every delay.
        clock::pass(301);
    }
}

/// What stands in the way of the right PIN and fact, or which of them is wrong.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Case {
    WrongPin,
    WrongFact,
    Locked,
    Unknown,
}

impl Case {
    fn body(self) -> Value {
        match self {
            Self::WrongPin => wrong(),
            Self::WrongFact => json!({ "pin": ANAS_PIN, "fact": "1990-01-01" }),
            Self::Locked | Self::Unknown => right(),
        }
    }

    /// A bank in which it is so.
    async fn rig(self) -> Rig {
        let rig = Rig::start().await;
        if self == Self::Locked {
            rig.fails(MAX_FAILURES).await;
        }
        // The page shows the phrase of a customer it knows; this is about what a try tells.
        let phrases = rig.bank.engine.phrases();
        phrases.set(&ana(), None).await.unwrap();
        rig
    }

    async fn link(self, rig: &Rig, message: &str) -> Underway {
        if self == Self::Unknown {
            let nobodys = Order {
                customer: CustomerId("nobody".to_owned()),
                ..testkit::bank::order(message)
            };
            return rig.bank.identifying(nobodys).await;
        }
        rig.bank.identifying(message).await
    }
}

/// One try in a fresh bank: the answer, the calls it made, and how long it took.
async fn try_once(case: Case) -> ((u16, String), Vec<String>, Duration) {
    let rig = case.rig().await;
    let opened = case.link(&rig, "wamid.1").await;
    let started = Instant::now();
    let answer = rig.tries(&opened, &case.body()).await;
    let took = started.elapsed();
    let calls = rig.bank.services.calls().into_iter();
    let calls = calls.map(|call| call.operation).collect();
    ((answer.status, answer.text), calls, took)
}

#[tokio::test]
async fn unknown_wrong_and_locked_get_the_same_bytes_for_the_same_work() {
    let (expected, calls, wrong_took) = try_once(Case::WrongPin).await;
    assert_eq!(expected.0, 200);
    assert!(expected.1.contains("\"tries_left\":2"), "{}", expected.1);
    for case in [Case::WrongFact, Case::Locked, Case::Unknown] {
        let (answer, made, took) = try_once(case).await;
        assert_eq!(answer, expected, "{case:?}");
        assert_eq!(made, calls, "{case:?}");
        // argon2id is nearly all of it; skipping it would take a tenth.
        assert!(took * 3 > wrong_took, "{case:?}: {took:?}, {wrong_took:?}");
    }
}

/// Three tries on one link, one too soon on the next, then on both as soon as waiting is over: up to the fifth.
async fn try_on(case: Case) -> Vec<(u16, String)> {
    let rig = case.rig().await;
    let mut seen = Vec::new();
    for (message, waits) in [
        ("wamid.1", [0, 0, 0]),
        ("wamid.2", [0, 30, 300]),
        ("wamid.3", [0, 299, 1]),
    ] {
        let opened = case.link(&rig, message).await;
        for wait in waits {
            clock::pass(wait);
            let answer = rig.tries(&opened, &case.body()).await;
            seen.push((answer.status, answer.text));
        }
    }
    let told = rig.told().into_iter();
    seen.extend(told.map(|(operation, _, error)| (0, operation + &error)));
    seen
}

#[tokio::test]
async fn however_often_somebody_tries_unknown_wrong_and_locked_look_the_same() {
    let expected = try_on(Case::WrongPin).await;
    let statuses: Vec<u16> = expected.iter().map(|(status, _)| *status).collect();
    assert_eq!(
        statuses,
        [200, 200, 200, 429, 200, 200, 429, 429, 200, 0],
        "{expected:?}"
    );
    for case in [Case::WrongFact, Case::Locked, Case::Unknown] {
        assert_eq!(try_on(case).await, expected, "{case:?}");
    }
}

#[tokio::test]
async fn the_fact_that_is_asked_is_the_same_on_every_link_until_it_was_answered() {
    let rig = Rig::start().await;
    let mut asked = Vec::new();
    for link in 0..12 {
        let sent = rig.bank.link_sent(&format!("wamid.{link}")).await;
        let opened = rig.open(sent.link.expose()).await;
        asked.push(opened.view()["question"]["kind"].take());
    }
    assert!(asked.iter().all(|kind| *kind == asked[0]), "{asked:?}");
    let other = domain::customer::credential::FactKind::ALL
        .into_iter()
        .find(|kind| asked[0] != kind.name());
    let mut after = Vec::new();
    for link in 12..32 {
        // Whoever answers is asked anew; here the test answers for Ana.
        let answered = |before: Standing| Standing {
            question: None,
            ..before
        };
        let standings = rig.bank.engine.standings();
        standings.change(&ana(), answered).await.unwrap();
        let sent = rig.bank.link_sent(&format!("wamid.{link}")).await;
        let opened = rig.open(sent.link.expose()).await;
        after.push(opened.view()["question"]["kind"].take());
    }
    assert!(after.contains(&json!(other.unwrap().name())), "{after:?}");
}

#[tokio::test]
async fn the_right_answer_frees_the_fact_and_a_wrong_one_does_not() {
    let rig = Rig::start().await;
    let birth_date = domain::customer::credential::FactKind::BirthDate;
    let pin = |before: Standing| before.asked(birth_date, &[birth_date]);
    let standings = rig.bank.engine.standings();
    standings.change(&ana(), pin).await.unwrap();
    let opened = rig.bank.identifying("wamid.1").await;
    for (body, expected) in [(wrong(), Some(birth_date)), (right(), None)] {
        rig.tries(&opened, &body).await;
        let standing = standings.of(&ana()).await.unwrap();
        assert_eq!(standing.question, expected);
    }
}

#[tokio::test]
async fn five_failures_in_a_row_lock_whatever_links_they_came_by() {
    let rig = Rig::start().await;
    for failure in 0..MAX_FAILURES {
        let opened = rig.bank.identifying(&format!("wamid.{failure}")).await;
        assert_eq!(rig.tries(&opened, &wrong()).await.step(), "credentials");
        clock::pass(301);
    }
    let standing = rig.bank.engine.standings().of(&ana()).await.unwrap();
    assert_eq!(standing.admits(), Err(Barred::Locked));
    let opened = rig.bank.identifying("wamid.locked").await;
    assert_eq!(rig.tries(&opened, &right()).await.step(), "credentials");
    assert!(rig.told().is_empty(), "the right PIN opens nothing");
}

#[tokio::test]
async fn after_three_failures_the_next_link_has_to_wait_and_waiting_costs_no_try() {
    let rig = Rig::start().await;
    let first = rig.bank.identifying("wamid.1").await;
    for _ in 0..3 {
        rig.tries(&first, &wrong()).await;
    }
    let next = rig.bank.identifying("wamid.2").await;
    let refused = rig.tries(&next, &right()).await;
    assert_eq!(refused.status, 429);
    assert_eq!(refused.text, r#"{"error":"wait","seconds":30}"#);
    assert!(matches!(
        rig.bank.stage(&next.id).await,
        Stage::Identifying { attempts: 0, .. }
    ));
    clock::pass(30);
    assert_eq!(rig.tries(&next, &right()).await.step(), "sending");
}

#[tokio::test]
async fn a_session_ends_on_the_server_whatever_the_browser_keeps() {
    let rig = Rig::start().await;
    let opened = rig.bank.identifying("wamid.1").await;
    clock::pass(SESSION_SECONDS - 1);
    let alive = rig.post("status", &json!({}), Some(&cookie(&opened))).await;
    assert_eq!(alive.step(), "credentials");
    clock::pass(1);
    let before = rig.bank.engine.items().await;
    for step in ["status", "cancel", "disown", "resend"] {
        let answer = rig.post(step, &json!({}), Some(&cookie(&opened))).await;
        assert_eq!(answer.status, 410, "{step}");
    }
    assert_eq!(rig.tries(&opened, &right()).await.status, 410);
    assert_eq!(rig.bank.engine.items().await, before);
}

#[tokio::test]
async fn the_same_link_goes_on_in_the_browser_that_opened_it_and_nowhere_else() {
    let rig = Rig::start().await;
    let mine = rig.bank.link_sent("wamid.1").await;
    let other = rig.bank.identifying("wamid.2").await;
    let token = json!({ "token": mine.link.expose() });
    let opened = rig.post("open", &token, None).await;
    let session = opened.cookie.clone().unwrap();
    let session = session.split(';').next().unwrap();
    let again = rig.post("open", &token, Some(session)).await;
    assert_eq!(
        (again.step().as_str(), &again.cookie),
        ("credentials", &None)
    );
    for elsewhere in [
        None,
        Some(cookie(&other)),
        Some("__Host-confirmation=x.y".to_owned()),
    ] {
        let refused = rig.post("open", &token, elsewhere.as_deref()).await;
        assert_eq!((refused.status, refused.cookie), (410, None));
    }
}

#[tokio::test]
async fn i_did_not_ask_for_this_suspends_the_channel_at_every_step() {
    for stage in ["identifying", "identified", "passcode_due"] {
        let rig = Rig::start().await;
        let underway = match stage {
            "identifying" => rig.bank.identifying("wamid.1").await,
            "identified" => rig.bank.identified("wamid.1").await,
            _ => rig.bank.passcode_due("wamid.1").await,
        };
        let answer = rig
            .post("disown", &json!({}), Some(&cookie(&underway)))
            .await;
        assert_eq!(answer.step(), "suspended", "{stage}");
        let told = rig.told();
        assert!(told.len() == 1 && told[0].2 == "NotAskedFor", "{told:?}");
        let stage = rig.bank.stage(&underway.id).await;
        assert_eq!(stage, Stage::Ended(Ending::NotAskedFor));
        let standing = rig.bank.engine.standings().of(&ana()).await.unwrap();
        let reason = SuspensionReason::NotAskedFor;
        assert_eq!(standing.admits(), Err(Barred::Suspended(reason)));
        assert!(standing.cards_stopped);
    }
}

#[tokio::test]
async fn too_late_to_stop_the_transfer_it_still_suspends_the_channel_and_opens_a_case() {
    for is_posted in [false, true] {
        let rig = Rig::start().await;
        let verified = rig.bank.verified("wamid.1").await;
        if is_posted {
            let posted = |before: Confirmation| Ok(before.conclude(Ending::Done));
            rig.bank.step(&verified.id, posted).await;
        }
        let answer = rig
            .post("disown", &json!({}), Some(&cookie(&verified)))
            .await;
        assert_eq!(answer.status, 200);
        assert!(
            answer.text.contains("promise to stop it"),
            "{}",
            answer.text
        );
        let standing = rig.bank.engine.standings().of(&ana()).await.unwrap();
        assert!(standing.suspension.is_some());
        let found = rig.bank.engine.confirmations().get(&verified.id).await;
        assert_eq!(found.unwrap().unwrap().disowned_at, Some(clock::now()));
    }
}

#[tokio::test]
async fn a_suspended_customers_right_pin_ends_the_confirmation() {
    let rig = Rig::start().await;
    let opened = rig.bank.identifying("wamid.1").await;
    let standings = rig.bank.engine.standings();
    let reason = SuspensionReason::Blocked;
    standings
        .suspend(&ana(), reason, clock::now())
        .await
        .unwrap();
    assert_eq!(rig.tries(&opened, &right()).await.step(), "suspended");
    assert_eq!(rig.told()[0].2, "Suspended");
}

#[tokio::test]
async fn the_safety_phrase_is_shown_to_the_session_and_to_nobody_else() {
    let rig = Rig::start().await;
    let opened = rig.bank.identifying("wamid.1").await;
    let view = rig
        .post("status", &json!({}), Some(&cookie(&opened)))
        .await
        .view();
    assert_eq!(view["phrase"], "purple otter");
    let stranger = rig.post("status", &json!({}), None).await;
    assert!(!stranger.text.contains("otter"));
}

#[tokio::test]
async fn a_session_the_bank_ended_is_worth_nothing_to_whoever_holds_the_browser() {
    let rig = Rig::start().await;
    let opened = rig.bank.passcode_due("wamid.1").await;
    let cookie = cookie(&opened);
    let code = opened.passcode.expose();
    let ended = |before: domain::confirmation::Confirmation| Ok(before.end_session());
    rig.bank.step(&opened.id, ended).await;
    let posts = [
        ("status", json!({})),
        ("passcode", json!({ "code": code })),
        ("credentials", right()),
        ("resend", json!({})),
        ("disown", json!({})),
        ("open", json!({ "token": opened.link.expose() })),
    ];
    for (step, body) in posts {
        let answer = rig.post(step, &body, Some(&cookie)).await;
        assert_eq!(answer.status, 410, "{step}");
        assert!(!answer.text.contains("Carter"), "{step}");
    }
    assert!(rig.bank.services.calls().is_empty(), "nobody was asked");
}
