//! The file: what it says of itself, how it is tagged, and that it is the same each time.
//!
//! That it keeps to PDF/A-2a and PDF/UA-1 as far as a program can tell is checked by the library in every print.

use paper::statement::print;

use crate::reader::open;
use crate::sample::statement;

#[test]
fn the_same_statement_gives_the_same_bytes() {
    for lines in [0, 1, 200] {
        let once = print(&statement(lines)).unwrap();
        assert!(
            once == print(&statement(lines)).unwrap(),
            "{lines} lines differ"
        );
    }
}

#[test]
fn the_file_says_what_it_is_whose_language_it_speaks_and_when_it_was_made() {
    let Some(printed) = open(&statement(1)) else {
        return;
    };
    let about = printed.about();
    for (key, value) in [
        ("Title", "Account statement, 1 June 2026 to 30 June 2026"),
        ("Author", "ACME Bank"),
        ("CreationDate", "Wed Jul  1 00:00:00 2026"),
        ("Tagged", "yes"),
        ("Page size", "595.276 x 841.89 pts (A4)"),
        ("JavaScript", "no"),
        ("Encrypted", "no"),
    ] {
        let line = about
            .lines()
            .find(|line| line.starts_with(&format!("{key}:")));
        assert!(line.unwrap().contains(value), "{line:?}");
    }
    let bytes = print(&statement(1)).unwrap();
    for part in [
        "/Lang(en-GB)",
        "<pdfaid:part>2<",
        "<pdfaid:conformance>A<",
        "<pdfuaid:part>1<",
    ] {
        let found = bytes
            .windows(part.len())
            .any(|window| window == part.as_bytes());
        assert!(found, "{part}");
    }
}

#[test]
fn a_screen_reader_hears_the_statement_once_and_in_order() {
    let Some(printed) = open(&statement(60)) else {
        return;
    };
    let tags = printed.tags();
    let mut rest = tags.as_str();
    for next in [
        "\"ACME Bank\"",
        "H1",
        "\"Account statement\"",
        "\"1 June 2026 to 30 June 2026\"",
        "\"Maria Fernández-Łącka\"",
        "\"Opening balance\"",
        "\"Closing balance\"",
        "Table",
        "THead",
        "/Scope /Column",
        "\"Balance, GBP\"",
        "TBody",
        "\"Opening balance\"",
        "\"Ana Souza\"",
        "\"Closing balance\"",
        "never asks for your PIN",
    ] {
        rest = rest
            .split_once(next)
            .unwrap_or_else(|| panic!("no {next} in {rest}"))
            .1;
    }
    // What is repeated for the eye on three pages is said once.
    for once in ["\"ACME Bank\"", "\"Details\"", "never asks"] {
        assert_eq!(tags.matches(once).count(), 1, "{once}");
    }
    assert!(!tags.contains("Page 1 of"));
}
