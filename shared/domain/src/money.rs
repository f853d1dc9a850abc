//! Money: a whole number of minor units and a currency. No float, no operator that could overflow.
//!
//! Deliberately does not convert between currencies: the bank never does.

use std::fmt;

use crate::language::Language;

/// An ISO 4217 currency this bank keeps accounts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Currency {
    /// Brazilian real.
    Brl,
    /// Euro.
    Eur,
    /// Pound sterling.
    Gbp,
    /// Japanese yen, which has no minor unit.
    Jpy,
    /// Kuwaiti dinar, whose fils is a thousandth.
    Kwd,
    /// United States dollar.
    Usd,
}

impl Currency {
    /// Every currency, for tables and tests.
    pub const ALL: [Self; 6] = [
        Self::Brl,
        Self::Eur,
        Self::Gbp,
        Self::Jpy,
        Self::Kwd,
        Self::Usd,
    ];

    /// The three-letter ISO 4217 code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Brl => "BRL",
            Self::Eur => "EUR",
            Self::Gbp => "GBP",
            Self::Jpy => "JPY",
            Self::Kwd => "KWD",
            Self::Usd => "USD",
        }
    }

    /// How many decimal digits the minor unit takes (ISO 4217 exponent).
    #[must_use]
    pub const fn exponent(self) -> u32 {
        match self {
            Self::Jpy => 0,
            Self::Kwd => 3,
            Self::Brl | Self::Eur | Self::Gbp | Self::Usd => 2,
        }
    }

    /// What people write before the amount.
    #[must_use]
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Brl => "R$",
            Self::Eur => "€",
            Self::Gbp => "£",
            Self::Jpy => "¥",
            Self::Kwd => "KWD ",
            Self::Usd => "US$",
        }
    }

    /// The currency of an ISO 4217 code, in any case.
    pub fn parse(code: &str) -> Result<Self, UnknownCurrency> {
        Self::ALL
            .into_iter()
            .find(|currency| currency.code().eq_ignore_ascii_case(code))
            .ok_or(UnknownCurrency)
    }
}

/// The code is not that of a currency this bank keeps accounts in.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("unknown currency")]
pub struct UnknownCurrency;

/// An amount in minor units (pence, cents) of one currency. May be negative: a balance can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Money {
    minor: i64,
    currency: Currency,
}

/// Why two amounts could not be combined.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum MoneyError {
    /// Amounts of two currencies were mixed.
    #[error("amounts are in different currencies")]
    CurrencyMismatch,
    /// The result does not fit 64 bits of minor units.
    #[error("amount is out of range")]
    Overflow,
}

impl Money {
    /// `minor` minor units of `currency`.
    #[must_use]
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// The amount in minor units.
    #[must_use]
    pub const fn minor(self) -> i64 {
        self.minor
    }

    /// The currency.
    #[must_use]
    pub const fn currency(self) -> Currency {
        self.currency
    }

    /// Whether there is more than nothing.
    #[must_use]
    pub const fn is_positive(self) -> bool {
        self.minor > 0
    }

    /// `self + other`, in one currency and without overflow.
    pub fn checked_add(self, other: Self) -> Result<Self, MoneyError> {
        self.combine(other, i64::checked_add)
    }

    /// `self - other`, in one currency and without overflow.
    pub fn checked_sub(self, other: Self) -> Result<Self, MoneyError> {
        self.combine(other, i64::checked_sub)
    }

    /// The amount without its sign.
    pub fn checked_abs(self) -> Result<Self, MoneyError> {
        let minor = self.minor.checked_abs().ok_or(MoneyError::Overflow)?;
        Ok(Self::new(minor, self.currency))
    }

    /// The amount without its symbol and separators, as machines want it: `1234.50`.
    #[must_use]
    pub fn plain(self) -> String {
        let (sign, units, fraction) = self.parts();
        format!("{sign}{units}{}", behind(".", &fraction))
    }

    /// As people read it in a language: `£1,234.50`, `£ 1.234,50`. The currency stays what it is.
    #[must_use]
    pub fn written(self, language: Language) -> String {
        let (sign, units, fraction) = self.parts();
        let units = group_thousands(&units.to_string(), language.group());
        let number = units + &behind(language.decimal(), &fraction);
        let (before, after) = language.amount().split_once('#').unwrap_or(("¤", ""));
        // A code that stands before a number brings its own space.
        let symbol = match before {
            "¤" => self.currency.symbol(),
            _ => self.currency.symbol().trim_end(),
        };
        let [before, after] = [before, after].map(|side| side.replace('¤', symbol));
        format!("{sign}{before}{number}{after}")
    }

