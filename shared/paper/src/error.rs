//! Why a paper was not printed.

use domain::money::MoneyError;

/// Why a paper was not printed. Says nothing about whose it is: it may be logged.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum PaperError {
    /// The balance printed beside a line is not the one before it plus the line's amount.
    #[error("the balance of line {line} does not follow from the one before")]
    BalanceDoesNotFollow {
        /// Which line, counted from one.
        line: usize,
    },
    /// The lines do not lead from the opening to the closing balance.
    #[error("the closing balance does not follow from the lines")]
    ClosingDoesNotFollow,
    /// Amounts of two currencies, or a sum beyond 64 bits.
    #[error(transparent)]
    Money(#[from] MoneyError),
    /// The period ends before it begins.
    #[error("the period ends before it begins")]
    PeriodReversed,
    /// A line's day is not in the period.
    #[error("the day of line {line} is outside the period")]
    OutsidePeriod {
        /// Which line, counted from one.
        line: usize,
    },
    /// More lines than [`crate::statement::MAX_LINES`].
    #[error("a statement of {lines} lines is too long")]
    TooManyLines {
        /// How many there were.
        lines: usize,
    },
    /// What the bank itself vouches for holds a character the typeface lacks.
    #[error("the typeface has no character {character:?}")]
    Unprintable {
        /// The first such character.
        character: char,
    },
    /// The embedded typeface cannot be read.
    #[error("the typeface cannot be read")]
    Typeface,
    /// The PDF library refused to finish the file.
    #[error("the PDF was refused: {reason}")]
    Refused {
        /// The library's own words; they count and name rules, and never quote what was printed.
        reason: String,
    },
}
