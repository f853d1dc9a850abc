//! Why a request to move money was not acted on, whichever service it was meant for: something in it was not
//! understood, or the amount is none that can be moved.

pub mod words;

use domain::language::Language;
use domain::ledger::limits;
use domain::ledger::view::AccountView;
use domain::money::Money;

use crate::reading::amount::{self, Amount, Unsendable};
use crate::reading::token::Text;
use crate::vocabulary;

/// Longest stretch of a customer's own words said back, in characters.
const MAX_ECHO_CHARACTERS: usize = 60;

/// What is in the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unclear {
    /// It was no plain request.
    NotPlain,
    /// This stretch of the sentence was not understood.
    Unread(String),
    /// Money can be moved now and once, nothing else.
    OnlyNow,
    /// Two requests in one sentence.
    OneAtATime,
    /// The amount.
    Amount(Unsendable),
    /// One transfer may not move so much.
    OverLimit {
        /// What was asked for.
        amount: Money,
        /// The most.
        limit: Money,
    },
}

impl Unclear {
    /// What to say about the part of a request that was not understood.
    #[must_use]
    pub fn about(unread: &str, whole: &str, language: Language) -> Self {
        let words = &vocabulary::of(language).reading;
        let (rest, text) = (Text::new(unread), Text::new(whole));
        let after_and = rest.tokens().split_first();
        let begins_another = after_and.is_some_and(|(first, more)| {
            first.is_in(words.and) && amount::at_start(more, language).is_some()
        });
        let names_a_time = |text: &Text| {
            let mut tokens = text.tokens().iter();
            tokens.any(|token| token.is_in(words.times))
        };
        if begins_another {
            Self::OneAtATime
        } else if names_a_time(&rest) || names_a_time(&text) {
            Self::OnlyNow
        } else {
            Self::Unread(said_back(unread))
        }
    }
}

/// A customer's own words, short enough to be said back.
#[must_use]
pub fn said_back(typed: &str) -> String {
    typed.chars().take(MAX_ECHO_CHARACTERS).collect()
}

/// An amount that can be moved from an account.
///
/// # Errors
/// Why it cannot.
pub fn movable(amount: &Amount, source: &AccountView) -> Result<Money, Unclear> {
    let amount = amount.in_currency(source.available.currency());
    let amount = amount.map_err(Unclear::Amount)?;
    let limit = limits::per_transfer(amount.currency());
    if amount.minor() > limit.minor() {
        return Err(Unclear::OverLimit { amount, limit });
    }
    Ok(amount)
}
