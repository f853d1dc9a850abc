//! Dates as they are written: in figures, or with the name of a month; months, quarters and years.

use jiff::civil::Date;
use regex::Captures;

use super::Reading;
use crate::entity::Locale;
use crate::entity::rule::{Rule, group, number};

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

const MONTH: &str = "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";

/// Names of months that mean nothing else.
const PLAIN_MONTH: &str =
    "january|february|april|june|july|august|september|october|november|december";

const QUARTERS: [&str; 4] = ["first", "second", "third", "fourth"];

pub(super) fn rules() -> Vec<Rule<Reading>> {
    let day = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?";
    let on = r"(?:on\s+(?:the\s+)?)?";
    vec![
        Rule::new(
            r"(?:on\s+)?(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)",
            in_order,
        ),
        Rule::new(
            r"(?:on\s+)?(?P<first>\d{1,2})[/.](?P<second>\d{1,2})[/.](?P<third>\d{4}|\d\d)",
            in_figures,
        ),
        Rule::new(
            &format!(r"{on}(?P<name>{MONTH})\.?\s+{day}(?:,?\s+(?P<year>\d{{4}}))?"),
            named,
        ),
        Rule::new(
            &format!(r"{on}{day}(?:\s+of)?\s+(?P<name>{MONTH})(?:,?\s+(?P<year>\d{{4}}))?"),
            named,
        ),
        Rule::new(
            &format!(r"(?:in\s+)?(?:(?P<which>next|last|this)\s+)?(?P<name>{PLAIN_MONTH})"),
            month,
        ),
        Rule::new(
            &format!(r"(?:in|next|last|this)\s+(?P<name>{MONTH})"),
            month,
        ),
        Rule::new(
            &format!(r"(?:in\s+)?(?P<name>{MONTH})\s+(?P<year>\d{{4}})"),
            month,
        ),
        Rule::new(
            r"(?:in\s+)?(?:q(?P<number>[1-4])|(?:the\s+)?(?P<name>first|second|third|fourth)\s+quarter)(?:(?:\s+of)?\s+(?P<year>\d{4}))?",
            quarter,
        ),
        Rule::new(r"in\s+(?P<year>(?:19|20)\d\d)", year),
    ]
}

fn date(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn in_order(captures: &Captures<'_>, _: &Locale) -> Option<Reading> {
    let part = |name| number(captures, name);
    let date = date(part("year")?, part("month")?, part("day")?)?;
    Some(Reading::new(date, "day"))
}

/// In the customer's order, unless that is impossible: what is above twelve is the day.
fn in_figures(captures: &Captures<'_>, locale: &Locale) -> Option<Reading> {
    let (first, second) = (number(captures, "first")?, number(captures, "second")?);
    let year = match number(captures, "third")? {
        short if short < 100 => short.saturating_add(2000),
        year => year,
    };
    let (day, month) = if locale.day_first {
        (first, second)
    } else {
        (second, first)
    };
    let (day, month) = if month > 12 {
        (month, day)
    } else {
        (day, month)
    };
    Some(Reading::new(date(year, month, day)?, "day"))
}

/// Without a year the next such day: Watson looks forward, and keeps the one that has passed as an alternative.
fn named(captures: &Captures<'_>, locale: &Locale) -> Option<Reading> {
    let month = month_number(&group(captures, "name")?)?;
    let day = number(captures, "day")?;
    let today = locale.now.date();
    let given = number(captures, "year");
    let this_year = date(given.unwrap_or(today.year()), month, day)?;
    let reading = if given.is_none() && this_year < today {
        let next = date(today.year().checked_add(1)?, month, day)?;
        Reading::new(next, "day").or(Some(this_year))
    } else {
        Reading::new(this_year, "day")
    };
    Some(
        reading
            .with("specific_day", day)
            .with("specific_month", month),
    )
}

fn month(captures: &Captures<'_>, locale: &Locale) -> Option<Reading> {
    let month = month_number(&group(captures, "name")?)?;
    let today = locale.now.date();
    let given = number(captures, "year");
    let first = date(given.unwrap_or(today.year()), month, 1)?;
    let is_past = given.is_none() && first.last_of_month() < today;
    let reading = match group(captures, "which").as_deref() {
        Some("last") if !is_past => {
            Reading::new(date(today.year().checked_sub(1)?, month, 1)?, "month")
        }
        Some("last") => Reading::new(first, "month"),
        _ if is_past => {
            let next = date(today.year().checked_add(1)?, month, 1)?;
            Reading::new(next, "month").or(Some(first))
        }
        _ => Reading::new(first, "month"),
    };
    Some(reading.with("specific_month", month))
}

fn month_number(name: &str) -> Option<i16> {
    let index = MONTHS.iter().position(|month| name.starts_with(month))?;
    i16::try_from(index).ok()?.checked_add(1)
}

fn quarter(captures: &Captures<'_>, locale: &Locale) -> Option<Reading> {
    let by_name = || {
        let name = group(captures, "name")?;
        let index = QUARTERS.iter().position(|quarter| *quarter == name)?;
        i16::try_from(index).ok()?.checked_add(1)
    };
    let quarter = number(captures, "number").or_else(by_name)?;
    let year = number(captures, "year").unwrap_or(locale.now.year());
    let month = quarter.checked_sub(1)?.checked_mul(3)?.checked_add(1)?;
    let reading = Reading::new(date(year, month, 1)?, "quarter");
    Some(reading.with("specific_quarter", quarter))
}

fn year(captures: &Captures<'_>, _: &Locale) -> Option<Reading> {
    let year = number(captures, "year")?;
    Some(Reading::new(date(year, 1, 1)?, "year").with("specific_year", year))
}
