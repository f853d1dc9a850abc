//! Finds what a customer should not have typed into the chat: a card number, a PIN or a code.
//!
//! Runs before Watson, storage and logs see a text. Prefers a needless warning to a leak, but leaves
//! amounts, bank details and dates alone. Bank details are no secret, but nobody outside has to see them either:
//! [`without_accounts`] is the text as it may be shown to whoever only has to understand it.

mod named;
mod runs;
mod vocabulary;

use std::borrow::Cow;

use crate::bank_details::DetailsError;
use crate::bank_details::reader::{self, Problem};
use crate::bill::reference::{MAX_CHARACTERS, ReferenceRule};
use crate::confirmation::passcode;
use crate::text::{cleaned, unmasked};
use runs::{Run, runs};
use vocabulary::{AROUND_A_CODE, NAMES, is_in};

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Secret {
    /// 13 to 19 digits that satisfy Luhn's check (ISO/IEC 7812-1).
    CardNumber,
    /// Six digits on their own, or a few digits beside a word such as "PIN": a PIN or a code.
    PinOrCode,
}

/// Digits of a PIN or a passcode at this bank.
const CODE_DIGITS: usize = 6;

/// Digits of anything somebody might call a PIN or a code.
const NAMED_DIGITS: std::ops::RangeInclusive<usize> = 3..=8;

/// Digits of a card number.
const CARD_DIGITS: std::ops::RangeInclusive<usize> = 13..=19;

/// The most sensitive thing `text` holds.
#[must_use]
pub fn find(text: &str) -> Option<Secret> {
    if is_bank_details(text) {
        return None;
    }
    let text = without_references(&unmasked(text));
    let runs = runs(&text);
    let is_card = |digits: &String| holds_card(digits);
    if stretches(&text).iter().any(is_card) || runs.iter().any(|run| holds_card(&run.digits)) {
        return Some(Secret::CardNumber);
    }
    if named::is_called_secret(&text) {
        return Some(Secret::PinOrCode);
    }
    let named = words(&text).any(|word| is_in(&word, &NAMES));
    let is_code = |run: &Run<'_>| {
        let length = run.digits.len();
        (length == CODE_DIGITS || named && NAMED_DIGITS.contains(&length)) && !run.is_amount(&text)
    };
    runs.iter().any(is_code).then_some(Secret::PinOrCode)
}

/// The text without the creditor references it holds (ISO 11649), which begin with `RF` and two digits and are no
/// secret. One with wrong check digits is still one, to be named, unless its digits are a card's.
fn without_references(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some(at) = rest.to_ascii_uppercase().find("RF") {
        let (before, from) = rest.split_at(at);
        let follows_a_letter = before.ends_with(char::is_alphanumeric);
        let length = if follows_a_letter {
            0
        } else {
            reference_length(from)
        };
        let (reference, behind) = from.split_at(length.max("RF".len()));
        kept.push_str(before);
        kept.push_str(if length > 0 { " " } else { reference });
        rest = behind;
    }
    kept + rest
}

/// How long the reference is that a text begins with: as far as its check digits fit, else to the last digit.
fn reference_length(text: &str) -> usize {
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, ' ' | '-');
    let end = text.find(|letter| !is_part(letter)).unwrap_or(text.len());
    let whole = text.get(..end).unwrap_or_default();
    let ends = whole
        .char_indices()
        .map(|(at, letter)| at.saturating_add(letter.len_utf8()));
    let upto = |end: &usize| whole.get(..*end).unwrap_or_default();
    let ends: Vec<usize> = ends
        .filter(|end| !upto(end).ends_with([' ', '-']))
        .collect();
    let is_right = |end: &&usize| ReferenceRule::Rf.read(upto(end)).is_ok();
    if let Some(end) = ends.iter().rev().find(is_right) {
        return *end;
    }
    let last_digit = |end: &&usize| {
        let typed = upto(end);
        let count = typed.chars().filter(char::is_ascii_alphanumeric).count();
        count <= MAX_CHARACTERS && typed.ends_with(|letter: char| letter.is_ascii_digit())
    };
    let Some(end) = ends.iter().rev().find(last_digit) else {
        return 0;
    };
    let digits: String = upto(end).chars().filter(char::is_ascii_digit).collect();
    let without_check = digits.get(2..).unwrap_or_default();
    let begins = upto(end)
        .get(2..4)
        .is_some_and(|check| check.bytes().all(|byte| byte.is_ascii_digit()));
    let is_reference = begins && digits.len() > CODE_DIGITS.saturating_add(2);
    if is_reference && !is_card(&digits) && !is_card(without_check) {
        *end
    } else {
        0
    }
}

/// Digits with nothing but marks and space between them, however many: a card number is one whatever parts it.
fn stretches(text: &str) -> Vec<String> {
    let parts = text.split(char::is_alphabetic);
    let digits = |part: &str| {
        part.chars()
            .filter(char::is_ascii_digit)
            .collect::<String>()
    };
    parts
        .map(digits)
        .filter(|digits| !digits.is_empty())
        .collect()
}

