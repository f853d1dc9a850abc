//! References against vectors and laws: one wrong digit is always found.

use fastrand::Rng;

use super::*;

fn rule(text: &str) -> ReferenceRule {
    ReferenceRule::parse(text).unwrap()
}

/// The first is the example of ISO 11649; the others were computed by hand from the rule.
#[test]
fn references_that_are_right_are_read_however_they_are_written() {
    for (text, typed, kept) in [
        ("rf", "RF18 5390 0754 7034", "RF18539007547034"),
        ("rf", "rf18-5390-0754-7034", "RF18539007547034"),
        ("rf", "RF١٨ ٥٣٩٠ ٠٧٥٤ ٧٠٣٤", "RF18539007547034"),
        ("rf", "RF471234567890", "RF471234567890"),
        ("luhn:11", "7992 7398 713", "79927398713"),
        ("luhn:11", "７９９２７３９８７１３", "79927398713"),
        ("mod11:7,6,5,4,3,2", "1234 560", "1234560"),
        ("pattern:AA9999999", "ab 12.34/567", "AB1234567"),
        ("pattern:X9X", "a1 2", "A12"),
    ] {
        let read = rule(text).read(typed);
        assert_eq!(
            read.as_ref().map(BillReference::text),
            Ok(kept),
            "{text} {typed}"
        );
        assert_eq!(BillReference::parse(kept).as_ref(), read.as_ref().ok());
    }
}

#[test]
fn what_is_wrong_with_a_reference_is_told() {
    let length = |characters, fewest, most| ReferenceError::Length {
        characters,
        fewest,
        most,
    };
    for (text, typed, error) in [
        ("rf", "RF19 5390 0754 7034", ReferenceError::CheckDigits),
        ("rf", "RF18 5390 O754 7034", ReferenceError::CheckDigits),
        ("rf", "FR18 5390 0754 7034", ReferenceError::Character),
        ("rf", "RFI8 5390 0754 7034", ReferenceError::Character),
        ("rf", "RF18", length(4, 5, 25)),
        ("rf", "RF18 5390 0754 7034 ✓", ReferenceError::Character),
        ("luhn:11", "7992 7398 712", ReferenceError::CheckDigits),
        ("luhn:11", "7992 7398 71", length(10, 11, 11)),
        ("luhn:11", "7992 7398 71O", ReferenceError::Character),
        ("mod11:7,6,5,4,3,2", "1234567", ReferenceError::CheckDigits),
        ("mod11:7,6,5,4,3,2", "12345", length(5, 7, 7)),
        ("pattern:AA9999999", "A11234567", ReferenceError::Character),
        ("pattern:AA9999999", "", length(0, 9, 9)),
    ] {
        assert_eq!(rule(text).read(typed), Err(error), "{text} {typed}");
    }
}

#[test]
fn a_rule_is_read_back_as_it_was_written_and_what_is_none_is_refused() {
    for text in ["rf", "luhn:10", "mod11:10,9,8", "pattern:AA99X"] {
        assert_eq!(rule(text).to_text(), text);
    }
    for text in [
        "",
        "RF",
        "rf:",
        "rf:1",
        "luhn",
        "luhn:1",
        "luhn:6",
        "luhn:13",
        "mod11:1,2,3,4,5",
        "pattern:AA999999",
        "pattern:9999999X99999",
        "luhn:010",
        "luhn:+9",
        "mod11:",
        "mod11:0",
        "mod11:11",
        "mod11:1,,2",
        "pattern:",
        "pattern:AAA",
        "pattern:A9-",
        "mod97:4",
    ] {
        assert_eq!(ReferenceRule::parse(text), Err(NoRule), "{text}");
    }
}

#[test]
fn every_single_wrong_digit_is_found_by_every_rule_that_has_a_check_digit() {
    let mut rng = Rng::with_seed(1);
    for text in [
        "rf",
        "luhn:10",
        "luhn:12",
        "mod11:8,7,6,5,4,3,2",
        "mod11:1,10,1,10",
    ] {
        for _ in 0..200 {
            let right = drawn(&rule(text), &mut rng);
            for place in 0..right.len() {
                for digit in b'0'..=b'9' {
                    let mut wrong = right.clone().into_bytes();
                    if !wrong[place].is_ascii_digit() {
                        continue;
                    }
                    wrong[place] = digit;
                    let wrong = String::from_utf8(wrong).unwrap();
                    let is_right = rule(text).read(&wrong).is_ok();
                    assert_eq!(is_right, wrong == right, "{text}: {right} {wrong}");
                }
            }
        }
    }
}

#[test]
fn two_digits_that_changed_places_are_found_in_an_rf_reference() {
    let mut rng = Rng::with_seed(2);
    for _ in 0..500 {
        let right = drawn(&ReferenceRule::Rf, &mut rng);
        for place in 3..right.len() {
            let mut wrong = right.clone().into_bytes();
            if wrong[place - 1..=place].iter().all(u8::is_ascii_digit) {
                wrong.swap(place - 1, place);
            }
            let wrong = String::from_utf8(wrong).unwrap();
            let is_right = ReferenceRule::Rf.read(&wrong).is_ok();
            assert_eq!(is_right, wrong == right, "{right} {wrong}");
        }
    }
}

#[test]
fn it_is_shown_in_groups_of_four_and_never_printed() {
    let reference = BillReference::parse("RF18539007547034").unwrap();
    assert_eq!(reference.to_string(), "RF18 5390 0754 7034");
    assert_eq!(format!("{reference:?}"), "BillReference(..)");
    for text in [
        "",
        "abc1",
        "A B1",
        "ABC",
        "A1\u{301}",
        "1234567890123456789012345A",
    ] {
        assert_eq!(BillReference::parse(text), None, "{text}");
    }
}

/// A right reference: random characters, and whichever check digits fit.
fn drawn(rule: &ReferenceRule, rng: &mut Rng) -> String {
    loop {
        let body: String = match rule {
            ReferenceRule::Rf => {
                let length = rng.usize(1..=21);
                let body: String = (0..length)
                    .map(|_| rng.digit(36).to_ascii_uppercase())
                    .collect();
                let checks = (2..=98).map(|check| format!("RF{check:02}{body}"));
                let mut right = checks.filter(|text| rule.read(text).is_ok());
                if let (Some(one), None) = (right.next(), right.next()) {
                    return one;
                }
                continue;
            }
            _ => (1..rule.lengths().0).map(|_| rng.digit(10)).collect(),
        };
        let found = (0..10).map(|check| format!("{body}{check}"));
        if let Some(right) = found.into_iter().find(|text| rule.read(text).is_ok()) {
            return right;
        }
    }
}
