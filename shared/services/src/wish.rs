//! What a customer wishes of the bank's own conduct, and yes and no: read word for word, before anybody else is asked.
//!
//! Deliberately reads only whole texts that can mean nothing else.

mod english;

use domain::language::Language;

/// Something wished of the bank itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// "I did not ask for this."
    Disown,
    /// "Stop": to what is open, if something is; else to whatever the bank writes.
    Stop,
    /// "Unsubscribe."
    OptOut,
    /// "Start": the way back, or the menu.
    Start,
    /// "Opt in."
    OptIn,
    /// "I did not get the code."
    MissesCode,
}

impl Wish {
    /// What a whole text wishes.
    #[must_use]
    pub fn reads(text: &str, _language: Language) -> Option<Self> {
        english::wish(text)
    }
}

impl Wish {
    /// Whether a text may disown something, in words less certain than [`Wish::Disown`]'s: "who sent 50? not me".
    #[must_use]
    pub fn may_disown(text: &str, _language: Language) -> bool {
        english::may_disown(text)
    }
}

/// Whether a whole text says yes or no, and nothing else.
#[must_use]
pub fn consent(text: &str, _language: Language) -> Option<bool> {
    english::consent(text)
}

/// The same, for who does not know the language: in any of them.
#[must_use]
pub(crate) fn says(text: &str) -> Option<bool> {
    Language::ALL
        .into_iter()
        .find_map(|language| consent(text, language))
}
