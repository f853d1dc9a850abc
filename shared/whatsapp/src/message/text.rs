//! A plain text message.
//!
//! Deliberately without a link preview: a preview fetches the bank's link before the customer does.

use super::error::{MessageError, Part};
use super::limits;

/// Plain text, shown with `WhatsApp`'s markup.
#[derive(Clone, PartialEq, Eq)]
pub struct Text {
    pub(super) body: String,
    pub(super) preview_url: bool,
}

impl Text {
    /// Takes 1 to 4,096 characters. Customer text in it belongs through [`super::neutralise`].
    pub fn try_new(body: impl Into<String>) -> Result<Self, MessageError> {
        Ok(Self {
            body: Part::Body.lines(body, limits::TEXT_BODY_CHARS)?,
            preview_url: false,
        })
    }
}
