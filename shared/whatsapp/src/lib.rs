//! The WhatsApp Cloud API as the bank uses it: the webhook's signature and body, inbound messages
//! and statuses, outbound messages and the client which sends them.
//!
//! Deliberately knows nothing of customers, conversations or money, keeps no state and retries
//! nothing: it says what a failure means ([`client::SendError`]) and leaves the decision to the
//! caller. Wire structs are private; no text, token or phone number reaches `Debug` or an error.
//!
//! Facts and limits are Meta's, from the Cloud API reference of September 2026
//! (`developers.facebook.com/docs/whatsapp`), unless a comment names another source.
//!
//! A webhook body goes [`signature::verify`] → [`webhook::split`] → [`webhook::Delivery::to_json`]
//! into the queue, and behind it [`webhook::Delivery::from_json`] → [`webhook::Delivery::message`]
//! or [`webhook::Delivery::status`]. An answer goes [`message::Text`] and its siblings →
//! [`message::Outgoing`] → [`client::Client::send`].

pub mod client;
pub mod inbound;
pub mod message;
pub mod signature;
pub mod webhook;

mod lenient;
mod redacted;
