//! Whether a statement adds up. Nothing here is printed, and nothing is printed without it.

use domain::money::{Money, MoneyError};

use super::{MAX_LINES, Statement};
use crate::error::PaperError;

/// What came in and what went out, both without a sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Totals {
    pub(super) money_in: Money,
    pub(super) money_out: Money,
}

/// The totals of a statement whose balances follow from one another and whose days are in its period.
///
/// That opening, totals and closing agree needs no look of its own: it follows from every line's balance and the
/// last one's being the closing balance, since no sum on the way may overflow.
pub(super) fn check(statement: &Statement) -> Result<Totals, PaperError> {
    let lines = statement.lines.len();
    if lines > MAX_LINES {
        return Err(PaperError::TooManyLines { lines });
    }
    if statement.period_until < statement.period_from {
        return Err(PaperError::PeriodReversed);
    }
    let nothing = Money::new(0, statement.opening.currency());
    let mut totals = Totals {
        money_in: nothing,
        money_out: nothing,
    };
    let mut balance = statement.opening;
    for (line, number) in statement.lines.iter().zip(1_usize..) {
        balance = balance.checked_add(line.amount)?;
        if balance != line.balance {
            return Err(PaperError::BalanceDoesNotFollow { line: number });
        }
        if line.day < statement.period_from || statement.period_until < line.day {
            return Err(PaperError::OutsidePeriod { line: number });
        }
        totals = totals.with(line.amount)?;
    }
    if balance == statement.closing {
        Ok(totals)
    } else {
        Err(PaperError::ClosingDoesNotFollow)
    }
}

impl Totals {
    fn with(self, amount: Money) -> Result<Self, MoneyError> {
        if amount.minor() < 0 {
            let money_out = self.money_out.checked_sub(amount)?;
            Ok(Self { money_out, ..self })
        } else {
            let money_in = self.money_in.checked_add(amount)?;
            Ok(Self { money_in, ..self })
        }
    }
}
