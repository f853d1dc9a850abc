//! Holidays people name in place of a date; of the American and British ones IBM lists, those with fixed rules.
//!
//! <https://cloud.ibm.com/docs/watson-assistant?topic=watson-assistant-sys-date-festivals>

use jiff::civil::{Date, Weekday};
use regex::Captures;

use super::Reading;
use crate::entity::Locale;
use crate::entity::rule::{Rule, group};

/// The day of a holiday in a year.
type Day = fn(i16) -> Option<Date>;

/// Spelling, the name IBM gives it, and its day in a year.
const FESTIVALS: [(&str, &str, Day); 14] = [
    ("christmas eve", "christmas eve", |year| fixed(year, 12, 24)),
    ("christmas", "christmas", |year| fixed(year, 12, 25)),
    ("boxing", "boxing day", |year| fixed(year, 12, 26)),
    ("new year's eve", "new year's eve", |year| {
        fixed(year, 12, 31)
    }),
    ("new year's", "new year's day", |year| fixed(year, 1, 1)),
    ("valentine's", "valentine's day", |year| fixed(year, 2, 14)),
    ("st patrick's", "st patrick's day", |year| {
        fixed(year, 3, 17)
    }),
    ("independence", "independence day", |year| fixed(year, 7, 4)),
    ("halloween", "halloween", |year| fixed(year, 10, 31)),
    ("thanksgiving", "thanksgiving", |year| {
        fixed(year, 11, 1)?
            .nth_weekday_of_month(4, Weekday::Thursday)
            .ok()
    }),
    ("labor", "labor day", |year| {
        fixed(year, 9, 1)?
            .nth_weekday_of_month(1, Weekday::Monday)
            .ok()
    }),
    ("memorial", "memorial day", |year| {
        fixed(year, 5, 1)?
            .nth_weekday_of_month(-1, Weekday::Monday)
            .ok()
    }),
    ("good friday", "good friday", |year| {
        easter(year)?.nth_weekday(-1, Weekday::Friday).ok()
    }),
    ("easter", "easter", easter),
];

pub(super) fn rules() -> Vec<Rule<Reading>> {
    vec![Rule::new(
        r"(?:on\s+|at\s+)?(?:(?P<bare>christmas eve|christmas|new year's eve|halloween|thanksgiving|good friday|easter)(?:\s+day|\s+sunday)?|(?P<day>boxing|new year's|valentine's|st patrick's|independence|labor|memorial)\s+day)",
        festival,
    )]
}

/// The next one, today included.
fn festival(captures: &Captures<'_>, locale: &Locale) -> Option<Reading> {
    let spelling = group(captures, "bare").or_else(|| group(captures, "day"))?;
    let (_, name, day) = FESTIVALS.iter().find(|(known, _, _)| *known == spelling)?;
    let today = locale.now.date();
    let this_year = day(today.year())?;
    let date = if this_year < today {
        day(today.year().checked_add(1)?)?
    } else {
        this_year
    };
    Some(Reading::new(date, "day").with("festival", *name))
}

fn fixed(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok()
}

/// Easter Sunday by the anonymous Gregorian rule.
#[expect(
    clippy::arithmetic_side_effects,
    clippy::integer_division_remainder_used,
    reason = "years of a calendar, far from any limit; the rule is made of remainders"
)]
fn easter(year: i16) -> Option<Date> {
    let year_number = i32::from(year);
    let (golden, century, rest) = (year_number % 19, year_number / 100, year_number % 100);
    let moon =
        (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - moon - rest % 4) % 7;
    let shift = (golden + 11 * moon + 22 * weekday) / 451;
    let sum = moon + weekday - 7 * shift + 114;
    fixed(
        year,
        i8::try_from(sum / 31).ok()?,
        i8::try_from(sum % 31 + 1).ok()?,
    )
}
