//! An emoji on a message of the customer's.
//!
//! Deliberately rare: a reaction counts against the pair rate like any other message.

use super::error::{MessageError, Part};
use super::limits;

const MESSAGE_ID_CHARS: usize = 256;

/// A reaction.
#[derive(Clone, PartialEq, Eq)]
pub struct Reaction {
    pub(super) message_id: String,
    pub(super) emoji: String,
}

impl Reaction {
    /// Puts an emoji on a message.
    pub fn try_new(
        message_id: impl Into<String>,
        emoji: impl Into<String>,
    ) -> Result<Self, MessageError> {
        Ok(Self {
            message_id: Part::MessageId.line(message_id, MESSAGE_ID_CHARS)?,
            emoji: Part::Emoji.line(emoji, limits::EMOJI_CHARS)?,
        })
    }

    /// Takes our reaction off a message.
    pub fn try_removal(message_id: impl Into<String>) -> Result<Self, MessageError> {
        Ok(Self {
            message_id: Part::MessageId.line(message_id, MESSAGE_ID_CHARS)?,
            emoji: String::new(),
        })
    }
}
