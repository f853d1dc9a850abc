//! What a load did.

use std::fmt;

use domain::money::{Currency, Money};

/// Of customers, or of accounts, how many rows came to what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Not at the bank before.
    pub new: usize,
    /// Another at the bank before.
    pub replaced: usize,
    /// The same at the bank before.
    pub unchanged: usize,
}

/// What was done. Names nobody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Of the customers.
    pub customers: Counts,
    /// Of the accounts.
    pub accounts: Counts,
    /// What the new accounts opened with.
    pub opened_with: Vec<Money>,
}

impl Report {
    /// The opening balances of the new accounts in one currency, added up; nothing where there is none, or the sum is
    /// beyond what the bank can count.
    #[must_use]
    pub fn total(&self, currency: Currency) -> Option<Money> {
        let mut own = self
            .opened_with
            .iter()
            .filter(|one| one.currency() == currency);
        let first = *own.next()?;
        own.try_fold(first, |sum, one| sum.checked_add(*one).ok())
    }
}

impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "|           |  new | replaced | unchanged |")?;
        writeln!(formatter, "|-----------|-----:|---------:|----------:|")?;
        for (name, counts) in [("customers", self.customers), ("accounts", self.accounts)] {
            let Counts {
                new,
                replaced,
                unchanged,
            } = counts;
            writeln!(
                formatter,
                "| {name:<9} | {new:>4} | {replaced:>8} | {unchanged:>9} |"
            )?;
        }
        for total in Currency::ALL.into_iter().filter_map(|one| self.total(one)) {
            writeln!(formatter, "opened with {total} in all")?;
        }
        Ok(())
    }
}
