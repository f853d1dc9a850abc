//! What lies in the inbound queue: bodies sealed under the keys that the fake Secrets Manager answers.
//!
//! Deliberately no queue: a test hands over what `webhook` would have put there, and reads what it did.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::conversation::sealed_message::MessageKeys;
use serde_json::{Value, json};

use crate::clock;
use crate::engine::key;

/// The current key and the one before it, as [`key`] makes them.
const MESSAGE_KEYS: [u8; 2] = [5, 6];

/// The bank's keys for messages.
#[must_use]
pub fn message_keys() -> MessageKeys {
    keys_of(&MESSAGE_KEYS)
}

/// Keys as [`key`] makes them, the current one first.
///
/// # Panics
/// If there are none: then nothing can be sealed.
#[must_use]
#[expect(clippy::expect_used, reason = "a test names its keys")]
pub fn keys_of(bytes: &[u8]) -> MessageKeys {
    let keys: Vec<_> = bytes.iter().map(|byte| key(*byte)).collect();
    MessageKeys::try_new(&keys).expect("a key")
}

/// The same as the secret holds them.
#[must_use]
pub fn secret_of(bytes: &[u8]) -> Value {
    let keys = bytes.iter().map(|byte| STANDARD.encode(key(*byte).bytes()));
    json!({ "message_keys": keys.collect::<Vec<_>>() })
}

/// A body as `webhook` queues it in `group`.
///
/// # Panics
/// Never: the test's randomness does not fail.
#[must_use]
#[expect(clippy::expect_used, reason = "the test's randomness does not fail")]
pub fn sealed(group: &str, text: &str) -> String {
    let sealed = message_keys().seal(group, text, clock::random);
    sealed.expect("sealed").as_str().to_owned()
}

/// What `webhook` sealed in an entry of a `SendMessageBatch` or in a `SendMessage`.
///
/// # Panics
/// If it is not sealed for the group it is sent to.
#[must_use]
#[expect(clippy::expect_used, reason = "it must be sealed")]
pub fn opened(entry: &Value) -> String {
    let field = |name: &str| entry[name].as_str().unwrap_or_default();
    let opened = message_keys().open(field("MessageGroupId"), field("MessageBody"));
    opened.expect("sealed for its group")
}

/// The secret as the bank has it.
pub(crate) fn secret() -> Value {
    secret_of(&MESSAGE_KEYS)
}
