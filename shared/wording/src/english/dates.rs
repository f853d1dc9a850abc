//! Days and stretches of days, as they are written in Britain.

use domain::disclosure::{Extent, Period};
use jiff::civil::{Date, DateTime};

/// The months, from January.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Letters of a month's short name.
const SHORT_LETTERS: usize = 3;

/// `21 November`.
fn day_and_month(date: Date) -> String {
    format!("{} {}", date.day(), month(date))
}

/// `21 Nov`.
#[must_use]
pub fn short(date: Date) -> String {
    let month: String = month(date).chars().take(SHORT_LETTERS).collect();
    format!("{} {month}", date.day())
}

/// `21 November 2026`.
#[must_use]
pub fn long(date: Date) -> String {
    format!("{} {}", day_and_month(date), date.year())
}

/// A moment as one would say it on a day: `08:12`, or `08:12 on 21 November` on any other.
#[must_use]
pub fn moment(at: DateTime, today: Date) -> String {
    let time = format!("{:02}:{:02}", at.hour(), at.minute());
    if at.date() == today {
        return time;
    }
    format!("{time} on {}", day_and_month(at.date()))
}

/// How much of a journal: `the last 10 bookings`, `October 2026`, `1 to 7 October 2026`.
#[must_use]
pub fn extent(extent: Extent) -> String {
    match extent {
        Extent::Newest(count) => format!("the last {count} bookings"),
        Extent::Period(period) => stretch(&period),
    }
}

/// A stretch of days in the fewest words that name it.
#[must_use]
pub fn stretch(period: &Period) -> String {
    let (first, last) = (period.first(), period.last());
    let is_month = first.day() == 1 && last == first.last_of_month();
    if first == last {
        long(first)
    } else if is_month {
        format!("{} {}", month(first), first.year())
    } else if (first.year(), first.month()) == (last.year(), last.month()) {
        format!("{} to {}", first.day(), long(last))
    } else if first.year() == last.year() {
        format!("{} to {}", day_and_month(first), long(last))
    } else {
        format!("{} to {}", long(first), long(last))
    }
}

fn month(date: Date) -> &'static str {
    let place = usize::try_from(date.month()).unwrap_or_default();
    let found = MONTHS.get(place.saturating_sub(1));
    found.copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_moment_is_told_by_the_clock_and_on_another_day_with_its_date() {
        let today = date(2026, 11, 21);
        assert_eq!(moment(today.at(8, 2, 59, 0), today), "08:02");
        let another = date(2026, 11, 14).at(23, 50, 0, 0);
        assert_eq!(moment(another, today), "23:50 on 14 November");
    }

    #[test]
    fn a_stretch_is_named_in_the_fewest_words() {
        for (first, last, named) in [
            (date(2026, 11, 21), date(2026, 11, 21), "21 November 2026"),
            (date(2026, 10, 1), date(2026, 10, 31), "October 2026"),
            (date(2026, 10, 1), date(2026, 10, 7), "1 to 7 October 2026"),
            (
                date(2026, 9, 28),
                date(2026, 10, 4),
                "28 September to 4 October 2026",
            ),
            (
                date(2025, 12, 30),
                date(2026, 1, 2),
                "30 December 2025 to 2 January 2026",
            ),
        ] {
            let period = Period::try_new(first, last).unwrap();
            assert_eq!(stretch(&period), named);
        }
    }
}
