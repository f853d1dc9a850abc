//! What people type as an amount, read exactly or refused in words they understand.
//!
//! Deliberately strict: "1.200", "1,20" and "5 hundred" could mean two things, so they are refused.

use crate::money::{Currency, Money};

/// Longest amount text looked at, in characters; anything longer is not an amount.
const MAX_LENGTH_CHARACTERS: usize = 32;

/// Why a text is not an amount one can send.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum AmountError {
    /// No number, or one that could be read in two ways.
    #[error("not an amount")]
    Unreadable,
    /// Zero.
    #[error("amount is zero")]
    Zero,
    /// Below zero.
    #[error("amount is negative")]
    Negative,
    /// More decimals than the currency has.
    #[error("amount has too many decimals")]
    TooManyDecimals,
    /// Another currency than the account's.
    #[error("amount is in another currency")]
    OtherCurrency,
    /// Does not fit the ledger.
    #[error("amount is out of range")]
    TooLarge,
}

/// Reads an amount in `currency` from what a person typed: `50`, `£50`, `50.5`, `1,200.00`,
/// `50 quid`, `GBP 50`. The result is always more than zero.
pub fn parse(text: &str, currency: Currency) -> Result<Money, AmountError> {
    if text.chars().count() > MAX_LENGTH_CHARACTERS {
        return Err(AmountError::Unreadable);
    }
    let text = text.trim().replace('−', "-");
    let negative = text.contains('-');
    let number = strip_unit(&text.replace('-', ""), currency)?;
    let minor = minor_units(&number, currency)?;
    match (minor, negative) {
        (0, _) => Err(AmountError::Zero),
        (_, true) => Err(AmountError::Negative),
        (minor, false) => Ok(Money::new(minor, currency)),
    }
}

/// Takes a symbol, code or everyday word off either end, and refuses one of another currency.
fn strip_unit(text: &str, currency: Currency) -> Result<String, AmountError> {
    let is_number = |character: char| character.is_ascii_digit() || matches!(character, '.' | ',');
    let number: String = text
        .trim_matches(|character: char| !is_number(character))
        .to_owned();
    let number = number.trim_end_matches(['.', ',']).to_owned();
    for unit in text
        .split(is_number)
        .map(str::trim)
        .filter(|unit| !unit.is_empty())
    {
        match currency_of(unit) {
            Some(named) if named == currency => {}
            Some(_) => return Err(AmountError::OtherCurrency),
            None => return Err(AmountError::Unreadable),
        }
    }
    Ok(number)
}

/// Everyday names of currencies, in English, beside ISO 4217 codes and symbols.
fn currency_of(unit: &str) -> Option<Currency> {
    let unit = unit.to_lowercase();
    let named = match unit.as_str() {
        "£" | "pound" | "pounds" | "quid" | "sterling" | "pounds sterling" => Currency::Gbp,
        "€" | "euro" | "euros" => Currency::Eur,
        "$" | "us$" | "dollar" | "dollars" | "bucks" => Currency::Usd,
        "r$" | "real" | "reais" => Currency::Brl,
        "¥" | "yen" => Currency::Jpy,
        code => return Currency::parse(code).ok(),
    };
    Some(named)
}

fn minor_units(number: &str, currency: Currency) -> Result<i64, AmountError> {
    let (units, fraction) = number.split_once('.').unwrap_or((number, ""));
    let units = ungroup(units)?;
    if !fraction.chars().all(|digit| digit.is_ascii_digit()) {
        return Err(AmountError::Unreadable);
    }
    let exponent = currency.exponent() as usize;
    if fraction.len() > exponent {
        return Err(AmountError::TooManyDecimals);
    }
    let digits = format!("{units}{fraction:0<exponent$}");
    digits.parse().map_err(|_| AmountError::TooLarge)
}

/// Removes thousands separators where they stand as they should: `1,200` but not `1,20`.
fn ungroup(units: &str) -> Result<String, AmountError> {
    let groups: Vec<&str> = units.split(',').collect();
    let digits_only = groups
        .iter()
        .all(|group| group.chars().all(|digit| digit.is_ascii_digit()));
    let grouped_well = match groups.as_slice() {
        [single] => !single.is_empty(),
        [first, rest @ ..] => {
            (1..=3).contains(&first.len()) && rest.iter().all(|group| group.len() == 3)
        }
        [] => false,
    };
    if digits_only && grouped_well {
        Ok(groups.concat())
    } else {
        Err(AmountError::Unreadable)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_people_type_are_read_exactly() {
        for (text, minor) in [
            ("50", 5_000),
            ("£50", 5_000),
            ("50.5", 5_050),
            ("1,200.00", 120_000),
            ("50 quid", 5_000),
            ("GBP 50", 5_000),
            ("50 pounds", 5_000),
            (" 0.01 ", 1),
            ("50.", 5_000),
        ] {
            assert_eq!(
                parse(text, Currency::Gbp),
                Ok(Money::new(minor, Currency::Gbp)),
                "{text}"
            );
        }
    }

    #[test]
    fn what_cannot_be_sent_is_refused_with_its_reason() {
        for (text, error) in [
            ("0", AmountError::Zero),
            ("0.00", AmountError::Zero),
            ("-5", AmountError::Negative),
            ("£-5", AmountError::Negative),
            ("50.005", AmountError::TooManyDecimals),
            ("$50", AmountError::OtherCurrency),
            ("1,20", AmountError::Unreadable),
            ("1.2.3", AmountError::Unreadable),
            ("fifty", AmountError::Unreadable),
            ("", AmountError::Unreadable),
            ("5 hundred", AmountError::Unreadable),
            ("1e3", AmountError::Unreadable),
            ("99999999999999999999", AmountError::TooLarge),
        ] {
            assert_eq!(parse(text, Currency::Gbp), Err(error), "{text}");
        }
    }

    #[test]
    fn currencies_keep_their_own_number_of_decimals() {
        assert_eq!(
            parse("500", Currency::Jpy),
            Ok(Money::new(500, Currency::Jpy))
        );
        assert_eq!(
            parse("5.5", Currency::Jpy),
            Err(AmountError::TooManyDecimals)
        );
        assert_eq!(
            parse("1.005", Currency::Kwd),
            Ok(Money::new(1_005, Currency::Kwd))
        );
    }
}
