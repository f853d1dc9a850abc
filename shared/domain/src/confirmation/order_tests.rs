//! What is sealed is read whole or not at all.

use jiff::civil::{Date, date};

use super::*;
use crate::arrangement::{NewPayee, Removal, Renaming};
use crate::bank_details::BankDetails;
use crate::bill::payment::BillPayment;
use crate::bill::reference::BillReference;
use crate::customer::payee_check::PayeeCheck;
use crate::disclosure::{Extent, Form, Period, Statement};
use crate::id::{AccountId, BillId, BillerId, PayeeId};
use crate::ledger::reference::Reference;
use crate::money::{Currency, Money};
use crate::standing_order::schedule::{Rhythm, Schedule};
use crate::standing_order::{Skip, Terms, Which};

fn order() -> Order {
    Order {
        id: OrderId("6f1c".to_owned()),
        customer: CustomerId("ana-lima".to_owned()),
        customer_name: "Ana Lima".to_owned(),
        service: "transfer".to_owned(),
        language: Language::ENGLISH,
        effect: Effect::Move(Movement {
            amount: Money::new(5_000, Currency::Gbp),
            debit_account: AccountId("40010101".to_owned()),
            debit_name: "Current account".to_owned(),
            credit_account: AccountId("40020101".to_owned()),
            payer_name: "Ana Lima".to_owned(),
            payee_name: "Ben \"B\" Carter".to_owned(),
            payee_customer: Some(CustomerId("ben-carter".to_owned())),
            reference: Reference::parse("lunch"),
            bill: None,
        }),
    }
}

fn statement(extent: Extent, form: Form) -> Effect {
    Effect::Disclose(Disclosure::Statement(Statement {
        account: AccountId("40010101".to_owned()),
        account_name: "Current account".to_owned(),
        extent,
        form,
    }))
}

fn adding(details: &str, check: PayeeCheck) -> Effect {
    Effect::Loosen(Loosening::AddPayee(NewPayee {
        name: "Ben Carter".to_owned(),
        details: BankDetails::parse(details).unwrap(),
        holder: Some(CustomerId("ben-carter".to_owned())),
        check,
    }))
}

/// What is held for a cash machine, and what gives it back.
fn for_a_machine() -> Vec<Effect> {
    let amount = Money::new(6_000, Currency::Gbp);
    let Effect::Move(movement) = order().effect else {
        return Vec::new();
    };
    vec![
        Effect::Hold(Movement {
            amount,
            credit_account: AccountId::cash(Currency::Gbp),
            ..movement
        }),
        Effect::Release(crate::cash::Release {
            hold: OrderId("6f1d".to_owned()),
            amount,
        }),
    ]
}

fn standing(rhythm: Rhythm, last: Option<Date>, replaces: Option<&str>) -> Effect {
    let movement = order().effect.movement().cloned().unwrap();
    Effect::Loosen(Loosening::StandingOrder(Box::new(Terms {
        movement,
        schedule: Schedule::try_new(date(2027, 1, 31), rhythm, last).unwrap(),
        replaces: replaces.map(|order| OrderId(order.to_owned())),
    })))
}

fn which() -> Which {
    Which {
        order: OrderId("6f1c".to_owned()),
        payee_name: "Ben Carter".to_owned(),
        amount: Money::new(5_000, Currency::Gbp),
    }
}

fn arrangements() -> Vec<Effect> {
    let payee = PayeeId("6f1c".to_owned());
    let details = BankDetails::parse("uk 040075 40020101").unwrap();
    let close = PayeeCheck::Close {
        registered: "Ben Carter".to_owned(),
    };
    vec![
        adding("uk 040075 40020101", close),
        adding("uk 202959 63748472", PayeeCheck::NoMatch),
        adding("iban DE89370400440532013000", PayeeCheck::NotPossible),
        Effect::Loosen(Loosening::RenamePayee(Renaming {
            payee: payee.clone(),
            from: "Ben Carter".to_owned(),
            to: "Benny".to_owned(),
            details: details.clone(),
        })),
        Effect::Tighten(Tightening::RemovePayee(Removal {
            payee,
            name: "Ben Carter".to_owned(),
            details,
        })),
        standing(Rhythm::Monthly(31), Some(date(2027, 12, 31)), None),
        standing(Rhythm::Once, None, None),
        standing(Rhythm::Weekly, None, Some("5e0b")),
        Effect::Tighten(Tightening::SkipPayment(Skip {
            which: which(),
            due: date(2027, 1, 31),
        })),
        Effect::Tighten(Tightening::StopStandingOrder(which())),
    ]
}

/// An order that pays a bill, or a biller by a reference alone.
fn paying(bill: Option<&str>) -> Order {
    let mut paying = order();
    if let Effect::Move(movement) = &mut paying.effect {
        movement.reference = None;
        movement.bill = Some(BillPayment {
            biller: BillerId("city-power".to_owned()),
            bill: bill.map(|id| BillId(id.to_owned())),
            reference: BillReference::parse("RF18539007547034").unwrap(),
        });
    }
    paying
}

