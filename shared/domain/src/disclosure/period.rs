//! A stretch of local days.

use jiff::civil::Date;

use crate::time::{Calendar, UnixSeconds};

/// A stretch of local days, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    first: Date,
    last: Date,
}

/// The last day is before the first.
#[derive(Clone, Copy, Debug, thiserror::Error, PartialEq, Eq)]
#[error("the last day of a period is before its first")]
pub struct WrongWayRound;

impl Period {
    /// From the first to the last day.
    ///
    /// # Errors
    /// [`WrongWayRound`].
    pub fn try_new(first: Date, last: Date) -> Result<Self, WrongWayRound> {
        (first <= last)
            .then_some(Self { first, last })
            .ok_or(WrongWayRound)
    }

    /// From a day until today; today alone if that day is yet to come.
    #[must_use]
    pub fn until_today(first: Date, now: UnixSeconds, calendar: &Calendar) -> Self {
        let today = calendar.date(now);
        Self {
            first: first.min(today),
            last: today,
        }
    }

    /// Its first day.
    #[must_use]
    pub const fn first(&self) -> Date {
        self.first
    }

    /// Its last day.
    #[must_use]
    pub const fn last(&self) -> Date {
        self.last
    }

    /// Its first second, and the first second after it.
    #[must_use]
    pub fn seconds(&self, calendar: &Calendar) -> (UnixSeconds, UnixSeconds) {
        let after = self.last.tomorrow().unwrap_or(self.last);
        (calendar.begins(self.first), calendar.begins(after))
    }
}
