//! How a fault looks on the wire: error bodies in each service's own words, and broken connections.
//!
//! Deliberately decides nothing; `injection` asks for what it needs.

use std::io::{Error, ErrorKind};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, RETRY_AFTER, TRANSFER_ENCODING};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use futures_util::{StreamExt, stream};

use crate::Dependency;

/// How long the sent half of a truncated body is given to leave before the connection closes.
const FLUSH_TIME: Duration = Duration::from_millis(50);

/// The largest body that can be truncated, in bytes; larger ones are cut off there.
const MAX_TRUNCATED_BYTES: usize = 32 << 20;

/// A body that no client of these services can read, whatever it expects.
const GARBAGE: &[u8] = b"\x00\xff<html>{\"]}' proxy says hello \xc3\x28";

/// An answer whose connection is dropped before its first byte: the server closes a connection whose
/// body fails at once, and its header has not left by then.
pub(crate) fn dropped_connection() -> Response {
    let nothing = stream::once(async { Err::<Bytes, Error>(broken()) });
    Response::new(Body::from_stream(nothing))
}

/// The same answer with its full content length but only half of its body.
pub(crate) async fn truncated(answer: Response) -> Response {
    let (mut head, body) = answer.into_parts();
    let Ok(whole) = axum::body::to_bytes(body, MAX_TRUNCATED_BYTES).await else {
        return dropped_connection();
    };
    head.headers.remove(TRANSFER_ENCODING);
    head.headers
        .insert(CONTENT_LENGTH, HeaderValue::from(whole.len()));
    let half = whole.slice(..whole.len().div_euclid(2));
    let sent = stream::once(async { Ok::<Bytes, Error>(half) });
    let then_broken = stream::once(async {
        tokio::time::sleep(FLUSH_TIME).await;
        Err(broken())
    });
    Response::from_parts(head, Body::from_stream(sent.chain(then_broken)))
}

/// 200 and nonsense.
pub(crate) fn garbage() -> Response {
    ([(CONTENT_TYPE, "application/json")], GARBAGE).into_response()
}

/// The service's own words for an internal error.
pub(crate) fn internal_error(dependency: Dependency) -> Response {
    let body = match dependency {
        Dependency::Whatsapp => graph_error(
            "(#131000) Something went wrong",
            131_000,
            "Message failed to send due to an unknown error.",
        ),
        _ => watson_error(500, "Internal Server Error"),
    };
    (StatusCode::INTERNAL_SERVER_ERROR, axum::Json(body)).into_response()
}

/// The service's own words for too many requests.
pub(crate) fn too_many_requests(dependency: Dependency) -> Response {
    let body = match dependency {
        Dependency::Whatsapp => graph_error(
            "(#130429) Rate limit hit",
            130_429,
            "Cloud API message throughput has been reached.",
        ),
        _ => watson_error(429, "Too Many Requests"),
    };
    (
        StatusCode::TOO_MANY_REQUESTS,
        [(RETRY_AFTER, "1")],
        axum::Json(body),
    )
        .into_response()
}

/// The service's own words for a refusal: by Meta's error code, or by Watson's HTTP status.
pub(crate) fn refused(dependency: Dependency, code: u32) -> Response {
    if dependency == Dependency::Whatsapp {
        let message = format!("(#{code}) Refused");
        let body = graph_error(&message, code, "A fault is switched on.");
        return (graph_status(code), axum::Json(body)).into_response();
    }
    let status = u16::try_from(code).unwrap_or_default();
    let known = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST);
    (known, axum::Json(watson_error(status, "Refused"))).into_response()
}

/// The HTTP status that comes with an error code: Meta's table of January 2026.
const fn graph_status(code: u32) -> StatusCode {
    match code {
        0 | 190 => StatusCode::UNAUTHORIZED,
        10 | 200..=299 | 368 | 130_497 | 131_005 | 131_031 => StatusCode::FORBIDDEN,
        132_001 => StatusCode::NOT_FOUND,
        3 | 131_000 | 131_045 | 131_057 => StatusCode::INTERNAL_SERVER_ERROR,
        2 | 131_016 | 133_004 => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::BAD_REQUEST,
    }
}

fn graph_error(message: &str, code: u32, details: &str) -> serde_json::Value {
    serde_json::json!({"error": {
        "message": message,
        "type": "OAuthException",
        "code": code,
        "error_data": {"messaging_product": "whatsapp", "details": details},
        "fbtrace_id": "AbCdEfGhIjKlMnOpQrStUvW",
    }})
}

fn watson_error(code: u16, error: &str) -> serde_json::Value {
    serde_json::json!({"code": code, "error": error})
}

fn broken() -> Error {
    Error::new(ErrorKind::ConnectionReset, "fault injected")
}
