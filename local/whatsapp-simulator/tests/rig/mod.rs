//! A simulator on loopback with a bank behind its webhook that checks signatures with its own code and
//! remembers what it got.
//!
//! Deliberately verifies with the `hmac` crate directly: the simulator's own signing is what is tested.

#![expect(dead_code, reason = "each test file uses its own part of the rig")]

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::get;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;
use simulator_kit::{Calls, Faults, control_router};
use whatsapp_simulator::{Clock, Config, Retry, Simulator, Template, TemplateCategory};

pub const ANA: &str = "+447700900101";
pub const START_MS: u64 = 1_795_435_200_000;

/// The bank's side of the webhook.
#[derive(Clone, Default)]
pub struct Bank {
    pub got: Arc<Mutex<Vec<Value>>>,
    pub raw: Arc<Mutex<Vec<Bytes>>>,
    pub refuse_next: Arc<AtomicUsize>,
}

pub struct Rig {
    pub base: String,
    pub simulator: Simulator,
    pub faults: Faults,
    pub calls: Calls,
    pub bank: Bank,
    pub now_ms: Arc<AtomicU64>,
    pub client: reqwest::Client,
}

pub async fn serve(router: Router) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    format!("http://{address}")
}

impl Rig {
    pub async fn start() -> Self {
        Self::with(|_| {}).await
    }

    pub async fn with(adjust: impl FnOnce(&mut Config)) -> Self {
        let now_ms = Arc::new(AtomicU64::new(START_MS));
        let reading = Arc::clone(&now_ms);
        let mut config = Config {
            clock: Clock::new(move || reading.load(Ordering::SeqCst)),
            profiles: [(ANA.to_owned(), "Ána Lima 😀".to_owned())].into(),
            retry: Retry {
                first_pause_ms: 20,
                ..Retry::default()
            },
            templates: vec![receipt()],
            // Tested where they are meant; elsewhere messages come without a customer having spoken.
            enforce_window: false,
            enforce_pair_rate: false,
            number_rate_per_second: None,
            ..Config::default()
        };
        adjust(&mut config);
        let bank = Bank::default();
        let webhook = serve(bank.router()).await;
        let (faults, calls) = (Faults::default(), Calls::default());
        let simulator = Simulator::new(config, faults.clone(), calls.clone());
        simulator.set_webhook_url(&format!("{webhook}/webhook"));
        let router = simulator
            .router()
            .merge(control_router(faults.clone(), calls.clone()));
        let base = serve(router).await;
        Self {
            base,
            simulator,
            faults,
            calls,
            bank,
            now_ms,
            client: reqwest::Client::new(),
        }
    }

    pub fn advance(&self, ms: u64) {
        self.now_ms.fetch_add(ms, Ordering::SeqCst);
    }

    /// A Graph call to the bank's own number: status and body.
    pub async fn graph(&self, body: &Value) -> (u16, Value) {
        let url = format!("{}/graph/v26.0/106540352242922/messages", self.base);
        let request = self
            .client
            .post(url)
            .bearer_auth("local-access-token")
            .json(body);
        let answer = request.send().await.unwrap();
        (answer.status().as_u16(), answer.json().await.unwrap())
    }

    /// Sends a message of this type to Ana.
    pub async fn send(&self, kind: &str, content: Value) -> (u16, Value) {
        let mut body = json!({"messaging_product": "whatsapp", "recipient_type": "individual", "to": ANA, "type": kind});
        body[kind] = content;
        self.graph(&body).await
    }

    pub async fn send_text(&self, text: &str) -> (u16, Value) {
        self.send("text", json!({"body": text})).await
    }

    /// Ana says something; the message id.
    pub async fn says(&self, said: Value) -> String {
        let url = format!("{}/simulator/customers/{ANA}/messages", self.base);
        let answer = self.client.post(url).json(&said).send().await.unwrap();
        assert_eq!(answer.status(), 202);
        answer.json::<Value>().await.unwrap()["message_id"]
            .as_str()
            .unwrap()
            .to_owned()
    }

    pub async fn get(&self, path: &str) -> Value {
        let answer = self
            .client
            .get(format!("{}{path}", self.base))
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 200, "{path}");
        answer.json().await.unwrap()
    }

    pub async fn inbox(&self, after: u64, wait_s: u64) -> Vec<Value> {
        let path = format!("/simulator/customers/{ANA}/messages?after={after}&wait_s={wait_s}");
        self.get(&path).await.as_array().unwrap().clone()
    }

    /// Waits until the bank has got `count` webhooks in all, and answers their `value` objects.
    pub async fn webhooks(&self, count: usize) -> Vec<Value> {
        for _ in 0..300 {
            let got = self.bank.got.lock().unwrap().clone();
            if got.len() >= count {
                return got;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!(
            "only {} of {count} webhooks came",
            self.bank.got.lock().unwrap().len()
        );
    }

    pub async fn upload(&self, mime_type: &str, bytes: Vec<u8>) -> (u16, Value) {
        let file = reqwest::multipart::Part::bytes(bytes)
            .file_name("f")
            .mime_str(mime_type)
            .unwrap();
        let form = reqwest::multipart::Form::new()
            .text("messaging_product", "whatsapp")
            .part("file", file);
        let url = format!("{}/graph/v26.0/106540352242922/media", self.base);
        let answer = self
            .client
            .post(url)
            .bearer_auth("local-access-token")
            .multipart(form)
            .send()
            .await
            .unwrap();
        (answer.status().as_u16(), answer.json().await.unwrap())
    }
}

impl Bank {
    fn router(&self) -> Router {
        Router::new()
            .route("/webhook", get(handshake).post(receive))
            .with_state(self.clone())
    }
}

async fn handshake(
    Query(query): Query<std::collections::HashMap<String, String>>,
) -> (StatusCode, String) {
    if query["hub.mode"] == "subscribe" && query["hub.verify_token"] == "local-verify-token" {
        return (StatusCode::OK, query["hub.challenge"].clone());
    }
    (StatusCode::FORBIDDEN, String::new())
}

async fn receive(
    State(bank): State<Bank>,
    headers: HeaderMap,
    body: Bytes,
) -> (StatusCode, &'static str) {
    let header = headers
        .get("x-hub-signature-256")
        .map(|value| value.to_str().unwrap().to_owned());
    let mut mac = Hmac::<Sha256>::new_from_slice(b"local-app-secret").unwrap();
    mac.update(&body);
    if header
        != Some(format!(
            "sha256={}",
            hex::encode(mac.finalize().into_bytes())
        ))
    {
        return (StatusCode::UNAUTHORIZED, "bad signature");
    }
    let refuse = bank
        .refuse_next
        .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| {
            left.checked_sub(1)
        });
    if refuse.is_ok() {
        return (StatusCode::ACCEPTED, "not 200");
    }
    let parsed: Value = serde_json::from_slice(&body).unwrap_or_default();
    bank.raw.lock().unwrap().push(body);
    bank.got
        .lock()
        .unwrap()
        .push(parsed["entry"][0]["changes"][0]["value"].clone());
    (StatusCode::OK, "ok")
}

fn receipt() -> Template {
    Template {
        name: "receipt".into(),
        language: "en_GB".into(),
        category: TemplateCategory::Utility,
        body: "You sent {{1}} to {{2}}.".into(),
        footer: None,
        buttons: Vec::new(),
    }
}

/// An OGG page that begins a mono Opus stream.
pub fn mono_opus() -> Vec<u8> {
    let mut bytes = b"OggS\0\x02".to_vec();
    bytes.resize(28, 0);
    bytes.extend_from_slice(b"OpusHead\x01\x01");
    bytes
}
