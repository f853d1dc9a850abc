//! Opening the link, once.

use domain::confirmation::link::LINK_SECONDS;
use domain::confirmation::{Ending, Stage, TaskToken};
use serde_json::json;
use testkit::bank::{LINK_WAIT, strange_hash};
use testkit::clock;

use crate::{Rig, cookie};

#[tokio::test]
async fn the_link_opens_the_sealed_transfer_and_asks_who_is_there() {
    let rig = Rig::start().await;
    let sent = rig.bank.link_sent("wamid.1").await;
    let view = rig.open(sent.link.expose()).await.view();
    assert_eq!(view["step"], "credentials");
    assert_eq!(
        view["order"]["rows"],
        json!([
            ["To", "Ben Carter ••0101"],
            ["From", "Current account ••0101"]
        ])
    );
    assert_eq!(view["order"]["words"]["go"], "Send £50.00");
    assert_eq!(view["tries_left"], 3);
    let kind = view["question"]["kind"].as_str().unwrap();
    assert!(["birth_date", "card_last_four"].contains(&kind));
    assert!(matches!(
        rig.bank.stage(&sent.id).await,
        Stage::Identifying { attempts: 0, .. }
    ));
}

#[tokio::test]
async fn a_used_expired_superseded_ended_or_invented_link_gets_one_and_the_same_410() {
    let rig = Rig::start().await;
    let used = rig.bank.link_sent("wamid.1").await;
    rig.open(used.link.expose()).await;
    let superseded = rig.bank.link_sent("wamid.2").await;
    let step = |before: domain::confirmation::Confirmation| {
        before.send_link(strange_hash(), TaskToken("again".to_owned()), clock::now())
    };
    rig.bank.step(&superseded.id, step).await;
    let ended = rig.bank.link_sent("wamid.3").await;
    rig.bank
        .step(&ended.id, |before| before.call_off(Ending::Cancelled))
        .await;
    let sealed = rig.bank.sealed("wamid.4").await;
    let expired = rig.bank.link_sent("wamid.5").await;
    clock::pass(LINK_SECONDS);
    let before = rig.bank.engine.items().await;
    for token in [
        &used.link,
        &superseded.link,
        &ended.link,
        &sealed.link,
        &expired.link,
    ] {
        let answer = rig.open(token.expose()).await;
        assert_eq!(
            (answer.status, answer.text.as_str()),
            (410, r#"{"error":"link_unusable"}"#)
        );
        assert_eq!(answer.cookie, None);
    }
    for invented in [
        "invented",
        " ",
        "../../x",
        "'; --",
        &"f".repeat(64),
        &"f".repeat(900),
    ] {
        let answer = rig.open(invented).await;
        assert_eq!(
            (answer.status, answer.text.as_str()),
            (410, r#"{"error":"link_unusable"}"#)
        );
    }
    assert_eq!(rig.bank.engine.items().await, before);
}

#[tokio::test]
async fn the_session_cookie_is_out_of_reach_of_scripts_other_sites_and_neighbours() {
    let rig = Rig::start().await;
    let sent = rig.bank.link_sent("wamid.1").await;
    let cookie = rig.open(sent.link.expose()).await.cookie.unwrap();
    let mut parts = cookie.split("; ");
    let (name, value) = parts.next().unwrap().split_once('=').unwrap();
    assert_eq!(name, "__Host-confirmation");
    let (id, session) = value.split_once('.').unwrap();
    assert_eq!((id, session.len()), (sent.id.0.as_str(), 64));
    let mut attributes: Vec<&str> = parts.collect();
    attributes.sort_unstable();
    assert_eq!(
        attributes,
        [
            "HttpOnly",
            "Max-Age=1800",
            "Path=/",
            "SameSite=Strict",
            "Secure"
        ]
    );
}

#[tokio::test]
async fn a_reload_goes_on_with_the_session_and_without_one_there_is_nothing() {
    let rig = Rig::start().await;
    let opened = rig.bank.identifying("wamid.1").await;
    let reload = json!({ "token": "" });
    assert_eq!(
        rig.post("open", &reload, Some(&cookie(&opened)))
            .await
            .step(),
        "credentials"
    );
    assert_eq!(rig.post("open", &reload, None).await.status, 410);
}

#[tokio::test]
async fn a_session_opens_no_other_confirmation() {
    let rig = Rig::start().await;
    let (mine, yours) = (
        rig.bank.identifying("wamid.1").await,
        rig.bank.identifying("wamid.2").await,
    );
    let before = rig.bank.engine.items().await;
    for forged in [
        format!(
            "__Host-confirmation={}.{}",
            yours.id.0,
            mine.session.expose()
        ),
        format!("__Host-confirmation={}.", yours.id.0),
        format!("__Host-confirmation={}", yours.id.0),
        format!("__Host-confirmation=.{}", mine.session.expose()),
        format!("confirmation={}.{}", yours.id.0, yours.session.expose()),
        String::new(),
    ] {
        for (step, body) in [
            ("status", json!({})),
            ("cancel", json!({})),
            ("resend", json!({})),
            ("passcode", json!({ "code": "123456" })),
            (
                "credentials",
                json!({ "pin": "271828", "fact": "1988-04-17" }),
            ),
        ] {
            let answer = rig.post(step, &body, Some(&forged)).await;
            assert_eq!(
                (answer.status, answer.text.as_str()),
                (410, r#"{"error":"link_unusable"}"#)
            );
        }
    }
    assert_eq!(rig.bank.engine.items().await, before);
    assert!(rig.bank.services.calls().is_empty());
}

#[tokio::test]
async fn a_cancelled_confirmation_ends_the_wait_and_stays_cancelled() {
    let rig = Rig::start().await;
    let opened = rig.bank.identifying("wamid.1").await;
    let answer = rig.post("cancel", &json!({}), Some(&cookie(&opened))).await;
    assert_eq!(answer.step(), "cancelled");
    let told = (
        "SendTaskFailure".to_owned(),
        LINK_WAIT.to_owned(),
        "Cancelled".to_owned(),
    );
    assert_eq!(rig.told(), [told]);
    let after = rig.post("status", &json!({}), Some(&cookie(&opened))).await;
    assert_eq!(after.step(), "cancelled");
}

#[tokio::test]
async fn a_cancellation_the_workflow_did_not_hear_of_is_told_again() {
    let rig = Rig::start().await;
    let opened = rig.bank.identifying("wamid.1").await;
    let refused = testkit::services::Fault::Error("InvalidToken");
    rig.bank.services.fail_once("SendTaskFailure", refused);
    let answer = rig.post("cancel", &json!({}), Some(&cookie(&opened))).await;
    assert_eq!(answer.status, 503);
    let again = rig.post("cancel", &json!({}), Some(&cookie(&opened))).await;
    assert_eq!(again.step(), "cancelled");
    assert_eq!(rig.told().len(), 2);
}

#[tokio::test]
async fn what_was_verified_is_shown_as_it_is_and_not_cancelled() {
    let rig = Rig::start().await;
    let verified = rig.bank.verified("wamid.1").await;
    let answer = rig
        .post("cancel", &json!({}), Some(&cookie(&verified)))
        .await;
    assert_eq!(answer.step(), "sending");
    assert!(matches!(
        rig.bank.stage(&verified.id).await,
        Stage::Verified { .. }
    ));
    assert!(rig.told().is_empty());
}

#[tokio::test]
async fn every_ending_has_a_view() {
    let rig = Rig::start().await;
    for ending in Ending::ALL {
        let opened = rig.bank.identifying(ending.name()).await;
        rig.bank
            .step(&opened.id, |before| Ok(before.conclude(ending)))
            .await;
        let step = rig
            .post("status", &json!({}), Some(&cookie(&opened)))
            .await
            .step();
        assert_eq!(
            step == "done",
            ending == Ending::Done,
            "{ending:?} shows {step}"
        );
    }
}

#[tokio::test]
async fn a_session_the_bank_ended_is_not_begun_again_by_its_browser() {
    let rig = Rig::start().await;
    let sent = rig.bank.link_sent("wamid.1").await;
    let opening = json!({ "token": sent.link.expose(), "key": "5".repeat(64) });
    rig.post("open", &opening, None).await.view();
    rig.bank
        .step(&sent.id, |before| Ok(before.end_session()))
        .await;
    assert_eq!(rig.post("open", &opening, None).await.status, 410);
}
