//! Delivers a webhook exactly as given, signed rightly, wrongly or not at all, and shows the answer.
//!
//! Deliberately no retry and no look at the body: this is for tests that attack the webhook.

use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::Simulator;
use crate::control::Refusal;

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Signature {
    None,
    Bad,
}

#[derive(Deserialize)]
pub(crate) struct Options {
    signature: Option<Signature>,
}

/// `POST /simulator/webhook?signature=none|bad`: the bank's own status and body; 502 if there was none.
pub(crate) async fn deliver(
    State(simulator): State<Simulator>,
    Query(options): Query<Options>,
    body: Bytes,
) -> Result<Response, Refusal> {
    let postman = &simulator.shared.postman;
    let signature = match options.signature {
        None => Some(postman.signature(&body, true)),
        Some(Signature::Bad) => Some(postman.signature(&body, false)),
        Some(Signature::None) => None,
    };
    let answer = postman
        .deliver(body, signature)
        .await
        .map_err(unreachable_bank)?;
    let answer = answer.ok_or_else(|| Refusal::bad_gateway("no webhook url is set"))?;
    let status = StatusCode::from_u16(answer.status().as_u16()).unwrap_or(StatusCode::BAD_GATEWAY);
    let fallback = HeaderValue::from_static("application/octet-stream");
    let content_type = answer
        .headers()
        .get(CONTENT_TYPE)
        .cloned()
        .unwrap_or(fallback);
    let body = answer.bytes().await.map_err(unreachable_bank)?;
    Ok((status, [(CONTENT_TYPE, content_type)], body).into_response())
}

fn unreachable_bank(error: reqwest::Error) -> Refusal {
    Refusal::bad_gateway(format!(
        "the webhook did not answer: {}",
        error.without_url()
    ))
}
