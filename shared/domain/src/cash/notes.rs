//! The notes in the bank's machines, and the amounts they make.

use crate::money::{Currency, Money};

/// Most that is withdrawn at once, in units of the currency.
const MOST_UNITS: i64 = 300;

/// What people mostly take out, in units of the currency.
const USUAL_UNITS: [i64; 3] = [20, 50, 100];

/// The notes that every machine of the bank's has, the smallest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notes {
    currency: Currency,
    /// In units of the currency; never empty, none below one.
    units: Vec<i64>,
}

/// The notes are none.
#[derive(Clone, Copy, Debug, thiserror::Error, PartialEq, Eq)]
#[error("notes are written as a currency and whole units of it, like GBP=10,20")]
pub struct BadNotes;

/// What a withdrawal of some amount comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// The notes make it.
    Made,
    /// They do not: the nearest amounts that they make, below and above, as far as there are such.
    Between(Option<Money>, Option<Money>),
    /// It is more than is given out at once; this is the most.
    TooMuch(Money),
    /// It is of a currency the machines do not have.
    OtherCurrency,
}

impl Notes {
    /// Reads the notes from configuration, e.g. `GBP=10,20`.
    ///
    /// # Errors
    /// [`BadNotes`] if there is no currency, no note, or a note of nothing or of more than is given out at once.
    pub fn parse(text: &str) -> Result<Self, BadNotes> {
        Self::read(text).ok_or(BadNotes)
    }

    fn read(text: &str) -> Option<Self> {
        let (code, units) = text.split_once('=')?;
        let currency = Currency::parse(code).ok()?;
        let read = |unit: &str| {
            let unit: i64 = unit.parse().ok()?;
            (1..=MOST_UNITS).contains(&unit).then_some(unit)
        };
        let mut units = units.split(',').map(read).collect::<Option<Vec<i64>>>()?;
        units.sort_unstable();
        units.dedup();
        Some(Self { currency, units })
    }

    /// The currency of the machines.
    #[must_use]
    pub const fn currency(&self) -> Currency {
        self.currency
    }

    /// Whether the notes make `amount`, and else which amounts are nearest.
    #[must_use]
    pub fn fit(&self, amount: Money) -> Fit {
        if amount.currency() != self.currency {
            return Fit::OtherCurrency;
        }
        let made = self.amounts();
        let Some(most) = made.last().copied() else {
            return Fit::Between(None, None);
        };
        if amount.minor() > most.minor() {
            return Fit::TooMuch(most);
        }
        let below = made
            .iter()
            .rev()
            .find(|made| made.minor() <= amount.minor());
        if below == Some(&amount) {
            return Fit::Made;
        }
        let above = made.iter().find(|made| made.minor() > amount.minor());
        Fit::Between(below.copied(), above.copied())
    }

    /// What people mostly take out, as far as the notes make it.
    #[must_use]
    pub fn suggested(&self) -> Vec<Money> {
        let usual = USUAL_UNITS
            .into_iter()
            .filter_map(|units| of_units(units, self.currency));
        usual
            .filter(|amount| self.fit(*amount) == Fit::Made)
            .collect()
    }

    /// The most that is given out at once.
    #[must_use]
    pub fn most(&self) -> Money {
        let most = self.amounts().last().copied();
        most.unwrap_or(Money::new(0, self.currency))
    }

    /// Every amount that is given out at once, the smallest first.
    #[must_use]
    pub fn amounts(&self) -> Vec<Money> {
        let mut made: Vec<i64> = vec![0];
        for units in 1..=MOST_UNITS {
            let is_made = self
                .units
                .iter()
                .any(|note| made.binary_search(&units.saturating_sub(*note)).is_ok());
            if is_made {
                made.push(units);
            }
        }
        let of = |units: i64| of_units(units, self.currency);
        made.into_iter().skip(1).filter_map(of).collect()
    }
}

fn of_units(units: i64, currency: Currency) -> Option<Money> {
    let minor = 10_i64.checked_pow(currency.exponent())?;
    Some(Money::new(units.checked_mul(minor)?, currency))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pounds(minor: i64) -> Money {
        Money::new(minor, Currency::Gbp)
    }

    fn tens_and_twenties() -> Notes {
        Notes::parse("GBP=20,10").unwrap()
    }

    #[test]
    fn what_the_notes_make_is_given_out() {
        for minor in [1_000, 2_000, 6_000, 30_000] {
            assert_eq!(tens_and_twenties().fit(pounds(minor)), Fit::Made);
        }
    }

    #[test]
    fn what_they_do_not_make_names_the_nearest_amounts() {
        let notes = tens_and_twenties();
        let between = |below, above| Fit::Between(Some(pounds(below)), Some(pounds(above)));
        assert_eq!(notes.fit(pounds(4_500)), between(4_000, 5_000));
        assert_eq!(notes.fit(pounds(4_001)), between(4_000, 5_000));
        let least = Fit::Between(None, Some(pounds(1_000)));
        assert_eq!(notes.fit(pounds(999)), least);
        assert_eq!(notes.fit(pounds(0)), least);
        assert_eq!(notes.fit(pounds(-1_000)), least);
        assert_eq!(notes.fit(pounds(i64::MIN)), least);
    }

    #[test]
    fn more_than_is_given_out_at_once_names_the_most() {
        let most = Fit::TooMuch(pounds(30_000));
        assert_eq!(tens_and_twenties().fit(pounds(30_001)), most);
        assert_eq!(tens_and_twenties().fit(pounds(i64::MAX)), most);
    }

    #[test]
    fn notes_that_leave_gaps_are_reckoned_with() {
        let notes = Notes::parse("EUR=20,50").unwrap();
        let euros = |units: i64| of_units(units, Currency::Eur).unwrap();
        for made in [20, 40, 50, 60, 70, 90] {
            assert_eq!(notes.fit(euros(made)), Fit::Made, "{made}");
        }
        let gap = Fit::Between(Some(euros(20)), Some(euros(40)));
        assert_eq!(notes.fit(euros(30)), gap);
        assert_eq!(notes.fit(pounds(2_000)), Fit::OtherCurrency);
    }

    #[test]
    fn what_is_suggested_is_made_and_never_more_than_the_most() {
        assert_eq!(
            tens_and_twenties().suggested(),
            [2_000, 5_000, 10_000].map(pounds)
        );
        assert_eq!(tens_and_twenties().most(), pounds(30_000));
        let twenties = Notes::parse("GBP=20").unwrap();
        assert_eq!(twenties.suggested(), [2_000, 10_000].map(pounds));
    }

    #[test]
    fn notes_that_are_none_are_refused() {
        for text in [
            "", "GBP", "GBP=", "GBP=0", "GBP=-10", "GBP=10,", "GBP=5.5", "XXX=10", "GBP=500",
        ] {
            assert_eq!(Notes::parse(text), Err(BadNotes), "{text}");
        }
    }
}
