//! One element of a plan at the beginning of some words: how often, a day, a beginning, an end.

use jiff::ToSpan;
use jiff::civil::Date;

use super::{End, Every, Known, MOST_PAYMENTS, coming};
use crate::reading::number;
use crate::reading::period::year;
use crate::vocabulary::{at_start, is_in};

/// What an element names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    Every(Every),
    /// "Every Friday".
    EachWeekday(i8),
    /// "On Friday".
    Weekday(i8),
    /// "On the 1st".
    DayOfMonth(i8),
    /// "On the 1st of every month".
    DayOfEachMonth(i8),
    /// On or from this day.
    First(Date),
    End(End),
    NoSuchDay,
    /// More payments than can be counted.
    TooMany,
}

/// Reads by a language's words. A day without its year is the next from today.
#[derive(Clone, Copy)]
pub struct Reader {
    pub today: Date,
    pub known: Known,
}

/// What was read, and how many words it takes.
type Found<T> = Option<(T, usize)>;

/// A day as it was named.
#[derive(Clone, Copy)]
enum Day {
    Is(Date),
    /// A month and a day of no year.
    OfYear(i8, i8),
    None,
}

impl Reader {
    pub fn element(self, words: &[&str]) -> Found<Named> {
        self.often(words)
            .or_else(|| self.each_weekday(words))
            .or_else(|| self.end(words))
            .or_else(|| self.count(words))
            .or_else(|| self.begins(words))
            .or_else(|| self.day_of_month(words))
            .or_else(|| self.on(words))
            .or_else(|| self.relative(words))
    }

    /// Whether a word takes the time behind it back, or makes it no certain one: "not tomorrow", "before Friday".
    pub fn is_refused(self, word: Option<&&str>) -> bool {
        word.is_some_and(|word| is_in(word, self.known.plan_refused))
    }

    fn often(self, words: &[&str]) -> Found<Named> {
        let often = [
            (self.known.plan_weekly, Every::Week),
            (self.known.plan_monthly, Every::Month),
        ];
        let mut often = often.into_iter();
        often.find_map(|(phrases, every)| Some((Named::Every(every), at_start(words, phrases)?)))
    }

    fn each_weekday(self, words: &[&str]) -> Found<Named> {
        let before = at_start(words, self.known.plan_each)?;
        let rest = words.get(before..)?;
        if let Some(day) = self.weekday(rest) {
            return Some((Named::EachWeekday(day), before.saturating_add(1)));
        }
        let (day, taken) = self.ordinal(rest)?;
        Some((Named::DayOfEachMonth(day), before.saturating_add(taken)))
    }

    /// "Until December 2027", "until 3 May".
    fn end(self, words: &[&str]) -> Found<Named> {
        let before = at_start(words, self.known.plan_until)?;
        let rest = words.get(before..)?;
        let (named, taken) = match self.date(rest) {
            Some((Day::Is(day), taken)) => (Named::End(End::On(day)), taken),
            Some((Day::OfYear(month, day), taken)) => {
                (Named::End(End::OnNext { month, day }), taken)
            }
            Some((Day::None, taken)) => (Named::NoSuchDay, taken),
            None => self.end_of_month(rest)?,
        };
        Some((named, before.saturating_add(taken)))
    }

    fn end_of_month(self, words: &[&str]) -> Found<Named> {
        let month = self.month(words.first()?)?;
        let (year, taken) = self.year_behind(words, 1);
        let end = match year {
            Some(year) => End::On(Date::new(year, month, 1).ok()?.last_of_month()),
            None => End::OnNext { month, day: 31 },
        };
        Some((Named::End(end), taken))
    }

    /// "12 times", "for 6 months": as many payments.
    fn count(self, words: &[&str]) -> Found<Named> {
        let before = at_start(words, self.known.plan_for).unwrap_or_default();
        let rest = words.get(before..)?;
        let (count, taken) = self.number(rest)?;
        let unit = rest.get(taken)?;
        let is_spell = before > 0
            && (is_in(unit, self.known.month_units) || is_in(unit, self.known.week_units));
        if !is_in(unit, self.known.plan_times) && !is_spell {
            return None;
        }
        let taken = before.saturating_add(taken).saturating_add(1);
        let count = u16::try_from(count)
            .ok()
            .filter(|count| *count <= MOST_PAYMENTS);
        let named = count.map_or(Named::TooMany, |count| Named::End(End::After(count)));
        Some((named, taken))
    }

