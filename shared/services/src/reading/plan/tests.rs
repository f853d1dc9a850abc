//! What a text says of the time, in both languages, and what is wrong with it.

use jiff::civil::date;

use super::*;

/// A Monday.
const TODAY: Date = date(2026, 11, 23);

fn days(text: &str, language: Language) -> (String, String) {
    let (plan, rest) = read(text, language, TODAY).unwrap_or_else(|| panic!("{text}"));
    let schedule = match plan.schedule(TODAY) {
        Ok(schedule) => schedule,
        Err(wrong) => return (format!("{wrong:?}"), rest),
    };
    let last = schedule.last().map(|last| format!(" until {last}"));
    let rhythm = match schedule.rhythm() {
        Rhythm::Once => "once".to_owned(),
        Rhythm::Weekly => "weekly".to_owned(),
        Rhythm::Monthly(day) => format!("monthly {day}"),
    };
    let said = format!("{rhythm} {}{}", schedule.first(), last.unwrap_or_default());
    (said, rest)
}

#[test]
fn what_is_said_of_the_time_is_read_and_the_rest_stays() {
    for (text, said, rest) in [
        ("pay Ben 50 on Friday", "once 2026-11-27", "pay Ben 50"),
        ("pay Ben 50 on Monday", "once 2026-11-30", "pay Ben 50"),
        ("pay Ben 50 on 5 March", "once 2027-03-05", "pay Ben 50"),
        (
            "send 50 to Ben tomorrow",
            "once 2026-11-24",
            "send 50 to Ben",
        ),
        (
            "send 50 to Ben on the 1st",
            "once 2026-12-01",
            "send 50 to Ben",
        ),
        (
            "send 50 to Ben on the 5th of March 2028 for lunch",
            "once 2028-03-05",
            "send 50 to Ben for lunch",
        ),
        (
            "send 50 to Ben on 05/03/2027",
            "once 2027-03-05",
            "send 50 to Ben",
        ),
        (
            "every Friday send Ben 20",
            "weekly 2026-11-27",
            "send Ben 20",
        ),
        (
            "send 50 to Ben every month on the 1st",
            "monthly 1 2026-12-01",
            "send 50 to Ben",
        ),
        (
            "send 50 to Ben on the 31st of every month",
            "monthly 31 2026-11-30",
            "send 50 to Ben",
        ),
        (
            "send 50 monthly to Ben from 3 May until December",
            "monthly 3 2027-05-03 until 2027-12-31",
            "send 50 to Ben",
        ),
        (
            "weekly from 3 May 2027 until 31 May 2027",
            "weekly 2027-05-03 until 2027-05-31",
            "",
        ),
        (
            "pay Ben 50 every month on the last day, 12 times",
            "monthly 31 2026-11-30 until 2027-10-31",
            "pay Ben 50",
        ),
        (
            "pay Ben 50 from savings every Friday for 3 weeks",
            "weekly 2026-11-27 until 2026-12-11",
            "pay Ben 50 from savings",
        ),
    ] {
        let read = days(text, Language::ENGLISH);
        assert_eq!(read, (said.to_owned(), rest.to_owned()), "{text}");
    }
}

#[test]
fn what_is_wrong_with_a_time_is_told_by_name() {
    for (text, wrong) in [
        ("pay Ben 50 on 31 February", "NoSuchDay"),
        ("pay Ben 50 on 29 February 2027", "NoSuchDay"),
        ("pay Ben 50 on 5 March 2020", "Past"),
        ("pay Ben 50 on 23 November", "Past"),
        (
            "pay Ben 50 monthly from 1 June 2027 until 1 May 2027",
            "EndsBeforeItBegins",
        ),
        (
            "pay Ben 50 every Friday until 1 May 2020",
            "EndsBeforeItBegins",
        ),
        ("pay Ben 50 on 1/5/2101", "TooFar"),
        ("pay Ben 50 tomorrow on Friday", "WhichDay"),
        ("pay Ben 50 every month", "WhichDay"),
        ("pay Ben 50 every week", "WhichDay"),
        ("pay Ben 50 every Friday 900 times", "TooFar"),
    ] {
        assert_eq!(days(text, Language::ENGLISH).0, wrong, "{text}");
    }
}

#[test]
fn a_text_that_names_no_other_time_says_of_none() {
    for text in [
        "send 50 to Ben",
        "send 50 to Ben now",
        "send 50 to Ben from savings",
        "send 50 to Ben for 3 pizzas",
        "send 50 to May",
        "send 50 to Ben today, not tomorrow",
        "send 50 to Ben before Friday",
        "send 50 to Ben on Friday or on Monday",
        "send 50 to Ben for 2 tickets",
        "how do I pay in until Friday",
        "my balance",
        "",
    ] {
        assert!(read(text, Language::ENGLISH, TODAY).is_none(), "{text}");
    }
}

#[test]
fn in_portuguese_too() {
    let portuguese = Language::parse("pt-BR").unwrap();
    for (text, said, rest) in [
        (
            "pagar 50 para Ben na sexta",
            "once 2026-11-27",
            "pagar 50 para Ben",
        ),
        (
            "enviar 50 para Ben amanhã",
            "once 2026-11-24",
            "enviar 50 para Ben",
        ),
        (
            "enviar 50 para Ben todo dia 5",
            "monthly 5 2026-12-05",
            "enviar 50 para Ben",
        ),
        (
            "enviar 50 para Ben todo mês no dia 1º",
            "monthly 1 2026-12-01",
            "enviar 50 para Ben",
        ),
        (
            "enviar 20 para Ben toda sexta até dezembro de 2027",
            "weekly 2026-11-27 until 2027-12-31",
            "enviar 20 para Ben",
        ),
        (
            "enviar 20 para Ben em 5 de março de 2027",
            "once 2027-03-05",
            "enviar 20 para Ben",
        ),
        (
            "enviar 20 para Ben no dia 5 de cada mês, 12 vezes",
            "monthly 5 2026-12-05 until 2027-11-05",
            "enviar 20 para Ben",
        ),
    ] {
        assert_eq!(
            days(text, portuguese),
            (said.to_owned(), rest.to_owned()),
            "{text}"
        );
    }
}
