//! `@sys-date`: today and its neighbours, weekdays, months, and dates in figures.
//!
//! Festivals, ranges and "the second week of May" are not read.

use std::sync::LazyLock;

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};
use regex::{Captures, Regex};
use serde_json::json;

use super::number::constant;
use super::{Locale, Mention, number_words};

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];
const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

const MONTH: &str = "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";
const WEEKDAY: &str = "mon|monday|tue|tues|tuesday|wed|wednesday|thu|thurs|thursday|fri|friday|sat|saturday|sun|sunday";

static PATTERN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    constant(&format!(
        r"(?i)\b(?:(?P<named>today|tomorrow|yesterday)|(?P<year>\d{{4}})-(?P<month>\d\d)-(?P<day>\d\d)|(?P<first>\d{{1,2}})[/.](?P<second>\d{{1,2}})[/.](?P<third>\d{{2,4}})|(?P<monthname>{MONTH})\.?\s+(?P<dayafter>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(?P<yearafter>\d{{4}}))?|(?P<daybefore>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+(?P<monthbehind>{MONTH})(?:,?\s+(?P<yearbehind>\d{{4}}))?|in\s+(?P<count>\w+)\s+(?P<unit>day|week|month|year)s?|(?P<which>next|last|this)\s+(?P<period>week|month|year)|(?:(?P<direction>next|last|this|on)\s+)?(?P<weekday>{WEEKDAY}))\b"
    ))
});

/// The dates mentioned in `text`.
pub fn find(text: &str, locale: &Locale) -> Vec<Mention> {
    let Some(pattern) = PATTERN.as_ref() else {
        return Vec::new();
    };
    pattern
        .captures_iter(text)
        .filter_map(|captures| mention(text, &captures, locale))
        .collect()
}

fn mention(text: &str, captures: &Captures<'_>, locale: &Locale) -> Option<Mention> {
    let whole = captures.get(0)?;
    let today = locale.now.date();
    let (date, granularity) = read(captures, today, locale.day_first)?;
    let value = date.to_string();
    let mention = Mention::new("sys-date", &value, text, whole.start(), whole.end())
        .with("calendar_type", json!("GREGORIAN"))
        .with(
            "timezone",
            json!(locale.now.time_zone().iana_name().unwrap_or("GMT")),
        )
        .with("granularity", json!(granularity))
        .with("day", json!(date.day()))
        .with("month", json!(date.month()))
        .with("year", json!(date.year()))
        .with(
            "day_of_week",
            json!(date.strftime("%A").to_string().to_lowercase()),
        );
    let distance = today.until(date).ok()?.get_days();
    Some(if granularity == "day" {
        mention.with("relative_day", json!(distance))
    } else {
        mention
    })
}

fn read(captures: &Captures<'_>, today: Date, day_first: bool) -> Option<(Date, &'static str)> {
    let group = |name: &str| {
        captures
            .name(name)
            .map(|found| found.as_str().to_lowercase())
    };
    let number = |name: &str| group(name).and_then(|text| text.parse::<i16>().ok());
    if let Some(named) = group("named") {
        let days: i64 = match named.as_str() {
            "tomorrow" => 1,
            "yesterday" => -1,
            _ => 0,
        };
        return Some((today.checked_add(days.days()).ok()?, "day"));
    }
    if let Some(year) = number("year") {
        return Some((date(year, number("month")?, number("day")?)?, "day"));
    }
    if let (Some(first), Some(second)) = (number("first"), number("second")) {
        let year = number("third").map(|year| {
            if year < 100 {
                year.saturating_add(2000)
            } else {
                year
            }
        })?;
        let in_order = if day_first {
            (second, first)
        } else {
            (first, second)
        };
        let (month, day) = if in_order.0 > 12 {
            (in_order.1, in_order.0)
        } else {
            in_order
        };
        return Some((date(year, month, day)?, "day"));
    }
    if let Some(month) = group("monthname").or_else(|| group("monthbehind")) {
        let day = number("dayafter").or_else(|| number("daybefore"))?;
        let year = number("yearafter").or_else(|| number("yearbehind"));
        return Some((day_of_month(&month, day, year, today)?, "day"));
    }
    if let Some(unit) = group("unit") {
        let count = group("count")?;
        return Some((
            today.checked_add(span(&unit, counted(&count)?)).ok()?,
            "day",
        ));
    }
    if let Some(period) = group("period") {
        let steps = match group("which")?.as_str() {
            "next" => 1,
            "last" => -1,
            _ => 0,
        };
        return Some((
            today.checked_add(span(&period, steps)).ok()?,
            granularity(&period),
        ));
    }
    let weekday = group("weekday")?;
    Some((
        nearest(&weekday, group("direction").as_deref(), today)?,
        "day",
    ))
}

fn date(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Without a year the next such day: Watson looks forward.
fn day_of_month(month: &str, day: i16, year: Option<i16>, today: Date) -> Option<Date> {
    let index = MONTHS.iter().position(|name| month.starts_with(name))?;
    let month = i16::try_from(index).ok()?.checked_add(1)?;
    if let Some(year) = year {
        return date(year, month, day);
    }
    let this_year = date(today.year(), month, day)?;
    if this_year < today {
        date(today.year().checked_add(1)?, month, day)
    } else {
        Some(this_year)
    }
}

fn counted(word: &str) -> Option<i64> {
    if let Ok(count) = word.parse() {
        return Some(count);
    }
    let value = if word == "a" || word == "an" {
        1.0
    } else {
        number_words::small(word)?
    };
    crate::expression::number(value).as_i64()
}

fn span(unit: &str, count: i64) -> Span {
    let span = Span::new();
    let result = match unit {
        "day" => span.try_days(count),
        "week" => span.try_weeks(count),
        "month" => span.try_months(count),
        _ => span.try_years(count),
    };
    result.unwrap_or_default()
}

fn granularity(period: &str) -> &'static str {
    match period {
        "week" => "week",
        "month" => "month",
        _ => "year",
    }
}

/// The next such weekday, or the one before for "last".
fn nearest(name: &str, direction: Option<&str>, today: Date) -> Option<Date> {
    let index = WEEKDAYS.iter().position(|day| name.starts_with(day))?;
    let weekday = Weekday::from_monday_zero_offset(i8::try_from(index).ok()?).ok()?;
    let steps = if direction == Some("last") { -1 } else { 1 };
    today.nth_weekday(steps, weekday).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil;

    /// A Monday.
    fn dates(text: &str) -> Vec<String> {
        let now = civil::date(2026, 11, 23)
            .at(9, 30, 0, 0)
            .in_tz("UTC")
            .unwrap();
        let locale = Locale {
            day_first: true,
            now,
        };
        find(text, &locale)
            .into_iter()
            .map(|mention| mention.value)
            .collect()
    }

    #[test]
    fn dates_are_read_as_people_in_britain_write_them() {
        for (text, date) in [
            ("today", "2026-11-23"),
            ("pay it tomorrow please", "2026-11-24"),
            ("3/4/2027", "2027-04-03"),
            ("12/25/2026", "2026-12-25"),
            ("May 8", "2027-05-08"),
            ("30th of November", "2026-11-30"),
            ("in two weeks", "2026-12-07"),
            ("next Friday", "2026-11-27"),
            ("last friday", "2026-11-20"),
            ("2027-01-02", "2027-01-02"),
        ] {
            assert_eq!(dates(text), [date], "{text}");
        }
    }

    #[test]
    fn impossible_dates_and_ordinary_words_are_none() {
        assert!(dates("31/02/2026, monetary, marching").is_empty());
    }
}
