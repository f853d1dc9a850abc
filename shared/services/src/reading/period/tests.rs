//! Stretches of days as people name them, seen from Monday, 23 November 2026.

use jiff::civil::date;

use super::*;

fn read(text: &str) -> Option<(When, usize)> {
    let words: Vec<&str> = text.split(' ').collect();
    at_start(
        &words,
        UnixSeconds(1_795_435_200),
        &Calendar::utc(),
        Language::ENGLISH,
    )
}

/// From and until, where the whole text names them.
fn days(text: &str) -> Option<(String, String)> {
    match read(text)? {
        (When::Days(first, last), taken) if taken == text.split(' ').count() => {
            Some((first.to_string(), last.to_string()))
        }
        _ => None,
    }
}

#[test]
fn stretches_are_read_however_they_are_named() {
    for (text, first, last) in [
        ("today", "2026-11-23", "2026-11-23"),
        ("yesterday", "2026-11-22", "2026-11-22"),
        ("this week", "2026-11-23", "2026-11-23"),
        ("last week", "2026-11-16", "2026-11-22"),
        ("this month", "2026-11-01", "2026-11-23"),
        ("last month", "2026-10-01", "2026-10-31"),
        ("last year", "2025-01-01", "2025-12-31"),
        ("last 7 days", "2026-11-17", "2026-11-23"),
        ("past three months", "2026-08-23", "2026-11-23"),
        ("october", "2026-10-01", "2026-10-31"),
        ("december", "2025-12-01", "2025-12-31"),
        ("oct 2024", "2024-10-01", "2024-10-31"),
        ("2025", "2025-01-01", "2025-12-31"),
        ("since 1 october", "2026-10-01", "2026-11-23"),
        ("since july", "2026-07-01", "2026-11-23"),
        ("from 1 to 15 march", "2026-03-01", "2026-03-15"),
        ("from 28 september to 4 october", "2026-09-28", "2026-10-04"),
        (
            "between 01/10/2026 and 31/10/2026",
            "2026-10-01",
            "2026-10-31",
        ),
        ("1st of october", "2026-10-01", "2026-10-01"),
        ("october 1st 2025", "2025-10-01", "2025-10-01"),
        ("2026-10-01", "2026-10-01", "2026-10-01"),
        ("1/12", "2025-12-01", "2025-12-01"),
        ("from 1 november to today", "2026-11-01", "2026-11-23"),
        ("from 1 to 30 november", "2026-11-01", "2026-11-30"),
        ("from 1 november to 30 november", "2026-11-01", "2026-11-30"),
        ("from 20 december to 5 january", "2025-12-20", "2026-01-05"),
        ("1 to 15 march 2025", "2025-03-01", "2025-03-15"),
        ("from september to october", "2026-09-01", "2026-10-31"),
        ("november to january", "2025-11-01", "2026-01-31"),
        ("october to december 2024", "2024-10-01", "2024-12-31"),
        ("november to february 2024", "2023-11-01", "2024-02-29"),
        ("december 2024 to january 2025", "2024-12-01", "2025-01-31"),
        ("monday", "2026-11-23", "2026-11-23"),
        ("last friday", "2026-11-20", "2026-11-20"),
        ("tue", "2026-11-17", "2026-11-17"),
        ("last weekend", "2026-11-21", "2026-11-22"),
        ("last fortnight", "2026-11-10", "2026-11-23"),
    ] {
        let expected = Some((first.to_owned(), last.to_owned()));
        assert_eq!(days(text), expected, "{text}");
    }
}

#[test]
fn the_newest_are_counted_and_never_more_than_a_page_holds() {
    assert_eq!(read("last 5"), Some((When::Newest(5), 2)));
    assert_eq!(read("last ten transactions"), Some((When::Newest(10), 2)));
    assert_eq!(read("3 payments"), Some((When::Newest(3), 1)));
    assert_eq!(read("last 50"), Some((When::Newest(50), 2)));
    for text in ["last 51", "last 500", "last 10000"] {
        assert_eq!(read(text), Some((When::TooMany, 2)), "{text}");
    }
}

#[test]
fn a_day_that_does_not_exist_is_told_and_not_moved() {
    for text in [
        "31 february",
        "31/02/2026",
        "from 15 march to 1 march",
        "30 february 2025",
    ] {
        assert!(matches!(read(text), Some((When::NoSuchDay, _))), "{text}");
    }
}

#[test]
fn what_names_no_days_is_left_alone() {
    for text in ["octember", "last", "5", "savings", "since forever", "99999"] {
        assert_eq!(read(text), None, "{text}");
    }
    assert_eq!(
        days("1 october"),
        Some((date(2026, 10, 1).to_string(), "2026-10-01".to_owned()))
    );
}
