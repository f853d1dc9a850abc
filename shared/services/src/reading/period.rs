//! A stretch of days as people name it: "last week", "in October", "from 1 to 15 March", "the last 5".
//!
//! Days are written the British way, the day before the month. A month or a day without its year is the latest
//! that has begun. Deliberately reads no part of a date: "31 February" is told, not moved.

use domain::time::{Calendar, UnixSeconds};
use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};
use serde::{Deserialize, Serialize};

use super::english;
use super::number;
use day::{month_named, year};

mod day;

/// Most bookings that can be asked for by their number.
pub const MAX_NEWEST: u8 = 50;

/// What stands between the first and the last day.
const LINKS: [&str; 6] = ["to", "until", "till", "and", "-", "–"];

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
pub fn at_start(words: &[&str], now: UnixSeconds, calendar: &Calendar) -> Option<(When, usize)> {
    let reader = Reader {
        today: calendar.date(now),
        from: None,
    };
    reader.stretch(words)
}

#[derive(Clone, Copy)]
struct Reader {
    today: Date,
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
            .or_else(|| count_of_bookings(words))
    }

    /// Today, yesterday, this week …
    fn named(&self, words: &[&str]) -> Option<(When, usize)> {
        let today = self.today;
        let monday = self.monday();
        let month = today.first_of_month();
        let before = |date: Date, span: Span| date.saturating_sub(span);
        let (first, last, taken) = match words {
            ["today", ..] => (today, today, 1),
            ["yesterday", ..] => (before(today, 1.day()), before(today, 1.day()), 1),
            ["this", "week", ..] => (monday, today, 2),
            ["last" | "previous", "week", ..] => {
                (before(monday, 7.days()), before(monday, 1.day()), 2)
            }
            ["last" | "previous", "weekend", ..] => {
                (before(monday, 2.days()), before(monday, 1.day()), 2)
            }
            ["last" | "past", "fortnight", ..] => (before(today, 13.days()), today, 2),
            ["this", "month", ..] => (month, today, 2),
            ["last" | "previous", "month", ..] => {
                (before(month, 1.month()), before(month, 1.day()), 2)
            }
            ["this", "year", ..] => (today.first_of_year(), today, 2),
            ["last" | "previous", "year", ..] => {
                let year = before(today.first_of_year(), 1.year());
                (year, year.last_of_year(), 2)
            }
            _ => return None,
        };
        Some((When::Days(first, last), taken))
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
        let is_last = matches!(words.first(), Some(&("last" | "this")));
        let before = usize::from(is_last);
        let place = english::WEEKDAYS.iter().position(|names| {
            words
                .get(before)
                .is_some_and(|word| names.split(' ').any(|name| name == *word))
        })?;
        let weekday = Weekday::from_monday_zero_offset(i8::try_from(place).ok()?).ok()?;
        let day = Some(self.latest_weekday(weekday));
        Some((single(day), before.saturating_add(1)))
    }

    /// "Last 3 weeks", "past 90 days", "last 5".
    fn last(&self, words: &[&str]) -> Option<(When, usize)> {
        let [word, rest @ ..] = words else {
            return None;
        };
        if !matches!(*word, "last" | "past" | "latest" | "recent" | "newest") {
            return None;
        }
        let (count, taken) = count(rest)?;
        let unit = rest.get(taken).copied().unwrap_or_default();
        let many = i64::from(u16::try_from(count).ok()?);
        let span = match unit {
            "day" | "days" => many.saturating_sub(1).days(),
            "week" | "weeks" => many.weeks(),
            "month" | "months" => many.months(),
            "year" | "years" => many.years(),
            _ => return Some((newest(count), taken.saturating_add(1))),
        };
        let first = self.today.saturating_sub(span);
        Some((When::Days(first, self.today), taken.saturating_add(2)))
    }

    fn since(&self, words: &[&str]) -> Option<(When, usize)> {
        let [word, rest @ ..] = words else {
            return None;
        };
        if *word != "since" {
            return None;
        }
        let month = || {
            self.month(rest)
                .map(|(when, taken)| (first_of(when), taken))
        };
        let (first, taken) = self.day(rest).or_else(month)?;
        Some((until(first, Some(self.today)), taken.saturating_add(1)))
    }

    /// "From 1 October to 15 October", "between 1 and 15 March".
    fn between(&self, words: &[&str]) -> Option<(When, usize)> {
        let from = usize::from(matches!(words.first(), Some(&("from" | "between"))));
        let rest = words.get(from..)?;
        let (first, taken) = self.day(rest).or_else(|| self.bare_day(rest))?;
        let link = rest.get(taken)?;
        if !LINKS.contains(link) {
            return None;
        }
        let end = rest.get(taken.saturating_add(1)..)?;
        let now = (Some(self.today), 1);
        let is_now = matches!(end.first(), Some(&("today" | "now")));
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
        let from = usize::from(matches!(words.first(), Some(&("from" | "between"))));
        let rest = words.get(from..)?;
        let (first, taken) = self.month(rest)?;
        LINKS.contains(rest.get(taken)?).then_some(())?;
        let end = rest.get(taken.saturating_add(1)..)?;
        let first = first_of(first)?;
        let ends = |first: Date| Some((first, self.since_day(Some(first)).month(end)?));
        // "November to January" in November was a year ago.
        let (first, (last, more)) = ends(first).or_else(|| ends(first.saturating_sub(1.year())))?;
        let last = last_of(last)?;
        let is_said_once = (taken, more) == (1, 2);
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
        let month = month_named(words.first()?)?;
        let year = words.get(1).and_then(|word| year(word));
        let first = match year {
            Some(year) => Date::new(year, month, 1).ok()?,
            None => self.latest(month, 1)?,
        };
        let last = first.last_of_month();
        Some((When::Days(first, last), if year.is_some() { 2 } else { 1 }))
    }

    fn year(&self, words: &[&str]) -> Option<(When, usize)> {
        let year = year(words.first()?).filter(|year| *year <= self.today.year())?;
        let first = Date::new(year, 1, 1).ok()?;
        Some((When::Days(first, first.last_of_year()), 1))
    }
}

fn until(first: Day, last: Day) -> When {
    match (first, last) {
        (Some(first), Some(last)) if first <= last => When::Days(first, last),
        _ => When::NoSuchDay,
    }
}

/// "5 transactions", "ten payments".
fn count_of_bookings(words: &[&str]) -> Option<(When, usize)> {
    let (count, taken) = count(words)?;
    let noun = words.get(taken)?;
    let is_noun = english::BOOKINGS.split(' ').any(|one| one == *noun);
    is_noun.then(|| (newest(count), taken))
}

/// What no message holds is told, not cut.
fn newest(count: u64) -> When {
    let fits = u8::try_from(count)
        .ok()
        .filter(|count| *count <= MAX_NEWEST);
    fits.map_or(When::TooMany, When::Newest)
}

fn count(words: &[&str]) -> Option<(u64, usize)> {
    let word = words.first()?;
    let figures = word.parse::<u64>().ok().filter(|_| word.len() <= 6);
    let figures = figures.map(|count| (count, 1));
    figures
        .or_else(|| number::read(words))
        .filter(|(count, _)| *count > 0)
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
mod tests;
