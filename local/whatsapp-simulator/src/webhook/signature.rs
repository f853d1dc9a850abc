//! The signature header and the escaped form of a webhook body.
//!
//! Deliberately signs bytes only: whoever calls decides which bytes leave.

use std::fmt::Write as _;

use hmac::{Hmac, KeyInit, Mac};
use serde_json::Value;
use sha2::Sha256;

/// `sha256=` and the lower-case hex HMAC-SHA256 of exactly these bytes.
pub(crate) fn sign(app_secret: &str, body: &[u8]) -> String {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(app_secret.as_bytes()) else {
        unreachable!("an HMAC key may have any length");
    };
    mac.update(body);
    format!("sha256={}", hex::encode(mac.finalize().into_bytes()))
}

/// The JSON text as Meta writes it: everything outside ASCII as `\u` escapes with lower-case digits,
/// `/` as `\/`. Both can only stand inside strings, so the text can be treated without parsing.
pub(crate) fn escaped(body: &Value) -> String {
    let plain = body.to_string();
    let mut escaped = String::with_capacity(plain.len());
    let mut units = [0; 2];
    for character in plain.chars() {
        match character {
            '/' => escaped.push_str("\\/"),
            _ if character.is_ascii() => escaped.push(character),
            _ => {
                for unit in character.encode_utf16(&mut units) {
                    // Writing into a `String` cannot fail.
                    let _ = write!(escaped, "\\u{unit:04x}");
                }
            }
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_is_escaped_as_meta_escapes_it_and_means_the_same() {
        let body = serde_json::json!({"t": "R$ 50 \u{1f600} ção https://x.test/\"a\""});
        let text = escaped(&body);
        assert_eq!(
            text,
            r#"{"t":"R$ 50 \ud83d\ude00 \u00e7\u00e3o https:\/\/x.test\/\"a\""}"#
        );
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), body);
    }

    #[test]
    fn the_signature_is_that_of_rfc_4231_test_case_2() {
        assert_eq!(
            sign("Jefe", b"what do ya want for nothing?"),
            "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        );
    }
}
