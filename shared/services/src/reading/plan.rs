//! When something shall be paid that is not paid now: "every Friday", "monthly on the 1st until December", "on 5 March".
//!
//! Days are written the British way, the day before the month. A day without its year is the next there is.
//! Deliberately moves no date that is none: "31 February" is told. What says no time stays, as it was typed.

use domain::language::Language;
use domain::standing_order::schedule::{Rhythm, Schedule, ScheduleError, in_month};
use domain::text::folded;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

use super::request;
use crate::names;
use crate::vocabulary::{self, Reading};
use reader::{Named, Reader};

mod reader;

/// Most words that are looked at: nobody asks for a payment in more.
const LONGEST: usize = 60;

/// Most payments that can be counted: ten years of weeks.
pub const MOST_PAYMENTS: u16 = 520;

/// What was said of the time, and nothing that was not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// How often, where it is more than once.
    pub every: Option<Every>,
    /// On which day of the week, from Monday.
    pub weekday: Option<i8>,
    /// On which day of the month, 1 to 31.
    pub of_month: Option<i8>,
    /// On or from which day.
    pub first: Option<Date>,
    /// When it ends.
    pub end: Option<End>,
    /// What was named and is no day.
    pub wrong: Option<Wrong>,
}

/// How often.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Every {
    /// Every seven days.
    Week,
    /// Once in each month.
    Month,
}

/// When it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum End {
    /// Not after this day.
    On(Date),
    /// Not after this day, the first such there is once it has begun.
    OnNext {
        /// The month.
        month: i8,
        /// The day; the last of the month where only the month was named.
        day: i8,
    },
    /// After so many payments.
    After(u16),
}

/// Why a time is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wrong {
    /// "31 February".
    NoSuchDay,
    /// Today, or a day before it.
    Past,
    /// It ends before it begins.
    EndsBeforeItBegins,
    /// Later than anything is planned for, or in more payments.
    TooFar,
    /// It was not said on which day.
    WhichDay,
}

/// What a text says of the time, and the rest of it; nothing if it says of none.
#[must_use]
pub fn read(text: &str, language: Language, today: Date) -> Option<(Plan, String)> {
    let pieces: Vec<&str> = text.split_whitespace().collect();
    let words: Vec<String> = pieces.iter().map(|piece| bare(piece)).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    if words.len() > LONGEST {
        return None;
    }
    let reader = Reader {
        today,
        known: &vocabulary::of(language).reading,
    };
    let (mut plan, mut rest, mut at) = (Plan::default(), Vec::<&str>::new(), 0_usize);
    while let Some(here) = words.get(at..).filter(|here| !here.is_empty()) {
        match reader.element(here) {
            Some(_)
                if reader.is_refused(at.checked_sub(1).and_then(|before| words.get(before))) =>
            {
                return None;
            }
            Some((named, taken)) => {
                plan.take(named)?;
                at = at.saturating_add(taken);
            }
            None => {
                rest.extend(pieces.get(at).copied());
                at = at.saturating_add(1);
            }
        }
    }
    plan.says_when().then(|| (plan, rest.join(" ")))
}

/// Whether a text says that something shall be paid later or again.
#[must_use]
pub fn is_in(text: &str, language: Language) -> bool {
    read(text, language, jiff::civil::date(2026, 1, 1)).is_some()
}

/// Whether a text is a whole request to pay somebody, and one that says when. What goes to an own account is none.
#[must_use]
pub fn is_request(text: &str, language: Language) -> bool {
    let Some((_, rest)) = read(text, language, jiff::civil::date(2026, 1, 1)) else {
        return false;
    };
    let is_own = |typed: &str| names::is_everyday_word(typed, language);
    let request = request::read(&rest, language, is_own);
    request.is_some_and(|request| {
        let to_own = request.target.is_some_and(|to| is_own(to.typed()));
        request.unread.is_none() && !request.is_between && !to_own
    })
}

/// The whole of a text, if it says of the time and of nothing else but politeness.
#[must_use]
pub fn whole(text: &str, language: Language, today: Date) -> Option<Plan> {
    let (plan, rest) = read(text, language, today)?;
    let words = super::plain_words(&rest, language);
    words.is_empty().then_some(plan)
}

/// A word as it is compared: folded, without the marks around it.
fn bare(piece: &str) -> String {
    let is_mark = |letter: char| !letter.is_alphanumeric();
    folded(piece).trim_matches(is_mark).to_owned()
}

impl Plan {
    /// Whether it says more than when something ends.
    const fn says_when(&self) -> bool {
        self.every.is_some()
            || self.weekday.is_some()
            || self.of_month.is_some()
            || self.first.is_some()
            || self.wrong.is_some()
    }

