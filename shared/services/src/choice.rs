//! Answers that can be tapped, and the ids they carry.
//!
//! An id names the service and what is meant: `1/transfer/payee=40020101`. The number in front is the version
//! of that form. Old messages stay tappable for ever, so an id of another version, or of nobody, gets today's
//! menu instead of a guess.

use domain::language::Language;
use wording::sentence::{Sentence, Words};

/// The form of the ids that are written today.
const VERSION: &str = "1";

/// An answer that can be tapped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice<W> {
    /// What is meant, in the service's own words: it comes back as [`crate::service::Heard::tapped`].
    pub means: String,
    /// What the customer sees, at most 20 characters where it shall fit a button.
    pub label: W,
}

/// The same, ready to be shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Tappable {
    /// What comes back.
    pub id: String,
    /// What the customer sees.
    pub label: Sentence,
}

impl<W: Words> Choice<W> {
    /// As it is shown for `service` in `language`.
    pub(crate) fn tappable(&self, service: &str, language: Language) -> Tappable {
        Tappable {
            id: reply_id(service, &self.means),
            label: self.label.words(language),
        }
    }
}

/// The id of a tappable reply: it names the service and what is meant.
#[must_use]
pub fn reply_id(service: &str, means: &str) -> String {
    if means.is_empty() {
        format!("{VERSION}/{service}")
    } else {
        format!("{VERSION}/{service}/{means}")
    }
}

/// Service and meaning of a tapped id, if it is one of today's form.
#[must_use]
pub fn read(id: &str) -> Option<(&str, &str)> {
    let rest = id.strip_prefix(VERSION)?.strip_prefix('/')?;
    Some(rest.split_once('/').unwrap_or((rest, "")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_read_as_it_was_written_and_another_form_is_not() {
        assert_eq!(
            read(&reply_id("room", "payee=4/7")),
            Some(("room", "payee=4/7"))
        );
        assert_eq!(read(&reply_id("other", "")), Some(("other", "")));
        for id in ["", "balances", "2/balance", "1", "1balance", "/balance"] {
            assert_eq!(read(id), None, "{id}");
        }
    }
}