    /// "From 3 May", "starting tomorrow", "from next month".
    fn begins(self, words: &[&str]) -> Found<Named> {
        let before = at_start(words, self.known.plan_from)?;
        let rest = words.get(before..)?;
        let month = || {
            let month = self.month(rest.first()?)?;
            let (year, taken) = self.year_behind(rest, 1);
            let first = match year {
                Some(year) => Date::new(year, month, 1).ok(),
                None => coming(self.today, month, 1).ok(),
            };
            Some((Named::First(first?), taken))
        };
        let weekday = || {
            let before = at_start(rest, self.known.plan_on).unwrap_or_default();
            let day = self.weekday(rest.get(before..)?)?;
            Some((Named::Weekday(day), before.saturating_add(1)))
        };
        let named = self.dated(rest).or_else(|| self.relative(rest));
        let (named, taken) = named.or_else(weekday).or_else(month)?;
        Some((named, before.saturating_add(taken)))
    }

    /// "On the 1st", "on day 5 of every month", "on the last day".
    fn day_of_month(self, words: &[&str]) -> Found<Named> {
        let last = at_start(words, self.known.plan_last_day);
        let (day, taken) = last
            .map(|taken| (31, taken))
            .or_else(|| self.on_the_ordinal(words))?;
        let rest = words.get(taken..).unwrap_or_default();
        // "On the 5th of March" is a date.
        let of = usize::from(
            rest.first()
                .is_some_and(|of| is_in(of, self.known.of_month)),
        );
        if rest
            .get(of)
            .is_some_and(|month| self.month(month).is_some())
        {
            return None;
        }
        let each = at_start(rest, self.known.plan_of_each_month);
        let this = at_start(rest, self.known.plan_of_the_month).unwrap_or_default();
        Some(match each {
            Some(more) => (Named::DayOfEachMonth(day), taken.saturating_add(more)),
            None => (Named::DayOfMonth(day), taken.saturating_add(this)),
        })
    }

    fn on_the_ordinal(self, words: &[&str]) -> Found<i8> {
        let before = at_start(words, self.known.plan_on_the)?;
        let (day, taken) = self.ordinal(words.get(before..)?)?;
        Some((day, before.saturating_add(taken)))
    }

    /// "On 5 March", "on Friday", "next Friday".
    fn on(self, words: &[&str]) -> Found<Named> {
        let before = at_start(words, self.known.plan_on);
        let the = at_start(words, self.known.plan_on_the);
        let on_a_weekday = before.and_then(|before| {
            let day = self.weekday(words.get(before..)?)?;
            Some((Named::Weekday(day), before.saturating_add(1)))
        });
        let on_a_date = |before: Option<usize>| {
            let before = before?;
            let (named, taken) = self.dated(words.get(before..)?)?;
            Some((named, before.saturating_add(taken)))
        };
        on_a_weekday
            .or_else(|| on_a_date(the))
            .or_else(|| on_a_date(before))
    }

    /// "Tomorrow", "next month", "next week".
    fn relative(self, words: &[&str]) -> Found<Named> {
        let today = self.today;
        let month = today.first_of_month();
        let days = [
            (self.known.plan_tomorrow, today.checked_add(1.day())),
            (self.known.plan_next_week, today.checked_add(1.week())),
            (self.known.plan_next_month, month.checked_add(1.month())),
        ];
        let mut days = days.into_iter();
        days.find_map(|(phrases, day)| Some((Named::First(day.ok()?), at_start(words, phrases)?)))
    }

    fn dated(self, words: &[&str]) -> Found<Named> {
        let (day, taken) = self.date(words)?;
        let named = match day {
            Day::Is(day) => Named::First(day),
            Day::OfYear(month, day) => {
                coming(self.today, month, day).map_or(Named::NoSuchDay, Named::First)
            }
            Day::None => Named::NoSuchDay,
        };
        Some((named, taken))
    }

