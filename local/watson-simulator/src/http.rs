//! The HTTP faces of the simulator, and what they share: who may come in, and how errors look.

use std::sync::Arc;

use axum::Json;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use serde_json::{Value, json};

pub mod assistant;
mod iam;
mod message;
mod sessions;
mod skills;
pub mod speech;
mod ssml;
mod store;
mod voice;
mod voices;
mod workspace_message;
mod workspaces;

/// Where the simulator reads the time.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// The real time.
#[must_use]
pub fn real_clock() -> Clock {
    Arc::new(Timestamp::now)
}

/// An error as IBM's services write it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ApiError {
    status: StatusCode,
    message: String,
    /// Speech adds the reason phrase, Assistant does not.
    described: bool,
}

impl ApiError {
    pub(crate) fn new(status: StatusCode, message: impl Into<String>) -> Self {
        Self {
            status,
            message: message.into(),
            described: false,
        }
    }

    pub(crate) fn bad_request(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, message)
    }

    pub(crate) fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "Resource not found")
    }

    pub(crate) fn described(mut self) -> Self {
        self.described = true;
        self
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let mut body = json!({ "error": self.message, "code": self.status.as_u16() });
        if self.described {
            body["code_description"] = json!(self.status.canonical_reason().unwrap_or_default());
        }
        traced((self.status, Json(body)).into_response())
    }
}

/// Every answer of IBM Cloud carries the id of its transaction.
pub(crate) fn traced(mut response: Response) -> Response {
    if let Ok(id) = HeaderValue::from_str(&guid()) {
        response.headers_mut().insert("x-global-transaction-id", id);
    }
    response
}

/// A JSON answer.
pub(crate) fn answer(status: StatusCode, body: Value) -> Response {
    traced((status, Json(body)).into_response())
}

/// A random id of IBM's form. Nothing secret hangs on it here.
pub(crate) fn guid() -> String {
    let random = fastrand::u128(..);
    let hex = format!("{random:032x}");
    let part = |from: usize, to: usize| hex.get(from..to).unwrap_or_default();
    format!(
        "{}-{}-4{}-a{}-{}",
        part(0, 8),
        part(8, 12),
        part(13, 16),
        part(17, 20),
        part(20, 32)
    )
}

/// Lets in whoever has the API key, or a token that was given for it.
pub(crate) fn authorise(
    headers: &HeaderMap,
    api_key: &str,
    now: Timestamp,
) -> Result<(), ApiError> {
    let header = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok());
    let known = match header.and_then(|header| header.split_once(' ')) {
        Some(("Basic", credentials)) => STANDARD
            .decode(credentials)
            .is_ok_and(|plain| plain == format!("apikey:{api_key}").as_bytes()),
        Some(("Bearer", token)) => iam::is_valid(token, api_key, now),
        _ => false,
    };
    if known {
        Ok(())
    } else {
        Err(ApiError::new(StatusCode::UNAUTHORIZED, "Unauthorized"))
    }
}
