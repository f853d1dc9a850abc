//! Sound, pictures and files which were uploaded to Meta before.
//!
//! Deliberately by id only, never by link: Meta would fetch the file from a public address, and
//! nothing of a customer's may lie at one.

use std::fmt;

use super::error::{MessageError, Part};
use super::limits;

/// Meta's id of an uploaded file. Kept for 30 days.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MediaId(String);

impl MediaId {
    /// Wraps an id Meta gave.
    pub fn new(id: impl Into<String>) -> Self {
        Self(id.into())
    }

    /// The id.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for MediaId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Sound.
#[derive(Clone, PartialEq, Eq)]
pub struct Audio {
    pub(super) id: MediaId,
    pub(super) voice: bool,
}

impl Audio {
    /// A voice note: the file must be Ogg with Opus, one channel.
    #[must_use]
    pub const fn voice(id: MediaId) -> Self {
        Self { id, voice: true }
    }

    /// A sound file.
    #[must_use]
    pub const fn file(id: MediaId) -> Self {
        Self { id, voice: false }
    }
}

/// A picture.
#[derive(Clone, PartialEq, Eq)]
pub struct Image {
    pub(super) id: MediaId,
    pub(super) caption: Option<String>,
}

impl Image {
    /// A picture: JPEG or PNG.
    #[must_use]
    pub const fn new(id: MediaId) -> Self {
        Self { id, caption: None }
    }

    /// Adds a caption (1 to 1,024 characters).
    pub fn with_caption(mut self, caption: impl Into<String>) -> Result<Self, MessageError> {
        self.caption = Some(Part::Caption.lines(caption, limits::CAPTION_CHARS)?);
        Ok(self)
    }
}

/// A file, such as a statement.
#[derive(Clone, PartialEq, Eq)]
pub struct Document {
    pub(super) id: MediaId,
    pub(super) filename: String,
    pub(super) caption: Option<String>,
}

impl Document {
    /// A file and the name it is shown and saved under (1 to 240 characters).
    pub fn try_new(id: MediaId, filename: impl Into<String>) -> Result<Self, MessageError> {
        Ok(Self {
            id,
            filename: Part::Filename.line(filename, limits::FILENAME_CHARS)?,
            caption: None,
        })
    }

    /// Adds a caption (1 to 1,024 characters).
    pub fn with_caption(mut self, caption: impl Into<String>) -> Result<Self, MessageError> {
        self.caption = Some(Part::Caption.lines(caption, limits::CAPTION_CHARS)?);
        Ok(self)
    }
}
