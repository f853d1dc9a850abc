//! An amount of money as people write it: figures, words, or both, with what belongs to it.
//!
//! Reads the whole of it or asks: "2 grand" is 2,000, "5O", "50%" and "10 00" are nothing this bank would send.

use domain::language::Language;
use domain::money::{Currency, Money};

use super::token::{Text, Token};
use crate::vocabulary;
use reader::Reader;

mod reader;

/// An amount that was read to its last letter.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Amount {
    /// Whole units.
    units: u64,
    /// The digits behind the point, as written.
    decimals: String,
    /// ISO 4217, where a currency was named.
    currency: Option<String>,
    /// Whether a minus stood in front.
    is_negative: bool,
}

/// Why a text that looks like an amount is none that can be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsendable {
    /// It is zero.
    Zero,
    /// It is below zero.
    Negative,
    /// It has more decimals than the currency.
    TooManyDecimals,
    /// It is in another currency than the account.
    OtherCurrency,
    /// It does not fit the ledger.
    TooLarge,
}

impl Amount {
    /// The exact sum in an account's currency.
    ///
    /// # Errors
    /// Why it cannot be sent. More than zero otherwise.
    pub fn in_currency(&self, currency: Currency) -> Result<Money, Unsendable> {
        if self
            .currency
            .as_deref()
            .is_some_and(|named| named != currency.code())
        {
            return Err(Unsendable::OtherCurrency);
        }
        let exponent = usize::try_from(currency.exponent()).map_err(|_| Unsendable::TooLarge)?;
        // Not even zeros: who writes 1.200 may mean twelve hundred.
        if self.decimals.len() > exponent {
            return Err(Unsendable::TooManyDecimals);
        }
        let digits = format!("{}{:0<exponent$}", self.units, self.decimals);
        match (digits.parse::<i64>(), self.is_negative) {
            (Err(_), _) => Err(Unsendable::TooLarge),
            (Ok(0), _) => Err(Unsendable::Zero),
            (Ok(_), true) => Err(Unsendable::Negative),
            (Ok(minor), false) => Ok(Money::new(minor, currency)),
        }
    }

    /// As somebody would write it, without its currency: "50", "12.50".
    pub(crate) fn typed(&self) -> String {
        if self.decimals.is_empty() {
            self.units.to_string()
        } else {
            format!("{}.{:0<2}", self.units, self.decimals)
        }
    }

    /// A sum as somebody would write it in figures; nothing of one below zero.
    #[must_use]
    pub fn of(money: Money) -> Option<Self> {
        let exponent = usize::try_from(money.currency().exponent()).ok()?;
        let digits = format!("{:0>1$}", money.minor(), exponent.saturating_add(1));
        let (units, decimals) = digits.split_at_checked(digits.len().checked_sub(exponent)?)?;
        Some(Self {
            decimals: decimals.to_owned(),
            ..Self::whole(units.parse().ok()?)
        })
    }

    const fn whole(units: u64) -> Self {
        Self {
            units,
            decimals: String::new(),
            currency: None,
            is_negative: false,
        }
    }

    fn named(mut self, currency: Currency) -> Self {
        self.currency = Some(currency.code().to_owned());
        self
    }

    fn times(&self, scale: u64) -> Option<Self> {
        let zeros = scale.checked_ilog10()?;
        let zeros = usize::try_from(zeros).ok()?;
        let moved = format!("{:0<zeros$}", self.decimals);
        let (whole, rest) = moved.split_at_checked(zeros)?;
        let whole: u64 = if whole.is_empty() {
            0
        } else {
            whole.parse().ok()?
        };
        Some(Self {
            units: self.units.checked_mul(scale)?.checked_add(whole)?,
            decimals: rest.to_owned(),
            ..self.clone()
        })
    }

    /// With this many hundredths, where it has none yet.
    fn and_pence(self, pence: u64) -> Option<Self> {
        (self.decimals.is_empty() && pence < 100).then(|| Self {
            decimals: format!("{pence:02}"),
            ..self
        })
    }
}

/// The amount at the beginning of some tokens, and how many it takes.
#[must_use]
pub fn at_start(tokens: &[Token], language: Language) -> Option<(Amount, usize)> {
    let words = &vocabulary::of(language).reading;
    let mut reader = Reader {
        tokens,
        at: 0,
        words,
    };
    let is_negative = reader.sign();
    let amount = reader.amount()?;
    let is_negative = is_negative || amount.is_negative;
    let amount = Amount {
        is_negative,
        ..amount
    };
    Some((amount, reader.at))
}

/// A whole text that takes an amount back and names another.
#[must_use]
pub fn corrected(text: &str, language: Language) -> Option<Amount> {
    let text = Text::new(text);
    let before = taken_back(text.tokens(), language);
    let rest = text.tokens().get(before..).filter(|_| before > 0)?;
    let instead = vocabulary::of(language).reading.instead;
    let rest = match rest.split_last() {
        Some((last, rest)) if last.is_in(instead) => rest,
        _ => rest,
    };
    whole(text.typed(rest), language)
}

/// How many tokens at the beginning take back what was said before. Where "no" is also "not", only a comma behind it
/// says which.
pub(super) fn taken_back(tokens: &[Token], language: Language) -> usize {
    let words = &vocabulary::of(language).reading;
    let is_not = |(place, token): (usize, &Token)| {
        let next = tokens.get(place.saturating_add(1));
        words.comma_says_no && token.is_in(words.not) && !next.is_some_and(|next| next.is(","))
    };
    let ends = tokens
        .iter()
        .enumerate()
        .position(|(place, token)| !token.is_in(words.takes_back) || is_not((place, token)));
    ends.unwrap_or(tokens.len())
}

/// A whole text that answers "how much?": an amount, or one that takes another back.
#[must_use]
pub fn answered(text: &str, language: Language) -> Option<Amount> {
    whole(text, language).or_else(|| corrected(text, language))
}

/// A whole text that is an amount and nothing else but politeness around it.
#[must_use]
pub fn whole(text: &str, language: Language) -> Option<Amount> {
    let text = Text::new(text);
    let is_polite = |token: &&Token| super::is_polite(&token.folded, language);
    let is_ornament = |token: &&Token| is_polite(token) || token.is_in(". ! ,");
    let tokens = text.tokens();
    let before = tokens.iter().take_while(is_polite).count();
    let behind = tokens.iter().rev().take_while(is_ornament).count();
    let kept = tokens.get(before..tokens.len().saturating_sub(behind))?;
    let (amount, taken) = at_start(kept, language)?;
    (taken == kept.len()).then_some(amount)
}

#[cfg(test)]
mod portuguese;
#[cfg(test)]
mod tests;
