//! `@sys-time`: clock times such as "2pm", "14:30", "at 4" and "noon".

use std::sync::LazyLock;

use jiff::civil::Time;
use regex::{Captures, Regex};
use serde_json::json;

use super::number::constant;
use super::{Locale, Mention};

static PATTERN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    constant(
        r"(?i)\b(?:(?P<named>noon|midday|midnight)|(?:at\s+)?(?P<clock>\d{1,2}):(?P<minute>\d\d)(?:\s*(?P<half>[ap])\.?m\b\.?)?|(?:at\s+)?(?P<hour>\d{1,2})\s*(?P<part>[ap])\.?m\b\.?|at\s+(?P<at>\d{1,2})(?:\s*o'clock)?\b)",
    )
});

/// The times mentioned in `text`.
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
    let time = read(captures)?;
    let granularity = if captures.name("minute").is_some() {
        "minute"
    } else {
        "hour"
    };
    Some(
        Mention::new(
            "sys-time",
            &time.strftime("%H:%M:%S").to_string(),
            text,
            whole.start(),
            whole.end(),
        )
        .with("calendar_type", json!("GREGORIAN"))
        .with(
            "timezone",
            json!(locale.now.time_zone().iana_name().unwrap_or("GMT")),
        )
        .with("granularity", json!(granularity))
        .with("hour", json!(time.hour()))
        .with("minute", json!(time.minute())),
    )
}

fn read(captures: &Captures<'_>) -> Option<Time> {
    let number = |name: &str| {
        captures
            .name(name)
            .and_then(|found| found.as_str().parse::<i8>().ok())
    };
    if let Some(named) = captures.name("named") {
        let hour = if named.as_str().eq_ignore_ascii_case("midnight") {
            0
        } else {
            12
        };
        return Time::new(hour, 0, 0, 0).ok();
    }
    let hour = number("clock")
        .or_else(|| number("hour"))
        .or_else(|| number("at"))?;
    let part = captures.name("half").or_else(|| captures.name("part"));
    let hour = match part.map(|part| part.as_str().to_lowercase()).as_deref() {
        Some("p") if hour < 12 => hour.checked_add(12)?,
        Some("a") if hour == 12 => 0,
        _ => hour,
    };
    Time::new(hour, number("minute").unwrap_or(0), 0, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::ZonedDateTime;

    #[test]
    fn clock_times_are_read() {
        let locale = Locale {
            day_first: true,
            now: ZonedDateTime::default(),
        };
        for (text, time) in [
            ("2pm", "14:00:00"),
            ("at 12 am", "00:00:00"),
            ("14:30", "14:30:00"),
            ("2:30 p.m.", "14:30:00"),
            ("at 4", "04:00:00"),
            ("noon", "12:00:00"),
        ] {
            let found = find(text, &locale);
            assert_eq!(
                found.first().map(|mention| mention.value.as_str()),
                Some(time),
                "{text}"
            );
        }
        assert!(find("send 50 to Ben, 99:99", &locale).is_empty());
    }
}
