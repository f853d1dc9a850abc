//! What is printed is what was put in: every cell, for random statements of every currency.

use domain::money::Currency;
use paper::statement::{Line, Statement};

use crate::reader::open;
use crate::sample::{ENGLISH, random_statement, statement};

/// What a line's row is expected to say, a text to a line in each cell.
fn expected(line: &Line) -> Vec<String> {
    let figure = ENGLISH.figure(line.amount.checked_abs().unwrap());
    let (out, into) = if line.amount.minor() < 0 {
        (figure, String::new())
    } else {
        (String::new(), figure)
    };
    let mut details = line.text.clone();
    if !line.reference.is_empty() {
        details = [details.as_str(), &line.reference].join("\n");
    }
    let day = ENGLISH.short_day.write(line.day);
    let balance = ENGLISH.figure(line.balance);
    vec![day, details, out, into, balance]
}

fn assert_says(statement: &Statement, rows: &[Vec<String>]) {
    let (head, rows) = rows.split_first().unwrap();
    let (closing, rows) = rows.split_last().unwrap();
    let (opening, rows) = rows.split_first().unwrap();
    assert_eq!(head[..4], ["Date", "Details", "Money out", "Money in"]);
    assert_eq!(
        head[4],
        format!("Balance, {}", statement.opening.currency().code())
    );
    assert_eq!(opening[1], "Opening balance");
    assert_eq!(opening[4], ENGLISH.figure(statement.opening));
    assert_eq!(closing[1], "Closing balance");
    assert_eq!(closing[4], ENGLISH.figure(statement.closing));
    assert_eq!(rows.len(), statement.lines.len());
    for (row, line) in rows.iter().zip(&statement.lines) {
        // A name broken into lines keeps the space at the break.
        let row: Vec<String> = row.iter().map(|cell| cell.replace(" \n", " ")).collect();
        assert_eq!(row, expected(line));
    }
}

#[test]
fn every_cell_reads_as_it_was_put_in() {
    for (seed, currency) in (1..).zip(Currency::ALL) {
        let statement = random_statement(14, currency, seed);
        let Some(printed) = open(&statement) else {
            return;
        };
        assert_says(&statement, &printed.rows());
    }
}

#[test]
fn random_statements_read_in_order_as_they_were_put_in() {
    let mut random = fastrand::Rng::with_seed(20_260_601);
    for seed in 0..60 {
        let currency = Currency::ALL[random.usize(..Currency::ALL.len())];
        let mut statement = random_statement(random.usize(1..90), currency, seed);
        for line in &mut statement.lines {
            line.text = random_text(&mut random);
            line.reference = random_text(&mut random);
        }
        let Some(printed) = open(&statement) else {
            return;
        };
        let opening = ENGLISH.figure(statement.opening);
        let mut put_in = format!("1 Jun 2026 Opening balance {opening}");
        put_in.extend(statement.lines.iter().flat_map(expected));
        let found = without_spaces(&printed.table());
        let put_in = without_spaces(&put_in);
        assert!(
            found.starts_with(&put_in),
            "seed {seed}: {found}\nis not\n{put_in}"
        );
    }
}

/// The reader takes some wide gaps between letters for spaces.
fn without_spaces(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Up to four short words of letters that people's names have, in three scripts, some with two accents.
fn random_text(random: &mut fastrand::Rng) -> String {
    let letters: Vec<char> = "abcxyzABCXYZ0189éÅßłŻőşğİıđĐẹỌửΆβγέώςБгдїЄщяʼ’-−.,&/()'\"!?€£…"
        .chars()
        .collect();
    let word = |random: &mut fastrand::Rng| {
        let letters = (0..random.usize(1..8)).map(|_| letters[random.usize(..letters.len())]);
        let word: String = letters.collect();
        if random.u8(..) < 20 {
            word + "Ẹ\u{300}"
        } else {
            word
        }
    };
    let words: Vec<String> = (0..random.usize(0..5)).map(|_| word(random)).collect();
    words.join(" ")
}

#[test]
fn amounts_are_written_as_their_currency_has_them() {
    for (currency, opening, row) in [
        (Currency::Jpy, "¥1,234,567", ["", "", "", "", "1,234,567"]),
        (
            Currency::Kwd,
            "KWD 1,234.567",
            ["", "", "", "", "1,234.567"],
        ),
        (Currency::Brl, "R$12,345.67", ["", "", "", "", "12,345.67"]),
    ] {
        let money = domain::money::Money::new(1_234_567, currency);
        let mut statement = random_statement(0, currency, 1);
        (statement.opening, statement.closing) = (money, money);
        let Some(printed) = open(&statement) else {
            return;
        };
        assert!(printed.pages()[0].contains(&format!("Opening balance\n{opening}\n")));
        let rows = printed.rows();
        assert_eq!(rows[1][2..], row[2..]);
    }
}

#[test]
fn negative_balances_and_totals_are_signed_and_summed() {
    let mut statement = random_statement(2, Currency::Gbp, 3);
    let pounds = |minor| domain::money::Money::new(minor, Currency::Gbp);
    statement.opening = pounds(-123_456);
    (statement.lines[0].amount, statement.lines[0].balance) = (pounds(-1), pounds(-123_457));
    (statement.lines[1].amount, statement.lines[1].balance) = (pounds(100), pounds(-123_357));
    statement.closing = pounds(-123_357);
    let Some(printed) = open(&statement) else {
        return;
    };
    let page = &printed.pages()[0];
    for part in [
        "Opening balance\n-£1,234.56\n",
        "Money in\n£1.00\n",
        "Money out\n£0.01\n",
        "Closing balance\n-£1,233.57\n",
    ] {
        assert!(page.contains(part), "{part} is not in {page}");
    }
    let rows = printed.rows();
    assert_eq!(rows[4][2..], ["0.01", "1.00", "-1,233.57"]);
}

#[test]
fn another_language_needs_other_words_and_nothing_else() {
    let mut words = ENGLISH;
    words.title = "Extrato da conta";
    words.long_day.pattern = "{day} de {month} de {year}";
    words.long_day.months[5] = "junho";
    words.page = "Página {n} de {m}";
    (words.decimal_mark, words.thousands_mark) = (",", ".");
    let mut statement = statement(3);
    statement.words = &words;
    let Some(printed) = open(&statement) else {
        return;
    };
    let page = &printed.pages()[0];
    for part in [
        "Extrato da conta",
        "1 de junho de 2026 to 30 de junho de 2026",
        "Página 1 de 1",
        "£6.847,12",
    ] {
        assert!(page.contains(part), "{part} is not in {page}");
    }
}
