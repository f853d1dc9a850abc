//! One day, as people write it: "1 October", "October 1st", "1/10/2026".

use jiff::civil::Date;

use super::{Day, Reader, is_word};
use crate::vocabulary::is_in;

/// A leap year in which no bank was open: what a day without its year is read into.
const NO_YEAR: Date = jiff::civil::date(4, 1, 1);

impl Reader {
    /// "1 to 15 March": the first day takes month and year from the last.
    pub(super) fn bare_day(&self, words: &[&str]) -> Option<(Day, usize)> {
        let first = self.day_number(words.first()?)?;
        let is_link = is_word(words.get(1), self.known.to_day);
        let (last, _) = self
            .since_day(Some(NO_YEAR))
            .day(words.get(2..).filter(|_| is_link)?)?;
        let first = last.and_then(|last| match last.year() {
            year if year == NO_YEAR.year() => self.latest(last.month(), first),
            year => Date::new(year, last.month(), first).ok(),
        });
        Some((first, 1))
    }

    /// "1 October 2026", "October 1st", "1/10/2026", "2026-10-01".
    pub(super) fn day(&self, words: &[&str]) -> Option<(Day, usize)> {
        let first = words.first()?;
        if let Some(day) = self.in_figures(first) {
            return Some((day, 1));
        }
        let of = usize::from(is_word(words.get(1), self.known.of_month));
        let second = words.get(of.saturating_add(1))?;
        let (day, month) = match (self.day_number(first), self.month_named(second)) {
            (Some(day), Some(month)) => (day, month),
            _ => (
                self.day_number(second).filter(|_| of == 0)?,
                self.month_named(first)?,
            ),
        };
        let (year, taken) = self.year_behind(words, of.saturating_add(2));
        let date = match year {
            Some(year) => Date::new(year, month, day).ok(),
            None => self.latest(month, day),
        };
        Some((date, taken))
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
    pub(super) fn latest(&self, month: i8, day: i8) -> Option<Date> {
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

    /// 1 to 31, also as "1st".
    fn day_number(&self, word: &str) -> Option<i8> {
        if is_in(word, self.known.first_day) {
            return Some(1);
        }
        let digits = word.trim_end_matches(|letter: char| !letter.is_ascii_digit());
        let ordinal = word.strip_prefix(digits)?;
        let day: i8 = digits.parse().ok()?;
        let is_number = ordinal.is_empty() || is_in(ordinal, self.known.ordinals);
        (is_number && (1..=31).contains(&day)).then_some(day)
    }

    pub(super) fn month_named(&self, word: &str) -> Option<i8> {
        let place = self
            .known
            .months
            .iter()
            .position(|names| is_in(word, names))?;
        i8::try_from(place.saturating_add(1)).ok()
    }
}

pub fn year(word: &str) -> Option<i16> {
    let year: i16 = word.parse().ok().filter(|_| word.len() == 4)?;
    (1990..=2100).contains(&year).then_some(year)
}
