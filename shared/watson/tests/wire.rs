//! Both clients against a small fake of Watson on loopback: what goes over the wire, and how every
//! kind of failure arrives. The fake knows no dialogue; it records the request and plays an answer.

#![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode, Uri};
use serde_json::{Value, json};
use watson::error::Error;
use watson::{assistant, speech};

/// What the fake saw: the URL, the headers, the body.
type Seen = Arc<Mutex<Vec<(Uri, HeaderMap, Value)>>>;

const DEADLINE: Duration = Duration::from_millis(400);

/// Serves every request with `answer` after `delay`, and records it.
async fn fake(status: u16, answer: Vec<u8>, delay: Duration) -> (String, Seen) {
    let seen = Seen::default();
    let record = Arc::clone(&seen);
    let handler = move |uri: Uri, headers: HeaderMap, body: Bytes| async move {
        let body = serde_json::from_slice(&body).unwrap();
        record.lock().unwrap().push((uri, headers, body));
        tokio::time::sleep(delay).await;
        (StatusCode::from_u16(status).unwrap(), answer)
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/instances/i1", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, Router::new().fallback(handler)).await });
    (url, seen)
}

fn assistant(url: String) -> assistant::Client {
    let config = assistant::Config {
        url,
        api_key: "k-1".to_owned(),
        environment_id: "env-1".to_owned(),
    };
    assistant::Client::new(reqwest::Client::new(), config, DEADLINE)
}

fn speech(url: String) -> speech::Client {
    let config = speech::Config {
        url,
        api_key: "k-2".to_owned(),
    };
    speech::Client::new(reqwest::Client::new(), config, DEADLINE)
}

fn greeting() -> Vec<u8> {
    let answer = json!({
        "output": { "generic": [{ "response_type": "text", "text": "Hello" }], "intents": [], "entities": [] },
        "context": { "global": { "system": { "turn_count": 1 } }, "skills": {} },
    });
    answer.to_string().into_bytes()
}

#[tokio::test]
async fn a_turn_is_sent_stateless_with_key_version_and_place() {
    let (url, seen) = fake(200, greeting(), Duration::ZERO).await;
    let turn = assistant::Turn {
        text: "hi\nthere",
        user_id: "p-7",
        timezone: "Europe/London",
        locale: "en-gb",
        ..assistant::Turn::default()
    };
    let answer = assistant(url).message(&turn).await.unwrap();
    assert!(answer.replies == [assistant::Reply::Text("Hello".to_owned())]);

    let (uri, headers, body) = seen.lock().unwrap().remove(0);
    assert_eq!(uri.path(), "/instances/i1/v2/assistants/env-1/message");
    assert_eq!(uri.query(), Some("version=2024-08-25"));
    assert_eq!(headers["authorization"], "Basic YXBpa2V5OmstMQ==");
    assert_eq!(body["input"]["text"], "hi there");
    assert_eq!(body["user_id"], "p-7");
    assert_eq!(
        body["context"]["global"]["system"]["timezone"],
        "Europe/London"
    );
}

#[tokio::test]
async fn the_context_goes_back_as_it_came_with_the_result_of_an_action() {
    let (url, seen) = fake(200, greeting(), Duration::ZERO).await;
    let client = assistant(url);
    let first = client
        .message(&assistant::Turn {
            text: "hi",
            ..Default::default()
        })
        .await
        .unwrap();
    let context = first.context.with_result("$shown", json!("yes"));
    client
        .message(&assistant::Turn {
            context: Some(&context),
            ..Default::default()
        })
        .await
        .unwrap();

    let (_, _, body) = seen.lock().unwrap().remove(1);
    assert_eq!(body["context"]["global"]["system"]["turn_count"], 1);
    assert_eq!(
        body["context"]["skills"]["main skill"]["user_defined"]["shown"],
        "yes"
    );
    assert_eq!(body["input"]["text"], "");
}

#[tokio::test]
async fn every_bad_status_becomes_its_own_error() {
    for (status, expected) in [
        (401, Error::Unauthorized),
        (429, Error::RateLimited),
        (503, Error::Unavailable { status: Some(503) }),
        (
            404,
            Error::Refused {
                status: 404,
                message: "Resource not found".to_owned(),
            },
        ),
    ] {
        let body = json!({ "error": "Resource not found", "code": status }).to_string();
        let (url, _) = fake(status, body.into_bytes(), Duration::ZERO).await;
        let turn = assistant::Turn {
            text: "hi",
            ..Default::default()
        };
        assert_eq!(assistant(url).message(&turn).await, Err(expected));
    }
}

#[tokio::test]
async fn a_slow_a_garbled_and_an_absent_watson_are_told_apart() {
    let turn = assistant::Turn {
        text: "hi",
        ..Default::default()
    };
    let (slow, _) = fake(200, greeting(), DEADLINE * 3).await;
    assert_eq!(assistant(slow).message(&turn).await, Err(Error::Timeout));

    let (garbled, _) = fake(200, b"<html>".to_vec(), Duration::ZERO).await;
    assert_eq!(assistant(garbled).message(&turn).await, Err(Error::Garbled));

    let (huge, _) = fake(
        200,
        vec![b' '; assistant::MAX_ANSWER_BYTES + 1],
        Duration::ZERO,
    )
    .await;
    assert_eq!(assistant(huge).message(&turn).await, Err(Error::Garbled));

    let absent = "http://127.0.0.1:1".to_owned();
    assert_eq!(
        assistant(absent).message(&turn).await,
        Err(Error::Unavailable { status: None })
    );
}

#[tokio::test]
async fn speech_asks_for_opus_in_ogg_and_opts_out_of_learning() {
    let (url, seen) = fake(200, b"OggS...".to_vec(), Duration::ZERO).await;
    let text = speech::Ssml::escape("Tea & cake").unwrap();
    assert_eq!(
        speech(url)
            .synthesize(&text, "en-GB_KateV3Voice")
            .await
            .unwrap(),
        b"OggS..."
    );

    let (uri, headers, body) = seen.lock().unwrap().remove(0);
    assert_eq!(uri.path(), "/instances/i1/v1/synthesize");
    assert_eq!(uri.query(), Some("voice=en-GB_KateV3Voice"));
    assert_eq!(headers["accept"], "audio/ogg;codecs=opus");
    assert_eq!(headers["x-watson-learning-opt-out"], "true");
    assert_eq!(headers["authorization"], "Basic YXBpa2V5OmstMg==");
    assert_eq!(body, json!({ "text": "Tea &amp; cake" }));
}

#[tokio::test]
async fn audio_that_is_not_ogg_is_refused() {
    let (url, _) = fake(200, b"{}".to_vec(), Duration::ZERO).await;
    let text = speech::Ssml::escape("Hello").unwrap();
    assert_eq!(
        speech(url).synthesize(&text, "v").await,
        Err(Error::Garbled)
    );
}

#[test]
fn no_key_can_be_printed() {
    let printed = format!("{:?} {:?}", assistant(String::new()), speech(String::new()));
    assert!(
        !printed.contains("k-1") && !printed.contains("k-2"),
        "{printed}"
    );
}
