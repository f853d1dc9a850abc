//! A sort code and an account number of the United Kingdom.
//!
//! Deliberately does not judge whether the two belong together: that takes both, and the published table.

use std::fmt;

use crate::bank_details::DetailsError;
use crate::text::cleaned;

/// Digits of an account number.
const ACCOUNT_DIGITS: usize = 8;

/// Some banks print six or seven; that many zeros in front make them eight ("Validating account numbers – UK
/// modulus checking", non-standard account numbers). Nine and ten digits are turned into eight differently by
/// each bank: a guess would be somebody else's account.
const MOST_ZEROS: usize = 2;

/// What may part groups of digits.
const PARTING: [char; 3] = [' ', '-', '.'];

/// Names a bank's branch: six digits, shown in pairs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SortCode([u8; 6]);

/// Names an account at a branch: eight digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AccountNumber([u8; ACCOUNT_DIGITS]);

impl SortCode {
    /// From its digits' values.
    pub(super) const fn new(digits: [u8; 6]) -> Self {
        Self(digits)
    }

    /// Reads `04-00-75`, `04 00 75`, `040075`; digits of any script, dashes of any kind.
    pub fn parse(text: &str) -> Result<Self, DetailsError> {
        let (digits, values) = values(text);
        let six = values.and_then(|values| values.try_into().ok());
        six.map(Self).ok_or(DetailsError::SortCode { digits })
    }

    /// The digits' values.
    #[must_use]
    pub const fn digits(self) -> [u8; 6] {
        self.0
    }

    /// The six digits and nothing else: `040075`.
    #[must_use]
    pub fn plain(self) -> String {
        text(&self.0)
    }
}

impl AccountNumber {
    /// Reads eight digits, perhaps in groups, or six or seven, which zeros in front make eight.
    pub fn parse(text: &str) -> Result<Self, DetailsError> {
        let (digits, values) = values(text);
        let eight = values.and_then(|values| padded(&values));
        eight
            .map(Self)
            .ok_or(DetailsError::AccountNumber { digits })
    }

    /// The digits' values.
    #[must_use]
    pub const fn digits(self) -> [u8; ACCOUNT_DIGITS] {
        self.0
    }
}

fn padded(values: &[u8]) -> Option<[u8; ACCOUNT_DIGITS]> {
    let zeros = ACCOUNT_DIGITS.checked_sub(values.len())?;
    if zeros > MOST_ZEROS {
        return None;
    }
    [vec![0; zeros].as_slice(), values].concat().try_into().ok()
}

/// How many digits `text` has, and their values if nothing else stands there but what parts groups of them.
fn values(text: &str) -> (usize, Option<Vec<u8>>) {
    let text = cleaned(text);
    let digits = text.bytes().filter(u8::is_ascii_digit);
    let values: Vec<u8> = digits.map(|digit| digit.wrapping_sub(b'0')).collect();
    let is_clean = text
        .chars()
        .all(|c| c.is_ascii_digit() || PARTING.contains(&c));
    (values.len(), is_clean.then_some(values))
}

fn text(digits: &[u8]) -> String {
    digits.iter().map(u8::to_string).collect()
}

/// `04-00-75`.
impl fmt::Display for SortCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pairs = self.0.chunks(2).map(text);
        formatter.write_str(&pairs.collect::<Vec<_>>().join("-"))
    }
}

/// `63748472`.
impl fmt::Display for AccountNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&text(&self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sort_code_is_read_as_people_write_it_and_shown_in_pairs() {
        for text in [
            "04-00-75",
            "04 00 75",
            "040075",
            " 04–00–75 ",
            "04.00.75",
            "٠٤-٠٠-٧٥",
        ] {
            let sort_code = SortCode::parse(text).unwrap();
            assert_eq!(sort_code.to_string(), "04-00-75", "{text}");
            assert_eq!(sort_code.plain(), "040075", "{text}");
        }
    }

    #[test]
    fn what_is_not_six_digits_is_no_sort_code() {
        for (text, digits) in [
            ("", 0),
            ("04-00-7", 5),
            ("0400755", 7),
            ("O4-00-75", 5),
            ("040075x", 6),
            ("04/00/75", 6),
        ] {
            assert_eq!(
                SortCode::parse(text),
                Err(DetailsError::SortCode { digits }),
                "{text}"
            );
        }
    }

    #[test]
    fn an_account_number_of_six_or_seven_digits_gets_zeros_in_front() {
        for (text, shown) in [
            ("63748472", "63748472"),
            ("6374 8472", "63748472"),
            ("3748472", "03748472"),
            ("748472", "00748472"),
        ] {
            assert_eq!(AccountNumber::parse(text).unwrap().to_string(), shown);
        }
    }

    #[test]
    fn any_other_length_is_no_account_number() {
        for (text, digits) in [
            ("", 0),
            ("12345", 5),
            ("123456789", 9),
            ("1234567890", 10),
            ("6374847²", 7),
            ("6374847x", 7),
        ] {
            let refused = Err(DetailsError::AccountNumber { digits });
            assert_eq!(AccountNumber::parse(text), refused, "{text}");
        }
    }
}
