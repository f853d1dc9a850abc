//! A bill's reference, by which its biller knows what was paid, and how each biller's are checked.
//!
//! Deliberately no guessing: an `O` for a `0` is told as a wrong character, not put right.

use std::fmt;

use super::modulus::{fits_luhn, fits_mod_11, remainder_97};
use crate::text::cleaned;

/// Most characters of a reference: as many as ISO 11649 gives one.
pub const MAX_CHARACTERS: usize = 25;

/// Fewest characters of an ISO 11649 reference: `RF`, two check digits and one more.
const SHORTEST_RF: usize = 5;

/// So many digits on their own are a PIN or a passcode to whoever reads a chat for secrets.
const LIKE_A_CODE: usize = 6;

/// From so many on they may be a card's number.
const LIKE_A_CARD: usize = 13;

/// Characters of a group, as references are printed.
const GROUP: usize = 4;

/// A reference as the biller wrote it, without the spaces: capital letters A to Z and digits, 1 to
/// [`MAX_CHARACTERS`], at least one of them a digit.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct BillReference(String);

/// How a biller's references are checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReferenceRule {
    /// The structured creditor reference of ISO 11649: `RF`, two check digits, up to 21 letters and digits.
    Rf,
    /// So many digits, of which the last fits by Luhn's sum.
    Luhn(Digits),
    /// Digits, each with its weight, and one more that fits by the remainder of eleven.
    Mod11(Weights),
    /// A shape, and no check digit.
    Pattern(Pattern),
}

/// How many digits there are, the check digit included: 2 to 12, and not six.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Digits(usize);

/// Weights of the digits before the check digit, each from 1 to 10: none is a multiple of eleven, so every single
/// wrong digit shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weights(Vec<u8>);

/// A letter for each place: `9` a digit, `A` a letter, `X` either. At least one place holds a digit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern(String);

/// Why a text is not a reference of a biller's.
#[derive(Clone, Copy, Debug, thiserror::Error, PartialEq, Eq)]
pub enum ReferenceError {
    /// It holds something that no such reference holds, or a letter where a digit belongs.
    #[error("a character is not one of such a reference")]
    Character,
    /// It is too long or too short.
    #[error("a reference of {characters} characters is none of this biller's")]
    Length {
        /// How many letters and digits were typed.
        characters: usize,
        /// The fewest such a reference has.
        fewest: usize,
        /// The most.
        most: usize,
    },
    /// Its check digits do not fit the rest: something in it is wrong.
    #[error("the check digits do not fit")]
    CheckDigits,
}

/// The text is no rule.
#[derive(Clone, Copy, Debug, thiserror::Error, PartialEq, Eq)]
#[error("not a rule for references")]
pub struct NoRule;

impl BillReference {
    /// Takes a reference in the form it is kept in. Nothing if it is in no such form.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let is_fit = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
        let has_digit = text.bytes().any(|byte| byte.is_ascii_digit());
        let is_reference = text.len() <= MAX_CHARACTERS && has_digit && text.bytes().all(is_fit);
        is_reference.then(|| Self(text.to_owned()))
    }

    /// In the form it is kept in: `RF18539007547034`.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0
    }
}

/// In groups of four, as it is printed: `RF18 5390 0754 7034`.
impl fmt::Display for BillReference {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, character) in self.0.chars().enumerate() {
            if index > 0 && index.is_multiple_of(GROUP) {
                formatter.write_str(" ")?;
            }
            write!(formatter, "{character}")?;
        }
        Ok(())
    }
}

/// By a reference a customer can be known.
impl fmt::Debug for BillReference {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("BillReference(..)")
    }
}

