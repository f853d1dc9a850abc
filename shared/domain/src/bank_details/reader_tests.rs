//! What people type is read whole or not at all.

use fastrand::Rng;

use super::*;

const SEED: u64 = 20_261_128;

fn found(text: &str) -> (String, String) {
    let found = read(text).unwrap_or_else(|problem| panic!("{text}: {problem:?}"));
    (found.details.to_text(), found.name)
}

#[test]
fn details_and_a_name_are_read_in_the_forms_people_use() {
    for (text, name) in [
        ("Carla Diaz 20-29-59 63748472", "Carla Diaz"),
        ("sort code 202959 account 63748472", ""),
        ("acc no 63748472 sc 20 29 59", ""),
        (
            "Carla Diaz, sort code: 20-29-59, account number: 63748472",
            "Carla Diaz",
        ),
        (
            "Carla Diaz's sort code is 20-29-59 and account number is 63748472",
            "Carla Diaz's",
        ),
        ("20-29-59 63748472 Carla Diaz", "Carla Diaz"),
        ("20-29-59, 63748472 for Carla Diaz.", "Carla Diaz."),
        ("63748472 (20-29-59) Carla Diaz", "Carla Diaz"),
        ("20-29-59/63748472", ""),
        ("sc:202959 acc:63748472 name: Carla Diaz", "Carla Diaz"),
        (
            "Name Carla Diaz\nSort code 20 – 29 – 59\nAccount 6374 8472",
            "Carla Diaz",
        ),
        ("sc202959 acc63748472", ""),
        ("20-29-59 sort code, 63748472 account", ""),
        ("Carla 20-29-59 Diaz 63748472", "Carla Diaz"),
        (
            "Smith & Sons Ltd. bank details: 202959 63748472",
            "Smith & Sons Ltd.",
        ),
        ("Number One Ltd 202959 63748472", "Number One Ltd"),
        ("20.29.59 63748472", ""),
        ("20\u{200B}2959 ٦٣٧٤٨٤٧٢", ""),
    ] {
        assert_eq!(
            found(text),
            ("uk 202959 63748472".to_owned(), name.to_owned()),
            "{text}"
        );
    }
}

#[test]
fn an_iban_is_read_wherever_it_stands() {
    let german = "iban DE89370400440532013000";
    for (text, details, name) in [
        ("GB29 NWBK 6016 1331 9268 19", "uk 601613 31926819", ""),
        ("DE89 3704 0044 0532 0130 00", german, ""),
        (
            "Anna Berg, IBAN: de89370400440532013000",
            german,
            "Anna Berg",
        ),
        ("DE89-3704-0044-0532-0130-00 Anna Berg", german, "Anna Berg"),
        (
            "IBAN DE89 3704 0044 0532 0130 00 for Anna Berg",
            german,
            "Anna Berg",
        ),
        (
            "Léa FR14 2004 1010 0505 0001 3M02 606",
            "iban FR1420041010050500013M02606",
            "Léa",
        ),
    ] {
        assert_eq!(found(text), (details.to_owned(), name.to_owned()), "{text}");
    }
}

#[test]
fn one_part_alone_is_said_to_be_alone() {
    let sort_code = SortCode::parse("202959").unwrap();
    let account_number = AccountNumber::parse("63748472").unwrap();
    let name = "Carla Diaz".to_owned();
    for text in [
        "Carla Diaz 20-29-59",
        "Carla Diaz sc 202959",
        "202959 Carla Diaz",
    ] {
        let name = name.clone();
        assert_eq!(
            read(text),
            Err(Problem::OnlySortCode { sort_code, name }),
            "{text}"
        );
    }
    for text in ["Carla Diaz 63748472", "acc no. 6374-8472, Carla Diaz"] {
        let name = name.clone();
        let problem = Problem::OnlyAccountNumber {
            account_number,
            name,
        };
        assert_eq!(read(text), Err(problem), "{text}");
    }
    assert_eq!(read("Carla Diaz"), Err(Problem::Nothing));
    assert_eq!(read(""), Err(Problem::Nothing));
}

#[test]
fn six_digits_are_an_account_number_where_that_is_plain() {
    for text in [
        "12-34-56 987654",
        "sort code 123456 account 987654",
        "account 987654 sort code 123456",
    ] {
        assert_eq!(found(text).0, "uk 123456 00987654", "{text}");
    }
    let account_number = AccountNumber::parse("987654").unwrap();
    let name = String::new();
    let alone = Problem::OnlyAccountNumber {
        account_number,
        name,
    };
    assert_eq!(read("acc 987654"), Err(alone));
}