/// One order of every effect there is.
fn orders() -> Vec<Order> {
    let october = Period::try_new(date(2026, 10, 1), date(2026, 10, 31)).unwrap();
    let others = [
        Effect::Disclose(Disclosure::Balances),
        statement(Extent::Newest(5), Form::Message),
        statement(Extent::Period(october), Form::Document),
    ];
    let others = others.into_iter().chain(for_a_machine());
    let others = others.chain(arrangements());
    let others = others.map(|effect| Order { effect, ..order() });
    let mut unreferenced = order();
    if let Effect::Move(movement) = &mut unreferenced.effect {
        movement.reference = None;
    }
    let bills = [Some("november"), None].map(paying);
    let moves = [order(), unreferenced].into_iter().chain(bills);
    moves.chain(others).collect()
}

#[test]
fn what_was_sealed_is_what_is_read() {
    for order in orders() {
        let sealed = SealedOrder::seal(order.clone());
        let opened = SealedOrder::open(sealed.expose().to_owned());
        assert_eq!(opened.as_ref(), Ok(&sealed));
        assert_eq!(opened.map(|opened| opened.order().clone()), Ok(order));
    }
}

#[test]
fn another_version_a_field_nobody_knows_and_damage_are_refused_and_never_read_in_part() {
    let text = SealedOrder::seal(order()).expose().to_owned();
    for changed in [
        text.replacen("\"v\":1", "\"v\":2", 1),
        text.replacen("\"amount_minor\"", "\"fee_minor\":5,\"amount_minor\"", 1),
        text.replacen("\"service\"", "\"urgent\":true,\"service\"", 1),
        text.replacen("GBP", "ZZZ", 1),
        text.replacen("lunch", "www.evil.example", 1),
        text.replacen("\"en\"", "\"tlh\"", 1),
        text.replacen("\"move\"", "\"burn\"", 1),
        text.get(..text.len() / 2).unwrap().to_owned(),
        String::new(),
    ] {
        assert_ne!(changed, text);
        assert_eq!(
            SealedOrder::open(changed.clone()),
            Err(Unreadable),
            "{changed}"
        );
    }
}

#[test]
fn an_arrangement_that_is_not_read_to_its_last_word_is_none() {
    let close = PayeeCheck::Close {
        registered: "Ben Carter".to_owned(),
    };
    let effect = adding("uk 040075 40020101", close);
    let text = SealedOrder::seal(Order { effect, ..order() });
    let text = text.expose().to_owned();
    for changed in [
        text.replacen("\"close\"", "\"maybe\"", 1),
        text.replacen("\"close\"", "\"no_match\"", 1),
        text.replacen("uk 040075", "uk 04007", 1),
        text.replacen("\"add_payee\"", "\"add_mandate\"", 1),
        text.replacen("\"loosen\"", "\"tighten\"", 1),
        text.replacen("\"holder\"", "\"limit_minor\":1,\"holder\"", 1),
    ] {
        assert_ne!(changed, text);
        assert_eq!(
            SealedOrder::open(changed.clone()),
            Err(Unreadable),
            "{changed}"
        );
    }
}

#[test]
fn the_bill_is_part_of_what_is_sealed_and_an_order_from_before_there_were_bills_still_reads() {
    let digests = [
        paying(Some("november")),
        paying(Some("october")),
        paying(None),
    ]
    .map(|order| SealedOrder::seal(order).digest());
    assert_ne!(digests[0], digests[1]);
    assert_ne!(digests[0], digests[2]);
    let text = SealedOrder::seal(paying(Some("november")));
    let text = text.expose().to_owned();
    for changed in [
        text.replacen("RF18", "rf18", 1),
        text.replacen("\"biller\"", "\"part\":1,\"biller\"", 1),
        text.replacen("\"reference\":\"RF18539007547034\"", "\"reference\":1", 1),
    ] {
        assert_ne!(changed, text);
        assert_eq!(
            SealedOrder::open(changed.clone()),
            Err(Unreadable),
            "{changed}"
        );
    }
    let before = concat!(
        r#"{"v":1,"id":"6f1c","customer":"ana-lima","customer_name":"Ana Lima","service":"transfer","#,
        r#""language":"en","effect":{"move":{"amount_minor":5000,"currency":"GBP","#,
        r#""debit_account":"40010101","debit_name":"Current account","credit_account":"40020101","#,
        r#""payer_name":"Ana Lima","payee_name":"Ben \"B\" Carter","payee_customer":"ben-carter","#,
        r#""reference":"lunch"}}}"#
    );
    let opened = SealedOrder::open(before.to_owned());
    assert_eq!(opened.map(|opened| opened.order().clone()), Ok(order()));
    assert_eq!(SealedOrder::seal(order()).expose(), before);
}

#[test]
fn bytes_that_say_the_same_in_another_way_are_another_order() {
    let sealed = SealedOrder::seal(order());
    let spaced = sealed.expose().replacen(':', ": ", 1);
    let opened = SealedOrder::open(spaced).unwrap();
    assert_eq!(opened.order(), sealed.order());
    assert_ne!(opened.digest(), sealed.digest());
}

#[test]
fn nothing_of_it_is_printed_but_the_id() {
    let effects: Vec<Effect> = orders().into_iter().map(|order| order.effect).collect();
    let printed = format!("{:?} {effects:?}", SealedOrder::seal(order()));
    assert!(printed.contains("6f1c"));
    for secret in ["Ana", "Ben", "5000", "4001", "4002"] {
        assert!(!printed.contains(secret), "{printed}");
    }
}
