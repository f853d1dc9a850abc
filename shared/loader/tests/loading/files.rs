//! What is wrong with files, told before anything is written.

use loader::{Book, File, Format, Problem};

use crate::{ACCOUNTS, CUSTOMERS, TODAY, csv, read};

/// What is said of these files before anything is written.
fn said(customers: &str, accounts: &str) -> Vec<String> {
    let problems = read(customers, accounts).err().unwrap_or_default();
    problems.iter().map(Problem::to_string).collect()
}

#[test]
fn what_is_wrong_is_named_by_line_and_column_and_never_repeated() {
    for (was, is, start) in [
        (
            "+447700900111",
            "07700900111",
            "customers.csv line 2, phone: must be a phone number in E.164",
        ),
        (
            "+447700900111",
            "",
            "customers.csv line 2, phone: must be given",
        ),
        (
            "135790",
            "13579",
            "customers.csv line 2, pin: must be six digits",
        ),
        (
            "1990-02-28",
            "1990-02-30",
            "customers.csv line 2, birth_date: must be a date",
        ),
        (
            "1990-02-28",
            "2026-11-29",
            "customers.csv line 2, birth_date: must be a date",
        ),
        (
            "1990-02-28",
            "28/02/1990",
            "customers.csv line 2, birth_date: must be a date",
        ),
        (
            "1990-02-28",
            "",
            "customers.csv line 2, birth_date: a person needs",
        ),
        (
            "9876",
            "987",
            "customers.csv line 3, card_last_four: must be the card's",
        ),
        (
            "dora-evans",
            "dora evans",
            "customers.csv line 2, id: must be 1 to 64",
        ),
        (
            "town-water",
            "bank",
            "customers.csv line 4, id: must be 1 to 64",
        ),
        (
            "Dora Evans",
            "",
            "customers.csv line 2, name: must not be empty",
        ),
        (
            "+447700900112",
            "+447700900111",
            "customers.csv line 3, phone: stands in line 2 already",
        ),
        (
            "emil-ross",
            "dora-evans",
            "customers.csv line 3, id: stands in line 2 already",
        ),
        (
            "Town Water,,,,",
            "Town Water",
            "customers.csv line 4: the row has 2 fields, and there are 6",
        ),
        (
            ",pin,",
            ",pincode,",
            "customers.csv line 1: name number 4 is none",
        ),
        (
            "id,name,phone",
            "id,phone,phone",
            "customers.csv line 1, phone: the column stands there twice",
        ),
        (
            ",",
            ";",
            "customers.csv line 1: the first line must name the columns, parted by commas",
        ),
        (
            "id,name,phone,pin,birth_date,card_last_four\n",
            "",
            "customers.csv line 1: the first line must name",
        ),
    ] {
        let told = said(&CUSTOMERS.replace(was, is), ACCOUNTS);
        assert!(
            told.first().is_some_and(|one| one.starts_with(start)),
            "{is}: {told:?}"
        );
        assert!(is.len() < 5 || !told.concat().contains(is), "{told:?}");
    }
}

#[test]
fn what_is_wrong_with_an_account_is_named_by_line_and_column() {
    for (was, is, start) in [
        (
            "40040101",
            "4004010",
            "accounts.csv line 2, id: must be an account number",
        ),
        (
            "40040102",
            "40040101",
            "accounts.csv line 3, id: stands in line 2 already",
        ),
        (
            "40050101,emil-ross",
            "40050101,emil",
            "accounts.csv line 4, owner: is no `id`",
        ),
        (
            "everyday,EUR",
            "current,EUR",
            "accounts.csv line 4, kind: must be `everyday`",
        ),
        (
            "EUR",
            "CHF",
            "accounts.csv line 4, currency: must be one of BRL, EUR",
        ),
        (
            "1234.50",
            "\"1,234.50\"",
            "accounts.csv line 2, balance: must be an amount such as 1234.50",
        ),
        (
            "1234.50",
            "-1234.50",
            "accounts.csv line 2, balance: must not be below zero",
        ),
        (
            "-3000",
            "3000",
            "accounts.csv line 3, balance: must not be above zero",
        ),
        (
            "merchant,GBP,0",
            "merchant,GBP,1",
            "accounts.csv line 5, balance: must not be other than",
        ),
        (
            "id,owner",
            "id,customer",
            "accounts.csv line 1: name number 2 is none",
        ),
    ] {
        let told = said(CUSTOMERS, &ACCOUNTS.replace(was, is));
        assert!(
            told.first().is_some_and(|one| one.starts_with(start)),
            "{is}: {told:?}"
        );
    }
    assert_eq!(
        said("", ACCOUNTS)[0],
        "customers.csv: the file holds no row"
    );
}

#[test]
fn everything_that_is_wrong_is_told_at_once() {
    let customers = CUSTOMERS.replace("135790", "x").replace("9876", "y");
    let accounts = ACCOUNTS.replace("EUR", "CHF");
    let lines = said(&customers, &accounts);
    assert_eq!(lines.len(), 3, "{lines:?}");
}

#[test]
fn json_lines_say_the_same_as_csv() {
    let customers = r#"{"id":"dora-evans","name":"Dora Evans","phone":"+447700900111","pin":"135790","birth_date":"1990-02-28"}

{"id":"town-water","name":"Town Water","phone":null}
"#;
    let accounts = r#"{"id":"40040101","owner":"dora-evans","name":"Current account","kind":"everyday","currency":"GBP","balance":"1234.50"}"#;
    let json = |name, text: &'static str| File {
        name,
        format: Format::JsonLines,
        bytes: text.as_bytes(),
    };
    let told = |customers: &'static str, accounts: &'static str| -> Vec<String> {
        let (customers, accounts) = (json("c.jsonl", customers), json("a.jsonl", accounts));
        let problems = Book::read(&customers, &accounts, TODAY).err();
        problems
            .unwrap_or_default()
            .iter()
            .map(Problem::to_string)
            .collect()
    };
    assert!(told(customers, accounts).is_empty());
    assert_eq!(
        told(customers, r#"{"id":"40040101","balance":1234.5}"#),
        [
            "a.jsonl line 1, balance: must be a JSON string, numbers included",
            "a.jsonl line 1, kind: must not be empty"
        ]
    );
    assert_eq!(
        told(customers, "[]\n{\"iban\":\"x\"}")[0],
        "a.jsonl line 1: the line is not a JSON object"
    );
}

#[test]
fn a_file_in_another_encoding_is_refused_and_a_mark_of_utf_8_is_passed_over() {
    let marked = format!("\u{FEFF}{CUSTOMERS}").replace('\n', "\r\n");
    assert!(said(&marked, ACCOUNTS).is_empty());
    let latin = File {
        name: "customers.csv",
        format: Format::Csv,
        bytes: b"id,name\njose,Jos\xe9\n",
    };
    let problems = Book::read(&latin, &csv("accounts.csv", ACCOUNTS), TODAY)
        .err()
        .unwrap();
    assert_eq!(
        problems[0].to_string(),
        "customers.csv: the file is not written in UTF-8"
    );
}