#[test]
fn what_could_be_read_in_two_ways_is_not_read() {
    for text in [
        "123456 987654",
        "123456 account 987654 sort code",
        "sort code and account number 123456 987654",
        "20 29 59 63 74 84 72",
        "2029 5963 7484 72",
        "20295963748472",
    ] {
        assert_eq!(read(text), Err(Problem::Unclear), "{text}");
    }
}

#[test]
fn digits_that_are_left_over_spoil_it_all() {
    for text in [
        "20-29-59 63748472 1",
        "Studio 54 20-29-59 63748472",
        "4Sure Ltd 20-29-59 63748472",
        "20-29-59 63748472 63748472",
        "20-29-59 63748472 04-00-75",
        "20-29-59 63748472 £50",
        "20-29-59 63748472 ⑤",
        "2O-29-59 63748472",
        "20-29-59 6374847²",
        "\u{202E}20-29-59 63748472",
        "20-29-59 63748472 Carla \u{2066}Diaz",
        "DE89 3704 0044 0532 0130 00 1",
        "DE89 3704 0044 0532 0130 00 20-29-59",
        "20-29-59 DE89 3704 0044 0532 0130 00",
        "DE89 3704 0044 0532 0130 00 FR14 2004 1010 0505 0001 3M02 606",
    ] {
        assert_eq!(read(text), Err(Problem::Unclear), "{text}");
    }
}

#[test]
fn the_part_that_is_wrong_is_named() {
    for (text, error) in [
        (
            "20-29-59 637484721",
            DetailsError::AccountNumber { digits: 9 },
        ),
        (
            "20-29-59 6374847212",
            DetailsError::AccountNumber { digits: 10 },
        ),
        ("account 63748", DetailsError::AccountNumber { digits: 5 }),
        ("2029 63748472", DetailsError::SortCode { digits: 4 }),
        ("sort code 2029599", DetailsError::SortCode { digits: 7 }),
        ("08-99-99 66374959", DetailsError::NotTogether),
        (
            "Anna DE89 3704 0044 0532 0130 0",
            DetailsError::IbanLength { characters: 21 },
        ),
        (
            "DE89 3704 0044 0532 0130 Anna Berg",
            DetailsError::IbanLength { characters: 20 },
        ),
        ("DE89 3704 0044 0532 0130 01", DetailsError::IbanCheckDigits),
        ("ZZ89 3704 0044 0532 0130 00", DetailsError::UnknownCountry),
        ("GB28 TEST 0899 9966 3749 59", DetailsError::NotTogether),
    ] {
        assert_eq!(read(text), Err(Problem::Wrong(error)), "{text}");
    }
}

/// One digit more, anywhere, and nothing is read; the original is read from each.
#[test]
fn no_added_digit_is_overlooked() {
    let texts = [
        "Carla Diaz 20-29-59 63748472",
        "sort code 202959, account 63748472 Carla Diaz",
        "20 29 59 6374 8472 Carla",
        "Anna DE89 3704 0044 0532 0130 00 Berg",
        "de89370400440532013000",
    ];
    for text in texts {
        assert!(read(text).is_ok(), "{text}");
        for (at, digit) in (0..=text.len()).flat_map(|at| ('0'..='9').map(move |digit| (at, digit)))
        {
            let mut spoilt = text.to_owned();
            spoilt.insert(at, digit);
            assert!(read(&spoilt).is_err(), "{spoilt}");
        }
    }
}

/// Whatever is read shows the digits of the text, in the text's order but for which part comes first.
#[test]
fn no_digit_is_lost_or_made_up() {
    let pieces = [
        "20", "29", "59", "-", " ", " ", "202959", "6374", "8472", "63748472", "sc ", "acc ", "Ana",
    ];
    let mut dice = Rng::with_seed(SEED);
    let mut read_count = 0;
    for _ in 0..40_000 {
        let text: String = (0..dice.usize(2..9))
            .map(|_| pieces[dice.usize(..pieces.len())])
            .collect();
        if let Ok(found) = read(&text) {
            read_count += 1;
            let mut typed = digits(&text);
            typed.sort_unstable();
            let mut shown = digits(&found.details.shown());
            shown.sort_unstable();
            let zeros = shown.len() - typed.len();
            assert!(
                zeros <= 2 && shown[zeros..] == typed[..],
                "{text}: {found:?}"
            );
        }
    }
    assert!(read_count > 20, "only {read_count}");
}

fn digits(text: &str) -> Vec<u8> {
    text.bytes().filter(u8::is_ascii_digit).collect()
}
