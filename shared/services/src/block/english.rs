//! The few words of somebody in a hurry, in English.

use crate::reading::{is_one_of, plain_words};

/// Most words of one call for help.
const LONGEST_CALL: usize = 6;

/// Words that only press.
const URGENT: [&str; 12] = [
    "right",
    "away",
    "now",
    "help",
    "quick",
    "quickly",
    "immediately",
    "asap",
    "urgent",
    "emergency",
    "just",
    "and",
];

/// Longest sentence looked at, in characters.
const MAX_LENGTH_CHARACTERS: usize = 120;

/// Whether a text is a call for help and nothing else, however it is shouted.
pub fn is_a_call_for_help(text: &str) -> bool {
    if text.chars().count() > MAX_LENGTH_CHARACTERS {
        return false;
    }
    let words = plain_words(text);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let is_said = |word: &&str| !URGENT.contains(word);
    let bare: Vec<&str> = words.into_iter().filter(is_said).collect();
    calls_for_help(&bare)
}

/// Whether the words are calls for help from the first to the last, with at least one that means to stop.
fn calls_for_help(words: &[&str]) -> bool {
    (1..=words.len().min(LONGEST_CALL)).any(|length| {
        let (call, rest) = words.split_at(length);
        let is_last = rest.is_empty();
        is_call(call) && (is_last || calls_for_help(rest))
            || is_lament(call) && !is_last && calls_for_help(rest)
    })
}

/// What is said beside a call for help, and is none by itself.
fn is_lament(words: &[&str]) -> bool {
    matches!(
        words,
        ["this" | "it" | "that", "wasn't" | "wasnt" | "isn't", "me"]
            | ["i" | "i've", "been", "scammed"]
            | ["i", "was", "scammed"]
    )
}

/// The few words of somebody in a hurry.
fn is_call(words: &[&str]) -> bool {
    let theirs = |word: &str| matches!(word, "my" | "the");
    match words {
        ["block" | "freeze" | "panic" | "stolen" | "hacked" | "thief" | "thieves"]
        | [
            "block" | "freeze" | "stop" | "lock",
            "everything" | "all",
        ]
        // "Stop it" may mean an order, the voice, this chat: it calls one off.
        | ["block" | "freeze" | "lock", "it"]
        | ["shut", "it", "all", "down"]
        | ["shut", "everything", "down"]
        | ["shut", "down", "everything"]
        | ["i" | "i've" | "ive", "been", "hacked" | "robbed" | "mugged" | "pickpocketed"]
        | ["i", "have", "been", "hacked" | "robbed" | "mugged" | "pickpocketed"]
        | ["i", "was" | "got", "pickpocketed"]
        | ["they" | "it", "were" | "was" | "got", "stolen"]
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

/// Whether something that is blocked is to be switched on again.
pub fn undoes(text: &str) -> bool {
    let words = plain_words(text);
    let is_undone = |word: &String| {
        matches!(
            word.as_str(),
            "unblock" | "unblocked" | "unfreeze" | "unfrozen" | "unlock" | "unlocked"
        )
    };
    let has = |wanted: &[&str]| words.iter().any(|word| wanted.contains(&word.as_str()));
    words.iter().any(is_undone)
        || has(&["freeze", "block"]) && has(&["off", "end", "lift", "remove", "undo"])
}

/// Yes, and nothing else.
pub fn is_yes(text: &str) -> bool {
    is_one_of(
        text,
        &[
            "yes",
            "yes block",
            "yes block everything",
            "yeah",
            "yep",
            "do it",
            "go ahead",
        ],
    )
}

/// No, and nothing else.
pub fn is_no(text: &str) -> bool {
    is_one_of(
        text,
        &[
            "no", "nope", "don't", "do not", "no don't", "not now", "cancel",
        ],
    )
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
            "help! thieves",
            "i was pickpocketed",
            "i have been hacked",
            "block my cards, they were stolen",
        ] {
            assert!(is_a_call_for_help(text), "{text}");
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
            "I have not lost my phone",
            "someone has my phone charger",
            "block my ex",
            "my phone is dead",
            "take the freeze off my account",
            "why is my account blocked",
            "",
        ] {
            assert!(!is_a_call_for_help(text), "{text}");
        }
    }
}
