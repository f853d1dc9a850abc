//! What a failure means for the message, and that it says nothing about the customer.

use std::time::Duration;

use whatsapp::client::{Client, Fault, SendError};
use whatsapp::message::Text;

use crate::fake::{Answer, Fake, TOKEN, absent, ana, hanging_up};

type Meaning = fn(Fault) -> SendError;

const SAID: &str = "your balance is 17 pounds";

async fn failure_with(client: &Client) -> SendError {
    let message = Text::try_new(SAID).unwrap().into();
    client.send(&ana(), &message, None).await.unwrap_err()
}

async fn failure(answer: Answer) -> SendError {
    let fake = Fake::answering(answer).await;
    let error = failure_with(&fake.client).await;
    assert_eq!(
        fake.asked().len(),
        1,
        "the client must not send again by itself"
    );
    error
}

fn of(code: Option<i64>, http_status: Option<u16>) -> Fault {
    Fault {
        code,
        http_status,
        retry_after_seconds: None,
    }
}

#[tokio::test]
async fn each_code_means_what_meta_says_whatever_the_http_status() {
    let table: [(Meaning, &[i64]); 8] = [
        (
            SendError::Retry,
            &[1, 2, 131_000, 131_016, 131_057, 133_004],
        ),
        (SendError::PairLimited, &[131_056]),
        (SendError::BackOff, &[4, 80_007, 130_429]),
        (
            SendError::StopAndAlarm,
            &[
                0, 3, 10, 104, 190, 200, 299, 368, 130_497, 131_005, 131_031, 131_042, 131_045,
                131_048, 131_064,
            ],
        ),
        (SendError::WindowClosed, &[131_047]),
        (
            SendError::Undeliverable,
            &[
                130_403, 130_472, 131_026, 131_030, 131_036, 131_049, 131_050, 131_062, 137_000,
            ],
        ),
        (
            SendError::Ours,
            &[
                33, 100, 131_008, 131_009, 131_021, 131_051, 132_000, 132_001, 132_015, 135_000,
            ],
        ),
        (SendError::MediaFault, &[131_052, 131_053]),
    ];
    for (meaning, codes) in table {
        for code in codes {
            assert_eq!(SendError::from_code(*code), meaning(of(Some(*code), None)));
        }
        for status in [400, 429, 500] {
            let expected = meaning(of(Some(codes[0]), Some(status)));
            assert_eq!(failure(Answer::refused(status, codes[0])).await, expected);
        }
    }
}

#[test]
fn a_closed_window_is_one_also_where_meta_calls_it_a_wrong_parameter() {
    let refusal = |details: &str| {
        let data = serde_json::json!({ "messaging_product": "whatsapp", "details": details });
        let error = serde_json::json!({ "code": 100, "error_data": data });
        let body = serde_json::json!({ "error": error }).to_string();
        SendError::from_answer(400, None, Some(body.as_bytes()))
    };
    let closed = refusal("Message must be a template message.");
    assert_eq!(
        closed,
        SendError::WindowClosed(of(Some(131_047), Some(400)))
    );
    let ours = refusal("Parameter value is not valid");
    assert_eq!(ours, SendError::Ours(of(Some(100), Some(400))));
}

#[tokio::test]
async fn a_code_nobody_knows_is_unknown_and_kept() {
    for code in [-5, 5, 199, 300, 999_999] {
        let expected = SendError::Unknown(of(Some(code), Some(400)));
        assert_eq!(failure(Answer::refused(400, code)).await, expected);
    }
}

#[tokio::test]
async fn an_answer_which_is_not_metas_is_judged_by_its_status() {
    let table: [(u16, Meaning); 9] = [
        (401, SendError::StopAndAlarm),
        (403, SendError::StopAndAlarm),
        (404, SendError::Unknown),
        (413, SendError::MediaFault),
        (429, SendError::BackOff),
        (500, SendError::Ambiguous),
        (502, SendError::Ambiguous),
        (504, SendError::Ambiguous),
        (304, SendError::Unknown),
    ];
    for (status, meaning) in table {
        for body in [
            "",
            "<html>no</html>",
            r#"{"error":"text"}"#,
            r#"{"error":{"code":"x"}}"#,
        ] {
            let expected = meaning(of(None, Some(status)));
            assert_eq!(failure(Answer::new(status, body)).await, expected);
        }
    }
}

#[tokio::test]
async fn a_success_which_cannot_be_read_may_have_been_sent() {
    let endless = format!(r#"{{"messages":[{{"id":"{}"}}]}}"#, "x".repeat(100_000));
    for body in ["", "OK", "{}", r#"{"messages":[]}"#, endless.as_str()] {
        let error = failure(Answer::new(200, body)).await;
        assert!(matches!(error, SendError::Ambiguous(_)), "{error}");
    }
}

#[tokio::test]
async fn silence_after_sending_is_ambiguous() {
    let slow = Answer {
        delay: Duration::from_secs(5),
        ..Answer::accepted()
    };
    assert_eq!(failure(slow).await, SendError::Ambiguous(Fault::default()));
    let error = failure_with(&hanging_up().await).await;
    assert_eq!(error, SendError::Ambiguous(Fault::default()));
}

#[tokio::test]
async fn without_a_connection_nothing_was_sent_and_it_may_be_tried_again() {
    let error = failure_with(&absent().await).await;
    assert_eq!(error, SendError::Retry(Fault::default()));
    assert!(error.is_passing());
}

#[tokio::test]
async fn the_wait_meta_asks_for_is_passed_on() {
    let busy = Answer {
        retry_after: Some("17"),
        ..Answer::refused(429, 130_429)
    };
    let error = failure(busy).await;
    assert_eq!(error.fault().retry_after_seconds, Some(17));
    assert_eq!(error.code(), Some(130_429));
}

#[tokio::test]
async fn an_error_names_code_and_status_and_nobody() {
    let mut errors = vec![
        failure_with(&absent().await).await,
        failure_with(&hanging_up().await).await,
    ];
    for code in [190, 131_056, 131_026, 999_999] {
        errors.push(failure(Answer::refused(400, code)).await);
    }
    for error in &errors {
        let shown = format!("{error} {error:?}");
        for secret in [TOKEN, "447700900123", "GB.73", SAID, "127.0.0.1", "about"] {
            assert!(!shown.contains(secret), "{secret} in {shown}");
        }
    }
    let last = errors.last().unwrap().to_string();
    assert_eq!(
        last,
        "whatsapp refused for an unknown reason (code 999999, http status 400)"
    );
}
