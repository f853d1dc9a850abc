//! Why a request was not acted on, in English.

use wording::say;
use wording::sentence::{Sentence, name};

use super::Unclear;
use crate::reading::amount::Unsendable;

/// How a service speaks of what it does.
pub struct Manner {
    /// I only *send* money now.
    pub verb: &'static str,
    /// Nothing was *sent*.
    pub done: &'static str,
    /// A whole request: *send 50 to Ben*.
    pub example: &'static str,
}

/// The sentence.
pub fn words(unclear: &Unclear, manner: &Manner) -> Sentence {
    let Manner {
        verb,
        done,
        example,
    } = *manner;
    match unclear {
        Unclear::NotPlain => say![
            "I only ",
            verb,
            " money when I'm asked to in plain words, like ",
            example,
            ". Nothing was ",
            done,
            "."
        ],
        Unclear::Unread(unread) => say![
            "I didn't understand all of that: “",
            name(unread),
            "”. To be safe I've done nothing. Please ask \
             again in a few words, like ",
            example,
            "."
        ],
        Unclear::OnlyNow => say![
            "I can only ",
            verb,
            " money now and once, not later or regularly, so I've done nothing. To ",
            verb,
            " it now, say for example ",
            example,
            "."
        ],
        Unclear::OneAtATime => say![
            "I can do that one at a time, so I've done nothing yet. Please start with the first, like ",
            example,
            "."
        ],
        Unclear::Amount(Unsendable::Zero) => say![
            "I can't ",
            verb,
            " nothing. Please ask again with an amount, like ",
            example,
            "."
        ],
        Unclear::Amount(Unsendable::Negative) => say!["I can only ", verb, " amounts above zero."],
        Unclear::Amount(Unsendable::TooManyDecimals) => say![
            "That amount has too many decimals: pence are the smallest I can ",
            verb,
            ", like 12.50."
        ],
        Unclear::Amount(Unsendable::OtherCurrency) => say![
            "I can only ",
            verb,
            " money in your account's own currency."
        ],
        Unclear::Amount(Unsendable::TooLarge) => say!["That is more than I can ", verb, "."],
        Unclear::OverLimit { amount, limit } => say![
            *amount,
            " is more than I can ",
            verb,
            " in one go: the most is ",
            *limit,
            ". Nothing was ",
            done,
            " or held."
        ],
    }
}
