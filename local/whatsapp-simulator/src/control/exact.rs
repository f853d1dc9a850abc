//! Delivers a webhook exactly as given, signed rightly, wrongly or not at all, and shows the answer.
//!
//! Deliberately no retry: this is for tests that attack the webhook. A rightly signed body counts as said
//! by its customers, so that the bank may answer them.

use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::Value;

use crate::control::HttpError;
use crate::{Phone, Simulator, render};

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
) -> Result<Response, HttpError> {
    let postman = &simulator.shared.postman;
    if options.signature.is_none() {
        simulator.hear_all(&body);
    }
    let signature = match options.signature {
        None => Some(postman.signature(&body, true)),
        Some(Signature::Bad) => Some(postman.signature(&body, false)),
        Some(Signature::None) => None,
    };
    let answer = postman
        .deliver(body, signature)
        .await
        .map_err(unreachable_bank)?;
    let answer = answer.ok_or_else(|| HttpError::bad_gateway("no webhook url is set"))?;
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

impl Simulator {
    /// Opens the window of every customer the body names, and knows their messages.
    fn hear_all(&self, body: &Bytes) {
        let body: Value = serde_json::from_slice(body).unwrap_or_default();
        let entries = body["entry"].as_array().into_iter().flatten();
        let changes = entries.flat_map(|entry| entry["changes"].as_array().into_iter().flatten());
        let messages =
            changes.flat_map(|change| change["value"]["messages"].as_array().into_iter().flatten());
        for message in messages {
            let from = message["from"].as_str().unwrap_or_default();
            let phone = Phone::parse(&format!("+{from}"));
            let phone = phone.or_else(|| {
                let user_id = message["from_user_id"].as_str()?;
                self.with(|state| state.phone_of(user_id))
            });
            if let (Some(phone), Some(id)) = (phone, message["id"].as_str()) {
                self.hear(&phone, id, message);
            }
        }
    }

    fn hear(&self, phone: &Phone, id: &str, message: &Value) {
        let now_ms = self.now_ms();
        self.with(|state| state.note_sender(id, phone));
        let text = render::inbound(message);
        self.change(phone, |chat| {
            chat.hear_customer(id.to_owned(), now_ms, message.clone(), text);
        });
    }
}

fn unreachable_bank(error: reqwest::Error) -> HttpError {
    HttpError::bad_gateway(format!(
        "the webhook did not answer: {}",
        error.without_url()
    ))
}
