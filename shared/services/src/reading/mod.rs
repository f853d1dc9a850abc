//! Reading what a customer typed, whole: every word is understood, or it is known that one was not.
//!
//! Shared by the services that move money. Deliberately guesses nothing: "send 50 to Ben" is read, "send 50 to
//! Ben tomorrow" is not read as the same with a word to spare.

pub mod amount;
pub mod bill_reference;
pub mod later;
pub mod number;
pub mod period;
pub mod plan;
pub mod reference;
pub mod request;
pub mod token;

use domain::language::Language;
use domain::text::folded;

use crate::vocabulary::{self, fit, is_in};

/// The words of a text: folded, without the marks around them.
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    let text = folded(text);
    let marks = |letter: char| {
        matches!(
            letter,
            '.' | ',' | '!' | '?' | ';' | ':' | '"' | '“' | '”' | '(' | ')'
        )
    };
    let words = text
        .split_whitespace()
        .map(|word| word.trim_matches(marks).to_owned());
    words.filter(|word| !word.is_empty()).collect()
}

/// The words of a short text: folded, without marks and politeness. For comparing with what is known word for
/// word.
pub fn plain_words(text: &str, language: Language) -> Vec<String> {
    let text = folded(text);
    let words = text.split(|letter: char| !letter.is_alphanumeric() && letter != '\'');
    let kept = words.filter(|word| !word.is_empty() && !is_polite(word, language));
    kept.map(str::to_owned).collect()
}

/// Whether a text is one of these, politeness aside.
#[must_use]
pub fn is_one_of(text: &str, phrases: &[&str], language: Language) -> bool {
    let words = plain_words(text, language);
    fit(&borrowed(&words), phrases)
}

/// Words, to be compared with phrases.
pub(crate) fn borrowed(words: &[String]) -> Vec<&str> {
    words.iter().map(String::as_str).collect()
}

/// Whether a word is mere politeness.
#[must_use]
pub fn is_polite(word: &str, language: Language) -> bool {
    is_in(word, vocabulary::of(language).reading.polite)
}
