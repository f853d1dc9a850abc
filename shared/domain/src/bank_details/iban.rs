//! An IBAN, of any country in the registry (ISO 13616).
//!
//! Deliberately knows no country's own check within the account number: the registry publishes none.

use std::fmt;

use iban_validation_rs::{ValidationError, validate_iban_str};

use crate::bank_details::DetailsError;
use crate::bank_details::uk::{AccountNumber, SortCode};
use crate::text::cleaned;

/// Characters of a group, as an IBAN is printed.
const GROUP: usize = 4;

/// An International Bank Account Number whose country, length, characters and check digits are right.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Iban(String);

impl Iban {
    /// Reads an IBAN with or without spaces, in either case.
    pub fn parse(text: &str) -> Result<Self, DetailsError> {
        let text = cleaned(text).to_ascii_uppercase();
        let electronic: String = text.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
        if !electronic.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return Err(DetailsError::IbanCharacters);
        }
        match validate_iban_str(&electronic) {
            Ok(true) => Ok(Self(electronic)),
            Ok(false) => Err(DetailsError::IbanCheckDigits),
            Err(error) => Err(named(&error, &electronic)),
        }
    }

    /// Without spaces: `DE89370400440532013000`.
    #[must_use]
    pub fn electronic(&self) -> &str {
        &self.0
    }

    /// The country's ISO 3166 code: `DE`.
    #[must_use]
    pub fn country(&self) -> &str {
        self.slice(0, 2)
    }

    /// The sort code and account number, if it is of the United Kingdom: `GB`, check digits, four letters of
    /// the bank, six digits, eight digits.
    pub(super) fn uk(&self) -> Result<Option<(SortCode, AccountNumber)>, DetailsError> {
        if self.country() != "GB" {
            return Ok(None);
        }
        let sort_code = SortCode::parse(self.slice(8, 14))?;
        let account_number = AccountNumber::parse(self.slice(14, 22))?;
        Ok(Some((sort_code, account_number)))
    }

    fn slice(&self, from: usize, until: usize) -> &str {
        self.0.get(from..until).unwrap_or_default()
    }
}

fn named(error: &ValidationError, electronic: &str) -> DetailsError {
    match error {
        ValidationError::TooShort(_) | ValidationError::InvalidSizeForCountry => {
            DetailsError::IbanLength {
                characters: electronic.len(),
            }
        }
        ValidationError::MissingCountry | ValidationError::InvalidCountry => {
            DetailsError::UnknownCountry
        }
        ValidationError::StructureIncorrectForCountry => DetailsError::IbanCharacters,
        ValidationError::ModuloIncorrect | ValidationError::InvalidChecksum => {
            DetailsError::IbanCheckDigits
        }
    }
}

/// In groups of four: `DE89 3704 0044 0532 0130 00`.
impl fmt::Display for Iban {
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

#[cfg(test)]
mod tests {
    use super::*;

    /// One of each country from the IBAN registry's own examples.
    const EXAMPLES: [&str; 15] = [
        "GB29 NWBK 6016 1331 9268 19",
        "IE29 AIBK 9311 5212 3456 78",
        "DE89 3704 0044 0532 0130 00",
        "ES91 2100 0418 4502 0005 1332",
        "PT50 0002 0123 1234 5678 9015 4",
        "FR14 2004 1010 0505 0001 3M02 606",
        "NL91 ABNA 0417 1643 00",
        "BE68 5390 0754 7034",
        "IT60 X054 2811 1010 0000 0123 456",
        "LU28 0019 4006 4475 0000",
        "AT61 1904 3002 3457 3201",
        "CH93 0076 2011 6238 5295 7",
        "PL61 1090 1014 0000 0712 1981 2874",
        "BR18 0036 0305 0000 1000 9795 493C 1",
        "NO93 8601 1117 947",
    ];

    #[test]
    fn the_registrys_examples_are_read_in_any_form_and_shown_in_groups_of_four() {
        for example in EXAMPLES {
            let plain = example.replace(' ', "");
            let dashed = example.replace(' ', "–");
            for text in [example, &plain, &dashed, &example.to_lowercase()] {
                assert_eq!(Iban::parse(text).unwrap().to_string(), example, "{text}");
            }
        }
    }

    #[test]
    fn every_single_wrong_digit_and_every_swap_of_neighbours_is_found() {
        for example in EXAMPLES {
            let right = example.replace(' ', "").into_bytes();
            for index in 2..right.len() {
                for digit in b'0'..=b'9' {
                    refused_unless_same(&right, index, |wrong| wrong[index] = digit);
                }
                refused_unless_same(&right, index, |wrong| wrong.swap(index, index - 1));
            }
        }
    }

    fn refused_unless_same(right: &[u8], index: usize, change: impl FnOnce(&mut Vec<u8>)) {
        let mut wrong = right.to_vec();
        change(&mut wrong);
        let text = String::from_utf8(wrong.clone()).unwrap();
        assert_eq!(
            Iban::parse(&text).is_ok(),
            wrong == right,
            "{text} at {index}"
        );
    }

    #[test]
    fn an_error_names_what_is_wrong() {
        for (text, error) in [
            ("ZZ82 WEST 1234 5698 7654 32", DetailsError::UnknownCountry),
            ("", DetailsError::UnknownCountry),
            ("é1", DetailsError::IbanCharacters),
            (
                "GB82 WEST 1234 5698 7654 3",
                DetailsError::IbanLength { characters: 21 },
            ),
            (
                "GB82 WEST 1234 5698 7654 321",
                DetailsError::IbanLength { characters: 23 },
            ),
            ("GB82 WEST 1234 5698 7654 3O", DetailsError::IbanCharacters),
            ("GB82 WEST 1234 5698 7654 33", DetailsError::IbanCheckDigits),
            ("GB82 WEST 1234 5698 7654 3²", DetailsError::IbanCharacters),
        ] {
            assert_eq!(Iban::parse(text), Err(error), "{text}");
        }
    }
}
