//! Stretches of days in Portuguese, seen from Monday, 23 November 2026.

use super::*;

fn days(text: &str) -> Option<(String, String)> {
    let words: Vec<&str> = text.split(' ').collect();
    let portuguese = Language::parse("pt-BR").unwrap();
    let now = UnixSeconds(1_795_435_200);
    match at_start(&words, now, &Calendar::utc(), portuguese)? {
        (When::Days(first, last), taken) if taken == words.len() => {
            Some((first.to_string(), last.to_string()))
        }
        (When::Newest(count), taken) if taken == words.len() => {
            Some((count.to_string(), String::new()))
        }
        _ => None,
    }
}

#[test]
fn stretches_are_read_in_the_order_of_portuguese() {
    for (text, first, last) in [
        ("hoje", "2026-11-23", "2026-11-23"),
        ("ontem", "2026-11-22", "2026-11-22"),
        ("esta semana", "2026-11-23", "2026-11-23"),
        ("semana passada", "2026-11-16", "2026-11-22"),
        ("mes passado", "2026-10-01", "2026-10-31"),
        ("ultimo mes", "2026-10-01", "2026-10-31"),
        ("ano passado", "2025-01-01", "2025-12-31"),
        ("fim de semana passado", "2026-11-21", "2026-11-22"),
        ("ultimos 3 meses", "2026-08-23", "2026-11-23"),
        ("ultimas duas semanas", "2026-11-09", "2026-11-23"),
        ("ultimos trinta dias", "2026-10-25", "2026-11-23"),
        ("sexta-feira passada", "2026-11-20", "2026-11-20"),
        ("segunda", "2026-11-23", "2026-11-23"),
        ("marco", "2026-03-01", "2026-03-31"),
        ("marco de 2025", "2025-03-01", "2025-03-31"),
        ("1 de outubro", "2026-10-01", "2026-10-01"),
        ("1º de outubro de 2025", "2025-10-01", "2025-10-01"),
        ("primeiro de maio", "2026-05-01", "2026-05-01"),
        ("de 1 a 15 de marco", "2026-03-01", "2026-03-15"),
        ("entre 1 e 15 de marco", "2026-03-01", "2026-03-15"),
        ("de outubro a dezembro de 2025", "2025-10-01", "2025-12-31"),
        ("desde 1 de setembro", "2026-09-01", "2026-11-23"),
        ("desde marco", "2026-03-01", "2026-11-23"),
        ("a partir de 5/11", "2026-11-05", "2026-11-23"),
        ("01/10/2026", "2026-10-01", "2026-10-01"),
        ("ultimas 5", "5", ""),
    ] {
        let expected = Some((first.to_owned(), last.to_owned()));
        assert_eq!(days(text), expected, "{text}");
    }
}

#[test]
fn what_is_no_stretch_is_none() {
    for text in [
        "amanha",
        "semana que vem",
        "dia",
        "de",
        "cinco",
        "31 de fevereiro",
        "0 dias",
    ] {
        assert_eq!(days(text), None, "{text}");
    }
}
