//! The few words of somebody in a hurry.

use domain::language::Language;

use crate::reading::{borrowed, is_one_of, plain_words};
use crate::vocabulary::{self, Block, fit, is_in};

/// Most words of one call for help.
const LONGEST_CALL: usize = 6;

/// Longest sentence looked at, in characters.
const MAX_LENGTH_CHARACTERS: usize = 120;

/// Whether a text is a call for help and nothing else, however it is shouted.
pub fn is_a_call_for_help(text: &str, language: Language) -> bool {
    !is_a_question(text) && is_one(text, language, calls_for_help)
}

/// Whether a text may be one: it asks, or is said in anger as well. "block?", "thieves!"
pub fn may_be_a_call_for_help(text: &str, language: Language) -> bool {
    let may_be = |words: &[&str], known: &Block| {
        fit(words, known.perhaps) || is_a_question(text) && calls_for_help(words, known)
    };
    is_one(text, language, may_be) || is_in_a_clause(text, language)
}

/// Whether a part of a short text, between marks, is a call for help: "my kid sent money, stop everything".
fn is_in_a_clause(text: &str, language: Language) -> bool {
    let is_short = text.chars().count() <= MAX_LENGTH_CHARACTERS;
    let mut clauses = text.split([',', '.', '!', ';', ':', '\n']);
    is_short && clauses.any(|clause| is_a_call_for_help(clause, language))
}

fn is_a_question(text: &str) -> bool {
    text.trim_end().ends_with('?')
}

/// Whether the words of a short text, but for those that only press, are what `is` says.
fn is_one(text: &str, language: Language, is: impl Fn(&[&str], &Block) -> bool) -> bool {
    if text.chars().count() > MAX_LENGTH_CHARACTERS {
        return false;
    }
    let known = &vocabulary::of(language).block;
    let words = plain_words(text, language);
    let bare = words.iter().map(String::as_str);
    let bare: Vec<&str> = bare.filter(|word| !is_in(word, known.urgent)).collect();
    is(&bare, known)
}

/// Whether the words are calls for help and laments from the first to the last, with at least one that means to stop.
fn calls_for_help(words: &[&str], known: &Block) -> bool {
    calls_behind(false, words, known)
}

fn calls_behind(has_called: bool, words: &[&str], known: &Block) -> bool {
    if words.is_empty() {
        return has_called;
    }
    (1..=words.len().min(LONGEST_CALL)).any(|length| {
        let (said, rest) = words.split_at(length);
        fit(said, known.calls) && calls_behind(true, rest, known)
            || fit(said, known.laments) && calls_behind(has_called, rest, known)
    })
}

/// Whether something that is blocked is to be switched on again.
pub fn undoes(text: &str, language: Language) -> bool {
    let known = &vocabulary::of(language).block;
    let words = plain_words(text, language);
    let has = |row: &str| borrowed(&words).iter().any(|word| is_in(word, row));
    has(known.undone) || has(known.undone_what) && has(known.undone_how)
}

/// Yes or no to whether everything is to stop, and nothing else.
pub fn answer(text: &str, language: Language) -> Option<bool> {
    let known = &vocabulary::of(language).block;
    if is_one_of(text, known.yes, language) {
        return Some(true);
    }
    is_one_of(text, known.no, language).then_some(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_for_help_is_read_however_it_is_shouted() {
        for text in [
            "block",
            "BLOCK!!!",
            "Freeze everything",
            "please freeze everything now",
            "I lost my phone",
            "I’ve lost my phone!",
            "my phone was stolen",
            "my phone has been stolen, help",
            "stolen",
            "stop my cards",
            "block my card please",
            "someone stole my phone",
            "I was robbed",
            "I was just robbed",
            "emergency block",
            "shut it all down",
            "this wasn't me! block it",
            "I lost my phone, block everything",
            "please stop everything right now",
            "i was pickpocketed",
            "i have been hacked",
            "block my cards, they were stolen",
            "block my account i got scammed",
        ] {
            assert!(is_a_call_for_help(text, Language::ENGLISH), "{text}");
        }
        for text in [
            "send 50 to H&R Block",
            "how do I freeze my account",
            "is my money safe if my phone is stolen?",
            "stop",
            "stop it",
            "please stop it now",
            "unblock",
            "this wasn't me",
            "don't block my card",
            "block?",
            "my card was stolen?",
            "thieves!",
            "I have not lost my phone",
            "someone has my phone charger",
            "block my ex",
            "my phone is dead",
            "take the freeze off my account",
            "why is my account blocked",
            "",
        ] {
            assert!(!is_a_call_for_help(text, Language::ENGLISH), "{text}");
        }
    }

    #[test]
    fn what_asks_or_is_angry_may_be_a_call_for_help() {
        let may_be = |text| may_be_a_call_for_help(text, Language::ENGLISH);
        for text in [
            "block?",
            "help! thieves",
            "freeze everything?",
            "thief in my account!!",
            "someone is using my account",
            "kid hacked me, stop everything",
            "halt all",
        ] {
            assert!(may_be(text), "{text}");
        }
        for text in ["is it stolen", "block my ex?", "send 20, stop it", ""] {
            assert!(!may_be(text), "{text}");
        }
    }
}
