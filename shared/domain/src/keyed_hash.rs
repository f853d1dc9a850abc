//! HMAC-SHA256 over a list of fields: how a secret is remembered without being kept.
//!
//! Fields are length-prefixed, so no two lists share a message ("ab","c" is not "a","bc").

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

/// Length of a key, in bytes.
pub const KEY_BYTES: usize = 32;

/// A secret key. Prints as `[redacted]`.
#[derive(Clone)]
pub struct Key([u8; KEY_BYTES]);

/// The key is not 32 bytes long.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("a key must be {KEY_BYTES} bytes long")]
pub struct BadKeyLength;

impl Key {
    /// Takes exactly 32 bytes.
    pub fn try_new(bytes: &[u8]) -> Result<Self, BadKeyLength> {
        bytes.try_into().map(Self).map_err(|_| BadKeyLength)
    }

    /// The bytes, for a primitive that keys itself (argon2's pepper).
    #[must_use]
    pub const fn bytes(&self) -> &[u8; KEY_BYTES] {
        &self.0
    }
}

impl std::fmt::Debug for Key {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Key([redacted])")
    }
}

/// A 256-bit hash, compared in constant time.
#[derive(Clone, Copy)]
pub struct Hash([u8; 32]);

impl Hash {
    /// 32 zero bytes: what comes before the first link of a chain.
    pub const ZERO: Self = Self([0; 32]);

    /// HMAC-SHA256 under `key`.
    #[must_use]
    pub fn keyed(key: &Key, fields: &[&[u8]]) -> Self {
        // HMAC takes a key of any length, so this branch is never taken; it still must not panic.
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&key.0) else {
            return Self::ZERO;
        };
        for field in fields {
            mac.update(&length_prefix(field));
            mac.update(field);
        }
        Self(mac.finalize().into_bytes().into())
    }

    /// SHA-256, for values that carry enough entropy of their own.
    #[must_use]
    pub fn plain(fields: &[&[u8]]) -> Self {
        let mut digest = Sha256::new();
        for field in fields {
            digest.update(length_prefix(field));
            digest.update(field);
        }
        Self(digest.finalize().into())
    }

    /// The bytes.
    #[must_use]
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// 64 lower-case hexadecimal digits.
    #[must_use]
    pub fn hex(&self) -> String {
        use std::fmt::Write;
        self.0
            .iter()
            .fold(String::with_capacity(64), |mut text, byte| {
                // Writing to a String cannot fail.
                let _ = write!(text, "{byte:02x}");
                text
            })
    }

    /// Reads 64 hexadecimal digits back.
    #[must_use]
    pub fn from_hex(text: &str) -> Option<Self> {
        if text.len() != 64 || !text.is_ascii() {
            return None;
        }
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
            *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
        }
        Some(Self(bytes))
    }
}

impl PartialEq for Hash {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl Eq for Hash {}

impl std::fmt::Debug for Hash {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Hash([redacted])")
    }
}

const fn length_prefix(field: &[u8]) -> [u8; 8] {
    (field.len() as u64).to_be_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moving_a_border_between_fields_changes_the_hash() {
        assert_ne!(Hash::plain(&[b"ab", b"c"]), Hash::plain(&[b"a", b"bc"]));
        let key = Key::try_new(&[7; 32]).unwrap();
        assert_ne!(
            Hash::keyed(&key, &[b"ab", b"c"]),
            Hash::keyed(&key, &[b"a", b"bc"])
        );
    }

    #[test]
    fn a_hash_survives_hexadecimal_and_garbage_does_not() {
        let hash = Hash::plain(&[b"x"]);
        assert_eq!(Hash::from_hex(&hash.hex()), Some(hash));
        for garbage in ["", "zz", &"g".repeat(64), &"é".repeat(32)] {
            assert_eq!(Hash::from_hex(garbage), None);
        }
    }
}
