//! Assistant v2 over HTTP: the bank's own client against the simulator with the bank's own skill,
//! and the rules of IBM's API one by one.

#![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]

mod support;

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use jiff::Timestamp;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use watson::assistant::{Answer, Client, Config, Context, Reply, Turn};
use watson_simulator::{AssistantOptions, Skill, assistant_router};

const KEY: &str = "k-test";
const ENVIRONMENT: &str = "0f3b6c1e-2a52-4a5d-9a1c-6f0c1f6a7b8c";
const DEADLINE: Duration = Duration::from_secs(10);

/// A simulator on a free port, with a clock that stands still until it is moved.
struct Simulator {
    url: String,
    seconds: Arc<AtomicI64>,
}

impl Simulator {
    async fn start() -> Self {
        Self::with(support::bank_skill()).await
    }

    async fn with(skill: Skill) -> Self {
        let seconds = Arc::new(AtomicI64::new(1_795_424_400));
        let clock = Arc::clone(&seconds);
        let options = AssistantOptions {
            environment_id: Some(ENVIRONMENT.to_owned()),
            session_timeout: Duration::from_mins(5),
            clock: Arc::new(move || Timestamp::from_second(clock.load(Ordering::SeqCst)).unwrap()),
            ..AssistantOptions::new(KEY)
        };
        let router = assistant_router(skill, options);
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/instances/i1", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { url, seconds }
    }

    fn pass(&self, seconds: i64) {
        self.seconds.fetch_add(seconds, Ordering::SeqCst);
    }

    async fn call(&self, method: Method, path: &str, body: &Value) -> (StatusCode, Value) {
        let request = reqwest::Client::new()
            .request(method, format!("{}{path}", self.url))
            .basic_auth("apikey", Some(KEY))
            .body(body.to_string());
        let response = request.send().await.unwrap();
        (response.status(), response.json().await.unwrap_or_default())
    }

    fn client(&self, key: &str) -> Client {
        let config = Config {
            url: self.url.clone(),
            api_key: key.to_owned(),
            environment_id: ENVIRONMENT.to_owned(),
        };
        Client::new(reqwest::Client::new(), config, DEADLINE)
    }
}

/// A conversation through the bank's client, kept as the bank keeps it: the context as a text.
struct Conversation {
    client: Client,
    context: Option<String>,
}

impl Conversation {
    async fn say(&mut self, text: &str) -> Answer {
        let context: Option<Context> = self.context.as_ref().map(|text| text.parse().unwrap());
        let turn = Turn {
            text,
            context: context.as_ref(),
            user_id: "p-1",
            ..Turn::default()
        };
        let answer = self.client.message(&turn).await.unwrap();
        self.context = Some(answer.context.to_text());
        answer
    }

    /// What came back, as one line: texts in quotes, actions with their parameters.
    async fn hears(&mut self, text: &str) -> String {
        let answer = self.say(text).await;
        let texts = answer.replies.iter().map(|reply| match reply {
            Reply::Text(text) => format!("{text:?}"),
            other => format!("{other:?}"),
        });
        let actions = answer.actions.iter().map(|action| {
            let parameters = action
                .parameters
                .iter()
                .map(|(name, value)| format!("{name}={value}"));
            format!(
                "{}({})",
                action.name,
                parameters.collect::<Vec<_>>().join(" ")
            )
        });
        texts.chain(actions).collect::<Vec<_>>().join(" ")
    }
}

