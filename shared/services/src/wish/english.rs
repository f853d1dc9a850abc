//! Wishes, yes and no in English.

mod code;
mod disown;
mod notices;

use crate::reading::is_one_of;
use crate::wish::Wish;

pub use disown::may_disown;

/// Yes, to something that was wanted before.
const YES: [&str; 22] = [
    "yes that's right",
    "that's right",
    "yes him",
    "yes her",
    "yes",
    "y",
    "yes do it",
    "yes i do",
    "yes still",
    "yes still want it",
    "yes i still want it",
    "i still want it",
    "still want it",
    "yeah",
    "yep",
    "yup",
    "sure",
    "do it",
    "yes go on",
    "yes go ahead",
    "go ahead",
    "go on",
];

/// No, to the same.
const NO: [&str; 19] = [
    "somebody else",
    "someone else",
    "no",
    "n",
    "no drop it",
    "drop it",
    "no i don't",
    "no don't",
    "don't",
    "nope",
    "nah",
    "no longer",
    "not any more",
    "not anymore",
    "no not any more",
    "no not anymore",
    "no forget it",
    "forget it",
    "no need",
];

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

/// What a text wishes of the bank.
pub fn wish(text: &str) -> Option<Wish> {
    let phrases: [(&[&str], Wish); 4] = [
        (&notices::STOP, Wish::Stop),
        (&notices::OPTS_OUT, Wish::OptOut),
        (&notices::START, Wish::Start),
        (&notices::OPTS_IN, Wish::OptIn),
    ];
    let found = phrases.iter().find(|(phrases, _)| is_one_of(text, phrases));
    let found = found.map(|(_, wish)| *wish);
    found
        .or_else(|| disown::reads(text).then_some(Wish::Disown))
        .or_else(|| code::is_missed(text).then_some(Wish::MissesCode))
}

/// Whether a text is a plain yes or a plain no.
pub fn consent(text: &str) -> Option<bool> {
    if is_one_of(text, &YES) || is_sign(text, YES_SIGNS) {
        return Some(true);
    }
    if is_sign(text, NO_SIGNS) {
        return Some(false);
    }
    is_one_of(text, &NO).then_some(false)
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
            assert_eq!(wish(text), wished, "{text}");
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
            assert_eq!(consent(text), Some(true), "{text}");
        }
        for text in ["no", "No, thanks", "drop it", "Not any more", "no, don't"] {
            assert_eq!(consent(text), Some(false), "{text}");
        }
        for text in [
            "yes but 30",
            "no, 110",
            "yesterday",
            "not sure",
            "cancel",
            "",
        ] {
            assert_eq!(consent(text), None, "{text}");
        }
    }
}
