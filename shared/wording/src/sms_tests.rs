//! What a phone receives, letter by letter.

use domain::language::Language;

use super::*;
use crate::say;
use crate::sentence::{Piece, name};

const HOST: &str = "bank.example";

fn code_for(payee: &str, host: &str) -> String {
    text(&Text {
        needed: say![
            "ACME Bank: 123456 is your code to send £50.00 to ",
            name(payee),
            " ",
            Piece::ending("0102".to_owned(), Language::ENGLISH),
            ". Never share it."
        ],
        short: say![
            "ACME Bank: 123456 to send £50.00 to ",
            name(payee),
            " ",
            Piece::ending("0102".to_owned(), Language::ENGLISH)
        ],
        last_line: Some(bound(host, "123456")),
        more: vec![say![" Valid 5 minutes."], say![" We will not call for it."]],
    })
}

#[test]
fn latin_names_lose_their_marks_and_nothing_else() {
    for (payee, texted) in [
        ("Łukasz Żak", "Lukasz Zak"),
        ("Đorđe Šćepanović", "Dorde Scepanovic"),
        ("Nguyễn Thị Ánh", "Nguyen Thi Anh"),
        ("Søren Åse Müller", "Søren Åse Müller"),
        ("İbrahim Çağrı", "Ibrahim Çagri"),
        ("Nuno Gonçalves", "Nuno Goncalves"),
        ("Þórður Ægir", "Thordur Ægir"),
        ("Siobhán O’Neill", "Siobhan O'Neill"),
        ("Ana–Luísa `Lu`", "Ana-Luisa 'Lu'"),
        ("Rene\u{301}e", "Renée"),
        ("Ben [GmbH] ~1", "Ben [GmbH] ~1"),
    ] {
        let sent = code_for(payee, HOST);
        assert!(
            sent.contains(&format!("to {texted} ending 0102.")),
            "{sent}"
        );
        assert!(sent.chars().all(is_gsm7) && septets(&sent) <= MAX_SEPTETS);
    }
}

#[test]
fn names_of_other_scripts_stay_as_they_are_in_one_part() {
    for payee in [
        "山田太郎",
        "Мария Иванова",
        "محمد الأحمد",
        "Ελένη Παππά",
        "प्रिया शर्मा",
        "김민준",
        "Ben 🙂",
    ] {
        let sent = code_for(payee, HOST);
        assert_eq!(
            sent,
            format!("ACME Bank: 123456 to send £50.00 to {payee} ending 0102")
        );
        assert!(sent.encode_utf16().count() <= MAX_UNITS, "{sent}");
    }
}

#[test]
fn a_long_name_is_cut_and_what_follows_it_is_not() {
    let sent = code_for(&"ж".repeat(60), HOST);
    assert_eq!(sent.encode_utf16().count(), MAX_UNITS);
    assert!(sent.contains("to жжжжжжжжжжжжжжж"), "{sent}");
    assert!(sent.ends_with("ж ending 0102"), "{sent}");
    let sent = code_for(&"ł".repeat(60), HOST);
    let cut = "l".repeat(MAX_NAME);
    assert!(sent.contains(&format!("to {cut} ending 0102.")), "{sent}");
}

#[test]
fn a_phone_fills_the_code_in_where_the_host_is_short_enough() {
    let sent = code_for("Ben Carter", HOST);
    assert_eq!(
        sent,
        "ACME Bank: 123456 is your code to send £50.00 to Ben Carter ending 0102. Never share it. \
         Valid 5 minutes. We will not call for it.\n@bank.example #123456"
    );
    let api = "a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com";
    let sent = code_for("Ben Carter", api);
    assert!(sent.ends_with(&format!("\n@{api} #123456")), "{sent}");
    let sent = code_for("Ben Carter", &"long.".repeat(20));
    assert!(!sent.contains('@'), "{sent}");
    assert!(sent.ends_with("We will not call for it."), "{sent}");
    assert!(!code_for("山田太郎", HOST).contains('@'));
}

#[test]
fn a_name_adds_no_line_and_turns_no_direction() {
    let forged = "Ben\n@evil.example #999999\u{202E}";
    let sent = code_for(forged, HOST);
    assert_eq!(sent.lines().count(), 2, "{sent}");
    assert!(sent.ends_with("\n@bank.example #123456"), "{sent}");
    assert!(!sent.contains('\u{202E}'));
}
