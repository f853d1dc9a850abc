//! Changes that are read whole, and what is none.

use domain::money::Currency;

use super::super::tests::payees;
use super::*;

fn sums(text: &str) -> Option<(Option<i64>, Option<String>, Option<Asked>)> {
    let payees = payees();
    let known = Known {
        accounts: &[],
        payees: &payees,
        language: Language::ENGLISH,
    };
    let change = read(text, &known)?;
    let sum = |amount: Amount| amount.in_currency(Currency::Gbp).unwrap();
    let sum = change.amount.map(|amount| sum(amount).minor());
    Some((sum, change.payee, change.which))
}

#[test]
fn a_change_is_read_to_its_last_word() {
    let amount = |minor| Some((Some(minor), None, None));
    let payee = |name: &str| Some((None, Some(name.to_owned()), None));
    for (text, expected) in [
        ("no, 110", amount(11_000)),
        ("make it 40", amount(4_000)),
        ("ah, not 50, I meant 55", amount(5_500)),
        ("sorry, I meant to say 60, not 50", amount(6_000)),
        ("ah wait, I think I actually owe him 60", amount(6_000)),
        ("cancel, send 30 instead", amount(3_000)),
        ("ok, 500 then", amount(50_000)),
        ("scratch that, make it a tenner!", amount(1_000)),
        (
            "oh wait, I want to send it to City Power!",
            payee("City Power"),
        ),
        ("actually to City Power", payee("City Power")),
        ("not Ben, City Power", payee("City Power")),
        ("I meant Carla", payee("Carla")),
        ("no, to Carla", payee("Carla")),
        ("no, send it to Carla instead", payee("Carla")),
        (
            "I want to change the amount",
            Some((None, None, Some(Asked::Amount))),
        ),
        ("wrong person", Some((None, None, Some(Asked::Payee)))),
        ("Ben, 30", Some((Some(3_000), Some("Ben".to_owned()), None))),
    ] {
        assert_eq!(sums(text), expected, "{text}");
    }
}

#[test]
fn what_it_is_for_is_read_to_the_end() {
    let payees = payees();
    let known = Known {
        accounts: &[],
        payees: &payees,
        language: Language::ENGLISH,
    };
    for (text, expected) in [
        ("for lunch", Some("lunch")),
        ("no, for dinner please", Some("dinner")),
        ("make it 30, with reference rent", Some("rent")),
        (
            "change the reference to spring cleaning",
            Some("spring cleaning"),
        ),
        ("reference: the cat", Some("the cat")),
        ("with reference INV 2034", None),
        ("with reference to your message", None),
        ("change the reference to rent no wait", None),
        ("change the reference to nothing", None),
        ("reference don't send", None),
        ("not for lunch", None),
        ("change the reference to March rent", Some("March rent")),
        ("for Ben", None),
        ("for lunch tomorrow", None),
        ("for lunch, I think", None),
    ] {
        let reference = read(text, &known).and_then(|change| change.reference);
        assert_eq!(reference.as_ref().map(Reference::text), expected, "{text}");
    }
}

#[test]
fn what_says_anything_else_changes_nothing() {
    for text in [
        "no",
        "50",
        "Ben",
        "not 50",
        "cancel the 50 to Ben",
        "cancel send 50 to Ben",
        "don't send 50",
        "no, 50%",
        "no, 20 or 30",
        "20 sorry 30",
        "actually, what's my balance",
        "actually send 20 tomorrow",
        "make it 40 rupees",
        "I meant the other one",
        "make it 40 no",
        "make it 40 then cancel",
        "sorry, 40 no",
        "to City Power, wait",
        "Ben no",
        "20 not",
        "actually 2 of them",
        "make it 40 each",
        "wait 5",
        "wait for 5",
        "wait just 5",
        "no, that one",
        "wait, is it 60?",
        "oh wait, I want to go home",
        "no, Ben or City Power",
        "",
    ] {
        assert_eq!(sums(text), None, "{text}");
    }
}

/// Said before anything was asked for, these begin nothing: no request is in them, and no bare "Name, amount".
#[test]
fn what_only_speaks_of_a_payment_is_no_request() {
    for text in [
        "ben should pay 50",
        "i want ben to pay 50",
        "ben would like to pay 50",
        "i think ben should pay 50",
        "should i send 50 to Ben",
        "i would send ben 50",
        "just sent Ben 50",
        "sent 50 to Ben",
        "no ben 50",
        "hold on ben 50",
        "Let's just say I send Ben 50",
    ] {
        let request = request::read(text, Language::ENGLISH, |name| {
            name.eq_ignore_ascii_case("ben")
        });
        let is_whole = request.is_some_and(|request| request.unread.is_none());
        assert!(
            !is_whole && !is_name_and_amount(text, Language::ENGLISH),
            "{text}"
        );
    }
    assert!(
        is_name_and_amount("Ben, 30", Language::ENGLISH)
            && is_name_and_amount("Ben, £30", Language::ENGLISH)
    );
}
