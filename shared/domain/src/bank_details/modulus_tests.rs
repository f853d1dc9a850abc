//! The specification's own test cases, and what each exception turns on.

use super::*;

/// The 34 cases of "Validating account numbers – UK modulus checking" version 9.00, in its order, with its
/// answers; two examples of exception 14 are added from its text.
const CASES: [(&str, &str, bool); 36] = [
    // Modulus 10, modulus 11, modulus 11 with double alternate.
    ("089999", "66374958", true),
    ("107999", "88837491", true),
    ("202959", "63748472", true),
    // Exceptions 10 and 11.
    ("871427", "46238510", true),
    ("872427", "46238510", true),
    ("871427", "09123496", true),
    ("871427", "99123496", true),
    // Exception 3.
    ("820000", "73688637", true),
    ("827999", "73988638", true),
    ("827101", "28748352", true),
    // Exceptions 4, 1, 6.
    ("134020", "63849203", true),
    ("118765", "64371389", true),
    ("200915", "41011166", true),
    // Exception 5.
    ("938611", "07806039", true),
    ("938600", "42368003", true),
    ("938063", "55065200", true),
    // Exceptions 7, 8.
    ("772798", "99345694", true),
    ("086090", "06774744", true),
    // Exceptions 2 and 9.
    ("309070", "02355688", true),
    ("309070", "12345668", true),
    ("309070", "12345677", true),
    ("309070", "99345694", true),
    // Exception 5.
    ("938063", "15764273", false),
    ("938063", "15764264", false),
    ("938063", "15763217", false),
    // Exception 1.
    ("118765", "64371388", false),
    // Either of two checks fails, modulus 10 fails, modulus 11 fails.
    ("203099", "66831036", false),
    ("203099", "58716970", false),
    ("089999", "66374959", false),
    ("107999", "88837493", false),
    // Exceptions 12 and 13.
    ("074456", "12345112", true),
    ("070116", "34012583", true),
    ("074456", "11104102", true),
    // Exception 14.
    ("180002", "00000190", true),
    ("180002", "98093517", true),
    ("180002", "09809352", false),
];

fn together(sort_code: &str, account_number: &str) -> bool {
    belong_together(
        SortCode::parse(sort_code).unwrap(),
        AccountNumber::parse(account_number).unwrap(),
    )
}

#[test]
fn the_specifications_test_cases_come_out_as_published() {
    for (sort_code, account_number, passes) in CASES {
        assert_eq!(
            together(sort_code, account_number),
            passes,
            "{sort_code} {account_number}"
        );
    }
}

#[test]
fn a_sort_code_that_is_not_listed_fits_any_account_number() {
    for account_number in ["00000000", "12345678", "99999999"] {
        assert!(together("123456", account_number));
    }
}

#[test]
fn a_foreign_currency_account_is_one_by_its_first_and_its_last_two_digits() {
    assert!(together("200915", "41011166"));
    assert!(!together("200915", "41011167"));
    assert!(!together("200915", "31011166"));
    assert!(!together("200915", "91011166"));
}

/// A weight that its divisor shares a factor with lets some wrong digits through, so not all are found; the
/// sort codes here have none.
#[test]
fn every_single_wrong_digit_is_found_where_the_weights_allow() {
    for (sort_code, account_number) in [("089999", "66374958"), ("107999", "88837491")] {
        for index in 0..8 {
            for digit in b'0'..=b'9' {
                let mut wrong = account_number.as_bytes().to_vec();
                wrong[index] = digit;
                let wrong = String::from_utf8(wrong).unwrap();
                let is_same = wrong == account_number;
                assert_eq!(together(sort_code, &wrong), is_same, "{wrong}");
            }
        }
    }
}

/// Without its exception a case would come out otherwise: each is there. All but the eighth, whose other sort
/// code makes the same total for the one sort code that has it.
#[test]
fn no_exception_could_be_left_out() {
    for (sort_code, account_number, exceptions) in [
        ("118765", "64371389", &[1][..]),
        ("309070", "12345677", &[2]),
        ("820000", "73688637", &[3]),
        ("134020", "63849203", &[4]),
        ("938611", "07806039", &[5]),
        ("200915", "41011166", &[6]),
        ("772798", "99345694", &[7]),
        ("309070", "12345668", &[9]),
        ("871427", "09123496", &[10]),
        ("872427", "46238510", &[11]),
        ("074456", "11104102", &[13]),
        ("180002", "00000190", &[14]),
    ] {
        let sort_code = SortCode::parse(sort_code).unwrap();
        let account = AccountNumber::parse(account_number).unwrap().digits();
        let rows = table::rows(sort_code);
        let plain: Vec<Row> = rows.iter().map(|row| without(*row, exceptions)).collect();
        let passes = match plain.as_slice() {
            [only] => passes(only, sort_code, account),
            [first, second] => pass_together([first, second], sort_code, account),
            _ => panic!("{sort_code}"),
        };
        assert!(!passes, "{sort_code} passes without {exceptions:?}");
    }
}

#[test]
fn exception_eight_checks_another_sort_code() {
    let given = SortCode::parse("086090").unwrap();
    let row = table::rows(given)[0];
    assert_eq!(checked_instead(&row, given).to_string(), "09-01-26");
}

fn without(row: Row, exceptions: &[u8]) -> Row {
    let exception = if exceptions.contains(&row.exception) {
        0
    } else {
        row.exception
    };
    Row { exception, ..row }
}
