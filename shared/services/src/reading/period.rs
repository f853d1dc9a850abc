//! A stretch of days as people name it: "last week", "in October", "from 1 to 15 March", "the last 5".
//!
//! Days are written the British way, the day before the month. A month or a day without its year is the latest
//! that has begun. Deliberately reads no part of a date: "31 February" is told, not moved.

use domain::language::Language;
use domain::time::{Calendar, UnixSeconds};
use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};
use serde::{Deserialize, Serialize};

use super::number;
use crate::vocabulary::{self, Reading, is_in};
pub(super) use day::year;

mod day;

/// Most bookings that can be asked for by their number.
pub const MAX_NEWEST: u8 = 50;

/// What was named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// The newest so many.
    Newest(u8),
    /// From the first to the last day, both included.
    Days(Date, Date),
    /// There is no such day.
    NoSuchDay,
    /// More bookings than one message holds.
    TooMany,
}

/// The stretch at the beginning of some words, and how many words name it.
#[must_use]
pub fn at_start(
    words: &[&str],
    now: UnixSeconds,
    calendar: &Calendar,
    language: Language,
) -> Option<(When, usize)> {
    let reader = Reader {
        today: calendar.date(now),
        known: &vocabulary::of(language).reading,
        from: None,
    };
    reader.stretch(words)
}

#[derive(Clone, Copy)]
struct Reader {
    today: Date,
    known: &'static Reading,
    /// A day without its year is the first such day from here; else the latest that has begun.
    from: Option<Date>,
}

/// A day, or that there is none of that name.
type Day = Option<Date>;

impl Reader {
    fn stretch(&self, words: &[&str]) -> Option<(When, usize)> {
        self.named(words)
            .or_else(|| self.last(words))
            .or_else(|| self.since(words))
            .or_else(|| self.between(words))
            .or_else(|| self.between_months(words))
            .or_else(|| self.weekday(words))
            .or_else(|| self.day(words).map(|(day, taken)| (single(day), taken)))
            .or_else(|| self.month(words))
            .or_else(|| self.year(words))
            .or_else(|| self.count_of_bookings(words))
    }

    /// Today, yesterday, this week …
    fn named(&self, words: &[&str]) -> Option<(When, usize)> {
        let (today, known) = (self.today, self.known);
        let monday = self.monday();
        let (month, year) = (today.first_of_month(), today.first_of_year());
        let before = |date: Date, span: Span| date.saturating_sub(span);
        let yesterday = before(today, 1.day());
        let last_year = before(year, 1.year());
        let stretches = [
            (known.today, today, today),
            (known.yesterday, yesterday, yesterday),
            (known.this_week, monday, today),
            (
                known.last_week,
                before(monday, 7.days()),
                before(monday, 1.day()),
            ),
            (
                known.last_weekend,
                before(monday, 2.days()),
                before(monday, 1.day()),
            ),
            (known.last_fortnight, before(today, 13.days()), today),
            (known.this_month, month, today),
            (
                known.last_month,
                before(month, 1.month()),
                before(month, 1.day()),
            ),
            (known.this_year, year, today),
            (known.last_year, last_year, last_year.last_of_year()),
        ];
        stretches.into_iter().find_map(|(phrases, first, last)| {
            let taken = vocabulary::at_start(words, phrases)?;
            Some((When::Days(first, last), taken))
        })
    }

    fn monday(&self) -> Date {
        self.latest_weekday(Weekday::Monday)
    }

    /// Today, if it is one.
    fn latest_weekday(&self, weekday: Weekday) -> Date {
        let since = self.today.weekday().since(weekday);
        self.today.saturating_sub(i64::from(since).days())
    }

    /// "Friday", "last Friday": the latest there was.
    fn weekday(&self, words: &[&str]) -> Option<(When, usize)> {
        let is_at = |place: usize, row: &str| words.get(place).is_some_and(|word| is_in(word, row));
        let before = usize::from(is_at(0, self.known.before_weekday));
        let mut names = self.known.weekdays.iter();
        let place = names.position(|names| is_at(before, names))?;
        let weekday = Weekday::from_monday_zero_offset(i8::try_from(place).ok()?).ok()?;
        let day = Some(self.latest_weekday(weekday));
        let end = before.saturating_add(1);
        let behind = usize::from(is_at(end, self.known.behind_weekday));
        Some((single(day), end.saturating_add(behind)))
    }

    /// "Last 3 weeks", "past 90 days", "last 5".
    fn last(&self, words: &[&str]) -> Option<(When, usize)> {
        let [word, rest @ ..] = words else {
            return None;
        };
        if !is_in(word, self.known.newest) {
            return None;
        }
        let (count, taken) = self.count(rest)?;
        let unit = rest.get(taken).copied().unwrap_or(".");
        let many = i64::from(u16::try_from(count).ok()?);
        let span = match unit {
            days if is_in(days, self.known.day_units) => many.saturating_sub(1).days(),
            weeks if is_in(weeks, self.known.week_units) => many.weeks(),
            months if is_in(months, self.known.month_units) => many.months(),
            years if is_in(years, self.known.year_units) => many.years(),
            _ => return Some((newest(count), taken.saturating_add(1))),
        };
        let first = self.today.saturating_sub(span);
        Some((When::Days(first, self.today), taken.saturating_add(2)))
    }

