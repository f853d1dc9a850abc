//! "I did not get the code", however it is put.

use domain::language::Language;

use crate::reading::{borrowed, plain_words};
use crate::vocabulary::{self, fit, is_in};

/// Whether a text misses a passcode, and can mean nothing else.
pub fn is_missed(text: &str, language: Language) -> bool {
    let known = &vocabulary::of(language).wish;
    let words = plain_words(text, language);
    let words = borrowed(&words);
    let ends = words
        .iter()
        .rposition(|word| !is_in(word, known.behind_a_missed_code));
    let words = words.get(..ends.map_or(0, |last| last.saturating_add(1)));
    fit(words.unwrap_or_default(), known.misses_code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_that_did_not_come_is_missed_in_whole_sentences_only() {
        for text in [
            "I did not get the code",
            "I didn’t receive a code yet",
            "no code came",
            "No SMS",
            "still haven't got the text",
            "the code hasn't arrived on my phone",
            "code did not come",
            "where is my code?",
            "please resend the code",
            "send me a new code",
            "another code",
        ] {
            assert!(is_missed(text, Language::ENGLISH), "{text}");
        }
        for text in [
            "what is the sort code",
            "send 50 to Code Club",
            "I did not get the money",
            "no",
            "the code",
            "I got the code",
            "",
        ] {
            assert!(!is_missed(text, Language::ENGLISH), "{text}");
        }
    }
}
