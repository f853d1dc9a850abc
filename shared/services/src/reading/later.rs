//! Another time than now: "tomorrow", "not now, on Friday".

use domain::language::Language;

use super::token::{Kind, Text, Token};
use crate::vocabulary;

/// Whether a whole text says that something shall be at another time, or again and again, and can mean nothing else.
#[must_use]
pub fn is_later(text: &str, language: Language) -> bool {
    let text = Text::new(text);
    let words = &vocabulary::of(language).reading;
    let is_day = |token: &Token| {
        let mut days = words.weekdays.iter();
        token.is_in(words.another_time) || days.any(|names| token.is_in(names))
    };
    let is_around = |token: &Token| {
        token.kind == Kind::Figures
            || token.is_in(words.times)
            || token.is_in(words.doubtful)
            || token.is_in(words.around_a_time)
            || token.is_in(words.around_a_change)
    };
    let tokens = text.tokens();
    // "Till tomorrow" takes leave.
    let is_goodbye = tokens.iter().any(|token| token.is_in(words.until));
    !is_goodbye
        && tokens.iter().any(is_day)
        && tokens.iter().all(|token| is_day(token) || is_around(token))
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
        ] {
            assert!(is_later(text, Language::ENGLISH), "{text}");
        }
        for text in [
            "now",
            "later",
            "just once",
            "till tomorrow",
            "what did I spend on Friday",
            "are you open tomorrow",
            "",
        ] {
            assert!(!is_later(text, Language::ENGLISH), "{text}");
        }
        let portuguese = Language::parse("pt-BR").unwrap();
        for text in ["amanhã", "hoje não, amanhã", "só na sexta", "todo mês"] {
            assert!(is_later(text, portuguese), "{text}");
        }
        for text in ["agora", "até amanhã", "até sexta!"] {
            assert!(!is_later(text, portuguese), "{text}");
        }
    }
}
