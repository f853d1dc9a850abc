//! `@sys-time`: clock times such as "2pm", "14:30", "at 4", "half past four" and "noon"; "now", "in two hours", and
//! parts of the day, which are two times each.
//!
//! English only. <https://cloud.ibm.com/docs/watson-assistant?topic=watson-assistant-system-entities#system-entities-sys-time>

use std::sync::LazyLock;

use jiff::Span;
use jiff::civil::Time;
use regex::Captures;
use serde_json::{Value, json};

use super::rule::{self, COUNT, Rule, counted, group};
use super::{Locale, Mention, characters};

/// What a mention of a time means.
struct Reading {
    time: Time,
    /// The end of a part of the day.
    until: Option<Time>,
    granularity: &'static str,
    details: Vec<(String, Value)>,
    /// Twelve hours later, where it may be morning or afternoon.
    alternative: Option<Time>,
}

impl Reading {
    fn new(time: Time, granularity: &'static str) -> Self {
        Self {
            time,
            until: None,
            granularity,
            details: Vec::new(),
            alternative: None,
        }
    }

    fn with(mut self, name: &str, detail: impl Into<Value>) -> Self {
        self.details.push((name.to_owned(), detail.into()));
        self
    }
}

static RULES: LazyLock<Vec<Rule<Reading>>> = LazyLock::new(|| {
    let unit = "(?P<unit>hour|minute|second)s?";
    vec![
        Rule::new(r"(?:at\s+)?(?P<named>noon|midday|midnight|now)", named),
        Rule::new(
            r"(?:at\s+)?(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?(?:\s*(?P<half>[ap])\.?m\b)?",
            clock,
        ),
        Rule::new(r"(?:at\s+)?(?P<hour>\d{1,2})\s*(?P<half>[ap])\.?m", clock),
        Rule::new(
            r"at\s+(?P<hour>\d{1,2})(?:\s*o'clock)?|(?:at\s+)?(?P<oclock>\d{1,2})\s*o'clock",
            clock,
        ),
        Rule::new(
            r"(?:at\s+)?(?P<part>half|quarter)\s+(?P<side>past|to)\s+(?P<of>\d{1,2}|[a-z]+)",
            spoken,
        ),
        Rule::new(&format!(r"in\s+(?P<count>{COUNT})\s+{unit}"), ahead),
        Rule::new(&format!(r"(?P<count>{COUNT})\s+{unit}\s+from\s+now"), ahead),
        Rule::new(&format!(r"(?P<count>{COUNT})\s+{unit}\s+ago"), back),
        Rule::new(
            r"(?:in\s+the\s+|this\s+)?(?P<part>morning|afternoon|evening)|(?:at\s+|this\s+)?(?P<night>night)|(?P<tonight>tonight)",
            part_of_day,
        ),
    ]
});

/// The times mentioned in `text`.
pub fn find(text: &str, locale: &Locale) -> Vec<Mention> {
    let found = rule::find(&RULES, text, locale).into_iter();
    found
        .flat_map(|found| mentions(text, (found.start, found.end), &found.meaning, locale))
        .collect()
}

fn mentions(text: &str, place: (usize, usize), reading: &Reading, locale: &Locale) -> Vec<Mention> {
    let one = |time: Time| mention(text, place, time, reading, locale);
    let Some(until) = reading.until else {
        return vec![one(reading.time)];
    };
    let (start, end) = (characters(text, place.0), characters(text, place.1));
    let link = json!(format!("time_range_{start}_{end}"));
    let role = |mention: Mention, role: &str| {
        mention
            .with("range_link", link.clone())
            .with("role", json!({ "type": role }))
    };
    vec![
        role(one(reading.time), "time_from"),
        role(one(until), "time_to"),
    ]
}

fn mention(
    text: &str,
    place: (usize, usize),
    time: Time,
    reading: &Reading,
    locale: &Locale,
) -> Mention {
    let written = |time: Time| time.strftime("%H:%M:%S").to_string();
    let mention = Mention::new("sys-time", &written(time), text, place.0, place.1)
        .with("granularity", json!(reading.granularity))
        .with("hour", json!(time.hour()))
        .with("minute", json!(time.minute()))
        .with("second", json!(time.second()));
    let mention = rule::with_calendar(mention, locale);
    let mention = rule::with_alternative(mention, reading.alternative.map(written));
    let details = reading.details.iter();
    details.fold(mention, |mention, (name, detail)| {
        mention.with(name, detail.clone())
    })
}

fn named(captures: &Captures<'_>, locale: &Locale) -> Option<Reading> {
    let hour = match group(captures, "named")?.as_str() {
        "now" => {
            let now = Reading::new(
                locale.now.time().with().subsec_nanosecond(0).build().ok()?,
                "instant",
            );
            return Some(now.with("part_of_day", "now").with("relative_second", 0));
        }
        "midnight" => 0,
        _ => 12,
    };
    Some(Reading::new(Time::new(hour, 0, 0, 0).ok()?, "hour"))
}