    /// Adds what was named; nothing if something else was named before in its place.
    fn take(&mut self, named: Named) -> Option<()> {
        fn put<T: PartialEq + Copy>(place: &mut Option<T>, value: T) -> Option<()> {
            let is_free = place.is_none() || *place == Some(value);
            is_free.then(|| *place = Some(value))
        }
        match named {
            Named::Every(every) => put(&mut self.every, every),
            Named::EachWeekday(day) => {
                put(&mut self.every, Every::Week)?;
                put(&mut self.weekday, day)
            }
            Named::Weekday(day) => put(&mut self.weekday, day),
            Named::DayOfMonth(day) => put(&mut self.of_month, day),
            Named::DayOfEachMonth(day) => {
                put(&mut self.every, Every::Month)?;
                put(&mut self.of_month, day)
            }
            Named::First(day) => put(&mut self.first, day),
            Named::End(end) => put(&mut self.end, end),
            Named::NoSuchDay => put(&mut self.wrong, Wrong::NoSuchDay),
            Named::TooMany => put(&mut self.wrong, Wrong::TooFar),
        }
    }

    /// The same with what was said later: another day in place of the one before, and what else it says.
    #[must_use]
    pub fn with(self, later: Self) -> Self {
        Self {
            every: later.every.or(self.every),
            weekday: later.weekday,
            of_month: later.of_month,
            first: later.first.or(self.first),
            end: later.end.or(self.end),
            wrong: later.wrong,
        }
    }

    /// How often a schedule is due.
    #[must_use]
    pub const fn every_of(schedule: &Schedule) -> Option<Every> {
        match schedule.rhythm() {
            Rhythm::Once => None,
            Rhythm::Weekly => Some(Every::Week),
            Rhythm::Monthly(_) => Some(Every::Month),
        }
    }

    /// The days it means.
    ///
    /// # Errors
    /// What is wrong with them, or missing.
    pub fn schedule(&self, today: Date) -> Result<Schedule, Wrong> {
        if let Some(wrong) = self.wrong {
            return Err(wrong);
        }
        let tomorrow = today.checked_add(1.day()).map_err(|_| Wrong::TooFar)?;
        if self.first.is_some_and(|first| first <= today) {
            return Err(Wrong::Past);
        }
        let from = self.first.unwrap_or(tomorrow);
        let (first, rhythm) = self.beginning(from)?;
        let last = match self.end {
            Some(End::On(day)) => Some(day),
            Some(End::OnNext { month, day }) => Some(coming(first, month, day)?),
            Some(End::After(_)) | None => None,
        };
        let schedule = Schedule::try_new(first, rhythm, last)?;
        match self.end {
            Some(End::After(count)) => Ok(schedule.ending_after(count)?),
            _ => Ok(schedule),
        }
    }

    /// The first day, not before `from`, and how often.
    fn beginning(&self, from: Date) -> Result<(Date, Rhythm), Wrong> {
        let weekday = self.weekday.and_then(weekday);
        match (self.every, weekday, self.of_month) {
            (Some(Every::Week), None, None) if self.first.is_some() => Ok((from, Rhythm::Weekly)),
            (Some(Every::Week), Some(day), None) => Ok((on_weekday(from, day), Rhythm::Weekly)),
            (Some(Every::Month), None, None) if self.first.is_some() => {
                Ok((from, Rhythm::Monthly(from.day())))
            }
            (Some(Every::Month), None, Some(day)) => Ok((on_day(from, day)?, Rhythm::Monthly(day))),
            (None, Some(day), None) if self.first.is_none_or(|first| first.weekday() == day) => {
                Ok((on_weekday(from, day), Rhythm::Once))
            }
            (None, None, Some(day)) => Ok((on_day(from, day)?, Rhythm::Once)),
            (None, None, None) if self.first.is_some() => Ok((from, Rhythm::Once)),
            _ => Err(Wrong::WhichDay),
        }
    }
}

impl From<ScheduleError> for Wrong {
    fn from(error: ScheduleError) -> Self {
        match error {
            ScheduleError::EndsBeforeItBegins => Self::EndsBeforeItBegins,
            ScheduleError::TooFar => Self::TooFar,
            ScheduleError::FirstDayDiffers => Self::WhichDay,
        }
    }
}

fn weekday(from_monday: i8) -> Option<Weekday> {
    Weekday::from_monday_zero_offset(from_monday).ok()
}

/// The first such day of the week from a day on.
fn on_weekday(from: Date, day: Weekday) -> Date {
    let days = i64::from(day.since(from.weekday()));
    from.saturating_add(days.days())
}

/// The first such day of a month from a day on; the last day of a shorter month.
fn on_day(from: Date, day: i8) -> Result<Date, Wrong> {
    let this = in_month(from, day).filter(|this| *this >= from);
    let next = || in_month(from.first_of_month().checked_add(1.month()).ok()?, day);
    this.or_else(next).ok_or(Wrong::TooFar)
}

/// The first such day of the year from a day on.
fn coming(from: Date, month: i8, day: i8) -> Result<Date, Wrong> {
    let years = [from.year(), from.year().saturating_add(1)];
    let mut days = years.into_iter().filter_map(|year| {
        let first = Date::new(year, month, 1).ok()?;
        in_month(first, day)
    });
    let found = days.find(|found| *found >= from);
    found.ok_or(Wrong::NoSuchDay)
}

/// What is known of a language's words for times.
type Known = &'static Reading;

#[cfg(test)]
mod tests;
