//! Why a message cannot be built, and the checks all kinds share.
//!
//! Deliberately never quotes the text concerned: it may hold a balance.

use std::collections::HashSet;
use std::fmt;

/// A rule of the channel which a message breaks.
#[derive(Debug, thiserror::Error, PartialEq, Eq, Clone, Copy)]
pub enum MessageError {
    /// Meta requires something here, and blanks are nothing.
    #[error("the {part} is empty")]
    Empty {
        /// Where.
        part: Part,
    },
    /// Longer than the channel takes.
    #[error("the {part} has {length} characters of at most {limit}")]
    TooLong {
        /// Where.
        part: Part,
        /// In UTF-16 code units.
        length: usize,
        /// In UTF-16 code units.
        limit: usize,
    },
    /// More of them than the channel takes.
    #[error("there are {count} of at most {limit} of the {part}")]
    TooMany {
        /// Of what.
        part: Part,
        /// Given.
        count: usize,
        /// Allowed.
        limit: usize,
    },
    /// Two are equal, and the answer would not tell which was meant.
    #[error("the {part} occurs twice")]
    Duplicate {
        /// Which.
        part: Part,
    },
    /// Holds a line break or another control character.
    #[error("the {part} is not one line")]
    NotOneLine {
        /// Which.
        part: Part,
    },
    /// Neither https nor a link to this very machine.
    #[error("the link is not an https address")]
    NotALink,
}

/// A part of a message.
#[derive(Debug, PartialEq, Eq, Clone, Copy)]
pub enum Part {
    /// The text itself.
    Body,
    /// The line above it.
    Header,
    /// The line below it.
    Footer,
    /// A reply button.
    Button,
    /// Our id of a reply button.
    ButtonId,
    /// The title of a reply button.
    ButtonTitle,
    /// The button that opens a list.
    ListButton,
    /// A section of a list.
    Section,
    /// The title of a section.
    SectionTitle,
    /// A row of a list.
    Row,
    /// Our id of a row.
    RowId,
    /// The title of a row.
    RowTitle,
    /// The description of a row.
    RowDescription,
    /// The label of a link button.
    LinkLabel,
    /// The address behind it.
    Link,
    /// What is written under a picture or file.
    Caption,
    /// The name of a file.
    Filename,
    /// The name of a template.
    TemplateName,
    /// Its language.
    Language,
    /// A parameter of it.
    Parameter,
    /// A button of it.
    TemplateButton,
    /// A one-time code.
    OneTimeCode,
    /// The message a reaction is put on.
    MessageId,
    /// An emoji.
    Emoji,
}

impl fmt::Display for Part {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Body => "body",
            Self::Header => "header",
            Self::Footer => "footer",
            Self::Button => "button",
            Self::ButtonId => "button id",
            Self::ButtonTitle => "button title",
            Self::ListButton => "list button",
            Self::Section => "section",
            Self::SectionTitle => "section title",
            Self::Row => "row",
            Self::RowId => "row id",
            Self::RowTitle => "row title",
            Self::RowDescription => "row description",
            Self::LinkLabel => "link label",
            Self::Link => "link",
            Self::Caption => "caption",
            Self::Filename => "file name",
            Self::TemplateName => "template name",
            Self::Language => "language",
            Self::Parameter => "template parameter",
            Self::TemplateButton => "template button",
            Self::OneTimeCode => "one-time code",
            Self::MessageId => "message id",
            Self::Emoji => "emoji",
        })
    }
}

impl Part {
    /// Takes a text of one or more lines.
    pub(super) fn lines(
        self,
        text: impl Into<String>,
        limit: usize,
    ) -> Result<String, MessageError> {
        let text = text.into();
        if text.trim().is_empty() {
            return Err(MessageError::Empty { part: self });
        }
        let length = length(&text);
        if length > limit {
            return Err(MessageError::TooLong {
                part: self,
                length,
                limit,
            });
        }
        Ok(text)
    }

    /// Takes a text of exactly one line.
    pub(super) fn line(
        self,
        text: impl Into<String>,
        limit: usize,
    ) -> Result<String, MessageError> {
        let text = self.lines(text, limit)?;
        if text.chars().any(char::is_control) {
            return Err(MessageError::NotOneLine { part: self });
        }
        Ok(text)
    }

    /// Takes from one to `limit` things.
    pub(super) fn count(self, count: usize, limit: usize) -> Result<(), MessageError> {
        match count {
            0 => Err(MessageError::Empty { part: self }),
            count if count > limit => Err(MessageError::TooMany {
                part: self,
                count,
                limit,
            }),
            _ => Ok(()),
        }
    }

    /// Takes things which all differ.
    pub(super) fn distinct<'a>(
        self,
        mut texts: impl Iterator<Item = &'a str>,
    ) -> Result<(), MessageError> {
        let mut seen = HashSet::new();
        if texts.all(|text| seen.insert(text)) {
            Ok(())
        } else {
            Err(MessageError::Duplicate { part: self })
        }
    }
}

/// The length as [`super::limits`] counts it.
pub(super) fn length(text: &str) -> usize {
    text.encode_utf16().count()
}
