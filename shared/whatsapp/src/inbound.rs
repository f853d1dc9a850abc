//! What a customer did, and what became of a message of ours, in our own words.
//!
//! Deliberately infallible: a known kind of a new shape, or a kind nobody here has heard of, is
//! [`Content::Unknown`]. Nothing here is believed: ids, names and texts come from outside.

use std::fmt;

use domain::time::UnixSeconds;

use crate::redacted;

mod content;
mod status;
mod wire;

pub(crate) use content::message;
pub(crate) use status::status;
pub use status::{Status, StatusError, StatusState};

/// "This message is unavailable": the real content may follow under the same message id
/// (seen in production by third parties; Meta documents only the code).
pub const CODE_UNAVAILABLE: i64 = 131_060;
/// The same, as it is written in JSON.
pub(crate) const CODE_UNAVAILABLE_DIGITS: &str = "131060";

/// What Meta puts into the button under a one-time passcode that says "not me".
pub const DID_NOT_REQUEST_CODE: &str = "DID_NOT_REQUEST_CODE";

/// One message from a customer.
#[derive(Clone, PartialEq)]
pub struct Message {
    /// Meta's id of the message. Holds the phone number in base64: not for logs.
    pub id: String,
    /// When it was sent, if Meta says so legibly.
    pub timestamp: Option<UnixSeconds>,
    /// The message it answers, if the customer used "reply" or tapped a button.
    pub context_message_id: Option<String>,
    /// What it says.
    pub content: Content,
}

/// What a message says. `Debug` prints the kind only.
#[derive(Clone, PartialEq)]
pub enum Content {
    /// Something typed.
    Text {
        /// The text, as typed.
        body: String,
    },
    /// A reply button of ours was tapped.
    ButtonReply {
        /// Our id of the button.
        id: String,
        /// Its title.
        title: String,
    },
    /// A row of a list of ours was chosen.
    ListReply {
        /// Our id of the row.
        id: String,
        /// Its title.
        title: String,
    },
    /// A flow or an address form was sent back.
    FlowReply {
        /// `flow` or `address_message`.
        name: String,
        /// The answers: JSON in a string, if there are any. A `flow_token` in it may be missing.
        response_json: Option<String>,
    },
    /// A quick reply of a template was tapped.
    TemplateButton {
        /// The button's payload; [`DID_NOT_REQUEST_CODE`] under a passcode is a sign of fraud.
        payload: String,
        /// Its label.
        text: String,
    },
    /// A picture.
    Image(Media),
    /// A film.
    Video(Media),
    /// Sound.
    Audio {
        /// Where it is.
        media: Media,
        /// Recorded in the chat, as opposed to a file.
        voice: bool,
    },
    /// A file.
    Document {
        /// Where it is.
        media: Media,
        /// Its name, chosen by the sender.
        filename: Option<String>,
    },
    /// A sticker.
    Sticker(Media),
    /// A place.
    Location {
        /// Degrees north, if legible.
        latitude: Option<f64>,
        /// Degrees east, if legible.
        longitude: Option<f64>,
        /// The place's name, if it has one.
        name: Option<String>,
        /// Its address, if it has one.
        address: Option<String>,
    },
    /// Contact cards.
    Contacts(Vec<SharedContact>),
    /// A reaction to a message.
    Reaction {
        /// The message reacted to, if Meta says.
        message_id: Option<String>,
        /// The emoji; `None` if the reaction was taken back.
        emoji: Option<String>,
    },
    /// A shopping basket.
    Order {
        /// The catalogue, if Meta says.
        catalog_id: Option<String>,
        /// The note with it.
        text: Option<String>,
        /// How many different things it holds.
        items: usize,
    },
    /// Not written by the customer, but about them.
    System(SystemEvent),
    /// Sent by the customer's app on its own, in their name: nobody typed or tapped it.
    Automatic {
        /// Meta's name for it, at most 64 characters.
        kind: String,
    },
    /// The chat was opened for the first time.
    RequestWelcome,
    /// `WhatsApp` cannot pass this on.
    Unsupported {
        /// 131051, or [`CODE_UNAVAILABLE`].
        code: Option<i64>,
        /// `poll`, `edit` and so on, if Meta says.
        kind: Option<String>,
    },
    /// An earlier message was edited.
    Edit {
        /// The earlier message, if Meta says.
        original_message_id: Option<String>,
        /// Its new text, if it is a text.
        text: Option<String>,
    },
    /// An earlier message was deleted.
    Revoke {
        /// The earlier message, if Meta says.
        original_message_id: Option<String>,
    },
    /// A kind we do not know, or a known one of unknown shape.
    Unknown {
        /// Meta's name for it, at most 64 characters.
        kind: String,
    },
}

