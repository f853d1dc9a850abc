//! What a customer wishes of the bank's own conduct, and yes and no: read word for word, before anybody else is asked.
//!
//! Deliberately reads only whole texts that can mean nothing else.

mod code;
mod disown;

use domain::language::Language;

use crate::reading::is_one_of;
use crate::vocabulary;

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
    /// What a whole text wishes. Read in every language, that of the chat first: who wants the bank to stop may have left
    /// it.
    #[must_use]
    pub fn reads(text: &str, language: Language) -> Option<Self> {
        let others = Language::ALL.into_iter().filter(|other| *other != language);
        let mut languages = std::iter::once(language).chain(others);
        languages.find_map(|language| Self::in_one(text, language))
    }

    /// The same in one language.
    pub(crate) fn in_one(text: &str, language: Language) -> Option<Self> {
        let known = &vocabulary::of(language).wish;
        let phrases = [
            (known.stop, Self::Stop),
            (known.opts_out, Self::OptOut),
            (known.start, Self::Start),
            (known.opts_in, Self::OptIn),
        ];
        let mut phrases = phrases.into_iter();
        let found = phrases.find(|(phrases, _)| is_one_of(text, phrases, language));
        found
            .map(|(_, wish)| wish)
            .or_else(|| disown::reads(text, language).then_some(Self::Disown))
            .or_else(|| code::is_missed(text, language).then_some(Self::MissesCode))
    }

    /// Whether a text may disown something, in words less certain than [`Wish::Disown`]'s: "who sent 50? not me".
    #[must_use]
    pub fn may_disown(text: &str, language: Language) -> bool {
        disown::may_disown(text, language)
    }
}

/// Signs that say yes.
const YES_SIGNS: &str = "👍👌✅";

/// Signs that say no.
const NO_SIGNS: &str = "👎❌🚫";

/// Whether a text is such a sign, in whatever shade of skin, and nothing else.
fn is_sign(text: &str, signs: &str) -> bool {
    let is_shade =
        |letter: &char| ('\u{1F3FB}'..='\u{1F3FF}').contains(letter) || *letter == '\u{FE0F}';
    let mut letters = text.trim().chars().filter(|letter| !is_shade(letter));
    letters.next().is_some_and(|letter| signs.contains(letter)) && letters.next().is_none()
}

/// Whether a whole text says yes or no, and nothing else.
#[must_use]
pub fn consent(text: &str, language: Language) -> Option<bool> {
    let known = &vocabulary::of(language).wish;
    if is_one_of(text, known.yes, language) || is_sign(text, YES_SIGNS) {
        return Some(true);
    }
    let is_no = is_one_of(text, known.no, language) || is_sign(text, NO_SIGNS);
    is_no.then_some(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_wants_to_hear_nothing_is_understood_however_it_is_written() {
        for (text, wished) in [
            ("STOP", Some(Wish::Stop)),
            ("Stop.", Some(Wish::Stop)),
            ("UNSUBSCRIBE", Some(Wish::OptOut)),
            ("opt-out", Some(Wish::OptOut)),
            ("Please stop messaging me!", Some(Wish::OptOut)),
            ("Start", Some(Wish::Start)),
            ("opt in", Some(Wish::OptIn)),
            ("stop the payment", None),
            ("stop my card", None),
            ("how do I unsubscribe?", None),
        ] {
            assert_eq!(Wish::reads(text, Language::ENGLISH), wished, "{text}");
        }
    }

    #[test]
    fn yes_and_no_are_read_and_nothing_that_only_begins_with_them() {
        for text in [
            "yes",
            "Yes, please!",
            "YES, I still want it",
            "do it",
            "Yep.",
        ] {
            assert_eq!(consent(text, Language::ENGLISH), Some(true), "{text}");
        }
        for text in ["no", "No, thanks", "drop it", "Not any more", "no, don't"] {
            assert_eq!(consent(text, Language::ENGLISH), Some(false), "{text}");
        }
        for text in [
            "yes but 30",
            "no, 110",
            "yesterday",
            "not sure",
            "cancel",
            "",
        ] {
            assert_eq!(consent(text, Language::ENGLISH), None, "{text}");
        }
    }
}
