//! "I did not ask for this", however it is put.

use crate::reading::plain_words;

/// What may stand before it and changes nothing.
const OPENINGS: [&str; 10] = [
    "hey", "help", "no", "wait", "but", "what", "oh", "sorry", "stop", "urgent",
];

/// What somebody says they did not do.
const DEEDS: [&str; 20] = [
    "ask",
    "asked",
    "make",
    "made",
    "do",
    "did",
    "send",
    "sent",
    "authorise",
    "authorised",
    "authorize",
    "authorized",
    "approve",
    "approved",
    "request",
    "requested",
    "order",
    "ordered",
    "confirm",
    "confirmed",
];

/// What it may be called.
const ORDERS: &str =
    "payment payments transfer transfers transaction transactions order one link code money";

/// Deeds that nobody denies who only tells a story.
const ORDERED: &str = "ask asked send sent authorise authorised authorize authorized approve approved request requested order ordered";

/// Whether a text disowns what the bank has just told of, and can mean nothing else.
pub fn reads(text: &str) -> bool {
    let words = plain_words(text);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let begins = words.iter().position(|word| !OPENINGS.contains(word));
    let words = words.get(begins.unwrap_or_default()..).unwrap_or_default();
    is_not_me(words) || is_not_done(words) || is_not_known(words)
}

/// Whether a text may disown something among other words: what was not sent, asked for or approved by whoever writes,
/// or was not them.
pub fn may_disown(text: &str) -> bool {
    let words = plain_words(text);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let denies = |part: &[&str]| match part {
        ["i", "never" | "didn't" | "didnt", deed] => is_ordered(deed),
        ["not" | "wasn't" | "wasnt" | "isn't", "me"] => true,
        _ => false,
    };
    let denies_at_length = |part: &[&str]| match part {
        ["i", "did", "not", deed] | ["i", "have", "never" | "not", deed] => is_ordered(deed),
        _ => false,
    };
    let makes = |part: &[&str]| matches!(part, ["made" | "make", "that" | "this" | "any" | "the" | "a", what] if is_order(what));
    let has_denial = |word: &&str| matches!(*word, "never" | "not" | "didn't" | "didnt");
    words.windows(2).any(denies)
        || words.windows(3).any(denies)
        || words.windows(4).any(denies_at_length)
        || words.windows(3).any(makes)
            && words.first() == Some(&"i")
            && words.iter().any(has_denial)
}

fn is_ordered(word: &str) -> bool {
    ORDERED.split(' ').any(|deed| deed == word)
}

/// "That wasn't me".
fn is_not_me(words: &[&str]) -> bool {
    let rest = match words.split_first() {
        Some((&("it" | "that" | "this" | "these" | "those"), rest)) => rest,
        _ => words,
    };
    matches!(
        rest,
        ["wasn't" | "wasnt" | "isn't" | "isnt", "me"] | ["was" | "is", "not", "me"]
    )
}

/// "I did not ask for this", "I never made this payment".
fn is_not_done(words: &[&str]) -> bool {
    let words = words.strip_prefix(&["i"]).unwrap_or(words);
    let (["didn't" | "didnt" | "never", deed, what @ ..] | ["did", "not", deed, what @ ..]) = words
    else {
        return false;
    };
    DEEDS.contains(deed) && is_named(what)
}

/// "I don't recognise this payment".
fn is_not_known(words: &[&str]) -> bool {
    let words = words.strip_prefix(&["i"]).unwrap_or(words);
    let (["don't" | "dont", verb, what @ ..] | ["do", "not", verb, what @ ..]) = words else {
        return false;
    };
    matches!(*verb, "recognise" | "recognize" | "know") && is_named(what)
}

/// What was just told of: "this", "for it", "that payment", "any transfer".
fn is_named(words: &[&str]) -> bool {
    let words = words.strip_prefix(&["for"]).unwrap_or(words);
    match words {
        ["this" | "that" | "it" | "these" | "those"] => true,
        [
            "this" | "that" | "the" | "any" | "a" | "such" | "these" | "those",
            what,
        ]
        | ["any", "such", what]
        | ["such", "a", what] => is_order(what),
        _ => false,
    }
}

fn is_order(word: &str) -> bool {
    ORDERS.split(' ').any(|order| order == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_told_of_is_disowned_in_whole_sentences_only() {
        for text in [
            "I did not ask for this",
            "I didn’t ask for this!",
            "that wasn't me",
            "It was not me",
            "help, this wasn't me",
            "did not make this payment",
            "I never made that transfer",
            "I didn't authorise this transaction",
            "I did not send it",
            "I don't recognise this payment",
        ] {
            assert!(reads(text), "{text}");
        }
        for text in [
            "wasn't me who asked, it was my wife, all fine",
            "I did not get this",
            "I didn't ask for this, or did I?",
            "did I make this payment?",
            "that was me",
            "I did not send it to Ben",
            "I don't know",
            "send it to me",
            "not me",
            "",
        ] {
            assert!(!reads(text), "{text}");
        }
    }

    #[test]
    fn what_may_disown_something_is_told_from_what_only_denies() {
        for text in [
            "I never sent that money to Ben",
            "who sent 50 to ben?? not me",
            "I did not make that transfer of 50",
            "I did not ask for this, why did I get a code?",
            "I have not approved anything",
            "it says paid but I didn't authorise that at all",
        ] {
            assert!(may_disown(text), "{text}");
        }
        for text in [
            "send it to me",
            "why did you not send it?",
            "Ben did not send me the money",
            "don't send it",
            "I did not get the code",
            "not now",
            "I'm not sure",
            "",
        ] {
            assert!(!may_disown(text), "{text}");
        }
        assert!(reads("I didn't ask for that link"));
    }
}
