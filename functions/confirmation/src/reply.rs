//! Responses, each with every protective header: pages, answers and refusals alike.

use lambda_http::http::{HeaderName, HeaderValue, StatusCode};
use lambda_http::{Body, Response};
use serde::Serialize;

/// On every response. Sources: OWASP Secure Headers, MDN.
const HEADERS: [(&str, &str); 9] = [
    ("cache-control", "no-store"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    (
        "permissions-policy",
        "camera=(), geolocation=(), microphone=(), payment=()",
    ),
    ("referrer-policy", "no-referrer"),
    (
        "strict-transport-security",
        "max-age=63072000; includeSubDomains",
    ),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("x-robots-tag", "noindex"),
];

/// What an answer that is not a page may load: nothing.
const NOTHING: &str =
    "default-src 'none'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'";

/// A JSON answer.
pub fn json(status: StatusCode, body: &impl Serialize) -> Response<Body> {
    // Only our own plain structs come here, and those always serialise.
    let body = serde_json::to_string(body).unwrap_or_default();
    let mut response = protected(status, body, NOTHING);
    response
        .headers_mut()
        .insert("content-type", HeaderValue::from_static("application/json"));
    response
}

/// An answer to a try that came too soon (RFC 9110 §10.2.3).
pub fn wait(seconds: i64) -> Response<Body> {
    let body = serde_json::json!({ "error": "wait", "seconds": seconds });
    let mut response = json(StatusCode::TOO_MANY_REQUESTS, &body);
    response
        .headers_mut()
        .insert("retry-after", HeaderValue::from(seconds));
    response
}

/// A response with the protective headers and this content security policy.
pub fn protected(status: StatusCode, body: String, policy: &str) -> Response<Body> {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        );
    }
    if let Ok(policy) = HeaderValue::from_str(policy) {
        headers.insert("content-security-policy", policy);
    }
    response
}