/// A file kept by Meta for 7 days.
#[derive(Clone, PartialEq, Eq)]
pub struct Media {
    /// Meta's id, to ask for the download address; none where Meta could not keep the file.
    pub id: Option<String>,
    /// As the sender's device says.
    pub mime_type: String,
    /// SHA-256 of the file, in base64.
    pub sha256: Option<String>,
    /// What was written under it.
    pub caption: Option<String>,
}

/// One contact card.
#[derive(Clone, PartialEq, Eq)]
pub struct SharedContact {
    /// The name as shown.
    pub formatted_name: Option<String>,
    /// Phone numbers as written on the card.
    pub phones: Vec<String>,
}

/// Something `WhatsApp` says about a customer. Each may be a taken-over number.
#[derive(Clone, PartialEq, Eq)]
pub enum SystemEvent {
    /// The customer moved to another number.
    NumberChanged {
        /// The new `wa_id`, if Meta says.
        new_wa_id: Option<String>,
        /// The new business-scoped user id, if Meta says.
        new_user_id: Option<String>,
    },
    /// `WhatsApp` was installed anew or on another device, or the user id changed with it; and whatever else
    /// Meta may come to call changed.
    IdentityChanged,
    /// Anything else, by Meta's name, at most 64 characters.
    Other(String),
}

impl Content {
    /// The kind in one word, fit for logs and metrics.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Text { .. } => "text",
            Self::ButtonReply { .. } => "button_reply",
            Self::ListReply { .. } => "list_reply",
            Self::FlowReply { .. } => "flow_reply",
            Self::TemplateButton { .. } => "template_button",
            Self::Image(_) => "image",
            Self::Video(_) => "video",
            Self::Audio { .. } => "audio",
            Self::Document { .. } => "document",
            Self::Sticker(_) => "sticker",
            Self::Location { .. } => "location",
            Self::Contacts(_) => "contacts",
            Self::Reaction { .. } => "reaction",
            Self::Order { .. } => "order",
            Self::System(_) => "system",
            Self::Automatic { .. } => "automatic",
            Self::RequestWelcome => "request_welcome",
            Self::Unsupported { .. } => "unsupported",
            Self::Edit { .. } => "edit",
            Self::Revoke { .. } => "revoke",
            Self::Unknown { .. } => "unknown",
        }
    }

    /// Whether `WhatsApp` itself says this, about the customer.
    #[must_use]
    pub const fn is_system(&self) -> bool {
        matches!(self, Self::System(_))
    }

    /// Whether a person wrote or tapped this, so that it is a sign of their presence.
    #[must_use]
    pub const fn is_written(&self) -> bool {
        !matches!(self, Self::System(_) | Self::Automatic { .. })
    }

    /// Whether the real content may still come under the same message id, so that this id must
    /// not be recorded as done.
    #[must_use]
    pub const fn is_placeholder(&self) -> bool {
        matches!(
            self,
            Self::Unsupported {
                code: Some(CODE_UNAVAILABLE),
                ..
            }
        )
    }
}

impl fmt::Debug for Message {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Message")
            .field("timestamp", &self.timestamp)
            .field("content", &self.content)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Content {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        redacted::write(formatter, self.kind())
    }
}

redacted::redact_debug!(Media, SharedContact);

impl fmt::Debug for SystemEvent {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::NumberChanged { .. } => "NumberChanged([redacted])",
            Self::IdentityChanged => "IdentityChanged",
            Self::Other(_) => "Other([redacted])",
        })
    }
}
