//! The key under which the page sends a request, and sends it again until it has an answer.

use std::ops::RangeInclusive;

use domain::confirmation::link::Token;
use domain::failure::Failure;
use domain::time::Random;
use serde_json::Value;

use crate::PageError;

/// How long a key may be: 128 bits in hexadecimal digits, or more.
const KEY_LENGTHS: RangeInclusive<usize> = 32..=64;

/// What the page calls a request, which it sends again as it was until it has an answer. None from a page of before.
pub fn given_key(body: &Value) -> Result<Option<&str>, PageError> {
    let is_key = |key: &&str| {
        KEY_LENGTHS.contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    match body.get("key").map(Value::as_str) {
        None => Ok(None),
        Some(key) => Ok(Some(key.filter(is_key).ok_or(PageError::Malformed)?)),
    }
}

/// The same; one that was not given is drawn, so that a request without one is like no other.
pub fn idempotency_key(body: &Value, random: Random) -> Result<String, PageError> {
    match given_key(body)? {
        Some(key) => Ok(key.to_owned()),
        None => Ok(Token::draw(random)
            .map_err(Failure::retry)?
            .expose()
            .to_owned()),
    }
}

/// No message of the chat has such a key.
pub fn pages_key(key: &str) -> String {
    format!("page:{key}")
}
