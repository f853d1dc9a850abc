//! The passcode's step of the page: the passcode function judges, the page shows.

use domain::confirmation::passcode::PASSCODE_SECONDS;
use domain::confirmation::{Ending, Stage};
use domain::failure::Failure;
use serde_json::{Value, json};
use testkit::clock;
use testkit::services::Fault;

use crate::{Rig, cookie};

fn code(code: &str) -> Value {
    json!({ "code": code })
}

#[tokio::test]
async fn the_view_says_where_the_code_went_and_how_long_it_is_good() {
    let rig = Rig::start().await;
    let due = rig.bank.passcode_due("wamid.1").await;
    clock::pass(60);
    let view = rig
        .post("status", &json!({}), Some(&cookie(&due)))
        .await
        .view();
    assert_eq!(view["step"], "passcode");
    assert_eq!(view["phone_hint"], "•• 0101");
    assert_eq!(
        (&view["tries_left"], &view["resends_left"]),
        (&json!(3), &json!(2))
    );
    assert_eq!(
        view["seconds_left"],
        json!(PASSCODE_SECONDS.saturating_sub(60))
    );
    clock::pass(PASSCODE_SECONDS);
    let late = rig
        .post("status", &json!({}), Some(&cookie(&due)))
        .await
        .view();
    assert_eq!(late["seconds_left"], json!(0));
}

#[tokio::test]
async fn a_code_is_handed_to_the_passcode_function_and_to_nobody_else() {
    let rig = Rig::start().await;
    let due = rig.bank.passcode_due("wamid.1").await;
    rig.bank
        .services
        .function_answers("passcode", json!({ "outcome": "wrong", "tries_left": 2 }));
    let answer = rig
        .post("passcode", &code("123 456"), Some(&cookie(&due)))
        .await;
    assert_eq!(answer.step(), "passcode");
    assert!(!answer.text.contains("123456"));
    let calls = rig.bank.services.calls_of("Invoke");
    let asked = json!({ "action": "verify", "confirmation_id": due.id.0, "code": "123456" });
    assert_eq!(
        calls,
        [json!({ "FunctionName": "passcode", "Payload": asked })]
    );
}

#[tokio::test]
async fn the_pages_key_goes_with_the_code_and_with_the_wish_for_another() {
    let rig = Rig::start().await;
    let due = rig.bank.passcode_due("wamid.1").await;
    let wrong = json!({ "outcome": "wrong", "tries_left": 2 });
    rig.bank.services.function_answers("passcode", wrong);
    let key = "0123456789abcdef0123456789abcdef";
    let asked = json!({ "code": "123456", "key": key });
    rig.post("passcode", &asked, Some(&cookie(&due))).await;
    rig.post("resend", &json!({ "key": key }), Some(&cookie(&due)))
        .await;
    let calls = rig.bank.services.calls_of("Invoke");
    assert_eq!(calls.len(), 2);
    for call in calls {
        assert_eq!(call["Payload"]["idempotency_key"], format!("page:{key}"));
    }
    for garbled in [json!(""), json!("short"), json!(7), json!("ä".repeat(32))] {
        let asked = json!({ "code": "123456", "key": garbled });
        let answer = rig.post("passcode", &asked, Some(&cookie(&due))).await;
        assert_eq!(answer.status, 400, "{garbled}");
    }
}

#[tokio::test]
async fn a_passcode_function_that_gives_no_answer_is_asked_once() {
    let rig = Rig::start().await;
    let due = rig.bank.passcode_due("wamid.1").await;
    let wrong = json!({ "outcome": "wrong", "tries_left": 2 });
    rig.bank.services.function_answers("passcode", wrong);
    for fault in [
        Fault::LostAnswer,
        Fault::Status(502),
        Fault::Error("TooManyRequestsException"),
    ] {
        rig.bank.services.fail("Invoke", fault);
        let before = rig.bank.services.count_of("Invoke");
        let answer = rig
            .post("passcode", &code("123456"), Some(&cookie(&due)))
            .await;
        assert_eq!(answer.status, 503, "{fault:?}");
        let asked = rig.bank.services.count_of("Invoke") - before;
        assert_eq!(asked, 1, "{fault:?}");
    }
}

