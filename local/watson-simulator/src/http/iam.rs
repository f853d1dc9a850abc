//! IBM Cloud's identity service, as far as the SDKs need it: an API key for a bearer token.
//!
//! A token is a JWT in form, for the SDKs read when it expires, and its signature is a checksum with the key. It is
//! no security: only a likeness of it. <https://cloud.ibm.com/docs/account?topic=account-iamtoken_from_apikey>

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use axum::http::StatusCode;
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};

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
        "access_token": issue(api_key, now.as_second()),
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
    let issued = || {
        let claims = URL_SAFE_NO_PAD.decode(token.split('.').nth(1)?).ok()?;
        let claims: Value = serde_json::from_slice(&claims).ok()?;
        claims["iat"].as_i64()
    };
    issued().is_some_and(|issued| {
        issued.saturating_add(LIFETIME_SECONDS) > now.as_second() && token == issue(api_key, issued)
    })
}

/// The token of a key from this second on.
fn issue(api_key: &str, issued: i64) -> String {
    let encode = |part: Value| URL_SAFE_NO_PAD.encode(part.to_string());
    let header = json!({ "kid": "simulated", "alg": "HS256", "typ": "JWT" });
    let claims = json!({
        "iam_id": "iam-ServiceId-simulated",
        "sub": "ServiceId-simulated",
        "iss": "https://iam.cloud.ibm.com/identity",
        "grant_type": GRANT,
        "scope": "ibm openid",
        "iat": issued,
        "exp": issued.saturating_add(LIFETIME_SECONDS),
    });
    let signed = format!("{}.{}", encode(header), encode(claims));
    let mut hasher = DefaultHasher::new();
    (api_key, &signed).hash(&mut hasher);
    let signature = URL_SAFE_NO_PAD.encode(hasher.finish().to_be_bytes());
    format!("{signed}.{signature}")
}
