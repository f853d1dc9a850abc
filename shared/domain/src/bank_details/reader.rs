//! Reads bank details from what a person types in a chat, with the name beside them.
//!
//! Deliberately strict with digits: each must belong to the details, or nothing is read. A name with digits in
//! it therefore cannot stand beside them. Words are the caller's: what is no label is handed back as typed.

mod labels;
mod numbers;
mod words;

use crate::bank_details::iban::Iban;
use crate::bank_details::reader::numbers::{Parts, Run};
use crate::bank_details::reader::words::Token;
use crate::bank_details::uk::{AccountNumber, SortCode};
use crate::bank_details::{BankDetails, DetailsError};
use crate::text::UNREADABLE;

/// Characters of the shortest IBAN, Norway's. What is shorter and of no country is not called an IBAN.
const SHORTEST_IBAN: usize = 15;

/// What was found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The account.
    pub details: BankDetails,
    /// What else was typed, labels such as *sort code* taken away: the name, or nothing.
    pub name: String,
}

/// Why no account could be read.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum Problem {
    /// No digit in it.
    #[error("there are no bank details in it")]
    Nothing,
    /// The account number is missing. Six digits alone are taken for a sort code, if no label says otherwise.
    #[error("there is a sort code only")]
    OnlySortCode {
        /// The sort code.
        sort_code: SortCode,
        /// What else was typed.
        name: String,
    },
    /// The sort code is missing.
    #[error("there is an account number only")]
    OnlyAccountNumber {
        /// The account number.
        account_number: AccountNumber,
        /// What else was typed.
        name: String,
    },
    /// There are digits that belong to nothing, that could be read in two ways, or that may not be seen in the
    /// order in which they were typed.
    #[error("there are digits that cannot be told apart")]
    Unclear,
    /// It is plain what was meant, and it cannot be right.
    #[error(transparent)]
    Wrong(#[from] DetailsError),
}

/// Finds bank details and a name in a text such as `Carla Diaz 20-29-59 63748472`, `sort code 202959 account
/// 63748472`, `GB82 WEST 1234 5698 7654 32`; the parts may come in any order.
pub fn read(text: &str) -> Result<Found, Problem> {
    let text = words::parted(text);
    let words: Vec<&str> = text.split_whitespace().collect();
    if text.contains(UNREADABLE) && words::has_digit(&text) {
        return Err(Problem::Unclear);
    }
    find_iban(&words).unwrap_or_else(|| read_uk(&words))
}

fn find_iban(words: &[&str]) -> Option<Result<Found, Problem>> {
    (0..words.len()).find_map(|at| {
        let (before, rest) = words.split_at(at);
        let taken = take_iban(rest)?.map_err(Problem::from);
        Some(taken.and_then(|(iban, used)| {
            let after = rest.get(used..).unwrap_or_default();
            beside_iban(iban, before, after)
        }))
    })
}

/// The IBAN that `words` begin with, and how many of them it takes: as many as make its country's length.
fn take_iban(words: &[&str]) -> Option<Result<(Iban, usize), DetailsError>> {
    let beginnings = words::iban_beginnings(words);
    let (longest, _) = beginnings.last()?;
    let mut read = beginnings
        .iter()
        .map(|(text, used)| Iban::parse(text).map(|iban| (iban, *used)));
    let is_long_enough =
        |read: &Result<_, _>| !matches!(read, Err(DetailsError::IbanLength { .. }));
    let last = read.clone().next_back();
    match read.find(is_long_enough).or(last)? {
        Err(DetailsError::UnknownCountry) if longest.len() < SHORTEST_IBAN => None,
        taken => Some(taken),
    }
}

fn beside_iban(iban: Iban, before: &[&str], after: &[&str]) -> Result<Found, Problem> {
    if before
        .iter()
        .chain(after)
        .any(|word| words::has_digit(word))
    {
        return Err(Problem::Unclear);
    }
    let (before, _) = labels::before_number(before);
    Ok(Found {
        details: BankDetails::iban(iban)?,
        name: labels::name(&[before, labels::after_number(after)].concat()),
    })
}

fn read_uk(words: &[&str]) -> Result<Found, Problem> {
    let tokens = words::tokens(words).ok_or(Problem::Unclear)?;
    let (runs, name) = runs(&tokens);
    match numbers::parts(&runs)? {
        Parts::None => Err(Problem::Nothing),
        Parts::SortCode(sort_code) => Err(Problem::OnlySortCode { sort_code, name }),
        Parts::AccountNumber(account_number) => Err(Problem::OnlyAccountNumber {
            account_number,
            name,
        }),
        Parts::Both(sort_code, account_number) => Ok(Found {
            details: BankDetails::uk(sort_code, account_number)?,
            name,
        }),
    }
}

/// The numbers that stand together, each with its label, and what the words are without the labels.
fn runs<'a>(tokens: &[Token<'a>]) -> (Vec<Run<'a>>, String) {
    let (mut runs, mut name) = (Vec::new(), Vec::new());
    let mut label = None;
    let mut stretches = tokens
        .chunk_by(|one, next| one.is_number() == next.is_number())
        .peekable();
    while let Some(stretch) = stretches.next() {
        let texts: Vec<&str> = stretch.iter().map(Token::text).collect();
        if stretch.first().is_some_and(Token::is_number) {
            runs.push(Run {
                label: label.take(),
                groups: texts,
            });
            continue;
        }
        let mut words = texts.as_slice();
        if stretches.peek().is_some() {
            (words, label) = labels::before_number(words);
        }
        if !runs.is_empty() {
            words = labels::after_number(words);
        }
        name.extend_from_slice(words);
    }
    (runs, labels::name(&name))
}

#[cfg(test)]
#[path = "reader_tests.rs"]
mod tests;
