//! Pages: how many, what stands on each, and that nothing runs over anything.

use domain::money::{Currency, Money};
use paper::statement::{MAX_LINES, Statement};

use crate::reader::{HEAD, Printed, Word, open};
use crate::sample::{ENGLISH, random_statement, statement};

/// Lines of one height that fill the first page to its end, with opening and closing balance.
const ONE_PAGE: usize = 22;

/// Where everything printed has to be, in points.
const LEFT: f64 = 50.0;
const RIGHT: f64 = 545.276;
const BOTTOM: f64 = 812.0;

fn plain(count: usize) -> Statement<'static> {
    let mut statement = statement(count);
    for line in &mut statement.lines {
        "Ana Souza".clone_into(&mut line.text);
        line.reference = String::new();
    }
    statement
}

/// Every page says which it is, has the table's head, and every line stands once and whole on one of them.
fn assert_pages(statement: &Statement, printed: &Printed, count: usize) {
    let pages = printed.pages();
    assert_eq!(pages.len(), count);
    for (number, page) in (1..).zip(&pages) {
        assert!(
            page.contains(&format!("Page {number} of {count}")),
            "{page}"
        );
        assert!(page.contains(HEAD));
        assert!(page.contains("ACME Bank never asks for your PIN"));
        assert!(page.contains("Maria Fernández-Łącka"));
    }
    let text = pages.concat();
    let mut rest = text.as_str();
    for line in &statement.lines {
        let balance = ENGLISH.figure(line.balance);
        let found = rest.split_once(&format!(" {balance}\n"));
        rest = found.unwrap_or_else(|| panic!("{balance} is missing")).1;
    }
}

#[test]
fn pages_are_as_many_as_the_lines_need() {
    for (lines, pages) in [(0, 1), (1, 1), (ONE_PAGE, 1), (ONE_PAGE + 1, 2), (100, 4)] {
        let statement = plain(lines);
        let Some(printed) = open(&statement) else {
            return;
        };
        assert_pages(&statement, &printed, pages);
    }
}

#[test]
fn the_longest_statement_there_may_be_has_every_line() {
    let statement = statement(MAX_LINES);
    let Some(printed) = open(&statement) else {
        return;
    };
    assert_pages(&statement, &printed, 219);
}

#[test]
fn the_closing_balance_takes_a_line_with_it_to_the_next_page() {
    let Some(printed) = open(&plain(ONE_PAGE + 1)) else {
        return;
    };
    let last = &printed.pages()[1];
    assert_eq!(last.matches("Ana Souza").count(), 1);
    assert!(last.contains("Closing balance"));
}

#[test]
fn a_period_without_lines_says_so() {
    let Some(printed) = open(&statement(0)) else {
        return;
    };
    let page = &printed.pages()[0];
    assert!(
        page.contains("Nothing came in or went out in this period."),
        "{page}"
    );
    assert!(page.contains("Opening balance") && page.contains("Closing balance"));
    assert_orderly(&printed.words(1));
}

#[test]
fn nothing_runs_over_anything_however_long_the_names_and_amounts_are() {
    let long = [
        "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch".repeat(5),
        "The Worshipful Company of Makers of Playing Cards ".repeat(5),
        "W".repeat(500),
    ];
    let extremes = Currency::ALL.map(extreme);
    for mut statement in extremes.into_iter().chain([statement(30)]) {
        for (index, line) in statement.lines.iter_mut().enumerate() {
            line.text.clone_from(&long[index % long.len()]);
            line.reference.clone_from(&long[(index + 1) % long.len()]);
        }
        statement.holder = "Hubert Blaine Wolfeschlegelsteinhausenbergerdorff ".repeat(4);
        statement.account_name = "W".repeat(200);
        statement.account_number = "1234 ".repeat(40);
        let Some(printed) = open(&statement) else {
            return;
        };
        for page in 1..=printed.pages().len() {
            assert_orderly(&printed.words(page));
        }
    }
}

/// The largest amounts there can be.
fn extreme(currency: Currency) -> Statement<'static> {
    let mut statement = random_statement(2, currency, 1);
    let money = |minor| Money::new(minor, currency);
    (statement.opening, statement.closing) = (money(-i64::MAX), money(-i64::MAX));
    (statement.lines[0].amount, statement.lines[0].balance) = (money(i64::MAX), money(0));
    (statement.lines[1].amount, statement.lines[1].balance) = (money(-i64::MAX), money(-i64::MAX));
    statement
}

/// No word leaves the margins or touches another. Boxes are as high as the typeface; letters are lower.
#[expect(clippy::float_arithmetic, reason = "lengths on paper, no money")]
fn assert_orderly(words: &[Word]) {
    assert!(words.len() > 20, "{words:?}");
    for (index, word) in words.iter().enumerate() {
        assert!(
            word.left > LEFT - 0.1 && word.right < RIGHT + 0.1,
            "{word:?}"
        );
        assert!(word.bottom < BOTTOM, "{word:?}");
        for other in &words[index + 1..] {
            let apart = word.right <= other.left + 0.1 || other.right <= word.left + 0.1;
            let slack = 2.5;
            let stacked = word.bottom <= other.top + slack || other.bottom <= word.top + slack;
            assert!(apart || stacked, "{word:?} touches {other:?}");
        }
    }
}
