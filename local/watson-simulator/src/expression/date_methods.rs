//! Dates and times in expressions. Watson keeps them as texts: `yyyy-MM-dd`, `HH:mm:ss`, both, or both with a zone.
//!
//! Calendar arithmetic is jiff's.
//! <https://cloud.ibm.com/docs/watson-assistant?topic=watson-assistant-dialog-methods#dialog-methods-date-time>

use std::cmp::Ordering;

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp, ZonedDateTime};
use serde_json::{Value, json};

use super::date_format;
use super::methods::Answer;
use super::{ExpressionError, arithmetic, truth};

/// How Watson writes a moment.
const MOMENT: &str = "%Y-%m-%d %H:%M:%S";

/// How Java shows a `Date`.
pub(super) const JAVA_DATE: &str = "%a %b %d %H:%M:%S UTC %Y";

/// A text that is a date, a time or both.
#[derive(Debug, Clone)]
enum Moment {
    Date(Date),
    Time(Time),
    Both(DateTime),
    Zoned(ZonedDateTime),
    /// A Java `Date`, in UTC.
    Java(DateTime),
}

/// `now()`, `now('Europe/London')`, `today()`. With a zone the answer names its distance to Greenwich.
pub(super) fn current(name: &str, arguments: &[Value], now: &ZonedDateTime) -> Value {
    let zone = arguments.first().and_then(Value::as_str);
    let zone = zone.and_then(|zone| TimeZone::get(zone).ok());
    if name == "today" {
        return json!(now.strftime("%Y-%m-%d").to_string());
    }
    match zone {
        None => json!(now.strftime(MOMENT).to_string()),
        Some(zone) => {
            let there = now.with_time_zone(zone);
            let offset = date_format::offset(&there);
            json!(format!("{} GMT{offset}", there.strftime(MOMENT)))
        }
    }
}

/// `text.name(arguments)` where the text is a date or time.
///
/// # Errors
/// If a date is compared with a time.
pub(super) fn call(text: &str, name: &str, arguments: &[Value], now: &ZonedDateTime) -> Answer {
    let Some(moment) = read(text) else {
        return Ok(None);
    };
    let first = arguments.first().map(truth::text_of).unwrap_or_default();
    let holds: fn(Ordering) -> bool = match name {
        "before" => Ordering::is_lt,
        "after" => Ordering::is_gt,
        "sameMoment" => Ordering::is_eq,
        "sameOrBefore" => Ordering::is_le,
        "sameOrAfter" => Ordering::is_ge,
        _ => return Ok(other(&moment, name, &first, arguments.first(), now)),
    };
    let order = read(&first).and_then(|other| order(&moment, &other));
    match order {
        Some(order) => Ok(Some(json!(holds(order)))),
        None => Err(ExpressionError::Value(format!(
            "{name}() of {text} and {first}, which are not the same kind of moment"
        ))),
    }
}

fn other(
    moment: &Moment,
    name: &str,
    first: &str,
    amount: Option<&Value>,
    now: &ZonedDateTime,
) -> Option<Value> {
    let zoned = || moment.zoned(now);
    match name {
        "reformatDateTime" | "format" => Some(json!(date_format::format(&zoned()?, first))),
        "getDayOfWeek" => Some(json!(zoned()?.strftime("%A").to_string().to_lowercase())),
        "getTime" => Some(json!(zoned()?.timestamp().as_millisecond())),
        _ => shifted(moment, name, amount),
    }
}

/// A text in one of Watson's forms, or Java's.
fn read(text: &str) -> Option<Moment> {
    let text = text.trim();
    if let Ok(moment) = DateTime::strptime(MOMENT, text) {
        return Some(Moment::Both(moment));
    }
    if let Ok(date) = Date::strptime("%Y-%m-%d", text) {
        return Some(Moment::Date(date));
    }
    let time = Time::strptime("%H:%M:%S", text).or_else(|_| Time::strptime("%H:%M", text));
    if let Ok(time) = time {
        return Some(Moment::Time(time));
    }
    if let Ok(moment) = DateTime::strptime(JAVA_DATE, text) {
        return Some(Moment::Java(moment));
    }
    with_zone(text)
}

/// `2026-11-23 09:30:00 Europe/London`, or `… GMT+01:00` as `now('…')` answers.
fn with_zone(text: &str) -> Option<Moment> {
    let (moment, zone) = text.rsplit_once(' ')?;
    let moment = DateTime::strptime(MOMENT, moment).ok()?;
    let zone = match zone.strip_prefix("GMT") {
        Some("" | "Z") => TimeZone::UTC,
        Some(offset) => {
            let sign = if offset.starts_with('-') { -1 } else { 1 };
            let time = Time::strptime("%H:%M", offset.get(1..)?).ok()?;
            let minutes = i32::from(time.hour())
                .checked_mul(60)?
                .checked_add(i32::from(time.minute()))?;
            let seconds = minutes.checked_mul(60)?.checked_mul(sign)?;
            TimeZone::fixed(jiff::tz::Offset::from_seconds(seconds).ok()?)
        }
        None => TimeZone::get(zone).ok()?,
    };
    moment.to_zoned_datetime(zone).ok().map(Moment::Zoned)
}

/// Which is earlier. A date and a time cannot be compared; of a moment and a time only the times are.
fn order(one: &Moment, other: &Moment) -> Option<Ordering> {
    match (one, other) {
        (Moment::Date(_), Moment::Time(_)) | (Moment::Time(_), Moment::Date(_)) => None,
        (Moment::Time(_), _) | (_, Moment::Time(_)) => {
            Some(one.civil().time().cmp(&other.civil().time()))
        }
        (Moment::Zoned(one), Moment::Zoned(other)) => Some(one.cmp(other)),
        _ => Some(one.civil().cmp(&other.civil())),
    }
}

impl Moment {
    /// A bare time is one of the first of January 1970, as IBM says.
    fn civil(&self) -> DateTime {
        match self {
            Self::Date(date) => date.at(0, 0, 0, 0),
            Self::Time(time) => Timestamp::UNIX_EPOCH
                .to_zoned_datetime(TimeZone::UTC)
                .date()
                .to_datetime(*time),
            Self::Both(moment) | Self::Java(moment) => *moment,
            Self::Zoned(moment) => moment.datetime(),
        }
    }

    fn zoned(&self, now: &ZonedDateTime) -> Option<ZonedDateTime> {
        match self {
            Self::Zoned(moment) => Some(moment.clone()),
            Self::Java(moment) => moment.to_zoned_datetime(TimeZone::UTC).ok(),
            _ => self.civil().to_zoned_datetime(now.time_zone().clone()).ok(),
        }
    }

    fn written(&self, moment: DateTime) -> String {
        let form = match self {
            Self::Date(_) => "%Y-%m-%d",
            Self::Time(_) => "%H:%M:%S",
            Self::Java(_) => JAVA_DATE,
            Self::Both(_) | Self::Zoned(_) => MOMENT,
        };
        moment.strftime(form).to_string()
    }
}

/// `plusDays(2)`, `minusMonths(1)`: the answer keeps the form of the text.
fn shifted(moment: &Moment, name: &str, amount: Option<&Value>) -> Option<Value> {
    let (sign, unit) = match name.split_at_checked("plus".len())? {
        ("plus", unit) => (1, unit),
        ("minu", unit) => (-1, unit.strip_prefix('s')?),
        _ => return None,
    };
    let amount = arithmetic::as_whole(truth::plain(amount?))?.checked_mul(sign)?;
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
    let later = moment.civil().checked_add(span.ok()?).ok()?;
    Some(json!(moment.written(later)))
}
