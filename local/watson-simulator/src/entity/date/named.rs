//! Days that have a name of their own: today, its neighbours, weekdays, the weekend.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use regex::Captures;

use super::Reading;
use crate::entity::Locale;
use crate::entity::rule::{Rule, group};

const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

pub(super) fn rules() -> Vec<Rule<Reading>> {
    vec![
        Rule::new(
            r"(?:the\s+)?day\s+(?P<further>after\s+tomorrow|before\s+yesterday)|(?P<day>today|tonight|tomorrow|yesterday|now)",
            neighbour,
        ),
        Rule::new(
            r"(?:on\s+)?(?:(?P<direction>next|last|this)\s+)?(?P<weekday>mon|monday|tue|tues|tuesday|wed|wednesday|thu|thurs|thursday|fri|friday|sat|saturday|sun|sunday)",
            weekday,
        ),
        Rule::new(
            r"(?:on\s+)?(?P<which>the|next|last|this)\s+weekend",
            weekend,
        ),
    ]
}

fn neighbour(captures: &Captures<'_>, locale: &Locale) -> Option<Reading> {
    let days: i64 = match (group(captures, "further"), group(captures, "day")) {
        (Some(further), _) if further.starts_with("after") => 2,
        (Some(_), _) => -2,
        (None, Some(day)) => match day.as_str() {
            "tomorrow" => 1,
            "yesterday" => -1,
            _ => 0,
        },
        _ => return None,
    };
    let date = locale.now.date().checked_add(days.days()).ok()?;
    Some(Reading::new(date, "day").with("relative_day", days))
}

/// The next such weekday, or the one before for "last". Without a direction the one before may be meant as well; on
/// that very day, "this" may mean today.
fn weekday(captures: &Captures<'_>, locale: &Locale) -> Option<Reading> {
    let name = group(captures, "weekday")?;
    let index = WEEKDAYS.iter().position(|day| name.starts_with(day))?;
    let weekday = Weekday::from_monday_zero_offset(i8::try_from(index).ok()?).ok()?;
    let today = locale.now.date();
    let direction = group(captures, "direction");
    let steps = if direction.as_deref() == Some("last") {
        -1
    } else {
        1
    };
    let date = today.nth_weekday(steps, weekday).ok()?;
    let alternative = match direction.as_deref() {
        None => today.nth_weekday(-1, weekday).ok(),
        Some("this") if today.weekday() == weekday => Some(today),
        _ => None,
    };
    let reading = Reading::new(date, "day").or(alternative);
    Some(reading.with("specific_day_of_week", super::day_of_week(date)))
}

/// From Saturday on.
fn weekend(captures: &Captures<'_>, locale: &Locale) -> Option<Reading> {
    let steps: i64 = match group(captures, "which")?.as_str() {
        "next" => 1,
        "last" => -1,
        _ => 0,
    };
    let saturday = coming_saturday(locale.now.date())?;
    let date = saturday.checked_add(steps.weeks()).ok()?;
    Some(Reading::new(date, "weekend").with("relative_weekend", steps))
}

/// This week's Saturday, also on the day itself and on the Sunday behind it.
fn coming_saturday(today: Date) -> Option<Date> {
    match today.weekday() {
        Weekday::Saturday => Some(today),
        Weekday::Sunday => today.yesterday().ok(),
        _ => today.nth_weekday(1, Weekday::Saturday).ok(),
    }
}
