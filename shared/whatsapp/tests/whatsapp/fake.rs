//! A Graph API on loopback: answers as told and remembers what it was asked.
//!
//! Deliberately stateless beyond that; the real behaviour of Meta is the simulator's.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use domain::customer::channel::ChannelAddress;
use tokio::io::AsyncReadExt;
use tokio::net::TcpListener;
use whatsapp::client::{AccessToken, Client, Config};

pub const TOKEN: &str = "EAAG-token-for-tests";
pub const TIMEOUT: Duration = Duration::from_millis(400);

#[derive(Clone)]
pub struct Answer {
    pub status: u16,
    pub body: String,
    pub retry_after: Option<&'static str>,
    pub delay: Duration,
}

#[derive(Clone)]
pub struct Asked {
    pub path: String,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

pub struct Fake {
    pub client: Client,
    asked: Arc<Mutex<Vec<Asked>>>,
}

type Shared = (Answer, Arc<Mutex<Vec<Asked>>>);

impl Answer {
    pub fn new(status: u16, body: impl Into<String>) -> Self {
        Self {
            status,
            body: body.into(),
            retry_after: None,
            delay: Duration::ZERO,
        }
    }

    pub fn accepted() -> Self {
        Self::new(
            200,
            r#"{"messaging_product":"whatsapp","contacts":[{"input":"+447700900123","wa_id":"447700900123"}],"messages":[{"id":"wamid.SENT","message_status":"accepted"}]}"#,
        )
    }

    pub fn refused(status: u16, code: i64) -> Self {
        Self::new(
            status,
            format!(
                r#"{{"error":{{"message":"(#{code}) to +447700900123","type":"OAuthException","code":{code},"error_data":{{"messaging_product":"whatsapp","details":"about 447700900123"}},"fbtrace_id":"A"}}}}"#
            ),
        )
    }
}

impl Fake {
    pub async fn answering(answer: Answer) -> Self {
        let asked = Arc::new(Mutex::new(Vec::new()));
        let router = Router::new()
            .fallback(respond)
            .with_state((answer, asked.clone()));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let client = client_of(&format!("http://{}", listener.local_addr().unwrap()));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { client, asked }
    }

    pub fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }

    /// The one request there was, as JSON.
    pub fn json(&self) -> serde_json::Value {
        let asked = self.asked();
        assert_eq!(asked.len(), 1);
        serde_json::from_slice(&asked[0].body).unwrap()
    }
}

pub fn client_of(host: &str) -> Client {
    let config = Config {
        graph_url: format!("{host}/v26.0/"),
        phone_number_id: "109876543210987".into(),
        access_token: AccessToken::new(TOKEN),
    };
    Client::new(reqwest::Client::new(), config, TIMEOUT)
}

pub fn ana() -> ChannelAddress {
    ChannelAddress::try_new(Some("GB.73".into()), Some("447700900123".into())).unwrap()
}

/// Reads a request and then says nothing: the connection is closed on it.
pub async fn hanging_up() -> Client {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let client = client_of(&format!("http://{}", listener.local_addr().unwrap()));
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut request = vec![0; 64 * 1024];
            let _read = stream.read(&mut request).await;
        }
    });
    client
}

/// Nobody listens there any more.
pub async fn absent() -> Client {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    client_of(&format!("http://{}", listener.local_addr().unwrap()))
}

async fn respond(
    State((answer, asked)): State<Shared>,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let path = uri.path().to_owned();
    let body = body.to_vec();
    asked.lock().unwrap().push(Asked {
        path,
        headers,
        body,
    });
    tokio::time::sleep(answer.delay).await;
    let status = StatusCode::from_u16(answer.status).unwrap();
    let mut response = (status, answer.body).into_response();
    if let Some(seconds) = answer.retry_after {
        let value = header::HeaderValue::from_static(seconds);
        response.headers_mut().insert(header::RETRY_AFTER, value);
    }
    response
}