    fn combine(self, other: Self, apply: fn(i64, i64) -> Option<i64>) -> Result<Self, MoneyError> {
        if self.currency != other.currency {
            return Err(MoneyError::CurrencyMismatch);
        }
        let minor = apply(self.minor, other.minor).ok_or(MoneyError::Overflow)?;
        Ok(Self::new(minor, self.currency))
    }

    /// Sign, whole units and the fraction's digits; the exponent is at most 3, so nothing overflows.
    fn parts(self) -> (&'static str, u64, String) {
        let exponent = self.currency.exponent();
        let scale = 10_u64.pow(exponent);
        let magnitude = self.minor.unsigned_abs();
        let fraction = match exponent {
            0 => String::new(),
            digits => format!(
                "{:0width$}",
                magnitude.rem_euclid(scale),
                width = digits as usize
            ),
        };
        let sign = if self.minor < 0 { "-" } else { "" };
        (sign, magnitude.div_euclid(scale), fraction)
    }
}

/// As people read it in English: `£1,234.50`, `-£3.00`, `¥500`.
impl fmt::Display for Money {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.written(Language::ENGLISH))
    }
}

fn behind(point: &str, fraction: &str) -> String {
    if fraction.is_empty() {
        String::new()
    } else {
        format!("{point}{fraction}")
    }
}

fn group_thousands(digits: &str, between: &str) -> String {
    let mut grouped = String::with_capacity(digits.len().saturating_mul(2));
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && digits.len().saturating_sub(index).is_multiple_of(3) {
            grouped.push_str(between);
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_read_as_people_write_them() {
        for (minor, currency, shown, plain) in [
            (245_000, Currency::Gbp, "£2,450.00", "2450.00"),
            (5, Currency::Gbp, "£0.05", "0.05"),
            (-300, Currency::Gbp, "-£3.00", "-3.00"),
            (123_456_789, Currency::Jpy, "¥123,456,789", "123456789"),
            (1_005, Currency::Kwd, "KWD 1.005", "1.005"),
            (
                i64::MIN,
                Currency::Usd,
                "-US$92,233,720,368,547,758.08",
                "-92233720368547758.08",
            ),
        ] {
            let money = Money::new(minor, currency);
            assert_eq!(
                (money.to_string().as_str(), money.plain().as_str()),
                (shown, plain)
            );
        }
    }

    #[test]
    fn a_language_changes_how_an_amount_is_written_and_not_its_currency() {
        let written = |tag, minor, currency| {
            let language = Language::parse(tag).unwrap_or_default();
            Money::new(minor, currency).written(language)
        };
        let space = '\u{a0}';
        let reais = written("pt-BR", 123_456, Currency::Brl);
        assert_eq!(reais, format!("R${space}1.234,56"));
        let pounds = written("pt-BR", -5, Currency::Gbp);
        assert_eq!(pounds, format!("-£{space}0,05"));
        let dinars = written("pt-BR", 1_005, Currency::Kwd);
        assert_eq!(dinars, format!("KWD{space}1,005"));
        let yen = written("es", 1_234, Currency::Jpy);
        assert_eq!(yen, format!("1.234{space}¥"));
        assert_eq!(written("en", 123_456, Currency::Usd), "US$1,234.56");
    }

    #[test]
    fn arithmetic_refuses_overflow_and_mixed_currencies() {
        let pound = Money::new(100, Currency::Gbp);
        assert_eq!(pound.checked_add(pound), Ok(Money::new(200, Currency::Gbp)));
        assert_eq!(
            Money::new(i64::MAX, Currency::Gbp).checked_add(pound),
            Err(MoneyError::Overflow)
        );
        assert_eq!(
            Money::new(i64::MIN, Currency::Gbp).checked_sub(pound),
            Err(MoneyError::Overflow)
        );
        assert_eq!(
            pound.checked_sub(Money::new(1, Currency::Eur)),
            Err(MoneyError::CurrencyMismatch)
        );
    }
}
