//! What lies in the inbound queue: bodies sealed under the keys that the fake Secrets Manager answers.
//!
//! Deliberately no queue: a test hands over what `webhook` would have put there, and reads what it did.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use domain::conversation::sealed_message::MessageKeys;
use domain::conversation::ticket::Ticket;
use domain::customer::channel::ChannelAddress;
use serde_json::{Value, json};

use crate::clock;
use crate::engine::{key, signing};

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

/// A body as `webhook` queues it in `group`: a delivery behind its ticket.
///
/// # Panics
/// Never: the test's randomness does not fail.
#[must_use]
#[expect(clippy::expect_used, reason = "the test's randomness does not fail")]
pub fn sealed(group: &str, delivery: &str) -> String {
    let text = ticketed(delivery);
    let sealed = message_keys().seal(group, &text, clock::random);
    sealed.expect("sealed").as_str().to_owned()
}

/// A ticket for a delivery, as `webhook` gives it now. What is no delivery has one from nowhere.
///
/// # Panics
/// Never: nowhere is an address.
#[must_use]
#[expect(clippy::expect_used, reason = "nowhere is an address")]
pub fn ticket(delivery: &str) -> String {
    let read: Value = serde_json::from_str(delivery).unwrap_or_default();
    let id = |name: &str| read[name].as_str().map(str::to_owned);
    let address = ChannelAddress::try_new(id("user_id"), id("wa_id"));
    let address = address.or_else(|_| ChannelAddress::try_new(None, Some("0".to_owned())));
    let address = address.expect("nowhere is an address");
    Ticket::issue(&signing(8), &address, delivery, clock::now()).to_text()
}

/// A ticket for some message that a phone has sent now.
///
/// # Panics
/// If the phone has no digits.
#[must_use]
#[expect(clippy::expect_used, reason = "a test names its phone")]
pub fn ticket_from(wa_id: &str) -> String {
    let address = ChannelAddress::try_new(None, Some(wa_id.to_owned())).expect("a phone");
    Ticket::issue(&signing(8), &address, "", clock::now()).to_text()
}

/// The phone a ticket is for; empty if it is for a user id alone.
#[must_use]
pub fn phone_of(ticket: &str) -> String {
    let wa_id = ticket.split('.').nth(3).unwrap_or_default();
    let bytes = URL_SAFE_NO_PAD.decode(wa_id).unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

fn ticketed(delivery: &str) -> String {
    format!("{}\n{delivery}", ticket(delivery))
}

/// The delivery that `webhook` sealed in an entry of a `SendMessageBatch` or in a `SendMessage`.
///
/// # Panics
/// If it is not sealed for the group it is sent to.
#[must_use]
#[expect(clippy::expect_used, reason = "it must be sealed")]
pub fn opened(entry: &Value) -> String {
    let field = |name: &str| entry[name].as_str().unwrap_or_default();
    let opened = message_keys().open(field("MessageGroupId"), field("MessageBody"));
    let opened = opened.expect("sealed for its group");
    let (_, delivery) = opened.split_once('\n').expect("a ticket before it");
    delivery.to_owned()
}

/// The secret as the bank has it.
pub(crate) fn secret() -> Value {
    secret_of(&MESSAGE_KEYS)
}
