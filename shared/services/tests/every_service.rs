//! What holds for every service there is, also for the next one: whichever of its orders it describes, it describes
//! in every form, within the limits of chat, page and text message.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;

use domain::arrangement::{Loosening, NewPayee, Removal, Renaming, Tightening};
use domain::bank_details::BankDetails;
use domain::bill::payment::BillPayment;
use domain::bill::reference::{BillReference, MAX_CHARACTERS};
use domain::cash::Release;
use domain::confirmation::Ending;
use domain::confirmation::order::{Effect, Order};
use domain::customer::payee_check::PayeeCheck;
use domain::disclosure::{Disclosure, Extent, Form, Period, Statement};
use domain::id::{AccountId, BillId, BillerId, CustomerId, OrderId, PayeeId};
use domain::language::Language;
use domain::ledger::movement::Movement;
use domain::ledger::reference::Reference;
use domain::money::{Currency, Money};
use domain::standing_order::schedule::{Rhythm, Schedule};
use domain::standing_order::{Skip, Terms, Which};
use wording::sentence::Sentence;
use wording::sms::alphabet::{is_gsm7, septets};
use wording::sms::{self, MAX_SEPTETS};
use wording::summary::Summary;
use wording::told;

/// The longest name somebody may have.
const LONG: &str = "Bartholomew Featherstonehaugh-Cholmondel";

fn details() -> BankDetails {
    BankDetails::parse("iban DE89370400440532013000").unwrap()
}

fn adding(check: PayeeCheck) -> Effect {
    Effect::Loosen(Loosening::AddPayee(NewPayee {
        name: LONG.to_owned(),
        details: details(),
        holder: None,
        check,
    }))
}

fn statement(extent: Extent, form: Form) -> Effect {
    Effect::Disclose(Disclosure::Statement(Statement {
        account: AccountId("40010101".to_owned()),
        account_name: "Current account".to_owned(),
        extent,
        form,
    }))
}

/// A payment to a biller with the longest name and the longest reference.
fn bill(id: Option<&str>) -> Effect {
    Effect::Move(Movement {
        amount: Money::new(99_999_999, Currency::Brl),
        debit_account: AccountId("40010101".to_owned()),
        debit_name: "Current account".to_owned(),
        credit_account: AccountId("40090001".to_owned()),
        payer_name: LONG.to_owned(),
        payee_name: "W".repeat(domain::bill::MAX_NAME_CHARACTERS),
        payee_customer: None,
        reference: None,
        bill: Some(BillPayment {
            biller: BillerId("city-power".to_owned()),
            bill: id.map(|id| BillId(id.to_owned())),
            reference: BillReference::parse(&"7".repeat(MAX_CHARACTERS)).unwrap(),
        }),
    })
}

/// The most that is taken out at once.
fn held() -> Effect {
    Effect::Hold(Movement {
        amount: Money::new(30_000, Currency::Gbp),
        debit_account: AccountId("40010101".to_owned()),
        debit_name: "Current account".to_owned(),
        credit_account: AccountId::cash(Currency::Gbp),
        payer_name: LONG.to_owned(),
        payee_name: "Cash machine".to_owned(),
        payee_customer: None,
        reference: None,
        bill: None,
    })
}

fn standing(rhythm: Rhythm, changes: bool) -> Effect {
    let first = jiff::civil::date(2027, 9, 1);
    Effect::Loosen(Loosening::StandingOrder(Box::new(Terms {
        movement: Movement {
            amount: Money::new(99_999_999, Currency::Brl),
            debit_account: AccountId("40010101".to_owned()),
            debit_name: "Current account".to_owned(),
            credit_account: AccountId("40020101".to_owned()),
            payer_name: LONG.to_owned(),
            payee_name: LONG.to_owned(),
            payee_customer: None,
            reference: None,
            bill: None,
        },
        schedule: Schedule::try_new(first, rhythm, Some(first)).unwrap(),
        replaces: changes.then(|| OrderId("5e0b".to_owned())),
    })))
}

fn which() -> Which {
    Which {
        order: OrderId("6f1c".to_owned()),
        payee_name: LONG.to_owned(),
        amount: Money::new(99_999_999, Currency::Brl),
    }
}

