//! `@sys-date`: days and their neighbours, weekdays, weekends, months, quarters, years, holidays, dates in figures.
//!
//! English only. "The second week of May" is not read.
//! <https://cloud.ibm.com/docs/watson-assistant?topic=watson-assistant-system-entities#system-entities-sys-date>

use std::sync::LazyLock;

use jiff::civil::Date;
use serde_json::{Value, json};

use super::rule::{self, Rule};
use super::{Locale, Mention};

mod festival;
mod named;
mod relative;
mod written;

static RULES: LazyLock<Vec<Rule<Reading>>> = LazyLock::new(|| {
    [
        named::rules(),
        relative::rules(),
        written::rules(),
        festival::rules(),
    ]
    .into_iter()
    .flatten()
    .collect()
});

/// What a mention of a date means.
struct Reading {
    /// The day, or the first day of what is meant.
    date: Date,
    granularity: &'static str,
    /// What else is known of it: `relative_day`, `specific_month`, `festival`.
    details: Vec<(String, Value)>,
    /// Another date that may be meant.
    alternative: Option<Date>,
}

impl Reading {
    fn new(date: Date, granularity: &'static str) -> Self {
        Self {
            date,
            granularity,
            details: Vec::new(),
            alternative: None,
        }
    }

    fn with(mut self, name: &str, detail: impl Into<Value>) -> Self {
        self.details.push((name.to_owned(), detail.into()));
        self
    }

    fn or(mut self, alternative: Option<Date>) -> Self {
        self.alternative = alternative;
        self
    }
}

/// The dates mentioned in `text`.
pub fn find(text: &str, locale: &Locale) -> Vec<Mention> {
    let found = rule::find(&RULES, text, locale).into_iter();
    found
        .map(|found| mention(text, (found.start, found.end), found.meaning, locale))
        .collect()
}

fn mention(text: &str, place: (usize, usize), reading: Reading, locale: &Locale) -> Mention {
    let date = reading.date;
    let mention = Mention::new("sys-date", &date.to_string(), text, place.0, place.1)
        .with("granularity", json!(reading.granularity))
        .with("day", json!(date.day()))
        .with("month", json!(date.month()))
        .with("year", json!(date.year()))
        .with("day_of_week", json!(day_of_week(date)));
    let mention = rule::with_calendar(mention, locale);
    let mention = rule::with_alternative(mention, reading.alternative.map(|date| date.to_string()));
    let details = reading.details.into_iter();
    details.fold(mention, |mention, (name, detail)| {
        mention.with(&name, detail)
    })
}

fn day_of_week(date: Date) -> String {
    date.strftime("%A").to_string().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil;

    fn found(text: &str) -> Vec<Mention> {
        // A Monday.
        let now = civil::date(2026, 11, 23).at(9, 30, 0, 0);
        let locale = Locale {
            day_first: true,
            now: now.in_tz("UTC").unwrap(),
        };
        find(text, &locale)
    }

    fn dates(text: &str) -> Vec<String> {
        found(text)
            .into_iter()
            .map(|mention| mention.value)
            .collect()
    }

    #[test]
    fn dates_are_read_as_people_in_britain_write_them() {
        for (text, date) in [
            ("today", "2026-11-23"),
            ("pay it tomorrow please", "2026-11-24"),
            ("the day after tomorrow", "2026-11-25"),
            ("the day before yesterday", "2026-11-21"),
            ("3/4/2027", "2027-04-03"),
            ("12/25/2026", "2026-12-25"),
            ("on the 3rd of April", "2027-04-03"),
            ("May 8", "2027-05-08"),
            ("30th of November", "2026-11-30"),
            ("in two weeks", "2026-12-07"),
            ("two weeks ago", "2026-11-09"),
            ("3 days from now", "2026-11-26"),
            ("a week from today", "2026-11-30"),
            ("next Friday", "2026-11-27"),
            ("last friday", "2026-11-20"),
            ("this Monday", "2026-11-30"),
            ("2027-01-02", "2027-01-02"),
            ("in January", "2027-01-01"),
            ("March 2027", "2027-03-01"),
            ("this weekend", "2026-11-28"),
            ("Q2 2027", "2027-04-01"),
            ("the second quarter of 2027", "2027-04-01"),
            ("in 2028", "2028-01-01"),
            ("at Christmas", "2026-12-25"),
            ("Thanksgiving Day", "2026-11-26"),
            ("Easter", "2027-03-28"),
            ("now", "2026-11-23"),
        ] {
            assert_eq!(dates(text), [date], "{text}");
        }
    }

    #[test]
    fn what_is_known_of_a_date_is_told() {
        for (text, name, detail) in [
            ("two weeks ago", "relative_week", json!(-2)),
            ("this weekend", "relative_weekend", json!(0)),
            ("today", "relative_day", json!(0)),
            ("Q2 2027", "specific_quarter", json!(2)),
            ("in March", "specific_month", json!(3)),
            ("Monday", "specific_day_of_week", json!("monday")),
            ("May 3rd", "specific_day", json!(3)),
            ("next year", "granularity", json!("year")),
            ("Christmas", "festival", json!("christmas")),
            ("Wednesday", "alternative", json!("2026-11-18")),
            ("March 1", "alternative", json!("2026-03-01")),
        ] {
            assert_eq!(found(text)[0].property(name), detail, "{text}");
        }
    }

    #[test]
    fn impossible_dates_and_ordinary_words_are_none() {
        assert!(dates("31/02/2026, monetary, marching, may I, march on").is_empty());
    }
}
