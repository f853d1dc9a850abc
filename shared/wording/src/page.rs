//! The confirmation page's own words.

use domain::language::Language;

use crate::message::Message;

crate::sentences!("page");

/// Every message by its name, in the order of the alphabet.
static ALL: &[(&str, &Message)] = include!(concat!(env!("OUT_DIR"), "/page-index.rs"));

/// A text of the page, by the name its source has for it; nothing if there is none of that name.
#[must_use]
pub fn text(name: &str, language: Language) -> Option<String> {
    let found = ALL.binary_search_by_key(&name, |(name, _)| name).ok()?;
    ALL.get(found).map(|(_, message)| message.pattern(language))
}
