//! An account statement: what came in, what went out, and how the balance ran.
//!
//! Deliberately refuses what does not add up, whoever asks: a bank never prints such a statement. Deliberately does
//! not ask for the lines to be in the order of their days: their order is the ledger's, and the balances follow it.

mod band;
mod cells;
mod columns;
mod foot;
mod grid;
mod head;
mod pages;
mod parts;
mod row;
mod sums;
mod table;

use domain::money::Money;
use jiff::civil::Date;

use crate::error::PaperError;
use crate::pdf::{About, Pdf};
use crate::typeface::Typeface;
use crate::words::Words;
use parts::Parts;

/// Most lines in one statement. More is a shorter period's or a spreadsheet's business.
pub const MAX_LINES: usize = 5_000;

/// An account statement. Texts may be anything a person can write; they are cleaned, and cut where they are too long.
#[derive(Clone, Debug)]
pub struct Statement<'a> {
    /// The bank's name, as it stands beside its sign.
    pub bank: &'a str,
    /// Whose account it is.
    pub holder: String,
    /// The account's name: `Everyday account`.
    pub account_name: String,
    /// Its number as far as the bank prints it: `20-00-00 ••••5678`.
    pub account_number: String,
    /// First day of the period.
    pub period_from: Date,
    /// Last day of the period, included.
    pub period_until: Date,
    /// The balance before the first line.
    pub opening: Money,
    /// The balance after the last line.
    pub closing: Money,
    /// What happened, oldest first.
    pub lines: Vec<Line>,
    /// The day the statement is made on. No clock is read.
    pub made_on: Date,
    /// Every word that is printed.
    pub words: &'a Words,
}

/// One movement of money.
#[derive(Clone, Debug)]
pub struct Line {
    /// The local day it belongs to.
    pub day: Date,
    /// From whom or to whom.
    pub text: String,
    /// The reference; may be empty.
    pub reference: String,
    /// What came in, or, negative, went out.
    pub amount: Money,
    /// The balance after it.
    pub balance: Money,
}

/// The statement as a PDF.
///
/// Refuses a statement that does not add up, mixes currencies, is longer than [`MAX_LINES`], has a line outside its
/// period, or whose head the typeface cannot print; see [`PaperError`].
pub fn print(statement: &Statement) -> Result<Vec<u8>, PaperError> {
    let totals = sums::check(statement)?;
    let typeface = Typeface::read()?;
    let parts = Parts::set(statement, totals, &typeface)?;
    let mut pdf = Pdf::new()?;
    parts.draw(&mut pdf, &typeface)?;
    pdf.finish(About {
        title: parts.title(),
        language: statement.words.language,
        author: statement.bank,
        made_on: statement.made_on,
    })
}
