//! What stands in each row of the table, before it is set.

use domain::money::Money;
use jiff::civil::Date;

use super::row::Kind;
use super::sums::Totals;
use super::{Line, Statement};
use crate::error::PaperError;

/// What a row is made of.
pub(super) struct Cells<'a> {
    pub(super) kind: Kind,
    pub(super) day: Option<Date>,
    pub(super) name: &'a str,
    pub(super) reference: &'a str,
    /// Out, in, balance.
    pub(super) figures: [Option<Money>; 3],
}

/// The rows of a statement: its opening balance, its lines or that there are none, its closing balance.
pub(super) fn cells<'a>(
    statement: &'a Statement,
    totals: Totals,
) -> Result<Vec<Cells<'a>>, PaperError> {
    let words = statement.words;
    let ours = |kind, day, name, figures| Cells {
        kind,
        day,
        name,
        reference: "",
        figures,
    };
    let opening = [None, None, Some(statement.opening)];
    let closing = [totals.money_out, totals.money_in, statement.closing].map(Some);
    let (from, until) = (statement.period_from, statement.period_until);
    let mut cells = vec![ours(Kind::Opening, Some(from), words.opening, opening)];
    if statement.lines.is_empty() {
        cells.push(ours(Kind::Nothing, None, words.no_lines, [None; 3]));
    }
    for line in &statement.lines {
        cells.push(movement(line)?);
    }
    cells.push(ours(Kind::Closing, Some(until), words.closing, closing));
    Ok(cells)
}

fn movement(line: &Line) -> Result<Cells<'_>, PaperError> {
    let amount = Some(line.amount.checked_abs()?);
    let is_out = line.amount.minor() < 0;
    let (out, into) = if is_out {
        (amount, None)
    } else {
        (None, amount)
    };
    Ok(Cells {
        kind: Kind::Movement,
        day: Some(line.day),
        name: &line.text,
        reference: &line.reference,
        figures: [out, into, Some(line.balance)],
    })
}
