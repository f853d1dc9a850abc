//! On which days a standing order is due: once, every week, or every month, until a last day if there is one.
//!
//! Civil dates of the bank's own calendar. The 31st of a shorter month is its last day. Deliberately knows no
//! clock: whoever asks says from which day on.

use jiff::civil::Date;
use jiff::{Span, ToSpan};

/// Latest year in which anything can be due: further ahead nobody plans, and dates stay in four digits.
pub const LAST_YEAR: i16 = 2100;

/// How often it is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rhythm {
    /// On one day: a dated payment.
    Once,
    /// Every seven days.
    Weekly,
    /// Every month on this day, 1 to 31; the last day of a month that has no such day.
    Monthly(i8),
}

/// The days on which a standing order is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Schedule {
    first: Date,
    rhythm: Rhythm,
    last: Option<Date>,
}

/// Why some days make no schedule.
#[derive(Clone, Copy, Debug, thiserror::Error, PartialEq, Eq)]
pub enum ScheduleError {
    /// The last day is before the first.
    #[error("the end is before the beginning")]
    EndsBeforeItBegins,
    /// The first day is none on which it is due.
    #[error("the first day does not fit")]
    FirstDayDiffers,
    /// A day is later than [`LAST_YEAR`].
    #[error("the day is too far ahead")]
    TooFar,
}

impl Schedule {
    /// Due on `first`, then as `rhythm` says, never after `last`.
    ///
    /// # Errors
    /// [`ScheduleError`] if these do not fit together.
    pub fn try_new(first: Date, rhythm: Rhythm, last: Option<Date>) -> Result<Self, ScheduleError> {
        if last.is_some_and(|last| last < first) {
            return Err(ScheduleError::EndsBeforeItBegins);
        }
        if first.year() > LAST_YEAR || last.is_some_and(|last| last.year() > LAST_YEAR) {
            return Err(ScheduleError::TooFar);
        }
        let fits = match rhythm {
            Rhythm::Once | Rhythm::Weekly => true,
            Rhythm::Monthly(day) => (1..=31).contains(&day) && in_month(first, day) == Some(first),
        };
        if !fits {
            return Err(ScheduleError::FirstDayDiffers);
        }
        Ok(Self {
            first,
            rhythm,
            last,
        })
    }

    /// The same, ended after so many payments in all.
    ///
    /// # Errors
    /// [`ScheduleError::TooFar`] if the last of them would be.
    pub fn ending_after(self, count: u16) -> Result<Self, ScheduleError> {
        let mut last = self.first;
        for _ in 1..count {
            last = self.following(last).ok_or(ScheduleError::TooFar)?;
        }
        Self::try_new(self.first, self.rhythm, Some(last))
    }

    /// The first day on which it is due.
    #[must_use]
    pub const fn first(&self) -> Date {
        self.first
    }

    /// How often it is due.
    #[must_use]
    pub const fn rhythm(&self) -> Rhythm {
        self.rhythm
    }

    /// The day after which nothing is due, if there is one.
    #[must_use]
    pub const fn last(&self) -> Option<Date> {
        self.last
    }

    /// Whether it is due more than once.
    #[must_use]
    pub const fn repeats(&self) -> bool {
        !matches!(self.rhythm, Rhythm::Once)
    }

    /// The first day after `day` on which it is due; nothing if that was the last.
    #[must_use]
    pub fn next_after(&self, day: Date) -> Option<Date> {
        let next = if day < self.first {
            self.first
        } else {
            self.following(day)?
        };
        let is_over = self.last.is_some_and(|last| next > last);
        (!is_over && next.year() <= LAST_YEAR).then_some(next)
    }

    /// Whether it is due on `day`.
    #[must_use]
    pub fn is_due_on(&self, day: Date) -> bool {
        day.checked_sub(1.day())
            .is_ok_and(|before| self.next_after(before) == Some(day))
    }

