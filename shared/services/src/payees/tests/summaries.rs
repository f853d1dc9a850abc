//! What every change says of itself, wherever it is told.

use domain::arrangement::{Loosening, NewPayee, Removal, Renaming, Tightening};
use domain::confirmation::Ending;
use domain::customer::payee_check::PayeeCheck;
use domain::id::OrderId;
use wording::sms;
use wording::told;

use super::*;

fn summary(effect: Effect) -> Summary {
    let order = Order {
        id: OrderId("6f1c".to_owned()),
        customer: CustomerId("ana-lima".to_owned()),
        customer_name: "Ana Lima".to_owned(),
        service: "payees".to_owned(),
        language: Language::ENGLISH,
        effect,
    };
    crate::summary(&order).unwrap()
}

fn adding(name: &str, details: &str, check: PayeeCheck) -> Effect {
    Effect::Loosen(Loosening::AddPayee(NewPayee {
        name: name.to_owned(),
        details: BankDetails::parse(details).unwrap(),
        holder: None,
        check,
    }))
}

fn changes(name: &str, other: &str) -> [Effect; 3] {
    let details = BankDetails::parse("iban DE89370400440532013000").unwrap();
    let payee = PayeeId("6f1c".to_owned());
    [
        adding(name, "uk 040075 40020101", PayeeCheck::NoMatch),
        Effect::Loosen(Loosening::RenamePayee(Renaming {
            payee: payee.clone(),
            from: other.to_owned(),
            to: name.to_owned(),
            details: details.clone(),
        })),
        Effect::Tighten(Tightening::RemovePayee(Removal {
            payee,
            name: name.to_owned(),
            details,
        })),
    ]
}

fn rows(summary: &Summary) -> Vec<String> {
    let row = |row: &wording::summary::Row| format!("{}: {}", row.label.plain(), row.value.plain());
    summary.rows.iter().map(row).collect()
}

#[test]
fn a_new_payee_is_shown_with_its_whole_account_and_what_the_check_said() {
    let close = PayeeCheck::Close {
        registered: "Carla Dias".to_owned(),
    };
    let summary = summary(adding("C Dias", "uk 040075 40030101", close));
    assert_eq!(
        told::link(&summary, Language::ENGLISH).chat(),
        "You're about to save *C Dias* with the account *04-00-75 40030101* as somebody you can send money to. \
         The name is almost the account holder's, which is Carla Dias.\n\n\
         Please confirm on the bank's page. The link works once, for 15 minutes. To call it off, say *cancel*."
    );
    assert_eq!(
        rows(&summary),
        [
            "Name: C Dias",
            "Sort code: 04-00-75",
            "Account number: 40030101",
            "Name check: The name is almost the account holder's, which is Carla Dias",
        ]
    );
    assert_eq!(
        told::receipt(&summary, None, "6F1C", Language::ENGLISH).chat(),
        "Done. You added *C Dias* ••0101 as a payee.\nReference 6F1C"
    );
}

#[test]
fn each_answer_of_the_check_is_on_the_page_and_an_iban_is_one() {
    let page = |check| {
        rows(&summary(adding(
            "Anna",
            "iban DE89370400440532013000",
            check,
        )))
    };
    let mut seen = std::collections::BTreeSet::new();
    for check in [
        PayeeCheck::Match,
        PayeeCheck::NoMatch,
        PayeeCheck::NotPossible,
    ] {
        let rows = page(check);
        assert_eq!(rows[1], "IBAN: DE89 3704 0044 0532 0130 00");
        assert!(seen.insert(rows[2].clone()), "{rows:?}");
    }
}

#[test]
fn every_text_message_is_one_part_and_every_ending_a_sentence() {
    let long = "Maximilian Bartholomew Featherstonehaugh";
    assert_eq!(long.chars().count(), 40);
    for effect in changes(long, long) {
        let summary = summary(effect);
        for text in [
            sms::text(&told::passcode_sms(
                "123456",
                &summary,
                Some("bank.example"),
                Language::ENGLISH,
            )),
            sms::text(&told::receipt_sms(&summary, Language::ENGLISH)),
        ] {
            assert!(sms::alphabet::septets(&text) <= sms::MAX_SEPTETS, "{text}");
            assert!(text.contains(long), "{text}");
        }
        let mut seen = std::collections::BTreeSet::new();
        for ending in Ending::ALL {
            let text = told::ending(ending, &summary, Language::ENGLISH).chat();
            assert!(text.ends_with('.') && !text.contains("  "), "{text}");
            assert!(
                !text.starts_with("Done") && !text.contains("You added"),
                "{text}"
            );
            if ending != Ending::Done {
                assert!(seen.insert(text.clone()), "said of two endings: {text}");
            }
        }
    }
}

#[test]
fn nothing_that_is_shown_is_empty() {
    for effect in changes("Ben Carter", "Benny") {
        let Summary {
            headline,
            subject,
            rows,
            forms,
            page,
        } = summary(effect);
        let forms = [
            forms.about_to,
            forms.to_do,
            forms.doing,
            forms.noun,
            forms.not_done,
            forms.done,
            forms.nothing,
            forms.nothing_held,
            forms.nothing_more,
            forms.again,
        ];
        let page = [
            page.doing,
            page.done,
            page.not_done,
            page.go,
            page.cancel,
            page.carrying_out,
            page.finished,
            page.cancelled,
            page.stopped,
            page.failed,
            page.nothing,
        ];
        let values = rows.into_iter().map(|row| row.value);
        let all = forms.into_iter().chain(page).chain(values);
        for sentence in all.chain([headline, subject]) {
            assert!(!sentence.plain().is_empty());
        }
    }
}

#[test]
fn another_services_order_is_not_described() {
    let order = Order {
        id: OrderId("6f1c".to_owned()),
        customer: CustomerId("ana-lima".to_owned()),
        customer_name: "Ana Lima".to_owned(),
        service: "payees".to_owned(),
        language: Language::ENGLISH,
        effect: Effect::Disclose(domain::disclosure::Disclosure::Balances),
    };
    assert!(crate::summary(&order).is_err());
}
