//! What is sealed is read whole or not at all.

use jiff::civil::date;

use super::*;
use crate::disclosure::{Extent, Form, Period, Statement};
use crate::id::AccountId;
use crate::money::{Currency, Money};

fn order() -> Order {
    Order {
        id: OrderId("6f1c".to_owned()),
        customer: CustomerId("ana-lima".to_owned()),
        customer_name: "Ana Lima".to_owned(),
        service: "transfer".to_owned(),
        language: Language::English,
        effect: Effect::Move(Movement {
            amount: Money::new(5_000, Currency::Gbp),
            debit_account: AccountId("40010101".to_owned()),
            debit_name: "Current account".to_owned(),
            credit_account: AccountId("40020101".to_owned()),
            payer_name: "Ana Lima".to_owned(),
            payee_name: "Ben \"B\" Carter".to_owned(),
            payee_customer: Some(CustomerId("ben-carter".to_owned())),
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

/// One order of every effect there is.
fn orders() -> Vec<Order> {
    let october = Period::try_new(date(2026, 10, 1), date(2026, 10, 31)).unwrap();
    let others = [
        Effect::Disclose(Disclosure::Balances),
        statement(Extent::Newest(5), Form::Message),
        statement(Extent::Period(october), Form::Document),
    ];
    let others = others.map(|effect| Order { effect, ..order() });
    std::iter::once(order()).chain(others).collect()
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
        text.replacen("GBP", "XXX", 1),
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
fn bytes_that_say_the_same_in_another_way_are_another_order() {
    let sealed = SealedOrder::seal(order());
    let spaced = sealed.expose().replacen(':', ": ", 1);
    let opened = SealedOrder::open(spaced).unwrap();
    assert_eq!(opened.order(), sealed.order());
    assert_ne!(opened.digest(), sealed.digest());
}

#[test]
fn nothing_of_it_is_printed_but_the_id() {
    let printed = format!("{:?} {:?}", SealedOrder::seal(order()), order().effect);
    assert!(printed.contains("6f1c"));
    for secret in ["Ana", "Ben", "5000", "4001"] {
        assert!(!printed.contains(secret), "{printed}");
    }
}