#[tokio::test]
async fn a_mistyped_code_costs_no_try() {
    let rig = Rig::start().await;
    let due = rig.bank.passcode_due("wamid.1").await;
    for typed in ["", "12345", "1234567", "12345x", "12-34-56"] {
        let answer = rig
            .post("passcode", &code(typed), Some(&cookie(&due)))
            .await;
        assert_eq!(answer.status, 400, "{typed}");
    }
    assert!(rig.bank.services.calls_of("Invoke").is_empty());
}

#[tokio::test]
async fn an_expired_code_is_explained() {
    let rig = Rig::start().await;
    let due = rig.bank.passcode_due("wamid.1").await;
    rig.bank
        .services
        .function_answers("passcode", json!({ "outcome": "expired" }));
    let view = rig
        .post("passcode", &code("123456"), Some(&cookie(&due)))
        .await
        .view();
    assert_eq!(
        view["message"],
        "That code has run out. Send yourself a new one."
    );
}

#[tokio::test]
async fn no_more_codes_are_explained_too() {
    let rig = Rig::start().await;
    let due = rig.bank.passcode_due("wamid.1").await;
    rig.bank
        .services
        .function_answers("passcode", json!({ "outcome": "sent" }));
    let sent = rig
        .post("resend", &json!({}), Some(&cookie(&due)))
        .await
        .view();
    assert_eq!(sent["message"], Value::Null);
    rig.bank
        .services
        .function_answers("passcode", json!({ "outcome": "too_many" }));
    let refused = rig
        .post("resend", &json!({}), Some(&cookie(&due)))
        .await
        .view();
    assert_eq!(refused["message"], "We can't send any more codes.");
    let asked = json!({ "action": "resend", "confirmation_id": due.id.0 });
    assert_eq!(rig.bank.services.calls_of("Invoke")[0]["Payload"], asked);
}

#[tokio::test]
async fn a_broken_passcode_function_is_503_and_tells_nothing() {
    let rig = Rig::start().await;
    let due = rig.bank.passcode_due("wamid.1").await;
    rig.bank.services.function("passcode", |_: Value| {
        std::future::ready(Err::<Value, _>(Failure::retry(
            "the code 654321 went to +447700900101",
        )))
    });
    let answer = rig
        .post("passcode", &code("123456"), Some(&cookie(&due)))
        .await;
    assert_eq!(
        (answer.status, answer.text.as_str()),
        (503, r#"{"error":"try_again"}"#)
    );
    assert!(matches!(
        rig.bank.stage(&due.id).await,
        Stage::PasscodeDue { attempts: 0, .. }
    ));
}

#[tokio::test]
async fn a_code_that_could_not_be_texted_is_said_at_once_on_the_page() {
    let rig = Rig::start().await;
    let opened = rig.bank.identified("wamid.1").await;
    let not_sent = Ending::PasscodeNotSent;
    rig.bank
        .step(&opened.id, |before| before.call_off(not_sent))
        .await;
    let view = rig.post("status", &json!({}), Some(&cookie(&opened))).await;
    assert_eq!(view.step(), "failed");
    let message = view.view()["message"].as_str().unwrap().to_owned();
    assert!(message.contains("couldn’t text you a code"), "{message}");
}

#[tokio::test]
async fn a_phone_that_takes_no_texts_is_said_when_another_code_is_wanted() {
    let rig = Rig::start().await;
    let due = rig.bank.passcode_due("wamid.1").await;
    let answer = json!({ "outcome": "unreachable" });
    rig.bank.services.function_answers("passcode", answer);
    let view = rig.post("resend", &json!({}), Some(&cookie(&due))).await;
    assert_eq!(view.step(), "passcode");
    let message = view.view()["message"].as_str().unwrap().to_owned();
    assert!(message.contains("blocking our texts"), "{message}");
}
