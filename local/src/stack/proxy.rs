//! The confirmation page's address on this machine: hands `/confirm…` on to the deployed API.
//!
//! Deliberately adds nothing and takes nothing away but what belongs to a single connection (RFC 9110
//! §7.6.1): cookies, origin, status and security headers are the function's own.

use anyhow::Context;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{
    CONNECTION, CONTENT_LENGTH, HOST, HeaderMap, HeaderName, TE, TRAILER, TRANSFER_ENCODING,
    UPGRADE,
};
use axum::http::{Response, StatusCode};
use axum::response::IntoResponse;
use axum::routing::any;
use reqwest::{Client, redirect};

/// The largest body handed on, in bytes: API Gateway's own limit.
const MAX_BODY_BYTES: usize = 10 << 20;

/// What belongs to one connection, or is written anew for the next one.
const NOT_HANDED_ON: [HeaderName; 7] = [
    CONNECTION,
    CONTENT_LENGTH,
    HOST,
    TE,
    TRAILER,
    TRANSFER_ENCODING,
    UPGRADE,
];

/// Serves `/confirm` and everything below it from `api_url`.
pub(super) fn router(api_url: &str) -> anyhow::Result<Router> {
    let client = Client::builder()
        .no_proxy()
        .redirect(redirect::Policy::none())
        .build()?;
    let api = Api {
        client,
        url: api_url.to_owned(),
    };
    Ok(Router::new()
        .route("/confirm", any(hand_on))
        .route("/confirm/{*rest}", any(hand_on))
        .with_state(api))
}

#[derive(Clone)]
struct Api {
    client: Client,
    url: String,
}

async fn hand_on(State(api): State<Api>, request: Request) -> axum::response::Response {
    match api.ask(request).await {
        Ok(answer) => answer,
        Err(error) => (StatusCode::BAD_GATEWAY, format!("{error:#}\n")).into_response(),
    }
}

impl Api {
    async fn ask(&self, request: Request) -> anyhow::Result<axum::response::Response> {
        let (head, body) = request.into_parts();
        let target = head
            .uri
            .path_and_query()
            .map_or("/", |target| target.as_str());
        let body = to_bytes(body, MAX_BODY_BYTES)
            .await
            .context("the request cannot be read")?;
        let request = self
            .client
            .request(head.method, format!("{}{target}", self.url));
        let request = request.headers(handed_on(&head.headers)).body(body);
        let answer = request
            .send()
            .await
            .context("the deployed API does not answer")?;
        let (status, headers) = (answer.status(), handed_on(answer.headers()));
        let mut response = Response::new(Body::from(answer.bytes().await?));
        *response.status_mut() = status;
        *response.headers_mut() = headers;
        Ok(response)
    }
}

fn handed_on(headers: &HeaderMap) -> HeaderMap {
    let pairs = headers
        .iter()
        .filter(|(name, _)| !NOT_HANDED_ON.contains(name));
    let mut kept = HeaderMap::new();
    for (name, value) in pairs {
        kept.append(name, value.clone());
    }
    kept
}
