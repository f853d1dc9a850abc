//! Text to Speech v1 over HTTP: the bank's own client against the simulator, and IBM's refusals.

#![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]

use std::process::Command;
use std::time::Duration;

use reqwest::RequestBuilder;
use serde_json::{Value, json};
use watson::speech::{Client, Config, Ssml};
use watson_simulator::{SpeechOptions, speech_router};

const KEY: &str = "k-test";
const VOICE: &str = "en-GB_KateV3Voice";

async fn start() -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/instances/i1", listener.local_addr().unwrap());
    let router = speech_router(SpeechOptions::new(KEY));
    tokio::spawn(async move { axum::serve(listener, router).await });
    url
}

fn post(url: &str, text: &str) -> RequestBuilder {
    reqwest::Client::new()
        .post(format!("{url}/v1/synthesize?voice={VOICE}"))
        .basic_auth("apikey", Some(KEY))
        .json(&json!({ "text": text }))
}

async fn refusal(request: RequestBuilder) -> (u16, String) {
    let response = request.send().await.unwrap();
    let status = response.status().as_u16();
    let body: Value = response.json().await.unwrap();
    assert_eq!(body["code"], status);
    (status, body["error"].as_str().unwrap().to_owned())
}

/// Whether this machine can speak at all; where it cannot, the refusal is what is tested.
fn can_speak() -> bool {
    ["espeak-ng", "opusenc"]
        .iter()
        .all(|program| Command::new(program).arg("--version").output().is_ok())
}

#[tokio::test]
async fn the_banks_client_gets_a_mono_opus_voice_note_or_the_name_of_what_is_missing() {
    let config = Config {
        url: start().await,
        api_key: KEY.to_owned(),
    };
    let client = Client::new(reqwest::Client::new(), config, Duration::from_secs(30));
    let text = Ssml::escape("You have ")
        .unwrap()
        .money("GBP", "2450.00")
        .unwrap();
    let sound = client.synthesize(&text, VOICE).await;
    if !can_speak() {
        assert_eq!(
            sound,
            Err(watson::error::Error::Unavailable { status: Some(503) })
        );
        return;
    }
    let sound = sound.unwrap();
    let head = sound
        .windows(8)
        .position(|window| window == b"OpusHead")
        .unwrap();
    assert_eq!(sound[head + 9], 1, "one channel");
    assert!(sound.len() > 2_000, "there is something to hear");
}

#[tokio::test]
async fn what_ibm_refuses_is_refused_in_ibms_words() {
    let url = start().await;
    let bad_tag = r#"<say-as interpret-as="currency">$5</say-as>"#;
    let message = "Tag <say-as> has invalid attribute interpret-as=currency".to_owned();
    assert_eq!(refusal(post(&url, bad_tag)).await, (400, message));
    let message = "Required parameter 'text' is missing.".to_owned();
    assert_eq!(refusal(post(&url, "")).await, (400, message));
    assert_eq!(refusal(post(&url, "Tom & Jerry")).await.0, 400);
    assert_eq!(refusal(post(&url, "24/7")).await.0, 400);
    assert_eq!(refusal(post(&url, &"a ".repeat(2561))).await.0, 400);

    let http = reqwest::Client::new();
    let unknown = http.get(format!(
        "{url}/v1/synthesize?voice=en-GB_NoSuchVoice&text=hello"
    ));
    let message = "Model en-GB_NoSuchVoice not found".to_owned();
    assert_eq!(
        refusal(unknown.basic_auth("apikey", Some(KEY))).await,
        (404, message)
    );
    let stranger = http
        .get(format!("{url}/v1/voices"))
        .basic_auth("apikey", Some("wrong"));
    assert_eq!(refusal(stranger).await, (401, "Unauthorized".to_owned()));
    let vorbis = post(&url, "hello").header("Accept", "audio/ogg");
    assert_eq!(refusal(vorbis).await.0, 406);
}

#[tokio::test]
async fn unknown_arguments_bring_a_warning_not_a_failure() {
    if !can_speak() {
        return;
    }
    let url = start().await;
    let request = reqwest::Client::new()
        .get(format!(
            "{url}/v1/synthesize?voice={VOICE}&text=hello&loudness=3"
        ))
        .basic_auth("apikey", Some(KEY));
    let response = request.send().await.unwrap();
    assert_eq!(response.status(), 200);
    assert_eq!(
        response.headers()["warnings"],
        "Unknown arguments: loudness."
    );
    assert_eq!(response.headers()["content-type"], "audio/ogg;codecs=opus");
}

#[tokio::test]
async fn voices_are_listed_with_their_address() {
    let url = start().await;
    let request = reqwest::Client::new()
        .get(format!("{url}/v1/voices"))
        .basic_auth("apikey", Some(KEY));
    let body: Value = request.send().await.unwrap().json().await.unwrap();
    let voices = body["voices"].as_array().unwrap();
    let kate = voices.iter().find(|voice| voice["name"] == VOICE).unwrap();
    assert_eq!(kate["url"], format!("{url}/v1/voices/{VOICE}"));
    assert_eq!(kate["language"], "en-GB");
}
