//! What a customer wrote, sealed for the time it waits in a queue: XChaCha20-Poly1305 (RFC 8439 with the
//! 192-bit nonce of draft-irtf-cfrg-xchacha-03), bound to the place where it waits.
//!
//! Deliberately hides neither a message's length nor its time, and cannot tell a message from a copy of
//! itself in the same place: whoever opens it has to do each message once.
//!
//! The text is `1.<key id>.<nonce, ciphertext and tag>`: the version, 16 lower-case hexadecimal digits,
//! and base64url without padding. What stands before the last dot is authenticated with the place.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chacha20poly1305::{AeadInOut, KeyInit, XChaCha20Poly1305, XNonce};

use crate::keyed_hash::{Hash, Key};
use crate::time::{NoRandomness, Random};

const VERSION: &str = "1";

/// Drawn at random for each message: with 192 bits, the chance that two of 2⁸⁰ messages share one is 2⁻³³.
const NONCE_BYTES: usize = 24;

const KEY_ID_DIGITS: usize = 16;

/// The keys in use: the first seals, all of them open, so that one can replace another while messages
/// wait. Prints as `[redacted]`; the ciphers wipe their keys when they are dropped.
#[derive(Clone)]
pub struct MessageKeys {
    current: MessageKey,
    previous: Vec<MessageKey>,
}

/// One key under the name it has in what it sealed.
#[derive(Clone)]
struct MessageKey {
    id: String,
    cipher: XChaCha20Poly1305,
}

/// A sealed message: nothing but lower case, upper case, digits, `-`, `_` and two dots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedMessage(String);

/// Without a key nothing can be sealed.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("there is no key for messages")]
pub struct NoMessageKey;

/// Why a message was not sealed. It must not be queued then.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum NotSealed {
    /// No nonce could be drawn.
    #[error("a message was not sealed: {0}")]
    NoRandomness(#[from] NoRandomness),
    /// It is longer than the cipher allows, 256 GiB.
    #[error("a message is too long to be sealed")]
    TooLong,
}

/// Why a text was not opened. Says nothing of what is in it.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum NotOpened {
    /// Nobody here sealed it, or a later version did.
    #[error("the message is not sealed as version {VERSION} seals")]
    NotSealed,
    /// The key is not, or no longer, among ours.
    #[error("the message is sealed under the unknown key {key_id}")]
    UnknownKey {
        /// The key's name; follows from the key and tells nothing about it.
        key_id: String,
    },
    /// It is not what was sealed, or not where it was put.
    #[error("the message was changed, or moved away from its group, after it was sealed")]
    Changed,
}

impl MessageKeys {
    /// The current key, then those that came before it.
    pub fn try_new(keys: &[Key]) -> Result<Self, NoMessageKey> {
        let (current, previous) = keys.split_first().ok_or(NoMessageKey)?;
        Ok(Self {
            current: MessageKey::new(current),
            previous: previous.iter().map(MessageKey::new).collect(),
        })
    }

    /// Seals `text` under the current key for `place`, the only one where it can be opened.
    pub fn seal(
        &self,
        place: &str,
        text: &str,
        random: Random,
    ) -> Result<SealedMessage, NotSealed> {
        let mut nonce = [0; NONCE_BYTES];
        random(&mut nonce)?;
        let mut sealed = self.current.header();
        let mut bytes = text.as_bytes().to_vec();
        self.current
            .cipher
            .encrypt_in_place(
                &XNonce::from(nonce),
                &associated_data(&sealed, place),
                &mut bytes,
            )
            .map_err(|_| NotSealed::TooLong)?;
        // 24 bytes are 32 digits without a rest, so the two join as if they had been encoded together.
        URL_SAFE_NO_PAD.encode_string(nonce, &mut sealed);
        URL_SAFE_NO_PAD.encode_string(bytes, &mut sealed);
        Ok(SealedMessage(sealed))
    }

    /// What was sealed for `place` under one of these keys.
    pub fn open(&self, place: &str, sealed: &str) -> Result<String, NotOpened> {
        let (key_id, bytes) = parts(sealed).ok_or(NotOpened::NotSealed)?;
        let key = self.named(key_id).ok_or_else(|| NotOpened::UnknownKey {
            key_id: key_id.to_owned(),
        })?;
        let (nonce, ciphertext) = bytes
            .split_first_chunk::<NONCE_BYTES>()
            .ok_or(NotOpened::NotSealed)?;
        let mut text = ciphertext.to_vec();
        key.cipher
            .decrypt_in_place(
                &XNonce::from(*nonce),
                &associated_data(&key.header(), place),
                &mut text,
            )
            .map_err(|_| NotOpened::Changed)?;
        // Only text is ever sealed.
        String::from_utf8(text).map_err(|_| NotOpened::NotSealed)
    }

    fn named(&self, id: &str) -> Option<&MessageKey> {
        let mut keys = std::iter::once(&self.current).chain(&self.previous);
        keys.find(|key| key.id == id)
    }
}

impl MessageKey {
    fn new(key: &Key) -> Self {
        let mut id = Hash::keyed(key, &[b"message key id"]).hex();
        id.truncate(KEY_ID_DIGITS);
        Self {
            id,
            cipher: XChaCha20Poly1305::new(key.bytes().into()),
        }
    }

    fn header(&self) -> String {
        format!("{VERSION}.{}.", self.id)
    }
}

impl SealedMessage {
    /// What is queued.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for MessageKeys {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("MessageKeys([redacted])")
    }
}

/// The header has a fixed length, so no two pairs join to the same bytes.
fn associated_data(header: &str, place: &str) -> Vec<u8> {
    [header.as_bytes(), place.as_bytes()].concat()
}

/// Key id and bytes, if the text has the form of a sealed message.
fn parts(sealed: &str) -> Option<(&str, Vec<u8>)> {
    let (version, rest) = sealed.split_once('.')?;
    let (key_id, encoded) = rest.split_once('.')?;
    let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    let is_ours =
        version == VERSION && key_id.len() == KEY_ID_DIGITS && key_id.bytes().all(is_digit);
    // Strict: no two texts decode to the same bytes.
    let bytes = URL_SAFE_NO_PAD.decode(encoded).ok()?;
    is_ours.then_some((key_id, bytes))
}

#[cfg(test)]
#[path = "sealed_message_tests.rs"]
mod tests;
