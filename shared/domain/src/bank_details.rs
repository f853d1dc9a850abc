//! Where money can be sent: a sort code with an account number, or an IBAN, checked before anything is sealed.
//!
//! Deliberately does not know whether an account exists: it says what cannot be one, and which account of
//! this bank is meant. The ledger knows the rest.

pub mod iban;
pub mod modulus;
pub mod reader;
pub mod uk;

use std::fmt;

use crate::bank_details::iban::Iban;
use crate::bank_details::uk::{AccountNumber, SortCode};
use crate::id::AccountId;

/// This bank's sort code, 04-00-75. Made up for a bank that is made up.
pub const SORT_CODE: SortCode = SortCode::new([0, 4, 0, 0, 7, 5]);

/// How the stored form of each kind begins.
const UK: &str = "uk";
const IBAN: &str = "iban";

/// An account somewhere. Made by [`BankDetails::uk`] and [`BankDetails::iban`], which check that it can be one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum BankDetails {
    /// In the United Kingdom.
    Uk(SortCode, AccountNumber),
    /// Anywhere else.
    Iban(Iban),
}

/// What is wrong with bank details. Each names the part, so that a sentence can.
#[derive(Clone, Copy, Debug, thiserror::Error, PartialEq, Eq)]
pub enum DetailsError {
    /// The sort code is not six digits.
    #[error("the sort code is not six digits ({digits} found)")]
    SortCode {
        /// How many digits there are.
        digits: usize,
    },
    /// The account number is not eight digits, nor six or seven, which a zero or two make eight.
    #[error("the account number is not eight digits ({digits} found)")]
    AccountNumber {
        /// How many digits there are.
        digits: usize,
    },
    /// No account of that sort code has that number.
    #[error("the sort code and the account number do not belong together")]
    NotTogether,
    /// No country that uses IBANs begins them so.
    #[error("the IBAN begins with no country's code")]
    UnknownCountry,
    /// Too long or too short for its country.
    #[error("the IBAN has a wrong length for its country ({characters} characters found)")]
    IbanLength {
        /// How many letters and digits there are.
        characters: usize,
    },
    /// A letter where its country has a digit, the other way round, or something else altogether.
    #[error("the IBAN has a character where its country has none such")]
    IbanCharacters,
    /// One or more characters are wrong: the check digits do not fit the rest.
    #[error("the check digits of the IBAN do not fit")]
    IbanCheckDigits,
    /// A stored text that is no bank details.
    #[error("not bank details in their stored form")]
    StoredForm,
}

impl BankDetails {
    /// An account in the United Kingdom, if the two can belong together. Our own accounts are not put to the
    /// modulus check: the ledger knows which there are, and 04-00-75 is not ours in the published table.
    pub fn uk(sort_code: SortCode, account_number: AccountNumber) -> Result<Self, DetailsError> {
        if sort_code == SORT_CODE || modulus::belong_together(sort_code, account_number) {
            Ok(Self::Uk(sort_code, account_number))
        } else {
            Err(DetailsError::NotTogether)
        }
    }

    /// The account of an IBAN. One of the United Kingdom is its sort code and account number, so that one
    /// account is one value however it was typed.
    pub fn iban(iban: Iban) -> Result<Self, DetailsError> {
        match iban.uk()? {
            Some((sort_code, account_number)) => Self::uk(sort_code, account_number),
            None => Ok(Self::Iban(iban)),
        }
    }

    /// The last four characters, to tell accounts apart without naming them in full.
    #[must_use]
    pub fn ending(&self) -> String {
        let account = match self {
            Self::Uk(_, account_number) => account_number.to_string(),
            Self::Iban(iban) => iban.electronic().to_owned(),
        };
        let from = account.len().saturating_sub(4);
        account.get(from..).unwrap_or(&account).to_owned()
    }

    /// In full, as people read it: `20-29-59 63748472`, `DE89 3704 0044 0532 0130 00`.
    #[must_use]
    pub fn shown(&self) -> String {
        self.to_string()
    }

    /// The stable form for storing and sealing: `uk 202959 63748472`, `iban DE89370400440532013000`.
    #[must_use]
    pub fn to_text(&self) -> String {
        match self {
            Self::Uk(sort_code, account_number) => {
                format!("{UK} {} {account_number}", sort_code.plain())
            }
            Self::Iban(iban) => format!("{IBAN} {}", iban.electronic()),
        }
    }

    /// Reads the stored form back. The modulus check is not repeated: its table changes, and what was checked
    /// when it was saved stays what the customer confirmed.
    pub fn parse(text: &str) -> Result<Self, DetailsError> {
        match text.split(' ').collect::<Vec<_>>().as_slice() {
            [UK, sort_code, account_number] => Ok(Self::Uk(
                SortCode::parse(sort_code)?,
                AccountNumber::parse(account_number)?,
            )),
            [IBAN, electronic] => Ok(Self::Iban(Iban::parse(electronic)?)),
            _ => Err(DetailsError::StoredForm),
        }
    }

    /// The ledger's account, if the details are of this bank. Whether there is one the ledger knows.
    #[must_use]
    pub fn home(&self) -> Option<AccountId> {
        match self {
            Self::Uk(sort_code, account_number) if *sort_code == SORT_CODE => {
                Some(AccountId(account_number.to_string()))
            }
            Self::Uk(..) | Self::Iban(_) => None,
        }
    }
}

impl fmt::Display for BankDetails {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Uk(sort_code, account_number) => {
                write!(formatter, "{sort_code} {account_number}")
            }
            Self::Iban(iban) => write!(formatter, "{iban}"),
        }
    }
}

#[cfg(test)]
#[path = "bank_details_tests.rs"]
mod tests;
