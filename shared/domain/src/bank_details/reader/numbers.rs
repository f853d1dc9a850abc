//! Which of the numbers in a text is the sort code and which the account number.
//!
//! Deliberately reads only what has one reading: every digit is used, and nothing is guessed from the order
//! where both could be either.

use crate::bank_details::DetailsError;
use crate::bank_details::reader::Problem;
use crate::bank_details::reader::labels::Part;
use crate::bank_details::uk::{AccountNumber, SortCode};

/// Numbers with no word between them.
pub struct Run<'a> {
    /// What the words before them say the first is.
    pub label: Option<Part>,
    /// As typed: digits, perhaps with dashes or dots.
    pub groups: Vec<&'a str>,
}

/// The parts of a British account that a text holds.
pub enum Parts {
    /// No number at all.
    None,
    /// A sort code.
    SortCode(SortCode),
    /// An account number.
    AccountNumber(AccountNumber),
    /// An account.
    Both(SortCode, AccountNumber),
}

/// Digits that belong together.
struct Unit {
    digits: String,
    shape: Shape,
    label: Option<Part>,
}

/// What digits can be by the way they are written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// Three pairs.
    SortCode,
    /// Seven or eight digits, or two groups of four.
    AccountNumber,
    /// Six digits without a gap: a sort code, or the account number of a bank that prints six.
    Six,
    /// Neither.
    Other,
}

impl Unit {
    fn can_be(&self, part: Part) -> bool {
        match self.shape {
            Shape::SortCode => part == Part::SortCode,
            Shape::AccountNumber => part == Part::AccountNumber,
            Shape::Six => true,
            Shape::Other => false,
        }
    }

    fn sort_code(&self) -> Result<SortCode, Problem> {
        Ok(SortCode::parse(&self.digits)?)
    }

    fn account_number(&self) -> Result<AccountNumber, Problem> {
        Ok(AccountNumber::parse(&self.digits)?)
    }

    /// The error of a part that has a wrong number of digits.
    fn as_wrong(&self, part: Part) -> Problem {
        let digits = self.digits.len();
        Problem::Wrong(match part {
            Part::SortCode => DetailsError::SortCode { digits },
            Part::AccountNumber => DetailsError::AccountNumber { digits },
        })
    }
}

/// The parts that the runs hold, if there is one way to read them.
pub fn parts(runs: &[Run<'_>]) -> Result<Parts, Problem> {
    let units: Vec<Unit> = runs.iter().flat_map(units).collect();
    match units.as_slice() {
        [] => Ok(Parts::None),
        [only] => one_part(only),
        [first, second] => both_parts(first, second),
        _ => Err(Problem::Unclear),
    }
}

fn one_part(unit: &Unit) -> Result<Parts, Problem> {
    use Part::{AccountNumber, SortCode};
    match (unit.shape, unit.label) {
        (Shape::SortCode | Shape::Six, None | Some(SortCode)) => {
            unit.sort_code().map(Parts::SortCode)
        }
        (Shape::AccountNumber, None | Some(AccountNumber)) | (Shape::Six, Some(AccountNumber)) => {
            unit.account_number().map(Parts::AccountNumber)
        }
        (Shape::AccountNumber | Shape::Other, Some(part)) => Err(unit.as_wrong(part)),
        (Shape::SortCode, Some(AccountNumber)) | (Shape::Other, None) => Err(Problem::Unclear),
    }
}

fn both_parts(first: &Unit, second: &Unit) -> Result<Parts, Problem> {
    let in_order = first.can_be(Part::SortCode) && second.can_be(Part::AccountNumber);
    let reversed = first.can_be(Part::AccountNumber) && second.can_be(Part::SortCode);
    let (sort_code, account_number) = match (in_order, reversed) {
        (true, false) => (first, second),
        (false, true) => (second, first),
        (true, true) => by_labels(first, second)?,
        (false, false) => return Err(misfit(first, second)),
    };
    Ok(Parts::Both(
        sort_code.sort_code()?,
        account_number.account_number()?,
    ))
}

/// Both could be either: only a label before each tells them apart. One would not do, because some people
/// write the label behind the number.
fn by_labels<'a>(first: &'a Unit, second: &'a Unit) -> Result<(&'a Unit, &'a Unit), Problem> {
    match (first.label, second.label) {
        (Some(Part::SortCode), Some(Part::AccountNumber)) => Ok((first, second)),
        (Some(Part::AccountNumber), Some(Part::SortCode)) => Ok((second, first)),
        _ => Err(Problem::Unclear),
    }
}

/// The error of the one that is neither, if the other is certain and so says what it should be.
fn misfit(first: &Unit, second: &Unit) -> Problem {
    match (first.shape, second.shape) {
        (Shape::Other, Shape::SortCode) => first.as_wrong(Part::AccountNumber),
        (Shape::SortCode, Shape::Other) => second.as_wrong(Part::AccountNumber),
        (Shape::Other, Shape::AccountNumber) => first.as_wrong(Part::SortCode),
        (Shape::AccountNumber, Shape::Other) => second.as_wrong(Part::SortCode),
        _ => Problem::Unclear,
    }
}

fn units(run: &Run<'_>) -> Vec<Unit> {
    let mut units = Vec::new();
    let mut groups = run.groups.as_slice();
    while !groups.is_empty() {
        let (used, shape) = first_unit(groups);
        let (taken, rest) = groups.split_at(used);
        let digits = taken.concat().replace(['-', '.'], "");
        let label = run.label.filter(|_| units.is_empty());
        units.push(Unit {
            digits,
            shape,
            label,
        });
        groups = rest;
    }
    units
}

/// How many groups the first digits that belong together take, and what they can be.
fn first_unit(groups: &[&str]) -> (usize, Shape) {
    let lengths: Vec<usize> = groups.iter().map(|group| plain_length(group)).collect();
    match lengths.as_slice() {
        [2, 2, 2, rest @ ..] if rest.first() != Some(&2) => (3, Shape::SortCode),
        [4, 4, rest @ ..] if rest.first() != Some(&4) => (2, Shape::AccountNumber),
        [6, ..] => (1, Shape::Six),
        [7 | 8, ..] => (1, Shape::AccountNumber),
        [0, ..] => (
            1,
            groups.first().map_or(Shape::Other, |group| grouped(group)),
        ),
        _ => (1, Shape::Other),
    }
}

/// How many digits, or 0 if something parts them.
fn plain_length(group: &str) -> usize {
    if group.bytes().all(|byte| byte.is_ascii_digit()) {
        group.len()
    } else {
        0
    }
}

/// What digits that dashes or dots part can be.
fn grouped(group: &str) -> Shape {
    let lengths: Vec<usize> = group.split(['-', '.']).map(str::len).collect();
    match lengths.as_slice() {
        [2, 2, 2] => Shape::SortCode,
        [4, 4] => Shape::AccountNumber,
        _ => Shape::Other,
    }
}
