//! What a real HTTP client sees of each fault, over loopback.
//!
//! Deliberately uses a router of its own with one side effect, so that "took effect" can be counted.

#![expect(clippy::unwrap_used, reason = "tests")]

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use axum::Router;
use axum::routing::post;
use simulator_kit::{Admits, Calls, Dependency, Faults, control_router, layer};

const ANSWER: &str = "{\"messages\":[{\"id\":\"wamid.1\"}]}";

struct Rig {
    base: String,
    calls: Calls,
    effects: Arc<AtomicUsize>,
    client: reqwest::Client,
}

impl Rig {
    async fn start() -> Self {
        let (faults, calls, effects) = (
            Faults::default(),
            Calls::default(),
            Arc::new(AtomicUsize::new(0)),
        );
        let counted = Arc::clone(&effects);
        let service = Router::new().route(
            "/graph/{version}/{id}/messages",
            post(move || {
                counted.fetch_add(1, Ordering::SeqCst);
                async { ANSWER }
            }),
        );
        let admits: Admits = Arc::new(|headers| !headers.contains_key("x-stranger"));
        let (faults_here, calls_here) = (faults.clone(), calls.clone());
        let router = layer(
            service,
            Dependency::Whatsapp,
            faults_here,
            calls_here,
            admits,
        )
        .merge(control_router(faults, calls.clone()));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, router).await });
        let client = reqwest::Client::builder()
            .pool_max_idle_per_host(0)
            .build()
            .unwrap();
        Self {
            base,
            calls,
            effects,
            client,
        }
    }

    async fn suffer(&self, rule: &str) {
        let body = format!("{{\"whatsapp\":{rule}}}");
        let answer = self
            .client
            .put(format!("{}/simulator/faults", self.base))
            .body(body)
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 200);
    }

    async fn send(&self) -> Result<(u16, Vec<u8>), reqwest::Error> {
        let request = self
            .client
            .post(format!("{}/graph/v26.0/1/messages", self.base));
        let answer = request
            .body("{}")
            .timeout(Duration::from_secs(10))
            .send()
            .await?;
        Ok((answer.status().as_u16(), answer.bytes().await?.to_vec()))
    }

    fn effects(&self) -> usize {
        self.effects.load(Ordering::SeqCst)
    }
}

