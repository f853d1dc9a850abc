//! A text with up to three buttons, each of which answers with an id of ours.
//!
//! Deliberately without picture headers: the bank sends none.

use super::error::{MessageError, Part};
use super::limits;

/// One button.
#[derive(Clone, PartialEq, Eq)]
pub struct ReplyButton {
    pub(super) id: String,
    pub(super) title: String,
}

/// A text with reply buttons.
#[derive(Clone, PartialEq, Eq)]
pub struct Buttons {
    pub(super) body: String,
    pub(super) choices: Vec<ReplyButton>,
    pub(super) header: Option<String>,
    pub(super) footer: Option<String>,
}

impl ReplyButton {
    /// Takes our id (1 to 256 characters) and a title (1 to 20).
    pub fn try_new(id: impl Into<String>, title: impl Into<String>) -> Result<Self, MessageError> {
        Ok(Self {
            id: Part::ButtonId.line(id, limits::BUTTON_ID_CHARS)?,
            title: Part::ButtonTitle.line(title, limits::BUTTON_TITLE_CHARS)?,
        })
    }
}

impl Buttons {
    /// Takes a body (1 to 1,024 characters) and 1 to 3 buttons with different ids and titles.
    pub fn try_new(
        body: impl Into<String>,
        buttons: Vec<ReplyButton>,
    ) -> Result<Self, MessageError> {
        Part::Button.count(buttons.len(), limits::REPLY_BUTTONS)?;
        Part::ButtonId.distinct(buttons.iter().map(|button| button.id.as_str()))?;
        Part::ButtonTitle.distinct(buttons.iter().map(|button| button.title.as_str()))?;
        Ok(Self {
            body: Part::Body.lines(body, limits::BUTTONS_BODY_CHARS)?,
            choices: buttons,
            header: None,
            footer: None,
        })
    }

    /// Adds a line above (1 to 60 characters).
    pub fn with_header(mut self, header: impl Into<String>) -> Result<Self, MessageError> {
        self.header = Some(Part::Header.line(header, limits::HEADER_CHARS)?);
        Ok(self)
    }

    /// Adds a line below (1 to 60 characters).
    pub fn with_footer(mut self, footer: impl Into<String>) -> Result<Self, MessageError> {
        self.footer = Some(Part::Footer.line(footer, limits::FOOTER_CHARS)?);
        Ok(self)
    }
}
