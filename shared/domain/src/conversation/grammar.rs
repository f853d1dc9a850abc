//! The small strict grammar that serves when Watson cannot: a few words, understood exactly.
//!
//! Deliberately guesses nothing: what it does not know is `None`, and the customer gets the menu.

use crate::conversation::command::Command;

/// Longest sentence looked at, in characters.
const MAX_LENGTH_CHARACTERS: usize = 120;

/// Reads one of: menu, balance, send AMOUNT to PAYEE, cancel, voice on, voice off, help, block, is this my bank.
#[must_use]
pub fn read(text: &str) -> Option<Command> {
    if text.chars().count() > MAX_LENGTH_CHARACTERS {
        return None;
    }
    let text = text.trim().trim_end_matches(['.', '!', '?']).trim();
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["menu" | "hi" | "hello" | "hey" | "options" | "start"] => Some(Command::Menu),
        ["balance" | "balances"]
        | ["my", "balance" | "balances"]
        | ["what's" | "whats" | "what’s", "my", "balance"]
        | ["what", "is", "my", "balance"] => Some(Command::Balances),
        ["cancel" | "stop"] => Some(Command::Cancel),
        ["help"] => Some(Command::Help),
        ["is", "this", "my" | "the", "bank"]
        | ["is", "this", "really", "my" | "the", "bank"]
        | ["is", "this", "really", "you" | "acme"]
        | ["is", "this", "a", "scam"] => Some(Command::BankCheck),
        _ if is_panic(&words) => Some(Command::Block),
        ["voice", "on"] => Some(Command::Voice(true)),
        ["voice", "off"] => Some(Command::Voice(false)),
        ["send" | "pay" | "transfer", ..] => Some(transfer(text)),
        _ => None,
    }
}

/// Reads a call for help. Asked before anything else understands a text, so that it works whoever is away.
#[must_use]
pub fn reads_as_panic(text: &str) -> bool {
    if text.chars().count() > MAX_LENGTH_CHARACTERS {
        return false;
    }
    let text = text.to_lowercase().replace('’', "'");
    let parts = text.split(|letter: char| !letter.is_alphanumeric() && letter != '\'');
    let words: Vec<&str> = parts.filter(|word| !word.is_empty()).collect();
    is_panic(&words)
}

/// The few words of somebody in a hurry, politeness aside.
fn is_panic(words: &[&str]) -> bool {
    const POLITE: [&str; 8] = [
        "please",
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
        .filter(|word| !POLITE.contains(word))
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

/// `send AMOUNT to PAYEE`; anything less complete asks for the whole sentence.
fn transfer(text: &str) -> Command {
    let rest = text
        .split_once(char::is_whitespace)
        .map_or("", |(_, rest)| rest);
    // ASCII lower-casing keeps byte positions, so the payee's own spelling survives.
    let position = rest.to_ascii_lowercase().find(" to ");
    let parts = position.and_then(|at| Some((rest.get(..at)?, rest.get(at.saturating_add(4)..)?)));
    match parts {
        Some((amount, payee)) if !amount.trim().is_empty() && !payee.trim().is_empty() => {
            Command::Transfer {
                amount: amount.trim().to_owned(),
                payee: payee.trim().to_owned(),
            }
        }
        _ => Command::HowToTransfer,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_few_sentences_it_knows_are_understood_in_any_case() {
        let send = |amount: &str, payee: &str| Command::Transfer {
            amount: amount.to_owned(),
            payee: payee.to_owned(),
        };
        for (text, command) in [
            ("Balance?", Command::Balances),
            ("What's my balance?", Command::Balances),
            ("MENU", Command::Menu),
            ("cancel!", Command::Cancel),
            ("voice on", Command::Voice(true)),
            ("Send £50 to Ben Carter", send("£50", "Ben Carter")),
            ("pay 12.50 TO City Power.", send("12.50", "City Power")),
            ("send money", Command::HowToTransfer),
            ("send", Command::HowToTransfer),
            ("send 50 to ", Command::HowToTransfer),
        ] {
            assert_eq!(read(text), Some(command), "{text}");
        }
    }

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
            assert!(reads_as_panic(text), "{text}");
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
            assert!(!reads_as_panic(text), "{text}");
        }
    }

    #[test]
    fn anything_else_is_not_guessed_at() {
        for text in [
            "",
            "???",
            "balance of power in europe",
            "please",
            &"x".repeat(500),
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
