//! In which languages a text can be read.
//!
//! Deliberately only by the words that are heard at all: it tells whether to offer another language, not what is meant.

use domain::language::Language;

use crate::reading::words;
use crate::talk::Talk;
use crate::vocabulary;
use crate::wish::{self, Wish};

/// The languages of a text, each list in their usual order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Readable {
    /// Those in which it is read to its last word; of several, those that know the most of them.
    pub certain: Vec<Language>,
    /// Those of which it holds the most words, at least half of all; none where every language has them.
    pub possible: Vec<Language>,
}

impl Readable {
    /// Reads a text in every language.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let words = words(text);
        if !words.iter().any(|word| word.contains(char::is_alphabetic)) {
            return Self::default();
        }
        let counted = |language: Language| (language, known(&words, language));
        let all: Vec<(Language, usize)> = Language::ALL.map(counted).into();
        let read = all.iter().filter(|(language, _)| is_read(text, *language));
        let most = all
            .iter()
            .map(|(_, count)| *count)
            .max()
            .unwrap_or_default();
        let is_half = most.saturating_mul(2) >= words.len();
        let tells = is_half && all.iter().any(|(_, count)| *count < most);
        Self {
            certain: best(read.copied().collect()),
            possible: if tells { best(all) } else { Vec::new() },
        }
    }
}

/// Those that hold the most words.
fn best(counted: Vec<(Language, usize)>) -> Vec<Language> {
    let most = counted.iter().map(|(_, count)| *count).max();
    let best = counted
        .into_iter()
        .filter(|(_, count)| Some(*count) == most);
    best.map(|(language, _)| language).collect()
}

/// Whether a whole text is certainly meant for something, word for word.
fn is_read(text: &str, language: Language) -> bool {
    crate::is_read(text, language)
        || Talk::reads(text, language).is_some()
        || Wish::in_one(text, language).is_some()
        || wish::consent(text, language).is_some()
}

/// How many of some words are heard in a language.
fn known(words: &[String], language: Language) -> usize {
    let known = vocabulary::known(language);
    let is_known = |word: &&String| known.binary_search(&word.as_str()).is_ok();
    words.iter().filter(is_known).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags(languages: &[Language]) -> Vec<&'static str> {
        languages.iter().map(|language| language.tag()).collect()
    }

    #[test]
    fn what_is_read_to_its_last_word_is_certain() {
        for (text, certain) in [
            ("what's my balance", vec!["en"]),
            ("send 50 to Ben", vec!["en"]),
            ("qual é o meu saldo?", vec!["pt-BR"]),
            ("manda 50 libras pro Ben", vec!["pt-BR"]),
            ("bloqueia tudo", vec!["pt-BR"]),
            ("cuál es mi saldo", vec!["es"]),
            ("saldo", vec!["es", "pt-BR"]),
            ("no", vec!["en", "es"]),
            ("50", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(tags(&Readable::of(text).certain), certain, "{text}");
        }
    }

    #[test]
    fn most_words_make_a_language_possible() {
        for (text, possible) in [
            ("could you tell me about my last payments", vec!["en"]),
            ("preciso de ajuda com uma transferência", vec!["pt-BR"]),
            ("quero saber onde está o meu dinheiro", vec!["pt-BR"]),
            ("no puedo ver los movimientos de mi cuenta", vec!["es"]),
            ("Ben Carter", vec![]),
            ("asdfgh", vec![]),
            ("50", vec![]),
        ] {
            assert_eq!(tags(&Readable::of(text).possible), possible, "{text}");
        }
    }

    /// A name, a sum or a word that several languages have says nothing of the language.
    #[test]
    fn a_payees_name_or_a_sum_makes_no_language_likely() {
        for text in ["Dora Evans", "City Water Ltd", "£12.50", "😀"] {
            assert_eq!(Readable::of(text), Readable::default(), "{text}");
        }
    }
}