/// One of every effect there is, with the longest names.
fn effects() -> Vec<Effect> {
    let day = jiff::civil::date(2026, 10, 1);
    let october = Period::try_new(day, day.last_of_month()).unwrap();
    let payee = || PayeeId("6f1c".to_owned());
    vec![
        Effect::Move(Movement {
            amount: Money::new(99_999_999, Currency::Brl),
            debit_account: AccountId("40010101".to_owned()),
            debit_name: "Current account".to_owned(),
            credit_account: AccountId("40020101".to_owned()),
            payer_name: LONG.to_owned(),
            payee_name: LONG.to_owned(),
            payee_customer: None,
            reference: Reference::parse(&"W".repeat(35)),
            bill: None,
        }),
        bill(Some("november")),
        bill(None),
        held(),
        Effect::Release(Release {
            hold: OrderId("6f1d".to_owned()),
            amount: Money::new(30_000, Currency::Gbp),
        }),
        Effect::Disclose(Disclosure::Balances),
        statement(Extent::Newest(50), Form::Message),
        statement(Extent::Period(october), Form::Document),
        adding(PayeeCheck::Match),
        adding(PayeeCheck::Close {
            registered: LONG.to_owned(),
        }),
        adding(PayeeCheck::NoMatch),
        adding(PayeeCheck::NotPossible),
        Effect::Loosen(Loosening::RenamePayee(Renaming {
            payee: payee(),
            from: LONG.to_owned(),
            to: LONG.to_owned(),
            details: details(),
        })),
        Effect::Tighten(Tightening::RemovePayee(Removal {
            payee: payee(),
            name: LONG.to_owned(),
            details: details(),
        })),
        standing(Rhythm::Monthly(1), false),
        standing(Rhythm::Weekly, true),
        standing(Rhythm::Once, false),
        Effect::Tighten(Tightening::SkipPayment(Skip {
            which: which(),
            due: day,
        })),
        Effect::Tighten(Tightening::StopStandingOrder(which())),
    ]
}

/// Every order some service describes, as it does in every language.
fn described() -> Vec<(String, Summary, Language)> {
    let orders = services::NAMES.iter().flat_map(|service| {
        let effects = effects().into_iter();
        effects.map(move |effect| order(service, effect))
    });
    let described = orders.flat_map(|order| {
        Language::ALL.map(|language| {
            let order = Order {
                language,
                ..order.clone()
            };
            let name = format!("{} in {language:?}", order.service);
            Some((name, services::summary(&order).ok()?, language))
        })
    });
    described.flatten().collect()
}

fn order(service: &str, effect: Effect) -> Order {
    Order {
        id: OrderId("6f1c".to_owned()),
        customer: CustomerId("ana-lima".to_owned()),
        customer_name: LONG.to_owned(),
        service: service.to_owned(),
        language: Language::ENGLISH,
        effect,
    }
}

#[test]
fn every_effect_is_described_by_a_service() {
    for effect in effects() {
        let is_described =
            |service: &str| services::summary(&order(service, effect.clone())).is_ok();
        assert!(
            services::NAMES.iter().any(|service| is_described(service)),
            "{effect:?}"
        );
    }
}

#[test]
fn whatever_a_service_seals_it_says_in_every_form() {
    for (service, summary, _) in described() {
        let forms = &summary.forms;
        let page = &summary.page;
        let all: [&Sentence; 23] = [
            &summary.headline,
            &summary.subject,
            &forms.about_to,
            &forms.to_do,
            &forms.doing,
            &forms.noun,
            &forms.not_done,
            &forms.done,
            &forms.nothing,
            &forms.nothing_held,
            &forms.nothing_more,
            &forms.again,
            &page.doing,
            &page.done,
            &page.not_done,
            &page.go,
            &page.cancel,
            &page.carrying_out,
            &page.finished,
            &page.cancelled,
            &page.stopped,
            &page.failed,
            &page.nothing,
        ];
        for (place, sentence) in all.into_iter().enumerate() {
            assert!(
                !sentence.plain().trim().is_empty(),
                "{service}, form {place}"
            );
        }
        assert!(
            forms.about_to.plain().ends_with('.') && forms.done.plain().ends_with('.'),
            "{service}"
        );
    }
}

#[test]
fn every_text_message_about_it_is_one_part_and_holds_the_code() {
    for (service, summary, language) in described() {
        let host = Some("bank.example");
        let code = told::passcode_sms("123456", &summary, host, language);
        let code = sms::text(&code);
        let receipt = sms::text(&told::receipt_sms(&summary, language));
        assert!(code.contains("123456"), "{service}: {code}");
        for text in [code, receipt] {
            let is_one_part = text.chars().all(is_gsm7) && septets(&text) <= MAX_SEPTETS;
            assert!(is_one_part && !text.is_empty(), "{service}: {text}");
        }
    }
}

#[test]
fn every_ending_of_it_is_told_in_a_sentence_of_its_own() {
    for (service, summary, language) in described() {
        let endings = Ending::ALL
            .into_iter()
            .filter(|ending| *ending != Ending::Done);
        let told: Vec<String> = endings
            .map(|ending| told::ending(ending, &summary, language).chat())
            .collect();
        let distinct: BTreeSet<&String> = told.iter().collect();
        assert_eq!(distinct.len(), told.len(), "{service}: {told:?}");
        assert!(
            told.iter().all(|text| text.ends_with('.')),
            "{service}: {told:?}"
        );
    }
}