fn clock(captures: &Captures<'_>, _: &Locale) -> Option<Reading> {
    let number = |name: &str| {
        captures
            .name(name)
            .and_then(|found| found.as_str().parse::<i8>().ok())
    };
    let hour = number("hour").or_else(|| number("oclock"))?;
    let half = group(captures, "half");
    let (minute, second) = (number("minute"), number("second"));
    let full = match half.as_deref() {
        Some("p") if hour < 12 => hour.checked_add(12)?,
        Some("a") if hour == 12 => 0,
        _ => hour,
    };
    let time = Time::new(full, minute.unwrap_or(0), second.unwrap_or(0), 0).ok()?;
    let granularity = match (second, minute) {
        (Some(_), _) => "second",
        (None, Some(_)) => "minute",
        _ => "hour",
    };
    let mut reading = Reading::new(time, granularity).with("specific_hour", hour);
    reading.alternative = twelve_later(time).filter(|_| half.is_none());
    let parts = [("specific_minute", minute), ("specific_second", second)];
    for (name, value) in parts {
        if let Some(value) = value {
            reading = reading.with(name, value);
        }
    }
    Some(reading)
}

/// The same time in the afternoon; none if it is the afternoon.
fn twelve_later(time: Time) -> Option<Time> {
    let later = time
        .hour()
        .checked_add(12)
        .filter(|hour| *hour < 24 && time.hour() > 0)?;
    Time::new(later, time.minute(), time.second(), 0).ok()
}

fn spoken(captures: &Captures<'_>, _: &Locale) -> Option<Reading> {
    let hour = i8::try_from(counted(&group(captures, "of")?)?).ok()?;
    let minutes = if group(captures, "part")? == "half" {
        30
    } else {
        15
    };
    let time = Time::new(hour, 0, 0, 0).ok()?;
    let span = Span::new().try_minutes(minutes).ok()?;
    let time = match group(captures, "side")?.as_str() {
        "past" => time.wrapping_add(span),
        _ => time.wrapping_sub(span),
    };
    let mut reading = Reading::new(time, "minute");
    reading.alternative = twelve_later(time);
    Some(reading)
}

fn ahead(captures: &Captures<'_>, locale: &Locale) -> Option<Reading> {
    away(captures, locale, 1)
}

fn back(captures: &Captures<'_>, locale: &Locale) -> Option<Reading> {
    away(captures, locale, -1)
}

fn away(captures: &Captures<'_>, locale: &Locale, sign: i64) -> Option<Reading> {
    let unit = group(captures, "unit")?;
    let count = counted(&group(captures, "count")?)?.checked_mul(sign)?;
    let span = Span::new();
    let (span, granularity) = match unit.as_str() {
        "hour" => (span.try_hours(count), "hour"),
        "minute" => (span.try_minutes(count), "minute"),
        _ => (span.try_seconds(count), "second"),
    };
    let moment = locale.now.checked_add(span.ok()?).ok()?;
    let time = moment.time().with().subsec_nanosecond(0).build().ok()?;
    Some(Reading::new(time, granularity).with(&format!("relative_{unit}"), count))
}

/// The hours of American English, as IBM lists them.
fn part_of_day(captures: &Captures<'_>, _: &Locale) -> Option<Reading> {
    let part = group(captures, "part").unwrap_or_else(|| "night".to_owned());
    let (from, to) = match part.as_str() {
        "morning" => (6, 12),
        "afternoon" => (12, 18),
        "evening" => (18, 22),
        _ => (22, 24),
    };
    let until = Time::new(to, 0, 0, 0).or_else(|_| Time::new(23, 59, 59, 0));
    let mut reading =
        Reading::new(Time::new(from, 0, 0, 0).ok()?, "hour").with("part_of_day", part);
    reading.until = until.ok();
    Some(reading)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn found(text: &str) -> Vec<Mention> {
        let now = date(2026, 11, 23).at(9, 30, 15, 0).in_tz("UTC").unwrap();
        let locale = Locale {
            day_first: true,
            now,
        };
        find(text, &locale)
    }

    #[test]
    fn clock_times_are_read() {
        for (text, time) in [
            ("2pm", "14:00:00"),
            ("at 12 am", "00:00:00"),
            ("14:30", "14:30:00"),
            ("2:30 p.m.", "14:30:00"),
            ("5:30:10 PM", "17:30:10"),
            ("at 4", "04:00:00"),
            ("3 o'clock", "03:00:00"),
            ("half past four", "04:30:00"),
            ("quarter to 5", "04:45:00"),
            ("noon", "12:00:00"),
            ("now", "09:30:15"),
            ("in two hours", "11:30:15"),
            ("5 minutes ago", "09:25:15"),
        ] {
            let values: Vec<String> = found(text).into_iter().map(|time| time.value).collect();
            assert_eq!(values, [time], "{text}");
        }
        assert!(found("send 50 to Ben, 99:99").is_empty());
    }

    #[test]
    fn what_is_known_of_a_time_is_told() {
        for (text, name, detail) in [
            ("at 5", "alternative", json!("17:00:00")),
            ("at 5pm", "alternative", Value::Null),
            ("now", "granularity", json!("instant")),
            ("17:00:00", "granularity", json!("second")),
            ("5 hours ago", "relative_hour", json!(-5)),
            ("at 2:30", "specific_minute", json!(30)),
            ("this morning", "part_of_day", json!("morning")),
        ] {
            assert_eq!(found(text)[0].property(name), detail, "{text}");
        }
    }

    #[test]
    fn a_part_of_the_day_is_two_times() {
        let found = found("this morning");
        let times: Vec<(&str, Value)> = found
            .iter()
            .map(|time| (time.value.as_str(), time.property("role")["type"].clone()))
            .collect();
        let expected = [
            ("06:00:00", json!("time_from")),
            ("12:00:00", json!("time_to")),
        ];
        assert_eq!(times, expected);
    }
}
