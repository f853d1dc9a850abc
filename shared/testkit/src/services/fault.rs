//! What can be told to go wrong with a call, and how it looks on the wire.

use axum::body::Body;
use axum::http::{Response, StatusCode};
use futures_util::stream;
use serde_json::json;

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// AWS refuses with this error code, such as `TaskTimedOut`. Nothing happens.
    Error(&'static str),
    /// Meta refuses with this error code. Nothing happens.
    Meta(i64),
    /// A bare HTTP status, as a gateway in between would answer. Nothing happens.
    Status(u16),
    /// It happens, but the answer breaks off.
    LostAnswer,
    /// It happens, but no answer ever comes.
    Hang,
}

impl Fault {
    /// Whether the call has its effect all the same.
    pub(super) const fn comes_after(self) -> bool {
        matches!(self, Self::LostAnswer | Self::Hang)
    }

    /// What the caller gets to see.
    pub(super) async fn respond(self, operation: &str) -> Response<Body> {
        match self {
            Self::Error(code) => refusal(operation, code),
            Self::Meta(code) => meta(code),
            Self::Status(status) => with_status(status, String::new()),
            Self::LostAnswer => broken_off(),
            Self::Hang => std::future::pending().await,
        }
    }
}

/// SNS and S3 write XML, the others JSON with the code beside it in a header.
fn refusal(operation: &str, code: &str) -> Response<Body> {
    let error = format!("<Error><Code>{code}</Code><Message>no</Message></Error>");
    match operation {
        "Publish" => with_status(400, format!("<ErrorResponse>{error}</ErrorResponse>")),
        "PutObject" | "GetObject" => with_status(400, error),
        _ => {
            let body = json!({ "__type": code, "message": "no" }).to_string();
            let mut response = with_status(400, body);
            if let Ok(value) = code.parse() {
                response.headers_mut().insert("x-amzn-errortype", value);
            }
            response
        }
    }
}

/// Meta's envelope; its words quote the customer's number, which must reach no log.
fn meta(code: i64) -> Response<Body> {
    let message = format!("(#{code}) about +447700900101");
    let error = json!({ "message": message, "type": "OAuthException", "code": code });
    with_status(400, json!({ "error": error }).to_string())
}

fn with_status(status: u16, body: String) -> Response<Body> {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_GATEWAY);
    response
}

fn broken_off() -> Response<Body> {
    let parts = [Ok("{"), Err(std::io::Error::other("the connection broke"))];
    Response::new(Body::from_stream(stream::iter(parts)))
}
