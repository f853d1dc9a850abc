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

/// Most bookings that can be asked for by their number.
const MAX_NEWEST: u64 = 50;

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

/// A leap year in which no bank was open: what a day without its year is read into.
const NO_YEAR: Date = jiff::civil::date(4, 1, 1);

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
        let since = self.today.weekday().since(Weekday::Monday);
        self.today.saturating_sub(i64::from(since).days())
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
            _ => return newest(count).map(|when| (when, taken.saturating_add(1))),
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
        if !matches!(*link, "to" | "until" | "till" | "and" | "-" | "–") {
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

    /// "1 to 15 March": the first day takes month and year from the last.
    fn bare_day(&self, words: &[&str]) -> Option<(Day, usize)> {
        let first = day_number(words.first()?)?;
        let is_link = matches!(
            words.get(1),
            Some(&("to" | "until" | "till" | "and" | "-" | "–"))
        );
        let (last, _) = self
            .since_day(Some(NO_YEAR))
            .day(words.get(2..).filter(|_| is_link)?)?;
        let first = last.and_then(|last| match last.year() {
            year if year == NO_YEAR.year() => self.latest(last.month(), first),
            year => Date::new(year, last.month(), first).ok(),
        });
        Some((first, 1))
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

    /// "1 October 2026", "October 1st", "1/10/2026", "2026-10-01".
    fn day(&self, words: &[&str]) -> Option<(Day, usize)> {
        let first = words.first()?;
        if let Some(day) = self.in_figures(first) {
            return Some((day, 1));
        }
        let of = usize::from(words.get(1) == Some(&"of"));
        let second = words.get(of.saturating_add(1))?;
        let (day, month) = match (day_number(first), month_named(second)) {
            (Some(day), Some(month)) => (day, month),
            _ => (day_number(second).filter(|_| of == 0)?, month_named(first)?),
        };
        let taken = of.saturating_add(2);
        let year = words.get(taken).and_then(|word| year(word));
        let date = match year {
            Some(year) => Date::new(year, month, day).ok(),
            None => self.latest(month, day),
        };
        Some((date, taken.saturating_add(usize::from(year.is_some()))))
    }

    /// Figures with a mark between: the year first in four digits, or the British way.
    fn in_figures(&self, word: &str) -> Option<Day> {
        let parts: Vec<&str> = word.split(['/', '-', '.']).collect();
        let number = |text: &str| text.parse::<i16>().ok();
        let small = |text: &str| text.parse::<i8>().ok();
        match parts.as_slice() {
            [y, m, d] if y.len() == 4 => Some(Date::new(number(y)?, small(m)?, small(d)?).ok()),
            [d, m, y] => {
                let (day, month, year) = (small(d)?, small(m)?, number(y)?);
                let year = if y.len() == 2 {
                    year.checked_add(2_000)?
                } else {
                    year
                };
                Some(Date::new(year, month, day).ok())
            }
            [d, m] if word.contains('/') => Some(self.latest(small(m)?, small(d)?)),
            _ => None,
        }
    }

    /// The latest such day that has begun, or the first from where a stretch begins; nothing if there is none of
    /// that name.
    fn latest(&self, month: i8, day: i8) -> Option<Date> {
        if let Some(from) = self.from {
            let in_year = |year| Date::new(year, month, day).ok();
            let this = in_year(from.year()).filter(|date| *date >= from);
            // Over the turn of the year only where that has begun: else the two were swapped.
            let next = in_year(from.year().saturating_add(1)).filter(|date| *date <= self.today);
            return this.or(next);
        }
        let this_year = self.today.year();
        let years = [this_year, this_year.saturating_sub(1)];
        let mut found = years
            .into_iter()
            .filter_map(|year| Date::new(year, month, day).ok());
        found.find(|date| *date <= self.today)
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
    newest(count).filter(|_| is_noun).map(|when| (when, taken))
}

fn newest(count: u64) -> Option<When> {
    let count = count.clamp(1, MAX_NEWEST);
    u8::try_from(count).ok().map(When::Newest)
}

fn count(words: &[&str]) -> Option<(u64, usize)> {
    let word = words.first()?;
    let figures = word.parse::<u64>().ok().filter(|_| word.len() <= 3);
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
        When::Newest(_) | When::NoSuchDay => None,
    }
}

/// 1 to 31, also as "1st".
fn day_number(word: &str) -> Option<i8> {
    let digits = word.trim_end_matches(|letter: char| letter.is_ascii_lowercase());
    let is_ordinal = ["", "st", "nd", "rd", "th"].contains(&word.strip_prefix(digits)?);
    let day: i8 = digits.parse().ok()?;
    (is_ordinal && (1..=31).contains(&day)).then_some(day)
}

fn month_named(word: &str) -> Option<i8> {
    let place = english::MONTHS
        .iter()
        .position(|names| names.split(' ').any(|name| name == word))?;
    i8::try_from(place.saturating_add(1)).ok()
}

fn year(word: &str) -> Option<i16> {
    let year: i16 = word.parse().ok().filter(|_| word.len() == 4)?;
    (1990..=2100).contains(&year).then_some(year)
}

#[cfg(test)]
mod tests;