impl ReferenceRule {
    /// Reads what was typed: in either case, in any script's digits, with spaces, dashes, dots and slashes wherever
    /// they were printed.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(&self, typed: &str) -> Result<BillReference, ReferenceError> {
        let text: String = cleaned(typed)
            .chars()
            .filter(|character| !matches!(character, ' ' | '-' | '.' | '/'))
            .map(|character| character.to_ascii_uppercase())
            .collect();
        self.may_stand(&text)?;
        let is_right = match self {
            Self::Rf => is_rf(&text),
            Self::Luhn(_) => fits_luhn(&digits(&text)),
            Self::Mod11(Weights(weights)) => fits_mod_11(&digits(&text), weights),
            Self::Pattern(_) => true,
        };
        let read = BillReference::parse(&text).ok_or(ReferenceError::Character)?;
        is_right.then_some(read).ok_or(ReferenceError::CheckDigits)
    }

    /// Whether each character may stand where it does, and there are as many as there must be.
    fn may_stand(&self, text: &str) -> Result<(), ReferenceError> {
        if !text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return Err(ReferenceError::Character);
        }
        let characters = text.len();
        let (fewest, most) = self.lengths();
        if !(fewest..=most).contains(&characters) {
            return Err(ReferenceError::Length {
                characters,
                fewest,
                most,
            });
        }
        let places = text.bytes().enumerate();
        let fits = places
            .into_iter()
            .all(|(place, byte)| self.takes(place, byte));
        fits.then_some(()).ok_or(ReferenceError::Character)
    }

    fn takes(&self, place: usize, byte: u8) -> bool {
        match (self, place) {
            (Self::Rf, 0) => byte == b'R',
            (Self::Rf, 1) => byte == b'F',
            (Self::Rf, 2 | 3) | (Self::Luhn(_) | Self::Mod11(_), _) => byte.is_ascii_digit(),
            (Self::Rf, _) => true,
            (Self::Pattern(Pattern(places)), place) => match places.as_bytes().get(place) {
                Some(b'9') => byte.is_ascii_digit(),
                Some(b'A') => byte.is_ascii_uppercase(),
                _ => true,
            },
        }
    }

    /// The fewest and the most characters a reference has.
    #[must_use]
    pub fn lengths(&self) -> (usize, usize) {
        match self {
            Self::Rf => (SHORTEST_RF, MAX_CHARACTERS),
            Self::Luhn(Digits(count)) => (*count, *count),
            Self::Mod11(Weights(weights)) => {
                let count = weights.len().saturating_add(1);
                (count, count)
            }
            Self::Pattern(Pattern(places)) => (places.len(), places.len()),
        }
    }

    /// Reads a rule: `rf`, `luhn:10`, `mod11:7,6,5,4,3,2`, `pattern:AA9999999`.
    ///
    /// Deliberately none whose references would be taken for a PIN, a code or a card's number and be thrown away when
    /// a customer types one: six digits that stand together, or thirteen and more.
    ///
    /// # Errors
    /// [`NoRule`] if it is none.
    pub fn parse(text: &str) -> Result<Self, NoRule> {
        let (name, rest) = text.split_once(':').unwrap_or((text, ""));
        match name {
            "rf" if rest.is_empty() && !text.contains(':') => Ok(Self::Rf),
            "luhn" => count(rest).map(Digits).map(Self::Luhn),
            "mod11" => weights(rest).map(Self::Mod11),
            "pattern" => pattern(rest).map(Self::Pattern),
            _ => Err(NoRule),
        }
    }

    /// As [`Self::parse`] reads it.
    #[must_use]
    pub fn to_text(&self) -> String {
        match self {
            Self::Rf => "rf".to_owned(),
            Self::Luhn(Digits(count)) => format!("luhn:{count}"),
            Self::Mod11(Weights(weights)) => {
                let weights: Vec<String> = weights.iter().map(u8::to_string).collect();
                format!("mod11:{}", weights.join(","))
            }
            Self::Pattern(Pattern(places)) => format!("pattern:{places}"),
        }
    }
}

/// The first four characters are read behind the others; then the remainder is one (ISO 11649, 5.4).
fn is_rf(text: &str) -> bool {
    let (head, rest) = text.split_at_checked(4).unwrap_or_default();
    remainder_97(rest.chars().chain(head.chars())) == Some(1)
}

fn digits(text: &str) -> Vec<u32> {
    text.chars()
        .filter_map(|character| character.to_digit(10))
        .collect()
}

fn count(text: &str) -> Result<usize, NoRule> {
    let count: usize = plain_number(text)?;
    let is_fit = count >= 2 && can_be_typed(count);
    is_fit.then_some(count).ok_or(NoRule)
}

fn weights(text: &str) -> Result<Weights, NoRule> {
    let weights = text.split(',').map(plain_number::<u8>);
    let weights: Vec<u8> = weights.collect::<Result<_, _>>()?;
    let is_fit = can_be_typed(weights.len().saturating_add(1))
        && weights.iter().all(|one| (1..=10).contains(one));
    is_fit.then_some(Weights(weights)).ok_or(NoRule)
}

fn pattern(text: &str) -> Result<Pattern, NoRule> {
    let is_place = |byte: u8| matches!(byte, b'9' | b'A' | b'X');
    let is_fit = text.len() <= MAX_CHARACTERS
        && text.contains('9')
        && text.bytes().all(is_place)
        && text.split('A').map(str::len).all(can_be_typed);
    is_fit.then(|| Pattern(text.to_owned())).ok_or(NoRule)
}

/// Whether so many digits together are taken for nothing else.
const fn can_be_typed(digits: usize) -> bool {
    digits != LIKE_A_CODE && digits < LIKE_A_CARD
}

/// A number in one way only: no sign, no zero in front.
fn plain_number<N: std::str::FromStr + ToString>(text: &str) -> Result<N, NoRule> {
    let number: N = text.parse().map_err(|_| NoRule)?;
    (number.to_string() == text).then_some(number).ok_or(NoRule)
}

#[cfg(test)]
#[path = "reference_tests.rs"]
mod tests;