    /// The first day after `day`, which is not before the first, whatever the end.
    fn following(&self, day: Date) -> Option<Date> {
        match self.rhythm {
            Rhythm::Once => None,
            Rhythm::Weekly => {
                let days = self.first.until(day).ok()?.get_days();
                let weeks = days.div_euclid(7).checked_add(1)?;
                self.first.checked_add(Span::new().weeks(weeks)).ok()
            }
            Rhythm::Monthly(of_month) => {
                let this = in_month(day, of_month).filter(|this| *this > day);
                let next = || day.first_of_month().checked_add(1.month()).ok();
                this.or_else(|| in_month(next()?, of_month))
            }
        }
    }
}

/// That day of the month in which `date` lies; its last where it has no such day.
#[must_use]
pub fn in_month(date: Date, day: i8) -> Option<Date> {
    let day = day.min(date.days_in_month());
    Date::new(date.year(), date.month(), day).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn days(schedule: Schedule, most: usize) -> Vec<String> {
        let before = schedule.first().checked_sub(1.day()).unwrap();
        let mut day = before;
        let next = std::iter::from_fn(|| {
            day = schedule.next_after(day)?;
            Some(day.to_string())
        });
        next.take(most).collect()
    }

    #[test]
    fn the_31st_is_the_last_day_of_a_shorter_month_and_the_31st_again_after_it() {
        let schedule = Schedule::try_new(date(2027, 11, 30), Rhythm::Monthly(31), None).unwrap();
        assert_eq!(
            days(schedule, 5),
            [
                "2027-11-30",
                "2027-12-31",
                "2028-01-31",
                "2028-02-29",
                "2028-03-31"
            ]
        );
    }

    #[test]
    fn a_week_is_seven_days_over_the_turn_of_the_year_and_the_clocks_do_not_matter() {
        let schedule = Schedule::try_new(date(2026, 12, 25), Rhythm::Weekly, None).unwrap();
        assert_eq!(
            days(schedule, 3),
            ["2026-12-25", "2027-01-01", "2027-01-08"]
        );
        assert_eq!(
            schedule.next_after(date(2027, 3, 27)),
            Some(date(2027, 4, 2))
        );
        assert!(schedule.is_due_on(date(2027, 1, 8)) && !schedule.is_due_on(date(2027, 1, 9)));
    }

    #[test]
    fn an_end_ends_it_by_date_and_by_count() {
        let first = date(2027, 1, 31);
        let monthly = Schedule::try_new(first, Rhythm::Monthly(31), None).unwrap();
        let three = monthly.ending_after(3).unwrap();
        assert_eq!(three.last(), Some(date(2027, 3, 31)));
        assert_eq!(days(three, 9).len(), 3);
        let until = Schedule::try_new(first, Rhythm::Monthly(31), Some(date(2027, 3, 30))).unwrap();
        assert_eq!(days(until, 9), ["2027-01-31", "2027-02-28"]);
        let once = Schedule::try_new(first, Rhythm::Once, None).unwrap();
        assert_eq!(days(once, 9), ["2027-01-31"]);
    }

    #[test]
    fn what_makes_no_schedule_is_refused_by_name() {
        let first = date(2027, 2, 28);
        for (rhythm, last, error) in [
            (
                Rhythm::Weekly,
                Some(date(2027, 2, 27)),
                ScheduleError::EndsBeforeItBegins,
            ),
            (Rhythm::Monthly(27), None, ScheduleError::FirstDayDiffers),
            (Rhythm::Monthly(32), None, ScheduleError::FirstDayDiffers),
            (Rhythm::Once, Some(date(2101, 1, 1)), ScheduleError::TooFar),
        ] {
            assert_eq!(Schedule::try_new(first, rhythm, last), Err(error));
        }
        let weekly = Schedule::try_new(first, Rhythm::Weekly, None).unwrap();
        assert_eq!(weekly.ending_after(9_999), Err(ScheduleError::TooFar));
    }
}
