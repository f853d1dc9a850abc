//! The way from WhatsApp to the bank: envelopes, signatures, delivery with retries.
//!
//! Deliberately knows nothing of who asked for a webhook to be sent.

mod batch;
mod delivery;
mod envelope;
mod signature;
mod status;

pub use delivery::VerifyError;
pub(crate) use delivery::{Parcel, Postman, Turn};
pub(crate) use envelope::{Person, message_webhook};
pub(crate) use status::Announcement;
