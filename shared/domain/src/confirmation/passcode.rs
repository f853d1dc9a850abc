//! The SMS passcode: six digits that fit one sealed order and nothing else (PSD2 RTS article 5).

use crate::confirmation::order::SealedOrder;
use crate::id::OrderId;
use crate::keyed_hash::{Hash, Key};
use crate::text::unmasked;
use crate::time::{NoRandomness, Random};

/// How long a code is good for, in seconds.
pub const PASSCODE_SECONDS: i64 = 300;

/// How often a code may be tried.
pub const MAX_TRIES: u8 = 3;

/// Most texts for one confirmation: the first and two more, whoever asked for them. A step the
/// workflow repeats counts too.
pub const MAX_TEXTS: u8 = 3;

/// Digits of a code.
pub const DIGITS: usize = 6;

const CODES: u32 = 1_000_000;

/// A code, as it goes into the SMS. Prints as `[redacted]`.
pub struct Passcode(String);

impl Passcode {
    /// Draws a code, each of the million as likely as any other.
    pub fn draw(random: Random) -> Result<Self, NoRandomness> {
        // The largest multiple of a million that fits 32 bits: above it, small codes would be likelier.
        const FAIR_BELOW: u32 = u32::MAX - u32::MAX % CODES;
        loop {
            let mut bytes = [0; 4];
            random(&mut bytes)?;
            let drawn = u32::from_be_bytes(bytes);
            if drawn < FAIR_BELOW {
                return Ok(Self(format!("{:06}", drawn.rem_euclid(CODES))));
            }
        }
    }

    /// What the SMS says. Nowhere else.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// What is stored: a keyed hash over the code and the bytes of the order.
    #[must_use]
    pub fn hash(&self, key: &Key, order: &SealedOrder) -> Hash {
        hash(key, &self.0, order)
    }
}

impl std::fmt::Debug for Passcode {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Passcode([redacted])")
    }
}

/// The code, if a text is nothing else: six digits of any script, perhaps in two groups of three or one by one. Three
/// pairs may be a date or a sort code, and are none.
#[must_use]
pub fn read(text: &str) -> Option<String> {
    let text = unmasked(text);
    let groups: Vec<&str> = text.trim().split([' ', '-']).collect();
    let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    let is_code = matches!(lengths[..], [DIGITS] | [3, 3] | [1, 1, 1, 1, 1, 1]);
    let digits = groups.concat();
    (is_code && digits.bytes().all(|digit| digit.is_ascii_digit())).then_some(digits)
}

/// Whether `code` is the one whose hash was stored for this order.
#[must_use]
pub fn fits(stored: Hash, key: &Key, code: &str, order: &SealedOrder) -> bool {
    hash(key, code, order) == stored
}

/// What a try is called whose message may come again from a queue: a keyed hash over the message's key,
/// the code that was typed and the confirmation. The same guess of the same message has the same name; another
/// code has another one, so it is counted as any try is.
#[must_use]
pub fn try_name(key: &Key, message_key: &str, code: &str, id: &OrderId) -> Hash {
    let [message, code, id] = [message_key, code, &id.0].map(str::as_bytes);
    Hash::keyed(key, &[b"passcode-try", message, code, id])
}

/// What a request for another text is called, whose answer may be lost: a keyed hash over its key and the
/// confirmation.
#[must_use]
pub fn text_name(key: &Key, request_key: &str, id: &OrderId) -> Hash {
    let fields = [request_key, &id.0].map(str::as_bytes);
    Hash::keyed(key, &[b"passcode-text", fields[0], fields[1]])
}

fn hash(key: &Key, code: &str, order: &SealedOrder) -> Hash {
    Hash::keyed(key, &[b"passcode", code.as_bytes(), order.digest().bytes()])
}

#[cfg(test)]
#[path = "passcode_tests.rs"]
mod tests;
