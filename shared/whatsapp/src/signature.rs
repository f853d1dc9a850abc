//! Meta's signature over a webhook body: HMAC-SHA256 with the app secret, in the header
//! `X-Hub-Signature-256`.
//!
//! Deliberately works on the bytes as they arrived: Meta signs its escaped-unicode form, so a
//! body which was parsed and written again no longer has the signed bytes. The older SHA-1 header
//! is not read at all.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use subtle::{Choice, ConstantTimeEq};

use crate::redacted;

/// The header which carries the signature, in lower case as API Gateway delivers it.
pub const HEADER: &str = "x-hub-signature-256";
const PREFIX: &str = "sha256=";
const DIGEST_BYTES: usize = 32;
const DIGEST_HEX_CHARS: usize = 64;

/// The app secret of the Meta app: whoever has it can speak as Meta.
#[derive(Clone)]
pub struct AppSecret(String);

/// Why a body was not accepted. Says nothing about the secret or the right signature.
#[derive(Debug, thiserror::Error, PartialEq, Eq, Clone, Copy)]
pub enum SignatureError {
    /// An app secret is empty: with it anybody could sign.
    #[error("an app secret is empty")]
    EmptySecret,
    /// No app secret is configured, so nothing can be verified.
    #[error("no app secret is configured")]
    NoSecret,
    /// The request has no signature header.
    #[error("the signature header is missing")]
    Missing,
    /// The header does not begin with `sha256=`.
    #[error("the signature does not begin with sha256=")]
    WrongPrefix,
    /// There are not exactly 64 characters behind the prefix.
    #[error("the signature is not 64 characters long")]
    WrongLength,
    /// The 64 characters are not all lower-case hexadecimal digits.
    #[error("the signature is not lower-case hexadecimal")]
    NotHex,
    /// No secret made this signature over this body.
    #[error("the signature does not match the body")]
    Mismatch,
}

impl AppSecret {
    /// Takes the secret as Meta's dashboard shows it (its characters are the key, undecoded).
    pub fn try_new(secret: impl Into<String>) -> Result<Self, SignatureError> {
        let secret = secret.into();
        if secret.is_empty() {
            return Err(SignatureError::EmptySecret);
        }
        Ok(Self(secret))
    }
}

redacted::redact_debug!(AppSecret);

/// Accepts the body if one of the secrets signed exactly these bytes.
///
/// Two secrets are valid while one replaces the other. Every one is tried and compared in constant
/// time, so the time taken tells neither which secret matched nor how much of the signature did.
pub fn verify(
    secrets: &[AppSecret],
    raw_body: &[u8],
    header: Option<&str>,
) -> Result<(), SignatureError> {
    if secrets.is_empty() {
        return Err(SignatureError::NoSecret);
    }
    let given = parse(header)?;
    let matches = secrets.iter().fold(Choice::from(0), |any, secret| {
        any | digest(secret, raw_body).map_or(Choice::from(0), |digest| digest.ct_eq(&given))
    });
    if bool::from(matches) {
        Ok(())
    } else {
        Err(SignatureError::Mismatch)
    }
}

/// The header value Meta would send for this body. For tests and the simulator.
#[must_use]
pub fn sign(secret: &AppSecret, body: &[u8]) -> String {
    let digest = digest(secret, body).map(hex::encode).unwrap_or_default();
    format!("{PREFIX}{digest}")
}

fn parse(header: Option<&str>) -> Result<[u8; DIGEST_BYTES], SignatureError> {
    let header = header.ok_or(SignatureError::Missing)?;
    let digits = header
        .strip_prefix(PREFIX)
        .ok_or(SignatureError::WrongPrefix)?;
    if digits.chars().count() != DIGEST_HEX_CHARS {
        return Err(SignatureError::WrongLength);
    }
    if digits.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return Err(SignatureError::NotHex);
    }
    let mut given = [0; DIGEST_BYTES];
    hex::decode_to_slice(digits, &mut given).map_err(|_| SignatureError::NotHex)?;
    Ok(given)
}

/// HMAC takes keys of every length, so there is always a digest; were there none, it must match
/// nothing.
fn digest(secret: &AppSecret, body: &[u8]) -> Option<[u8; DIGEST_BYTES]> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.0.as_bytes()).ok()?;
    mac.update(body);
    Some(mac.finalize().into_bytes().into())
}
