//! Java's `SimpleDateFormat` letters, as `reformatDateTime` takes them. English names only.
//!
//! <https://cloud.ibm.com/docs/watson-assistant?topic=watson-assistant-dialog-methods#dialog-methods-dates-reformatDateTime>

use std::iter::Peekable;
use std::str::Chars;

use jiff::ZonedDateTime;
use jiff::civil::{Date, Weekday};

/// Writes `moment` in Java's pattern, such as `EEE, MMM d, yyyy`.
pub(super) fn format(moment: &ZonedDateTime, pattern: &str) -> String {
    let mut text = String::new();
    let mut characters = pattern.chars().peekable();
    while let Some(letter) = characters.next() {
        if letter == '\'' {
            text.push_str(&quoted(&mut characters));
            continue;
        }
        let mut count = 1_usize;
        while letter.is_ascii_alphabetic() && characters.next_if_eq(&letter).is_some() {
            count = count.saturating_add(1);
        }
        text.push_str(&field(moment, letter, count));
    }
    text
}

/// What stands in quotes, the first already read. Two quotes in a row are one, inside and outside.
fn quoted(characters: &mut Peekable<Chars<'_>>) -> String {
    let mut text = String::new();
    if characters.next_if_eq(&'\'').is_some() {
        return "'".to_owned();
    }
    while let Some(character) = characters.next() {
        if character == '\'' && characters.next_if_eq(&'\'').is_none() {
            break;
        }
        text.push(character);
    }
    text
}

/// One run of the same letter. What is no field stands for itself.
fn field(moment: &ZonedDateTime, letter: char, count: usize) -> String {
    if let Some(number) = number(moment, letter, count) {
        return format!("{number:0count$}");
    }
    let directive = match (letter, count) {
        ('G', _) => return "AD".to_owned(),
        ('y', 2) => "%y",
        ('M' | 'L', 3) => "%b",
        ('M' | 'L', _) => "%B",
        ('E', 1..=3) => "%a",
        ('E', _) => "%A",
        ('a', _) => "%p",
        ('z', _) => "%Z",
        ('Z', _) => "%z",
        ('X', 1) => return offset(moment).chars().take(3).collect(),
        ('X', 2) => return offset(moment).replace(':', ""),
        ('X', _) => return offset(moment),
        _ => return letter.to_string().repeat(count),
    };
    moment.strftime(directive).to_string()
}

/// The letters that are numbers, filled with zeros to their count.
fn number(moment: &ZonedDateTime, letter: char, count: usize) -> Option<i64> {
    let hour = i64::from(moment.hour());
    let day = i64::from(moment.day());
    let or = |zero: i64, other: i64| if zero == 0 { other } else { zero };
    Some(match letter {
        'y' if count != 2 => i64::from(moment.year()),
        'Y' => i64::from(week_year(moment)),
        'M' | 'L' if count < 3 => i64::from(moment.month()),
        'w' => i64::from(week(moment)),
        'D' => i64::from(moment.day_of_year()),
        'd' => day,
        'F' => day.saturating_add(6).checked_div(7)?,
        // 1 is Monday, 7 is Sunday.
        'u' => i64::from(moment.weekday().to_monday_one_offset()),
        'H' => hour,
        'k' => or(hour, 24),
        'K' => hour.checked_rem(12)?,
        'h' => or(hour.checked_rem(12)?, 12),
        'm' => i64::from(moment.minute()),
        's' => i64::from(moment.second()),
        'S' => i64::from(moment.millisecond()),
        _ => return None,
    })
}

/// Java's weeks in English begin on Sunday, and the first is the one with the first of January.
fn week(moment: &ZonedDateTime) -> i16 {
    if week_year(moment) > moment.year() {
        return 1;
    }
    let first = moment.date().first_of_year().weekday();
    let before = i16::from(first.to_sunday_zero_offset());
    let day = moment.day_of_year().saturating_sub(1);
    day.saturating_add(before)
        .checked_div(7)
        .unwrap_or(0)
        .saturating_add(1)
}

/// The year the week belongs to: the last days of December may lie in the first week of the next.
fn week_year(moment: &ZonedDateTime) -> i16 {
    let date = moment.date();
    let days = i64::from(Weekday::Saturday.to_sunday_zero_offset())
        .saturating_sub(i64::from(date.weekday().to_sunday_zero_offset()));
    let end = jiff::Span::new().try_days(days);
    let saturday = end.and_then(|days| date.checked_add(days));
    saturday.map_or(date.year(), Date::year)
}

/// The distance to Greenwich as Java's `XXX`: `Z` or `+01:00`.
pub(super) fn offset(moment: &ZonedDateTime) -> String {
    if moment.offset().is_zero() {
        "Z".to_owned()
    } else {
        moment.strftime("%:z").to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn java_patterns_are_written_as_java_writes_them() {
        let moment = date(2026, 11, 3).at(14, 5, 9, 0).in_tz("UTC").unwrap();
        for (pattern, text) in [
            ("EEE, MMM d, yyyy", "Tue, Nov 3, 2026"),
            ("yyyy-MM-dd", "2026-11-03"),
            ("h:mm a", "2:05 PM"),
            ("EEEE 'the' dd. MMMM yy", "Tuesday the 03. November 26"),
            ("u", "2"),
            ("Y", "2026"),
            ("D 'of' w", "307 of 45"),
            ("kk:mm:ss.SSS XXX", "14:05:09.000 Z"),
            ("h 'o''clock'", "2 o'clock"),
        ] {
            assert_eq!(format(&moment, pattern), text, "{pattern}");
        }
    }

    #[test]
    fn the_week_of_new_year_belongs_to_the_new_year() {
        let moment = date(2026, 12, 31).at(0, 0, 0, 0).in_tz("UTC").unwrap();
        assert_eq!(format(&moment, "Y w"), "2027 1");
        let sunday = date(2016, 12, 31).at(0, 0, 0, 0).in_tz("UTC").unwrap();
        assert_eq!(format(&sunday, "u"), "6");
    }
}