/// Whether all digits of a text are plainly those of bank details: a sort code beside its label, an account
/// number, both, or an IBAN, even one that cannot be right. Never where a word makes some of them a secret.
fn is_bank_details(text: &str) -> bool {
    if names_secret(text) {
        return false;
    }
    let words: Vec<String> = words(&cleaned(text)).collect();
    let has = |wanted: &[&str]| words.iter().any(|word| wanted.contains(&word.as_str()));
    match reader::read(text) {
        Ok(_) | Err(Problem::OnlyAccountNumber { .. }) => true,
        Err(Problem::OnlySortCode { .. }) => has(&["sort", "sortcode", "sc"]),
        Err(Problem::Wrong(error)) => is_wrong_bank_details(error, text),
        Err(Problem::Nothing | Problem::Unclear) => false,
    }
}

/// Whether what cannot be bank details was still meant as such. Two letters before a card number or a code make no
/// IBAN of it.
fn is_wrong_bank_details(error: DetailsError, text: &str) -> bool {
    let text = unmasked(text);
    let runs = runs(&text);
    let digits: usize = runs.iter().map(|run| run.digits.len()).sum();
    match error {
        // A number of another length may be a card's.
        DetailsError::SortCode { .. } | DetailsError::AccountNumber { .. } => false,
        DetailsError::NotTogether => true,
        DetailsError::IbanCheckDigits => !runs.iter().any(|run| is_card(&run.digits)),
        _ => digits > *NAMED_DIGITS.end() && !runs.iter().any(|run| holds_card(&run.digits)),
    }
}

/// Whether a word makes digits beside it a secret. In *sort code* it does not.
fn names_secret(text: &str) -> bool {
    let words: Vec<String> = words(&cleaned(text)).collect();
    let is_name = |(place, word): (usize, &String)| {
        let before = place.checked_sub(1).and_then(|place| words.get(place));
        let is_of_sort_code = word == "code" && before.is_some_and(|before| before == "sort");
        is_in(word, &NAMES) && !is_of_sort_code
    };
    words.iter().enumerate().any(is_name)
}

/// Whether a text may be a sort code where one was asked for: six digits in three pairs, as it is printed. Six in
/// one, or in two groups of three, may be a PIN or a passcode, whatever was asked.
#[must_use]
pub fn may_be_sort_code(text: &str) -> bool {
    let digits = cleaned(text);
    let mut groups = digits
        .split(|letter: char| !letter.is_ascii_digit())
        .filter(|group| !group.is_empty());
    let is_alone = matches!(reader::read(text), Err(Problem::OnlySortCode { .. }));
    is_alone && groups.all(|group| group.len() == 2) && !names_secret(text)
}

/// Whether a text holds bank details, or a part of them.
#[must_use]
pub fn holds_account(text: &str) -> bool {
    !matches!(reader::read(text), Err(Problem::Nothing | Problem::Unclear))
}

/// The text with a zero for each digit, if it holds bank details: what is meant can be understood without them.
#[must_use]
pub fn without_accounts(text: &str) -> Cow<'_, str> {
    if !holds_account(text) {
        return Cow::Borrowed(text);
    }
    let zero = |letter: char| if letter.is_numeric() { '0' } else { letter };
    Cow::Owned(text.chars().map(zero).collect())
}

/// The six digits of a text that is nothing but the code just received ("the code is 582 996").
#[must_use]
pub fn code_in_sentence(text: &str) -> Option<String> {
    let text = unmasked(text);
    let [only] = &runs(&text)[..] else {
        return None;
    };
    let end = only.start.saturating_add(only.source.len());
    let around = [text.get(..only.start)?, text.get(end..)?];
    let is_mark = |letter: char| letter.is_alphanumeric() || " .,:;!'\"()-".contains(letter);
    let is_known = |word: String| is_in(&word, &AROUND_A_CODE);
    let says_no_more = around
        .iter()
        .all(|part| part.chars().all(is_mark) && words(part).all(is_known));
    says_no_more.then(|| passcode::read(only.source)).flatten()
}

/// The code in a text that holds one and no other, however often: a text message names it twice.
#[must_use]
pub fn only_code(text: &str) -> Option<String> {
    let text = unmasked(text);
    let runs = runs(&text);
    let mut codes = runs.iter().filter_map(|run| passcode::read(run.source));
    let first = codes.next()?;
    codes.all(|code| code == first).then_some(first)
}

/// Whether the digits as a whole are a card number.
fn is_card(digits: &str) -> bool {
    let bytes = digits.as_bytes();
    CARD_DIGITS.contains(&bytes.len()) && is_luhn(bytes) && !is_one_digit(bytes)
}

/// Whether some stretch of the digits is a card number: "my card 4111… exp 0927" has more around it.
fn holds_card(digits: &str) -> bool {
    let bytes = digits.as_bytes();
    CARD_DIGITS.into_iter().any(|length| {
        bytes
            .windows(length)
            .any(|window| is_luhn(window) && !is_one_digit(window))
    })
}

/// ISO/IEC 7812-1 annex B: every second digit from the right counts double.
fn is_luhn(digits: &[u8]) -> bool {
    let sum = digits.iter().rev().enumerate().map(|(index, digit)| {
        let value = u32::from(digit.saturating_sub(b'0'));
        match (index.is_multiple_of(2), value) {
            (true, value) => value,
            (false, value @ 0..5) => value.saturating_mul(2),
            (false, value) => value.saturating_mul(2).saturating_sub(9),
        }
    });
    sum.sum::<u32>().is_multiple_of(10)
}

fn is_one_digit(digits: &[u8]) -> bool {
    digits.iter().all(|digit| Some(digit) == digits.first())
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
}

#[cfg(test)]
#[path = "redaction_tests.rs"]
mod tests;
