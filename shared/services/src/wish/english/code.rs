//! "I did not get the code", however it is put.

use crate::reading::plain_words;

/// What may stand behind it and changes nothing.
const ENDINGS: [&str; 8] = ["yet", "so", "far", "still", "again", "on", "my", "phone"];

/// Whether a text misses a passcode, and can mean nothing else.
pub fn is_missed(text: &str) -> bool {
    let words = plain_words(text);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let ends = words.iter().rposition(|word| !ENDINGS.contains(word));
    let words = words.get(..ends.map_or(0, |last| last.saturating_add(1)));
    let words = words.unwrap_or_default();
    is_not_got(words) || has_not_come(words) || is_looked_for(words)
}

/// "I did not get the code", "still haven't received any text".
fn is_not_got(words: &[&str]) -> bool {
    let words = words.strip_prefix(&["i"]).unwrap_or(words);
    let words = words.strip_prefix(&["still"]).unwrap_or(words);
    let ([
        "didn't" | "didnt" | "haven't" | "havent" | "never",
        got,
        what @ ..,
    ]
    | ["did" | "have", "not", got, what @ ..]) = words
    else {
        return false;
    };
    let is_got = matches!(
        *got,
        "get" | "got" | "gotten" | "receive" | "received" | "have" | "had" | "see"
    );
    is_got && is_a_code(what)
}

/// "No code came", "the code hasn't arrived".
fn has_not_come(words: &[&str]) -> bool {
    if let ["no", what, rest @ ..] = words {
        return names_a_code(what)
            && matches!(rest, [] | ["came" | "arrived" | "received" | "here"]);
    }
    let (first, rest) = match words {
        ["the" | "my", what, rest @ ..] | [what, rest @ ..] => (*what, rest),
        [] => return false,
    };
    names_a_code(first)
        && matches!(
            rest,
            [
                "didn't" | "didnt" | "hasn't" | "hasnt" | "never" | "doesn't" | "doesnt" | "isn't",
                "come" | "came" | "arrive" | "arrived" | "coming" | "arriving" | "here",
            ] | [
                "did" | "has" | "does" | "is",
                "not",
                "come" | "came" | "arrive" | "arrived" | "coming" | "arriving" | "here",
            ]
        )
}

/// "Where is my code?", "resend the code".
fn is_looked_for(words: &[&str]) -> bool {
    match words {
        ["where", "is", what @ ..]
        | ["send", "me", what @ ..]
        | ["where's" | "resend" | "send", what @ ..] => is_a_code(what),
        ["new" | "another", what] => names_a_code(what),
        _ => false,
    }
}

/// "The code", "any text", "a new code".
fn is_a_code(words: &[&str]) -> bool {
    let words = match words.split_first() {
        Some((&("the" | "a" | "an" | "any" | "my" | "your" | "another"), rest)) => rest,
        _ => words,
    };
    matches!(words.strip_prefix(&["new"]).unwrap_or(words), [what] if names_a_code(what))
}

fn names_a_code(word: &str) -> bool {
    matches!(word, "code" | "codes" | "passcode" | "otp" | "text" | "sms")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_that_did_not_come_is_missed_in_whole_sentences_only() {
        for text in [
            "I did not get the code",
            "I didn’t receive a code yet",
            "no code came",
            "No SMS",
            "still haven't got the text",
            "the code hasn't arrived on my phone",
            "code did not come",
            "where is my code?",
            "please resend the code",
            "send me a new code",
            "another code",
        ] {
            assert!(is_missed(text), "{text}");
        }
        for text in [
            "what is the sort code",
            "send 50 to Code Club",
            "I did not get the money",
            "no",
            "the code",
            "I got the code",
            "",
        ] {
            assert!(!is_missed(text), "{text}");
        }
    }
}