#[tokio::test]
async fn a_reset_drops_the_connection_and_has_no_effect() {
    let rig = Rig::start().await;
    rig.suffer(r#"{"kind":"reset","next":1}"#).await;
    let error = rig.send().await.unwrap_err();
    assert!(error.is_request() && error.status().is_none(), "{error:?}");
    assert_eq!(rig.effects(), 0);
    assert_eq!(rig.send().await.unwrap().1, ANSWER.as_bytes());
}

#[tokio::test]
async fn a_lost_acknowledgement_takes_effect_without_a_byte_of_answer() {
    let rig = Rig::start().await;
    rig.suffer(r#"{"kind":"lost_ack","next":1}"#).await;
    let error = rig.send().await.unwrap_err();
    assert!(error.is_request() && error.status().is_none(), "{error:?}");
    assert_eq!(rig.effects(), 1);
}

#[tokio::test]
async fn a_truncated_answer_promises_more_than_it_brings() {
    let rig = Rig::start().await;
    rig.suffer(r#"{"kind":"truncated"}"#).await;
    let request = rig
        .client
        .post(format!("{}/graph/v26.0/1/messages", rig.base))
        .body("{}");
    let mut answer = request.send().await.unwrap();
    assert_eq!(answer.content_length(), Some(ANSWER.len() as u64));
    assert_eq!(
        answer.chunk().await.unwrap().unwrap(),
        ANSWER.as_bytes()[..ANSWER.len() / 2]
    );
    assert!(answer.chunk().await.is_err());
    assert_eq!(rig.effects(), 1);
}

#[tokio::test]
async fn garbage_is_a_success_that_cannot_be_read() {
    let rig = Rig::start().await;
    rig.suffer(r#"{"kind":"garbage"}"#).await;
    let (status, body) = rig.send().await.unwrap();
    assert_eq!(status, 200);
    assert!(
        serde_json::from_slice::<serde_json::Value>(&body).is_err()
            && String::from_utf8(body).is_err()
    );
    assert_eq!(rig.effects(), 0);
}

#[tokio::test]
async fn the_error_statuses_carry_the_services_own_bodies() {
    let rig = Rig::start().await;
    for (kind, status, code) in [("http_500", 500, 131_000), ("http_429", 429, 130_429)] {
        rig.suffer(&format!("{{\"kind\":\"{kind}\"}}")).await;
        let (seen, body) = rig.send().await.unwrap();
        let body: serde_json::Value = serde_json::from_slice(&body).unwrap();
        assert_eq!((seen, body["error"]["code"].as_u64()), (status, Some(code)));
    }
    assert_eq!(rig.effects(), 0);
}

#[tokio::test]
async fn slow_is_late_and_timeout_ends_without_an_effect() {
    let rig = Rig::start().await;
    rig.suffer(r#"{"kind":"slow","delay_ms":300}"#).await;
    let begun = Instant::now();
    assert_eq!(rig.send().await.unwrap().0, 200);
    assert!(begun.elapsed() >= Duration::from_millis(300));
    rig.suffer(r#"{"kind":"timeout","delay_ms":300}"#).await;
    assert_eq!(rig.send().await.unwrap().0, 504);
    assert_eq!(rig.effects(), 1);
}

#[tokio::test]
async fn every_call_is_counted_also_those_that_suffer() {
    let rig = Rig::start().await;
    rig.send().await.unwrap();
    rig.suffer(r#"{"kind":"reset","next":1}"#).await;
    rig.send().await.unwrap_err();
    assert_eq!(rig.calls.count(Dependency::Whatsapp, "messages.send"), 2);
    let url = format!("{}/simulator/calls", rig.base);
    let shown: serde_json::Value = rig
        .client
        .get(&url)
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    assert_eq!(
        shown,
        serde_json::json!({"whatsapp":{"messages.send":2},"watson_assistant":{},"watson_tts":{}})
    );
    rig.client.delete(&url).send().await.unwrap();
    assert_eq!(rig.calls.count(Dependency::Whatsapp, "messages.send"), 0);
}

#[tokio::test]
async fn a_refusal_has_the_code_that_was_asked_for_and_the_status_meta_sends_with_it() {
    let rig = Rig::start().await;
    for (code, expected) in [(190, 401), (131_031, 403), (131_026, 400), (2, 503)] {
        rig.suffer(&format!(r#"{{"kind":"refused","code":{code},"next":1}}"#))
            .await;
        let (status, body) = rig.send().await.unwrap();
        let body: serde_json::Value = serde_json::from_slice(&body).unwrap();
        assert_eq!((status, &body["error"]["code"]), (expected, &code.into()));
    }
    assert_eq!(rig.effects(), 0);
}

#[tokio::test]
async fn who_is_not_admitted_meets_no_fault_and_uses_none_up() {
    let rig = Rig::start().await;
    rig.suffer(r#"{"kind":"http_500","next":1}"#).await;
    let stranger = rig
        .client
        .post(format!("{}/graph/v26.0/1/messages", rig.base));
    let stranger = stranger.header("x-stranger", "yes").body("{}").send();
    assert_eq!(
        stranger.await.unwrap().status(),
        200,
        "the service itself answers"
    );
    assert_eq!(rig.send().await.unwrap().0, 500);
    assert_eq!(rig.send().await.unwrap().0, 200);
}

#[tokio::test]
async fn a_plan_that_is_not_understood_changes_nothing() {
    let rig = Rig::start().await;
    let url = format!("{}/simulator/faults", rig.base);
    for plan in [
        r#"{"whatsapp":{"kind":"boom"}}"#,
        r#"{"whatsapp":{"kind":"reset","probability":2}}"#,
        r#"{"whatsapp":{"kind":"refused"}}"#,
        r#"{"whatsapp":{"kind":"reset","code":190}}"#,
        r#"{"watson_tts":{"kind":"refused","code":190}}"#,
    ] {
        let answer = rig.client.put(&url).body(plan).send().await.unwrap();
        assert_eq!(answer.status(), 400, "{plan}");
    }
    rig.client.delete(&url).send().await.unwrap();
    assert_eq!(rig.send().await.unwrap().0, 200);
}
