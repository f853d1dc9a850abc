//! IBM Cloud's identity service, as far as the SDKs need it: an API key for a bearer token.
//!
//! A token holds its expiry and a checksum with the key. It is no security: only a likeness of it.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use axum::http::StatusCode;
use axum::response::Response;
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::json;

/// How long a token is good for, in seconds.
const LIFETIME_SECONDS: i64 = 3600;

/// The only grant the SDKs use.
const GRANT: &str = "urn:ibm:params:oauth:grant-type:apikey";

/// The form of a token request.
#[derive(Debug, Deserialize)]
pub(super) struct TokenRequest {
    #[serde(default)]
    grant_type: String,
    #[serde(default)]
    apikey: String,
}

/// Answers a token request.
pub(super) fn token(request: &TokenRequest, api_key: &str, now: Timestamp) -> Response {
    if request.grant_type != GRANT {
        let body = json!({ "errorCode": "BXNIM0109E", "errorMessage": "Property missing or empty: grant_type" });
        return super::answer(StatusCode::BAD_REQUEST, body);
    }
    if request.apikey != api_key {
        let context =
            json!({ "requestId": super::guid(), "requestType": "incoming.Identity_Token" });
        let body = json!({
            "errorCode": "BXNIM0415E",
            "errorMessage": "Provided API key could not be found.",
            "context": context,
        });
        return super::answer(StatusCode::BAD_REQUEST, body);
    }
    let expiration = now.as_second().saturating_add(LIFETIME_SECONDS);
    let body = json!({
        "access_token": issue(api_key, expiration),
        "refresh_token": "not_supported",
        "token_type": "Bearer",
        "expires_in": LIFETIME_SECONDS,
        "expiration": expiration,
        "scope": "ibm openid",
    });
    super::answer(StatusCode::OK, body)
}

/// Whether a token was issued for this key and has not expired.
pub(super) fn is_valid(token: &str, api_key: &str, now: Timestamp) -> bool {
    let expiration = token
        .split('.')
        .nth(1)
        .and_then(|expiration| expiration.parse().ok());
    expiration.is_some_and(|expiration: i64| {
        expiration > now.as_second() && token == issue(api_key, expiration)
    })
}

fn issue(api_key: &str, expiration: i64) -> String {
    let mut hasher = DefaultHasher::new();
    (api_key, expiration).hash(&mut hasher);
    format!("simulated.{expiration}.{:016x}", hasher.finish())
}
