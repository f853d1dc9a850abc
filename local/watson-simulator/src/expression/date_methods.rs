//! Dates and times in expressions. Watson keeps them as texts: `yyyy-MM-dd`, `HH:mm:ss` or both.
//!
//! Calendar arithmetic is jiff's.

use jiff::civil::{DateTime, Time};
use jiff::tz::TimeZone;
use jiff::{Span, ZonedDateTime};
use serde_json::{Value, json};

use super::date_format;
use super::{arithmetic, truth};

/// How Watson writes a moment.
const MOMENT: &str = "%Y-%m-%d %H:%M:%S";

/// `now()`, `now('Europe/London')`, `today()`.
pub(super) fn current(name: &str, arguments: &[Value], now: &ZonedDateTime) -> Value {
    let zone = arguments.first().and_then(Value::as_str);
    let zone = zone.and_then(|zone| TimeZone::get(zone).ok());
    let now = zone.map_or_else(|| now.clone(), |zone| now.with_time_zone(zone));
    let form = if name == "today" { "%Y-%m-%d" } else { MOMENT };
    json!(now.strftime(form).to_string())
}

/// `text.name(arguments)` where the text is a date or time.
pub(super) fn call(
    text: &str,
    name: &str,
    arguments: &[Value],
    now: &ZonedDateTime,
) -> Option<Value> {
    let moment = read(text, now)?;
    let other = || {
        arguments
            .first()
            .and_then(|other| read(&truth::text_of(other), now))
    };
    let compared = |holds: fn(DateTime, DateTime) -> bool| {
        json!(other().is_some_and(|other| holds(moment, other)))
    };
    let value = match name {
        "before" => compared(|one, other| one < other),
        "after" => compared(|one, other| one > other),
        "sameMoment" => compared(|one, other| one == other),
        "sameOrBefore" => compared(|one, other| one <= other),
        "sameOrAfter" => compared(|one, other| one >= other),
        "reformatDateTime" => {
            json!(date_format::format(
                moment,
                &arguments.first().map(truth::text_of).unwrap_or_default()
            ))
        }
        "getDayOfWeek" => json!(moment.strftime("%A").to_string().to_lowercase()),
        _ => return shifted(text, moment, name, arguments.first()),
    };
    Some(value)
}

/// A moment from any of Watson's three forms; a bare time is today.
fn read(text: &str, now: &ZonedDateTime) -> Option<DateTime> {
    let text = text.trim();
    if let Ok(moment) = DateTime::strptime(MOMENT, text) {
        return Some(moment);
    }
    if let Ok(date) = jiff::civil::Date::strptime("%Y-%m-%d", text) {
        return Some(date.at(0, 0, 0, 0));
    }
    let time = Time::strptime("%H:%M:%S", text)
        .or_else(|_| Time::strptime("%H:%M", text))
        .ok()?;
    Some(now.date().to_datetime(time))
}

/// `plusDays(2)`, `minusMonths(1)`: the answer keeps the form of the text.
fn shifted(text: &str, moment: DateTime, name: &str, amount: Option<&Value>) -> Option<Value> {
    let (sign, unit) = match name.split_at_checked("plus".len())? {
        ("plus", unit) => (1, unit),
        ("minu", unit) => (-1, unit.strip_prefix('s')?),
        _ => return None,
    };
    let amount = arithmetic::as_whole(amount?)?.checked_mul(sign)?;
    let span = Span::new();
    let span = match unit {
        "Years" => span.try_years(amount),
        "Months" => span.try_months(amount),
        "Weeks" => span.try_weeks(amount),
        "Days" => span.try_days(amount),
        "Hours" => span.try_hours(amount),
        "Minutes" => span.try_minutes(amount),
        "Seconds" => span.try_seconds(amount),
        _ => return None,
    };
    let moment = moment.checked_add(span.ok()?).ok()?;
    Some(json!(moment.strftime(form_of(text)).to_string()))
}

fn form_of(text: &str) -> &'static str {
    match (text.contains('-'), text.contains(':')) {
        (true, false) => "%Y-%m-%d",
        (false, true) => "%H:%M:%S",
        _ => MOMENT,
    }
}
