//! Dates that are so many units away: "in two weeks", "3 days ago", "next month".

use jiff::Span;
use jiff::civil::Date;
use regex::Captures;

use super::Reading;
use crate::entity::Locale;
use crate::entity::rule::{COUNT, Rule, counted, group};

pub(super) fn rules() -> Vec<Rule<Reading>> {
    let unit = r"(?P<unit>day|week|fortnight|month|year)s?";
    vec![
        Rule::new(&format!(r"in\s+(?P<count>{COUNT})\s+{unit}"), ahead),
        Rule::new(
            &format!(r"(?P<count>{COUNT})\s+{unit}\s+(?:from\s+(?:now|today)|later)"),
            ahead,
        ),
        Rule::new(&format!(r"(?P<count>{COUNT})\s+{unit}\s+ago"), back),
        Rule::new(
            r"(?P<which>next|last|this)\s+(?P<unit>week|fortnight|month|quarter|year)",
            neighbour,
        ),
    ]
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
    let date = shifted(locale.now.date(), &unit, count)?;
    Some(Reading::new(date, "day").with(&format!("relative_{unit}"), count))
}

fn neighbour(captures: &Captures<'_>, locale: &Locale) -> Option<Reading> {
    let unit = group(captures, "unit")?;
    let steps = match group(captures, "which")?.as_str() {
        "next" => 1,
        "last" => -1,
        _ => 0,
    };
    let date = shifted(locale.now.date(), &unit, steps)?;
    Some(Reading::new(date, granularity(&unit)).with(&format!("relative_{unit}"), steps))
}

fn shifted(date: Date, unit: &str, count: i64) -> Option<Date> {
    let span = Span::new();
    let span = match unit {
        "day" => span.try_days(count),
        "week" => span.try_weeks(count),
        "fortnight" => span.try_weeks(count.checked_mul(2)?),
        "month" => span.try_months(count),
        "quarter" => span.try_months(count.checked_mul(3)?),
        _ => span.try_years(count),
    };
    date.checked_add(span.ok()?).ok()
}

fn granularity(unit: &str) -> &'static str {
    match unit {
        "week" => "week",
        "fortnight" => "fortnight",
        "month" => "month",
        "quarter" => "quarter",
        _ => "year",
    }
}
