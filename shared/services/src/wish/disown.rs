//! "I did not ask for this", however it is put.

use domain::language::Language;

use crate::reading::{borrowed, plain_words};
use crate::vocabulary::{self, fit, is_in};

/// Whether a text disowns what the bank has just told of, and can mean nothing else.
pub fn reads(text: &str, language: Language) -> bool {
    let known = &vocabulary::of(language).wish;
    let words = plain_words(text, language);
    let words = borrowed(&words);
    let begins = words
        .iter()
        .position(|word| !is_in(word, known.before_disowning));
    let words = words.get(begins.unwrap_or_default()..).unwrap_or_default();
    fit(words, known.disowns)
}

/// Whether a text may disown something among other words: what was not sent, asked for or approved by whoever writes,
/// or was not them.
pub fn may_disown(text: &str, language: Language) -> bool {
    let known = &vocabulary::of(language).wish;
    let words = plain_words(text, language);
    let words = borrowed(&words);
    let holds = |phrases: &[&str]| {
        let mut places = (0..words.len()).filter_map(|place| words.get(place..));
        places.any(|rest| vocabulary::at_start(rest, phrases).is_some())
    };
    let speaks = words
        .first()
        .is_some_and(|first| is_in(first, known.speaker));
    let denies = || words.iter().any(|word| is_in(word, known.denials));
    holds(known.may_disown) || speaks && denies() && holds(known.made)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_told_of_is_disowned_in_whole_sentences_only() {
        for text in [
            "I did not ask for this",
            "I didn’t ask for this!",
            "that wasn't me",
            "It was not me",
            "help, this wasn't me",
            "did not make this payment",
            "I never made that transfer",
            "I didn't authorise this transaction",
            "I did not send that payment",
            "I don't recognise this payment",
        ] {
            assert!(reads(text, Language::ENGLISH), "{text}");
        }
        for text in [
            "wasn't me who asked, it was my wife, all fine",
            "I did not get this",
            "I didn't ask for this, or did I?",
            "did I make this payment?",
            "that was me",
            "I did not send it",
            "I didn't confirm it",
            "I don't know it",
            "I did not send it to Ben",
            "I don't know",
            "send it to me",
            "not me",
            "",
        ] {
            assert!(!reads(text, Language::ENGLISH), "{text}");
        }
    }

    #[test]
    fn what_may_disown_something_is_told_from_what_only_denies() {
        for text in [
            "I never sent that money to Ben",
            "who sent 50 to ben?? not me",
            "I did not make that transfer of 50",
            "I did not ask for this, why did I get a code?",
            "I have not approved anything",
            "it says paid but I didn't authorise that at all",
        ] {
            assert!(may_disown(text, Language::ENGLISH), "{text}");
        }
        for text in [
            "send it to me",
            "why did you not send it?",
            "Ben did not send me the money",
            "don't send it",
            "I did not get the code",
            "not now",
            "I'm not sure",
            "",
        ] {
            assert!(!may_disown(text, Language::ENGLISH), "{text}");
        }
        assert!(reads("I didn't ask for that link", Language::ENGLISH));
    }
}
