//! Another time than now: "tomorrow", "not now, on Friday".
//!
//! Deliberately none where a no may stand before the other time: "today, not tomorrow".

use domain::language::Language;

use super::token::{Kind, Text, Token};
use crate::vocabulary::{self, Reading};

/// Whether a whole text says that something shall be at another time, or again and again, and can mean nothing else.
#[must_use]
pub fn is_later(text: &str, language: Language) -> bool {
    let text = Text::new(text);
    let words = &vocabulary::of(language).reading;
    let tokens = text.tokens();
    let places = || 0..tokens.len();
    let is_known = |token: &Token| {
        token.kind == Kind::Figures
            || token.is_in(words.around_a_time)
            || token.is_in(words.around_a_change)
    };
    let is_read = places().all(|at| is_day(tokens, at, words) || is_known(&tokens[at]));
    is_read
        && places().any(|at| is_day(tokens, at, words))
        && places().all(|at| is_not_now(tokens, at, words))
}

/// Whether another day stands here. Where a weekday may also be a number, a word before it tells.
fn is_day(tokens: &[Token], at: usize, words: &Reading) -> bool {
    let mut days = words.weekdays.iter();
    let is_weekday = days.any(|names| tokens[at].is_in(names));
    let is_told = words.before_a_day.is_empty()
        || at
            .checked_sub(1)
            .is_some_and(|before| tokens[before].is_in(words.before_a_day));
    tokens[at].is_in(words.another_time) || is_weekday && is_told
}

/// Whether what stands here says neither "now" nor no to the other time: a no belongs to the "now" beside it.
fn is_not_now(tokens: &[Token], at: usize, words: &Reading) -> bool {
    let beside = |row: &str| {
        let before = at.checked_sub(1).and_then(|before| tokens.get(before));
        let after = tokens.get(at.saturating_add(1));
        before
            .into_iter()
            .chain(after)
            .any(|token| token.is_in(row))
    };
    let token = &tokens[at];
    if token.is_in(words.at_this_time) {
        return beside(words.not);
    }
    let says_no = words.comma_says_no && beside(",");
    !token.is_in(words.not) || says_no || beside(words.at_this_time)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_time_is_told_from_anything_else_about_it() {
        for text in [
            "tomorrow",
            "not now, tomorrow",
            "send it on Friday please",
            "every month",
            "no, tomorrow at 5",
            "not today, on Friday",
        ] {
            assert!(is_later(text, Language::ENGLISH), "{text}");
        }
        for text in [
            "now",
            "later",
            "just once",
            "till tomorrow",
            "no, not tomorrow, now",
            "today, not tomorrow",
            "just this once, not every month",
            "send it now, not on Friday",
            "I want it by Friday",
            "send it before Monday",
            "what did I spend on Friday",
            "are you open tomorrow",
            "",
        ] {
            assert!(!is_later(text, Language::ENGLISH), "{text}");
        }
    }

    #[test]
    fn in_portuguese_a_second_is_no_monday() {
        let portuguese = Language::parse("pt-BR").unwrap();
        for text in ["amanhã", "hoje não, amanhã", "não, amanhã", "só na sexta"] {
            assert!(is_later(text, portuguese), "{text}");
        }
        for text in [
            "agora",
            "até amanhã",
            "até sexta!",
            "não é amanhã, é hoje",
            "sim, todo o valor",
            "é para todos",
            "não, a segunda",
            "é para a segunda pessoa",
        ] {
            assert!(!is_later(text, portuguese), "{text}");
        }
    }
}
