//! A text with one button that opens a link: how a customer gets to the confirmation page.
//!
//! Deliberately takes no plain http, except to this very machine, where the local stack runs.

use reqwest::Url;

use super::error::{MessageError, Part};
use super::limits;

/// A text with a link button.
#[derive(Clone, PartialEq, Eq)]
pub struct CtaUrl {
    pub(super) body: String,
    pub(super) display_text: String,
    pub(super) url: String,
    pub(super) header: Option<String>,
    pub(super) footer: Option<String>,
}

impl CtaUrl {
    /// Takes a body (1 to 1,024 characters), the button's label (1 to 20) and an https address
    /// (up to 2,000).
    pub fn try_new(
        body: impl Into<String>,
        display_text: impl Into<String>,
        url: impl Into<String>,
    ) -> Result<Self, MessageError> {
        let url = Part::Link.line(url, limits::LINK_CHARS)?;
        if !is_safe(&url) {
            return Err(MessageError::NotALink);
        }
        Ok(Self {
            body: Part::Body.lines(body, limits::BUTTONS_BODY_CHARS)?,
            display_text: Part::LinkLabel.line(display_text, limits::LINK_LABEL_CHARS)?,
            url,
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

fn is_safe(url: &str) -> bool {
    let Ok(url) = Url::parse(url) else {
        return false;
    };
    let is_local = matches!(url.host_str(), Some("127.0.0.1" | "localhost"));
    let is_plain_local = url.scheme() == "http" && is_local;
    url.has_host() && url.username().is_empty() && (url.scheme() == "https" || is_plain_local)
}
