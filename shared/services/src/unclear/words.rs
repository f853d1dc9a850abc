//! Why a request was not acted on, in words.

use domain::language::Language;
use wording::said;
use wording::sentence::{Sentence, name};

use super::Unclear;
use crate::reading::amount::Unsendable;

wording::sentences!("unclear");

/// How a service speaks of what it does.
pub struct Manner {
    /// I only *send* money now.
    pub verb: Sentence,
    /// Nothing was *sent*.
    pub done: Sentence,
    /// A whole request: *send 50 to Ben*.
    pub example: Sentence,
}

/// The sentence.
pub fn words(unclear: &Unclear, manner: Manner, language: Language) -> Sentence {
    let Manner {
        verb,
        done,
        example,
    } = manner;
    match unclear {
        Unclear::NotPlain => said!(
            language,
            NOT_PLAIN,
            verb = verb,
            example = example,
            done = done
        ),
        Unclear::Unread(unread) => {
            said!(language, UNREAD, unread = name(unread), example = example)
        }
        Unclear::OnlyNow => said!(language, ONLY_NOW, verb = verb, example = example),
        Unclear::OneAtATime => said!(language, ONE_AT_A_TIME, example = example),
        Unclear::Amount(Unsendable::Zero) => said!(language, ZERO, verb = verb, example = example),
        Unclear::Amount(Unsendable::Negative) => said!(language, NEGATIVE, verb = verb),
        Unclear::Amount(Unsendable::TooManyDecimals) => {
            said!(language, TOO_MANY_DECIMALS, verb = verb)
        }
        Unclear::Amount(Unsendable::OtherCurrency) => said!(language, OTHER_CURRENCY, verb = verb),
        Unclear::Amount(Unsendable::TooLarge) => said!(language, TOO_LARGE, verb = verb),
        Unclear::OverLimit { amount, limit } => said!(
            language,
            OVER_LIMIT,
            amount = *amount,
            verb = verb,
            limit = *limit,
            done = done
        ),
    }
}
