//! What is said of stopping everything, in English, and the few words of somebody in a hurry.

use wording::say;
use wording::sentence::Sentence;

use super::Says;
use crate::reading::plain_words;

/// Longest sentence looked at, in characters.
const MAX_LENGTH_CHARACTERS: usize = 120;

/// Each sentence.
pub fn words(says: &Says) -> Sentence {
    match says {
        Says::MenuTitle => say!["Block"],
        Says::MenuDescription => say!["Lost phone? Stop your cards and this chat at once"],
        Says::Help => say!["*block* – stop your cards and this chat at once"],
    }
}

/// Whether a text is a call for help and nothing else, however it is shouted.
pub fn is_a_call_for_help(text: &str) -> bool {
    if text.chars().count() > MAX_LENGTH_CHARACTERS {
        return false;
    }
    let words = plain_words(text);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    is_panic(&words)
}

/// The few words of somebody in a hurry, urgency aside.
fn is_panic(words: &[&str]) -> bool {
    const URGENT: [&str; 7] = [
        "now",
        "help",
        "quick",
        "quickly",
        "immediately",
        "asap",
        "urgent",
    ];
    let bare: Vec<&str> = words
        .iter()
        .copied()
        .filter(|word| !URGENT.contains(word))
        .collect();
    let theirs = |word: &str| matches!(word, "my" | "the");
    match bare.as_slice() {
        ["block" | "freeze" | "panic" | "stolen" | "hacked"]
        | ["block" | "freeze" | "stop" | "lock", "everything" | "all"]
        | ["i" | "i've", "been", "hacked" | "robbed" | "mugged"]
        | ["i" | "i've" | "ive", "lost", "my", "phone" | "mobile"]
        | ["lost" | "stolen", "phone" | "mobile"]
        | ["i", "was", "robbed" | "mugged" | "hacked"]
        | ["i", "have", "lost", "my", "phone" | "mobile"]
        | [
            "someone" | "somebody",
            "stole" | "has",
            "my",
            "phone" | "mobile",
        ] => true,
        [verb, whose, what] => {
            matches!(*verb, "block" | "freeze" | "stop" | "lock")
                && theirs(whose)
                && matches!(*what, "card" | "cards" | "account" | "accounts" | "phone")
        }
        ["my", "phone" | "mobile" | "card", verb @ ..] => {
            matches!(
                verb,
                ["was" | "is" | "got", "stolen"] | ["has" | "have", "been", "stolen"]
            )
        }
        _ => false,
    }
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
        ] {
            assert!(is_a_call_for_help(text), "{text}");
        }
        for text in [
            "send 50 to H&R Block",
            "how do I freeze my account",
            "is my money safe if my phone is stolen?",
            "stop",
            "unblock",
            "why is my account blocked",
            "",
        ] {
            assert!(!is_a_call_for_help(text), "{text}");
        }
    }
}
