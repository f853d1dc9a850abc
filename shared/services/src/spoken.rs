//! Which language somebody writes, by the words the bank hears in each.
//!
//! Deliberately no library: on fifty sentences of customers `whatlang` names the language of 16, and of 35 where it may
//! only choose between three; it calls two of its answers reliable. A sentence to a bank is too short for statistics.

use domain::language::Language;

use crate::choice::reply_id;
use crate::languages::{self, Languages};
use crate::reading::{later, words};
use crate::service::Service;
use crate::talk::Talk;
use crate::transfer::correction;
use crate::vocabulary;
use crate::wish::{self, Wish};

/// Words of one language and of no other that make its use certain.
const CERTAIN: usize = 2;

/// Fewest words of a sentence of which one may tell that it is perhaps another language.
const FEWEST: usize = 3;

/// What the words tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spoken {
    /// Nothing against the language of the chat.
    AsBefore,
    /// Another one.
    Certainly(Language),
    /// Perhaps another one: worth a question.
    Perhaps(Language),
}

/// Which language a whole text is, in a chat in `now`.
///
/// A name and a number are read in every language: another one is certain only where it has more of the words. Of two
/// that have as many, it is the one that alone has some of them.
#[must_use]
pub fn language_of(text: &str, now: Language) -> Spoken {
    if let Some(other) = taken_back_in_another(text, now) {
        return Spoken::Perhaps(other);
    }
    if asks_for_a_language(text) || is_heard(text, now) {
        return Spoken::AsBefore;
    }
    let words = words(text);
    let own = known(&words, now);
    let others = Language::ALL.into_iter().filter(|one| is_heard(text, *one));
    let counted = others.map(|other| (other, (known(&words, other), marks(&words, other))));
    let more: Vec<_> = counted.filter(|(_, (count, _))| *count > own).collect();
    let most = more
        .iter()
        .map(|(_, count)| *count)
        .max()
        .unwrap_or_default();
    let best: Vec<_> = more.iter().filter(|(_, count)| *count == most).collect();
    match best.as_slice() {
        [] => by_marks(&words, now),
        [(only, (count, _))] if *count >= CERTAIN => Spoken::Certainly(*only),
        [.., (last, _)] => Spoken::Perhaps(*last),
    }
}

/// How many of some words are heard in a language.
fn known(words: &[String], language: Language) -> usize {
    let known = vocabulary::known(language);
    let is_known = |word: &&String| known.binary_search(&word.as_str()).is_ok();
    words.iter().filter(is_known).count()
}

/// Whether a whole text asks for a language and nothing else, in whichever it is asked.
#[must_use]
pub fn asks_for_a_language(text: &str) -> bool {
    languages::asked_for(text).is_some()
}

/// The id of a tappable reply that chooses a language.
#[must_use]
pub fn id(language: Language) -> String {
    reply_id(Languages::NAME, language.tag())
}

/// Whether a text takes back or corrects what was asked for. One word of another language is enough for that: who
/// writes it means what is open, whatever language they go on in.
#[must_use]
pub fn takes_back(text: &str, language: Language) -> bool {
    correction::is_one(text, language)
        || later::is_later(text, language)
        || Talk::cancels(text, language)
}

/// The other language in which a text takes something back: "não, 40" is nobody's name in English.
fn taken_back_in_another(text: &str, now: Language) -> Option<Language> {
    let others = Language::ALL.into_iter();
    let others: Vec<_> = others.filter(|other| takes_back(text, *other)).collect();
    let is_ours = takes_back(text, now)
        || wish::consent(text, now).is_some()
        || Talk::reads(text, now).is_some();
    // "No, 40" is Spanish too, and so is "cancela": more customers write English, and more of the rest Portuguese.
    let english = others.iter().find(|one| **one == Language::ENGLISH);
    english.or(others.last()).filter(|_| !is_ours).copied()
}

/// Whether a whole text is understood in a language, word for word.
fn is_heard(text: &str, language: Language) -> bool {
    crate::is_read(text, language)
        || Wish::in_one(text, language).is_some()
        || wish::consent(text, language).is_some()
        || Talk::reads(text, language).is_some()
}

/// How many of some words only this language has.
fn marks(words: &[String], language: Language) -> usize {
    let is_its = |word: &&String| language.marks().contains(&word.as_str());
    words.iter().filter(is_its).count()
}

/// By words that only one language has: none of any other may stand beside them.
fn by_marks(all: &[String], now: Language) -> Spoken {
    let marked = Language::ALL.map(|language| (language, marks(all, language)));
    let mut found = marked.into_iter().filter(|(_, count)| *count > 0);
    match (found.next(), found.next()) {
        (Some((other, count)), None) if other != now && count >= CERTAIN => {
            Spoken::Certainly(other)
        }
        (Some((other, _)), None) if other != now && all.len() >= FEWEST => Spoken::Perhaps(other),
        _ => Spoken::AsBefore,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn portuguese() -> Language {
        Language::parse("pt-BR").unwrap()
    }

    #[test]
    fn a_sentence_in_another_language_is_told_and_a_short_one_is_asked_about() {
        let (english, portuguese) = (Language::ENGLISH, portuguese());
        for (text, now, spoken) in [
            (
                "você pode mandar meu dinheiro?",
                english,
                Spoken::Certainly(portuguese),
            ),
            ("Não quero isso", english, Spoken::Certainly(portuguese)),
            ("what is my limit?", portuguese, Spoken::Certainly(english)),
            (
                "limite do cartão agora",
                english,
                Spoken::Perhaps(portuguese),
            ),
            ("what is my limit?", english, Spoken::AsBefore),
            ("não", portuguese, Spoken::AsBefore),
            ("50", english, Spoken::AsBefore),
            ("Ben Carter", portuguese, Spoken::AsBefore),
            ("send 50 to João Não", english, Spoken::AsBefore),
            ("move 100 to savings tomorrow", english, Spoken::AsBefore),
            ("oops, 50", english, Spoken::AsBefore),
            ("Ben, 30", portuguese, Spoken::AsBefore),
            ("não, 40", english, Spoken::Perhaps(portuguese)),
            ("no, 40", portuguese, Spoken::Perhaps(english)),
            ("não, 40", portuguese, Spoken::AsBefore),
            ("n", english, Spoken::AsBefore),
            ("cancela", english, Spoken::Perhaps(portuguese)),
            (
                "manda 25 para o Ben",
                english,
                Spoken::Certainly(portuguese),
            ),
            ("enviar 50 para Ben", english, Spoken::Perhaps(portuguese)),
            (
                "qual é o meu saldo?",
                english,
                Spoken::Certainly(portuguese),
            ),
            ("send 50 to Ben", portuguese, Spoken::Certainly(english)),
        ] {
            assert_eq!(language_of(text, now), spoken, "{text}");
        }
    }

    #[test]
    fn no_word_marks_two_languages() {
        for one in Language::ALL {
            for other in Language::ALL.into_iter().filter(|other| *other != one) {
                let shared = |word: &&&str| other.marks().contains(word);
                let shared = one.marks().iter().find(shared);
                assert_eq!(shared, None, "{one:?} {other:?}");
            }
        }
    }
}
