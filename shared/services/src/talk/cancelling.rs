//! Calling off what is open, and what stands behind it.

use domain::language::Language;

use crate::reading::request;
use crate::reading::token::{Text, Token};
use crate::reading::{borrowed, is_polite, plain_words};
use crate::vocabulary::{self, fit, is_in};

/// Whether a text calls off what is open, and can mean nothing else.
pub fn cancels(text: &str, language: Language) -> bool {
    let known = &vocabulary::of(language).talk;
    let words = plain_words(text, language);
    let words = borrowed(&words);
    let bare = behind(&words, known.before_calling_off_what);
    fit(&words, known.calls_off)
        || fit(bare, known.calls_off_what)
        || takes_back_an_order(text, language)
}

/// "Don't send 50 to Ben": a request that is read to its last word, with a no before it.
fn takes_back_an_order(text: &str, language: Language) -> bool {
    let text = Text::new(text);
    let is_before = |token: &&Token| is_polite(&token.folded, language) || token.is(",");
    let polite = text.tokens().iter().take_while(is_before).count();
    let rest = text.tokens().get(polite..).unwrap_or_default();
    let words: Vec<&str> = rest.iter().map(|token| token.folded.as_str()).collect();
    let negations = vocabulary::of(language).talk.negations;
    let Some(order) = vocabulary::at_start(&words, negations).and_then(|no| rest.get(no..)) else {
        return false;
    };
    request::read(text.typed(order), language, |_| false)
        .is_some_and(|request| request.is_certain())
}

/// What stands behind words that call off: "One moment, stop that. What's my balance?", "cancel that and send 60 to Ben".
pub fn cancels_first(text: &str, language: Language) -> Option<&str> {
    let sentence = text.split_once(['.', '!', ';']);
    let joins = vocabulary::of(language).talk.and_then.split(' ');
    let joined = joins.map(|join| text.split_once(&format!(" {join} ")));
    let mut rests = std::iter::once(sentence).chain(joined).flatten();
    rests.find_map(|(first, rest)| behind_calling_off(first, rest, language))
}

fn behind_calling_off<'a>(first: &str, rest: &'a str, language: Language) -> Option<&'a str> {
    let known = &vocabulary::of(language).talk;
    let words = plain_words(first, language);
    let words = borrowed(&words);
    let bare = behind(&words, known.before_calling_off);
    let rest = rest.trim();
    // What follows "no" may say what it is no to.
    let is_no = matches!(bare, [no] if is_in(no, known.only_no));
    (!is_no && cancels(&bare.join(" "), language) && rest.contains(' ')).then_some(rest)
}

/// What stands behind the words of a row.
fn behind<'a>(words: &'a [&'a str], row: &str) -> &'a [&'a str] {
    let begins = words.iter().position(|word| !is_in(word, row));
    words
        .get(begins.unwrap_or(words.len())..)
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use domain::language::Language;

    use crate::talk::Talk;

    #[test]
    fn a_new_link_is_asked_for_in_whole_words() {
        for text in [
            "new link",
            "New link, please!",
            "The link doesn’t work",
            "send me the link again",
        ] {
            assert!(Talk::asks_for_link(text, Language::ENGLISH), "{text}");
        }
        for text in ["link", "new link and cancel", "is the link safe?", ""] {
            assert!(!Talk::asks_for_link(text, Language::ENGLISH), "{text}");
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
            assert_eq!(
                Talk::cancels_first(text, Language::ENGLISH),
                balance,
                "{text}"
            );
        }
        for text in [
            "cancel",
            "no. 5",
            "Stop. ",
            "don't stop. show me my balance",
            "cancel and send",
            "don't cancel that and show my balance",
        ] {
            assert_eq!(Talk::cancels_first(text, Language::ENGLISH), None, "{text}");
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
            assert!(Talk::cancels(text, Language::ENGLISH), "{text}");
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
            assert!(!Talk::cancels(text, Language::ENGLISH), "{text}");
        }
    }
}
