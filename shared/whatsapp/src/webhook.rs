//! Meta's webhook: the handshake, and splitting one signed body into deliveries, each of which
//! can be queued and processed alone.
//!
//! Deliberately does not verify the signature (see [`crate::signature`]; call it first), does not
//! understand message kinds (see [`crate::inbound`]) and never fails a whole body for one bad
//! part of it: what cannot be used is counted, because Meta would otherwise retry it for a week.

use serde_json::error::Category;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use crate::lenient::Lenient;

mod channel_event;
mod concerned;
mod context;
mod delivery;
mod wire;

pub use channel_event::ChannelEvent;
pub use delivery::{Delivery, DeliveryError, DeliveryKind, MAX_DELIVERY_BYTES};

/// The largest webhook body Meta sends, in bytes. The door refuses more before verifying it.
pub const MAX_BODY_BYTES: usize = 3 * 1024 * 1024;

const OBJECT: &str = "whatsapp_business_account";
const FIELD_MESSAGES: &str = "messages";
const MODE_SUBSCRIBE: &str = "subscribe";
/// Field names are Meta's and short; this only keeps nonsense out of logs.
const MAX_FIELD_NAME_CHARS: usize = 64;

/// What a webhook body held.
#[derive(Debug, Default)]
pub struct Split {
    /// Messages and statuses, in the order of the body.
    pub deliveries: Vec<Delivery>,
    /// The `field` of every change which is not about messages: acknowledged, and nothing of it is queued.
    pub ignored_fields: Vec<String>,
    /// What those changes say about the channel itself, for the bank's operations.
    pub channel_events: Vec<ChannelEvent>,
    /// Messages, statuses, changes and entries which cannot be used: without an id, without an
    /// address, sent in a group, or of an unknown shape.
    pub ignored_items: usize,
    /// Codes of errors Meta reports about the number itself, beside or instead of messages.
    pub error_codes: Vec<i64>,
}

/// Why a body as a whole is not a `WhatsApp` webhook. Acknowledge it all the same once its
/// signature is good: a retry would bring the same bytes.
#[derive(Debug, thiserror::Error, PartialEq, Eq, Clone, Copy)]
pub enum ParseError {
    /// The body is not JSON.
    #[error("the webhook body is not json")]
    NotJson,
    /// The body is JSON, but not about a `WhatsApp` business account.
    #[error("the webhook body is not about a whatsapp business account")]
    NotWhatsApp,
}

/// Splits a body into its messages and statuses.
pub fn split(raw_body: &[u8]) -> Result<Split, ParseError> {
    let mut split = Split::default();
    for change in changes(raw_body)? {
        match change {
            Some(change) => split.add_change(change),
            None => split.ignore_one(),
        }
    }
    Ok(split)
}

/// Answers Meta's handshake: the challenge to send back with 200, or `None` for 403.
///
/// Takes the query parameters `hub.mode`, `hub.verify_token` and `hub.challenge`. The token is
/// compared in constant time, and an empty one of ours never matches.
#[must_use]
pub fn challenge(
    mode: Option<&str>,
    token: Option<&str>,
    challenge: Option<&str>,
    verify_token: &str,
) -> Option<String> {
    let is_ours = same(token?, verify_token) && !verify_token.is_empty();
    if mode? != MODE_SUBSCRIBE || !is_ours {
        return None;
    }
    challenge.map(str::to_owned)
}

impl Split {
    fn add_change(&mut self, change: wire::Change<'_>) {
        let field = change.field.into_string().unwrap_or_default();
        if field != FIELD_MESSAGES {
            let name = field.chars().take(MAX_FIELD_NAME_CHARS).collect();
            self.ignored_fields.push(name);
            let event = ChannelEvent::of(&field, change.value);
            return self.channel_events.extend(event);
        }
        self.add_value(change.value);
    }

    fn add_value(&mut self, value: wire::Value<'_>) {
        let errors = value.errors.into_elements().flatten();
        self.error_codes
            .extend(errors.filter_map(|error| error.code.value()));

        let messages = value.messages.into_option().unwrap_or_default();
        let statuses = value.statuses.into_option().unwrap_or_default();
        let items = messages.len().saturating_add(statuses.len());
        let context = context::Context::new(value.metadata, value.contacts, items);
        for raw in messages {
            self.add(context.message(raw));
        }
        for raw in statuses {
            self.add(context.status(raw).into_iter().collect());
        }
    }

    fn add(&mut self, deliveries: Vec<Delivery>) {
        if deliveries.is_empty() {
            self.ignore_one();
        }
        self.deliveries.extend(deliveries);
    }

    fn ignore_one(&mut self) {
        self.ignored_items = self.ignored_items.saturating_add(1);
    }
}

/// All changes of all entries, in order; `None` stands for an entry or a change of unknown shape.
fn changes(raw_body: &[u8]) -> Result<Vec<Option<wire::Change<'_>>>, ParseError> {
    if let Ok(envelope) = serde_json::from_slice::<wire::Strict<'_>>(raw_body) {
        let entries = about_us(envelope)?.into_iter();
        return Ok(entries.flat_map(|entry| entry.changes).map(Some).collect());
    }
    let envelope: wire::Loose<'_> =
        serde_json::from_slice(raw_body).map_err(|error| parse_error(&error))?;
    let entries = about_us(envelope)?.into_iter();
    Ok(entries.flat_map(loose_changes).collect())
}

fn about_us<E>(envelope: wire::Envelope<E>) -> Result<Vec<E>, ParseError> {
    if envelope.object.as_str() == Some(OBJECT) {
        Ok(envelope.entry)
    } else {
        Err(ParseError::NotWhatsApp)
    }
}

fn loose_changes(
    entry: Lenient<wire::Entry<Lenient<wire::Change<'_>>>>,
) -> Vec<Option<wire::Change<'_>>> {
    let Some(entry) = entry.into_option() else {
        return vec![None];
    };
    let changes = entry.changes.into_iter();
    changes.map(Lenient::into_option).collect()
}

fn parse_error(error: &serde_json::Error) -> ParseError {
    // The error itself quotes the body, so only its category leaves this function.
    match error.classify() {
        Category::Data => ParseError::NotWhatsApp,
        Category::Io | Category::Syntax | Category::Eof => ParseError::NotJson,
    }
}

/// Compares digests instead of the tokens, so that not even the length of ours can be timed.
fn same(left: &str, right: &str) -> bool {
    let left = Sha256::digest(left.as_bytes());
    let right = Sha256::digest(right.as_bytes());
    left.as_slice().ct_eq(right.as_slice()).into()
}
