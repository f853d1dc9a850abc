//! One inbound message or one status, with all that is needed to process it alone.
//!
//! Deliberately keeps Meta's JSON of the item unread: what it says is parsed by whoever processes
//! it ([`crate::inbound`]), so that the webhook stays fast and a new message kind passes through.

use std::fmt;

use domain::customer::channel::ChannelAddress;
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};

use super::wire;
use crate::inbound;

/// The largest queue message, in bytes. Sealed it grows by a third, and SQS takes up to 1 MiB.
///
/// Kept by construction: ids and names have the limits below, and a payload over
/// 96 KiB is reduced to its id, time and kind, which reads as a message of its kind without
/// content. A customer's text of 4,096 characters takes at most 48 KiB in escaped form.
pub const MAX_DELIVERY_BYTES: usize = 102_400;

/// One inbound message or one status.
#[derive(Clone)]
pub struct Delivery {
    /// The bank's number that Meta says this belongs to. One app can serve many: compare it.
    pub phone_number_id: String,
    /// Who wrote, or whom the status or the system message concerns.
    pub address: ChannelAddress,
    /// The name the customer chose on `WhatsApp`. Anybody can choose any name: greet with it,
    /// decide nothing by it.
    pub profile_name: Option<String>,
    /// Message or status.
    pub kind: DeliveryKind,
    /// The message id; for a status `<message id>:<status>`, and for others than the first whom a system message
    /// concerns `<message id>/<as what>`. Personal data: a message id holds the
    /// phone number in base64, so log [`Delivery::deduplication_key`] instead.
    pub id: String,
    pub(super) payload: Box<RawValue>,
}

/// What a delivery carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DeliveryKind {
    /// Something a customer did.
    Message,
    /// What became of a message of ours.
    Status,
}

/// Why a queue message is not a delivery.
#[derive(Debug, thiserror::Error, PartialEq, Eq, Clone, Copy)]
pub enum DeliveryError {
    /// It is not JSON of the shape [`Delivery::to_json`] writes.
    #[error("the queue message is not a delivery")]
    NotADelivery,
    /// It names neither a user id nor a phone.
    #[error("the queue message has no address")]
    NoAddress,
}

impl Delivery {
    /// The queue message: JSON, at most [`MAX_DELIVERY_BYTES`], without the two characters
    /// (U+FFFE, U+FFFF) which JSON allows and SQS refuses.
    #[must_use]
    pub fn to_json(&self) -> String {
        let body = wire::QueueBody {
            kind: self.kind.into(),
            id: self.id.clone(),
            phone_number_id: self.phone_number_id.clone(),
            user_id: self.address.user_id().map(str::to_owned),
            wa_id: self.address.wa_id().map(str::to_owned),
            profile_name: self.profile_name.clone(),
            payload: self.payload.clone(),
        };
        // Strings and raw JSON always serialise; were they not to, SQS refuses an empty message.
        escape_noncharacters(&serde_json::to_string(&body).unwrap_or_default())
    }

    /// Reads a queue message back.
    pub fn from_json(json: &str) -> Result<Self, DeliveryError> {
        let body: wire::QueueBody =
            serde_json::from_str(json).map_err(|_| DeliveryError::NotADelivery)?;
        let address = ChannelAddress::try_new(body.user_id, body.wa_id)
            .map_err(|_| DeliveryError::NoAddress)?;
        Ok(Self {
            phone_number_id: body.phone_number_id,
            address,
            profile_name: body.profile_name,
            kind: body.kind.into(),
            id: body.id,
            payload: body.payload,
        })
    }

    /// The message, if this is one. Never fails: what cannot be read is
    /// [`inbound::Content::Unknown`].
    #[must_use]
    pub fn message(&self) -> Option<inbound::Message> {
        (self.kind == DeliveryKind::Message).then(|| inbound::message(&self.id, self.payload.get()))
    }

    /// Whether a person wrote or tapped this. Only then can the address be said to have asked for something: what
    /// `WhatsApp` says of somebody, or an app sends by itself, is nobody's word.
    #[must_use]
    pub fn is_written(&self) -> bool {
        self.message()
            .is_some_and(|message| message.content.is_written())
    }

    /// The status, if this is one.
    #[must_use]
    pub fn status(&self) -> Option<inbound::Status> {
        (self.kind == DeliveryKind::Status).then(|| inbound::status(&self.id, self.payload.get()))
    }

    /// A queue group: for a message the customer, whose order counts; for a status the message it
    /// concerns, so that news of an earlier answer never waits behind a message being answered. 64
    /// hexadecimal digits, so that ids longer than SQS's 128 characters fit and no phone number becomes
    /// a queue attribute.
    #[must_use]
    pub fn group_key(&self) -> String {
        match self.kind {
            DeliveryKind::Message => digest("group", self.address.primary()),
            DeliveryKind::Status => digest("status", &self.id),
        }
    }

    /// A deduplication id: 64 hexadecimal digits, the same for every repeat of this delivery.
    ///
    /// Meta may first send a placeholder ("this message is unavailable") and later the real
    /// content under the same message id; the two have different keys, or the queue would swallow
    /// the customer's message.
    #[must_use]
    pub fn deduplication_key(&self) -> String {
        // Reading the whole message only if it may be one keeps the webhook fast.
        let is_placeholder = self
            .payload
            .get()
            .contains(inbound::CODE_UNAVAILABLE_DIGITS)
            && self
                .message()
                .is_some_and(|message| message.content.is_placeholder());
        digest(
            if is_placeholder {
                "placeholder"
            } else {
                "item"
            },
            &self.id,
        )
    }
}

impl fmt::Debug for Delivery {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Delivery")
            .field("kind", &self.kind)
            .field("phone_number_id", &self.phone_number_id)
            .finish_non_exhaustive()
    }
}

impl From<DeliveryKind> for wire::QueueKind {
    fn from(kind: DeliveryKind) -> Self {
        match kind {
            DeliveryKind::Message => Self::Message,
            DeliveryKind::Status => Self::Status,
        }
    }
}

impl From<wire::QueueKind> for DeliveryKind {
    fn from(kind: wire::QueueKind) -> Self {
        match kind {
            wire::QueueKind::Message => Self::Message,
            wire::QueueKind::Status => Self::Status,
        }
    }
}

/// SQS takes only the characters of XML 1.0. JSON already escapes the others, except these two;
/// outside strings they cannot occur, so escaping keeps the meaning.
pub(super) fn escape_noncharacters(json: &str) -> String {
    json.replace('\u{FFFE}', "\\ufffe")
        .replace('\u{FFFF}', "\\uffff")
}

fn digest(purpose: &str, text: &str) -> String {
    let digest = Sha256::new()
        .chain_update(purpose)
        .chain_update([0])
        .chain_update(text)
        .finalize();
    hex::encode(digest)
}
