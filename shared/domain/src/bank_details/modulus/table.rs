//! The two published tables of the modulus check: which rows a sort code has, and what stands in for it.
//!
//! Deliberately keeps nothing in memory: a look-up reads through a hundred kilobytes of text in a few
//! microseconds, which no start of a function has to pay for.
//!
//! `valacdos.txt` is the modulus weight table of version 9.00, valid from 15 August 2026, and `scsubtab.txt`
//! the sorting code substitution table, unchanged since version 5.20, both of Vocalink
//! (<https://www.vocalink.com/tools/modulus-checking/>). They are as the repository `cs278/bank-modulus` keeps
//! them under `res/specifications`, with the line ends of Unix. A newer version takes the files' place; the
//! tests then say whether it is whole.

use crate::bank_details::uk::SortCode;

const WEIGHT_TABLE: &str = include_str!("valacdos.txt");
const SUBSTITUTION_TABLE: &str = include_str!("scsubtab.txt");

/// What each digit of a sort code and an account number, u to z and a to h, is multiplied by.
pub type Weights = [i32; 14];

/// How a total is made of the weights and what it is divided by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// The sum of the products, divided by ten.
    Mod10,
    /// The sum of the products, divided by eleven.
    Mod11,
    /// The sum of the products' digits, divided by ten.
    DoubleAlternate,
}

/// One check of a range of sort codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// How it is reckoned.
    pub method: Method,
    /// What each digit is multiplied by.
    pub weights: Weights,
    /// The exception that applies, 1 to 14, or 0 for none.
    pub exception: u8,
}

impl Method {
    /// What the total is divided by.
    pub const fn divisor(self) -> i32 {
        match self {
            Self::Mod11 => 11,
            Self::Mod10 | Self::DoubleAlternate => 10,
        }
    }

    fn parse(name: &str) -> Option<Self> {
        match name {
            "MOD10" => Some(Self::Mod10),
            "MOD11" => Some(Self::Mod11),
            "DBLAL" => Some(Self::DoubleAlternate),
            _ => None,
        }
    }
}

/// The checks of a sort code in the table's order: none, one or two.
pub fn rows(sort_code: SortCode) -> Vec<Row> {
    let sort_code = sort_code.plain();
    let is_listed = |line: &&str| is_in_range(line, &sort_code);
    WEIGHT_TABLE
        .lines()
        .filter(is_listed)
        .filter_map(row)
        .collect()
}

/// The sort code that exception 5 checks instead of this one; itself, if there is none.
pub fn substitute(sort_code: SortCode) -> SortCode {
    let given = sort_code.plain();
    SUBSTITUTION_TABLE
        .lines()
        .find_map(|line| line.strip_prefix(given.as_str()))
        .and_then(|other| SortCode::parse(other).ok())
        .unwrap_or(sort_code)
}

/// Whether the line's range, its first two columns, holds the sort code. As many digits everywhere, so that
/// the order of the texts is the order of the numbers.
fn is_in_range(line: &str, sort_code: &str) -> bool {
    let range = line.get(..6).zip(line.get(7..13));
    range.is_some_and(|(first, last)| (first..=last).contains(&sort_code))
}

fn row(line: &str) -> Option<Row> {
    let mut columns = line.split_ascii_whitespace().skip(2);
    let method = Method::parse(columns.next()?)?;
    let mut weights = Weights::default();
    for weight in &mut weights {
        *weight = columns.next()?.parse().ok()?;
    }
    let exception = columns.next().map_or(Some(0), |text| text.parse().ok())?;
    Some(Row {
        method,
        weights,
        exception,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_weight_table_is_read() {
        assert_eq!(WEIGHT_TABLE.lines().count(), 1166);
        for line in WEIGHT_TABLE.lines() {
            let row = row(line).unwrap_or_else(|| panic!("{line}"));
            assert!(row.exception <= 14, "{line}");
            assert!(
                is_in_range(line, &line[..6]) && is_in_range(line, &line[7..13]),
                "{line}"
            );
        }
    }

    #[test]
    fn ranges_are_in_order_and_no_sort_code_has_more_than_two_rows() {
        let ranges: Vec<_> = WEIGHT_TABLE
            .lines()
            .map(|line| (&line[..6], &line[7..13]))
            .collect();
        for pair in ranges.windows(2) {
            assert!(pair[0] == pair[1] || pair[0].1 < pair[1].0, "{pair:?}");
        }
        assert!(ranges.windows(3).all(|three| three[0] != three[2]));
    }

    #[test]
    fn exceptions_that_need_each_other_stand_together() {
        for line in WEIGHT_TABLE.lines() {
            let sort_code = SortCode::parse(&line[..6]).unwrap();
            let exceptions: Vec<u8> = rows(sort_code).iter().map(|row| row.exception).collect();
            let known = match exceptions.as_slice() {
                [only] => matches!(only, 0 | 1 | 4 | 7 | 8 | 14),
                [0, 0 | 3] | [2, 9] | [5, 5] | [6, 6] | [10, 11] | [12, 13] => true,
                _ => false,
            };
            assert!(known, "{line} has {exceptions:?}");
        }
    }

    #[test]
    fn a_range_begins_and_ends_where_the_table_says() {
        let count = |text| rows(SortCode::parse(text).unwrap()).len();
        assert_eq!((count("016715"), count("016716")), (1, 0));
        assert_eq!((count("010003"), count("010004")), (0, 1));
        assert_eq!((count("827999"), count("828000")), (2, 0));
    }

    #[test]
    fn every_line_of_the_substitution_table_puts_another_sort_code_in_the_place() {
        assert_eq!(SUBSTITUTION_TABLE.lines().count(), 21);
        for line in SUBSTITUTION_TABLE.lines() {
            let (given, other) = line.split_once(' ').unwrap();
            let substituted = substitute(SortCode::parse(given).unwrap());
            assert_eq!(substituted.plain(), other);
        }
        let unlisted = SortCode::parse("938063").unwrap();
        assert_eq!(substitute(unlisted), unlisted);
    }
}