#[tokio::test]
async fn the_banks_client_holds_a_conversation() {
    let simulator = Simulator::start().await;
    let mut chat = Conversation {
        client: simulator.client(KEY),
        context: None,
    };
    for (said, heard) in [
        ("hi", "menu()"),
        ("what's my balance?", "balance()"),
        ("send 50 to Ben", "transfer()"),
        ("50", "not_understood()"),
        ("voice on", "voice(enabled=true)"),
        ("send\nmoney", "transfer()"),
        ("thanks", r#""You're welcome.""#),
        ("cancel", "cancel()"),
    ] {
        assert_eq!(chat.hears(said).await, heard, "{said}");
    }
}

#[tokio::test]
async fn a_wrong_key_a_wrong_environment_and_a_missing_version_are_refused() {
    let simulator = Simulator::start().await;
    let turn = Turn {
        text: "hi",
        ..Turn::default()
    };
    let refused = simulator.client("k-wrong").message(&turn).await;
    assert_eq!(refused, Err(watson::error::Error::Unauthorized));

    let hello = json!({ "input": { "text": "hi" } });
    for (path, status, message) in [
        (
            "/v2/assistants/x/message?version=2024-08-25",
            400,
            "URL workspaceid parameter is not a valid GUID.",
        ),
        (
            "/v2/assistants/00000000-0000-4000-8000-000000000000/message?version=2024-08-25",
            404,
            "Resource not found",
        ),
        (
            &format!("/v2/assistants/{ENVIRONMENT}/message"),
            400,
            "Invalid or missing version query parameter",
        ),
    ] {
        let (code, body) = simulator.call(Method::POST, path, &hello).await;
        assert_eq!(
            (code.as_u16(), body["error"].as_str()),
            (status, Some(message)),
            "{path}"
        );
        assert_eq!(body["code"], status);
    }
}

#[tokio::test]
async fn texts_watson_would_refuse_are_refused() {
    let simulator = Simulator::start().await;
    let path = format!("/v2/assistants/{ENVIRONMENT}/message?version=2024-08-25");
    for text in [
        "a\nb".to_owned(),
        "a\tb".to_owned(),
        "a\rb".to_owned(),
        "a".repeat(2049),
    ] {
        let body = json!({ "input": { "text": text } });
        assert_eq!(simulator.call(Method::POST, &path, &body).await.0, 400);
    }
    let longest = json!({ "input": { "text": "a".repeat(2048) } });
    assert_eq!(simulator.call(Method::POST, &path, &longest).await.0, 200);
}

#[tokio::test]
async fn sessions_remember_and_expire() {
    let simulator = Simulator::with(support::taxi_skill()).await;
    for prefix in [
        format!("/v2/assistants/{ENVIRONMENT}"),
        format!("/v2/assistants/any/environments/{ENVIRONMENT}"),
    ] {
        let version = "version=2024-08-25";
        let (status, session) = simulator
            .call(
                Method::POST,
                &format!("{prefix}/sessions?{version}"),
                &json!({}),
            )
            .await;
        assert_eq!(status, 201);
        let session = format!(
            "{prefix}/sessions/{}",
            session["session_id"].as_str().unwrap()
        );
        let message = format!("{session}/message?{version}");
        let say = |text: &str| json!({ "input": { "text": text } });

        let (_, body) = simulator
            .call(Method::POST, &message, &say("book a taxi"))
            .await;
        assert_eq!(body["output"]["generic"][0]["text"], "Where to?");
        assert!(
            body["context"].is_null(),
            "only asked-for contexts are returned"
        );

        let (_, body) = simulator
            .call(Method::POST, &message, &say("airport"))
            .await;
        assert_eq!(body["output"]["generic"][0]["text"], "How many of you?");

        simulator.pass(301);
        let (status, body) = simulator.call(Method::POST, &message, &say("4")).await;
        assert_eq!(
            (status.as_u16(), body["error"].as_str()),
            (404, Some("Invalid Session"))
        );
        let (status, _) = simulator
            .call(Method::DELETE, &format!("{session}?{version}"), &json!({}))
            .await;
        assert_eq!(status, 404);
    }
}

#[tokio::test]
async fn a_token_opens_the_door_until_it_expires() {
    let simulator = Simulator::start().await;
    let root = simulator.url.replace("/instances/i1", "");
    let http = reqwest::Client::new();
    let grant = "urn:ibm:params:oauth:grant-type:apikey";
    let ask = |key: &'static str| {
        http.post(format!("{root}/identity/token"))
            .form(&[("grant_type", grant), ("apikey", key)])
    };
    let refused = ask("wrong").send().await.unwrap();
    assert_eq!(refused.status(), 400);
    assert_eq!(
        refused.json::<Value>().await.unwrap()["errorCode"],
        "BXNIM0415E"
    );

    let token: Value = ask(KEY).send().await.unwrap().json().await.unwrap();
    let message = format!(
        "{}/v2/assistants/{ENVIRONMENT}/message?version=2024-08-25",
        simulator.url
    );
    let with_token = || {
        let token = token["access_token"].as_str().unwrap();
        http.post(&message)
            .bearer_auth(token)
            .body(r#"{"input":{"text":"hi"}}"#)
            .send()
    };
    assert_eq!(with_token().await.unwrap().status(), 200);
    simulator.pass(3601);
    assert_eq!(with_token().await.unwrap().status(), 401);
}

#[tokio::test]
async fn alternatives_debug_and_restart_are_options() {
    let simulator = Simulator::with(support::taxi_skill()).await;
    let path = format!("/v2/assistants/{ENVIRONMENT}/message?version=2024-08-25");
    let options = json!({ "alternate_intents": true, "debug": true });
    let body = json!({ "input": { "text": "get us a cab", "options": options } });
    let (_, answer) = simulator.call(Method::POST, &path, &body).await;
    let output = &answer["output"];
    assert_eq!(output["intents"].as_array().unwrap().len(), 4);
    assert_eq!(output["intents"][0]["intent"], "taxi");
    assert_eq!(output["debug"]["nodes_visited"][0]["dialog_node"], "taxi");
    assert_eq!(output["generic"][0]["text"], "Where to?");

    let body = json!({
        "input": { "text": "4", "options": { "restart": true } },
        "context": answer["context"],
    });
    let (_, answer) = simulator.call(Method::POST, &path, &body).await;
    assert_ne!(answer["output"]["generic"][0]["text"], "How many of you?");
}