    /// "5 March", "5th of March 2027", "March 5", "5/3/2027", "2027-03-05".
    fn date(self, words: &[&str]) -> Found<Day> {
        let first = words.first()?;
        if let Some(day) = in_figures(first) {
            return Some((day, 1));
        }
        let of = usize::from(
            words
                .get(1)
                .is_some_and(|of| is_in(of, self.known.of_month)),
        );
        let second = words.get(of.saturating_add(1))?;
        let (day, month) = match (self.day_number(first), self.month(second)) {
            (Some(day), Some(month)) => (day, month),
            _ => (
                self.day_number(second).filter(|_| of == 0)?,
                self.month(first)?,
            ),
        };
        let (year, taken) = self.year_behind(words, of.saturating_add(2));
        Some((of_year(year, month, day), taken))
    }

    fn year_behind(self, words: &[&str], taken: usize) -> (Option<i16>, usize) {
        let of = usize::from(
            words
                .get(taken)
                .is_some_and(|of| is_in(of, self.known.of_year)),
        );
        let at = taken.saturating_add(of);
        match words.get(at).and_then(|word| year(word)) {
            Some(year) => (Some(year), at.saturating_add(1)),
            None => (None, taken),
        }
    }

    fn weekday(self, words: &[&str]) -> Option<i8> {
        let word = words.first()?;
        let mut names = self.known.weekdays.iter();
        // "Fridays" is every one of them, whatever stands before.
        let is_it = |names: &str| is_in(word, names) || is_in(word.trim_end_matches('s'), names);
        i8::try_from(names.position(|names| is_it(names))?).ok()
    }

    fn month(self, word: &str) -> Option<i8> {
        let mut names = self.known.months.iter();
        let place = names.position(|names| is_in(word, names))?;
        i8::try_from(place.saturating_add(1)).ok()
    }

    /// A day of the month that says that it is one: "1st", "day 5", "first".
    fn ordinal(self, words: &[&str]) -> Found<i8> {
        let first = words.first()?;
        if is_in(first, self.known.plan_day) {
            return Some((self.day_number(words.get(1)?)?, 2));
        }
        let is_bare = first.bytes().all(|byte| byte.is_ascii_digit());
        let named = self.known.plan_first;
        let first_day = is_in(first, named).then_some(1);
        let day = first_day.or_else(|| self.day_number(first).filter(|_| !is_bare));
        Some((day?, 1))
    }

    /// 1 to 31, also as "1st".
    fn day_number(self, word: &str) -> Option<i8> {
        if is_in(word, self.known.first_day) {
            return Some(1);
        }
        let ordinal = word.trim_start_matches(|letter: char| letter.is_ascii_digit());
        let digits = word.strip_suffix(ordinal)?;
        let day: i8 = digits.parse().ok()?;
        let is_number = ordinal.is_empty() || is_in(ordinal, self.known.ordinals);
        (is_number && (1..=31).contains(&day)).then_some(day)
    }

    fn number(self, words: &[&str]) -> Found<u64> {
        let word = words.first()?;
        let figures = word.parse::<u64>().ok().filter(|_| word.len() <= 6);
        let figures = figures.map(|count| (count, 1));
        let number = figures.or_else(|| number::read(words, self.known));
        number.filter(|(count, _)| *count > 0)
    }
}

fn of_year(year: Option<i16>, month: i8, day: i8) -> Day {
    // A leap year, in which every day of any year is one.
    let in_some_year = Date::new(year.unwrap_or(2_028), month, day).ok();
    match (year, in_some_year) {
        (_, None) => Day::None,
        (Some(_), Some(day)) => Day::Is(day),
        (None, Some(_)) => Day::OfYear(month, day),
    }
}

/// Figures with a mark between: the year first in four digits, or the British way.
fn in_figures(word: &str) -> Option<Day> {
    let parts: Vec<&str> = word.split(['/', '-', '.']).collect();
    let small = |text: &str| text.parse::<i8>().ok();
    let year = |text: &str| {
        let year = text.parse::<i16>().ok()?;
        if text.len() == 2 {
            year.checked_add(2_000)
        } else {
            Some(year).filter(|_| text.len() == 4)
        }
    };
    match parts.as_slice() {
        [y, m, d] if y.len() == 4 => Some(of_year(Some(year(y)?), small(m)?, small(d)?)),
        [d, m, y] => Some(of_year(Some(year(y)?), small(m)?, small(d)?)),
        [d, m] if word.contains('/') => Some(of_year(None, small(m)?, small(d)?)),
        _ => None,
    }
}
