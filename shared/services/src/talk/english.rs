//! What belongs to no service, asked for in English word for word.

pub mod meanings;

use crate::reading::plain_words;

/// What calls off whatever is open, without saying what. Most of it is also how people say no to a link.
const CALLS_OFF: [&str; 24] = [
    "cancel",
    "cansel",
    "cancle",
    "stop",
    "abort",
    "no",
    "nope",
    "nah",
    "not now",
    "nvm",
    "nevermind",
    "never mind",
    "forget it",
    "forget about it",
    "forget the whole thing",
    "call it off",
    "don't send it",
    "do not send it",
    "that's wrong",
    "thats wrong",
    "that is wrong",
    "that's not right",
    "i changed my mind",
    "i've changed my mind",
];

/// What may stand behind it and changes nothing.
const REASONS: [&str; 8] = [
    "",
    "now",
    "it's a scam",
    "its a scam",
    "it's wrong",
    "it's a mistake",
    "i changed my mind",
    "i've changed my mind",
];

/// Whether a text calls off what is open, and can mean nothing else.
pub fn cancels(text: &str) -> bool {
    let words = plain_words(text);
    let words: Vec<&str> = words
        .iter()
        .map(String::as_str)
        .filter(|word| *word != "thanks")
        .collect();
    let joined = words.join(" ");
    let bare = words.iter().copied();
    let bare: Vec<&str> = bare
        .skip_while(|word| *word == "no" || BEFORE_CALLING_OFF.contains(word))
        .collect();
    CALLS_OFF.contains(&joined.as_str()) || names_what_to_cancel(&bare)
}

/// Words before calling off, which say nothing else.
const BEFORE_CALLING_OFF: [&str; 13] = [
    "one", "a", "moment", "minute", "second", "wait", "hold", "on", "sorry", "oh", "ah", "ok",
    "actually",
];

/// What stands behind words that call off: "One moment, stop that. What's my balance?", "cancel that and send 60 to Ben".
pub fn cancels_first(text: &str) -> Option<&str> {
    let sentence = text.split_once(['.', '!', ';']);
    let parts = [sentence, text.split_once(" and "), text.split_once(" & ")];
    let mut rests = parts.into_iter().flatten();
    rests.find_map(|(first, rest)| behind_calling_off(first, rest))
}

fn behind_calling_off<'a>(first: &str, rest: &'a str) -> Option<&'a str> {
    let words = plain_words(first);
    let words = words.iter().map(String::as_str);
    let bare: Vec<&str> = words
        .skip_while(|word| BEFORE_CALLING_OFF.contains(word))
        .collect();
    let rest = rest.trim();
    // What follows "no" may say what it is no to.
    let is_no = matches!(bare.as_slice(), ["no" | "nope" | "nah"]);
    (!is_no && cancels(&bare.join(" ")) && rest.contains(' ')).then_some(rest)
}

/// What asks for another link. The first is what the page writes for whoever cannot use theirs.
const NEW_LINK: [&str; 27] = [
    "new link",
    "a new link",
    "another link",
    "send a new link",
    "send another link",
    "send me a new link",
    "send me another link",
    "send the link again",
    "send me the link again",
    "resend the link",
    "resend link",
    "i need a new link",
    "the link does not work",
    "the link doesn't work",
    "link doesn't work",
    "link does not work",
    "the link is not working",
    "the link has expired",
    "the link expired",
    "where is the link",
    "where's the link",
    "where is my link",
    "i lost the link",
    "i can't find the link",
    "i cannot find the link",
    "i didn't get the link",
    "i did not get the link",
];

/// What asks what waits to be confirmed.
const WHAT_IS_OPEN: [&str; 14] = [
    "what am i confirming",
    "what am i about to confirm",
    "what am i about to send",
    "what am i sending",
    "what did i ask for",
    "what is open",
    "what's open",
    "what is waiting",
    "what's waiting",
    "what was the amount",
    "how much was it",
    "who was it to",
    "remind me what i asked for",
    "what are you sending",
];

/// Whether a text asks what waits to be confirmed, and can mean nothing else.
pub fn asks_what_is_open(text: &str) -> bool {
    WHAT_IS_OPEN.contains(&plain_words(text).join(" ").as_str())
}

/// Whether a text asks for another link, and can mean nothing else.
pub fn asks_for_link(text: &str) -> bool {
    NEW_LINK.contains(&plain_words(text).join(" ").as_str())
}

/// "Cancel it", "call off the transfer", "stop my payment, it's a scam".
fn names_what_to_cancel(words: &[&str]) -> bool {
    let (["call", "off", rest @ ..] | ["cancel" | "cansel" | "stop" | "abort" | "drop", rest @ ..]) =
        words
    else {
        return false;
    };
    let reason = match rest {
        ["the" | "my" | "this" | "that", what, reason @ ..] | [what, reason @ ..]
            if is_order(what) =>
        {
            reason
        }
        ["it" | "that" | "this", reason @ ..] => reason,
        _ => return false,
    };
    REASONS.contains(&reason.join(" ").as_str())
}

fn is_order(word: &str) -> bool {
    matches!(
        word,
        "payment" | "transfer" | "order" | "request" | "transaction" | "move"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_link_is_asked_for_in_whole_words() {
        for text in [
            "new link",
            "New link, please!",
            "The link doesn’t work",
            "send me the link again",
        ] {
            assert!(asks_for_link(text), "{text}");
        }
        for text in ["link", "new link and cancel", "is the link safe?", ""] {
            assert!(!asks_for_link(text), "{text}");
        }
    }

    #[test]
    fn what_is_called_off_first_is_told_from_what_is_asked_then() {
        let balance = Some("What's my balance?");
        for text in [
            "Stop that. What's my balance?",
            "one moment, cancel it! What's my balance?",
            "cancel that and What's my balance?",
        ] {
            assert_eq!(cancels_first(text), balance, "{text}");
        }
        for text in [
            "cancel",
            "no. 5",
            "Stop. ",
            "don't stop. show me my balance",
            "cancel and send",
            "don't cancel that and show my balance",
        ] {
            assert_eq!(cancels_first(text), None, "{text}");
        }
    }

    #[test]
    fn what_calls_off_is_told_from_what_only_sounds_like_it() {
        for text in [
            "cancel",
            "Cancel it please!",
            "no, cancel that",
            "oh wait, stop it",
            "call off the transfer",
            "cancel the payment, it's a scam",
            "cansel",
            "forget the whole thing",
            "no",
            "no thanks",
            "nvm",
            "stop the payment",
            "that's wrong",
        ] {
            assert!(cancels(text), "{text}");
        }
        for text in [
            "do not cancel it",
            "don't cancel",
            "hold on",
            "is it done?",
            "never mind the receipt",
            "why was it cancelled?",
            "leave it as it is",
            "cancel my card",
            "cancel, send 30 instead",
            "no, 110",
            "",
        ] {
            assert!(!cancels(text), "{text}");
        }
    }
}