    fn since(&self, words: &[&str]) -> Option<(When, usize)> {
        let since = vocabulary::at_start(words, self.known.since)?;
        let rest = words.get(since..)?;
        let month = || {
            self.month(rest)
                .map(|(when, taken)| (first_of(when), taken))
        };
        let (first, taken) = self.day(rest).or_else(month)?;
        Some((until(first, Some(self.today)), taken.saturating_add(since)))
    }

    /// "From 1 October to 15 October", "between 1 and 15 March".
    fn between(&self, words: &[&str]) -> Option<(When, usize)> {
        let from = usize::from(is_word(words.first(), self.known.from_day));
        let rest = words.get(from..)?;
        let (first, taken) = self.day(rest).or_else(|| self.bare_day(rest))?;
        let link = rest.get(taken)?;
        if !is_in(link, self.known.to_day) {
            return None;
        }
        let end = rest.get(taken.saturating_add(1)..)?;
        let now = (Some(self.today), 1);
        let is_now = is_word(end.first(), self.known.until_now);
        let (last, more) = if is_now {
            now
        } else {
            self.since_day(first).day(end)?
        };
        let taken = from
            .saturating_add(taken)
            .saturating_add(more)
            .saturating_add(1);
        Some((until(first, last), taken))
    }

    /// "October to November", "from October to December 2025": a year that is said once counts for both.
    fn between_months(&self, words: &[&str]) -> Option<(When, usize)> {
        let from = usize::from(is_word(words.first(), self.known.from_day));
        let rest = words.get(from..)?;
        let (first, taken) = self.month(rest)?;
        is_in(rest.get(taken)?, self.known.to_day).then_some(())?;
        let end = rest.get(taken.saturating_add(1)..)?;
        let first = first_of(first)?;
        let ends = |first: Date| Some((first, self.since_day(Some(first)).month(end)?));
        // "November to January" in November was a year ago.
        let (first, (last, more)) = ends(first).or_else(|| ends(first.saturating_sub(1.year())))?;
        let last = last_of(last)?;
        let is_said_once = taken == 1 && more > 1;
        let first = match Date::new(last.year(), first.month(), 1).ok() {
            Some(same) if is_said_once && same <= last => same,
            Some(same) if is_said_once => same.saturating_sub(1.year()),
            _ => first,
        };
        let taken = [from, taken, more, 1]
            .iter()
            .fold(0, |sum: usize, part| sum.saturating_add(*part));
        Some((until(Some(first), Some(last)), taken))
    }

    /// Reads the end of a stretch that begins on a day.
    const fn since_day(&self, from: Day) -> Self {
        Self { from, ..*self }
    }

    /// "October", "October 2025".
    fn month(&self, words: &[&str]) -> Option<(When, usize)> {
        let month = self.month_named(words.first()?)?;
        let (year, taken) = self.year_behind(words, 1);
        let first = match year {
            Some(year) => Date::new(year, month, 1).ok()?,
            None => self.latest(month, 1)?,
        };
        Some((When::Days(first, first.last_of_month()), taken))
    }

    /// The year behind so many words, and how many they are with it.
    fn year_behind(&self, words: &[&str], taken: usize) -> (Option<i16>, usize) {
        let of = usize::from(is_word(words.get(taken), self.known.of_year));
        let at = taken.saturating_add(of);
        match words.get(at).and_then(|word| year(word)) {
            Some(year) => (Some(year), at.saturating_add(1)),
            None => (None, taken),
        }
    }

    fn year(&self, words: &[&str]) -> Option<(When, usize)> {
        let year = year(words.first()?).filter(|year| *year <= self.today.year())?;
        let first = Date::new(year, 1, 1).ok()?;
        Some((When::Days(first, first.last_of_year()), 1))
    }

    /// "5 transactions", "ten payments".
    fn count_of_bookings(&self, words: &[&str]) -> Option<(When, usize)> {
        let (count, taken) = self.count(words)?;
        let is_noun = is_word(words.get(taken), self.known.bookings);
        is_noun.then(|| (newest(count), taken))
    }

    fn count(&self, words: &[&str]) -> Option<(u64, usize)> {
        let word = words.first()?;
        let figures = word.parse::<u64>().ok().filter(|_| word.len() <= 6);
        let figures = figures.map(|count| (count, 1));
        figures
            .or_else(|| number::read(words, self.known))
            .filter(|(count, _)| *count > 0)
    }
}

/// Whether there is a word, and it is in a row.
fn is_word(word: Option<&&str>, row: &str) -> bool {
    word.is_some_and(|word| is_in(word, row))
}

fn until(first: Day, last: Day) -> When {
    match (first, last) {
        (Some(first), Some(last)) if first <= last => When::Days(first, last),
        _ => When::NoSuchDay,
    }
}

/// What no message holds is told, not cut.
fn newest(count: u64) -> When {
    let fits = u8::try_from(count)
        .ok()
        .filter(|count| *count <= MAX_NEWEST);
    fits.map_or(When::TooMany, When::Newest)
}

fn single(day: Day) -> When {
    day.map_or(When::NoSuchDay, |day| When::Days(day, day))
}

const fn first_of(when: When) -> Day {
    match when {
        When::Days(first, _) => Some(first),
        When::Newest(_) | When::NoSuchDay | When::TooMany => None,
    }
}

const fn last_of(when: When) -> Day {
    match when {
        When::Days(_, last) => Some(last),
        When::Newest(_) | When::NoSuchDay | When::TooMany => None,
    }
}

#[cfg(test)]
mod portuguese;
#[cfg(test)]
mod tests;
