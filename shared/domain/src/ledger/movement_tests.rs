//! An order pays what the bank has on file, or nothing.

use jiff::civil::date;

use super::*;
use crate::bill::Kind;
use crate::bill::reference::{BillReference, ReferenceRule};
use crate::id::{BillId, BillerId};
use crate::money::{Currency, Money};

fn reference(text: &str) -> BillReference {
    BillReference::parse(text).unwrap()
}

fn biller() -> Biller {
    Biller {
        id: BillerId("city-power".to_owned()),
        name: "City Power".to_owned(),
        kinds: vec![Kind::Electricity],
        account: AccountId("40090001".to_owned()),
        rule: ReferenceRule::Rf,
    }
}

fn bill() -> Bill {
    Bill {
        id: BillId("november".to_owned()),
        customer: CustomerId("ana-lima".to_owned()),
        biller: biller().id,
        reference: reference("RF18539007547034"),
        amount: Money::new(8_420, Currency::Gbp),
        due_on: date(2026, 11, 27),
    }
}

fn movement(bill: Option<&str>) -> Movement {
    Movement {
        amount: Money::new(8_420, Currency::Gbp),
        debit_account: AccountId("40010101".to_owned()),
        debit_name: "Current account".to_owned(),
        credit_account: AccountId("40090001".to_owned()),
        payer_name: "Ana Lima".to_owned(),
        payee_name: "City Power".to_owned(),
        payee_customer: None,
        reference: None,
        bill: Some(BillPayment {
            biller: biller().id,
            bill: bill.map(|id| BillId(id.to_owned())),
            reference: reference("RF18539007547034"),
        }),
    }
}

fn is_as_filed(movement: &Movement, customer: &str, filed: Option<&Bill>) -> bool {
    let payment = movement.bill.as_ref().unwrap();
    let customer = CustomerId(customer.to_owned());
    let judged = movement.must_be_as_filed(payment, &customer, Some(&biller()), filed);
    judged.is_ok()
}

#[test]
fn a_bill_is_paid_as_it_is_filed_by_its_own_customer_or_not_at_all() {
    let right = movement(Some("november"));
    assert!(is_as_filed(&right, "ana-lima", Some(&bill())));
    assert!(!is_as_filed(&right, "ben-carter", Some(&bill())));
    assert!(!is_as_filed(&right, "ana-lima", None));
    assert!(!is_as_filed(
        &movement(Some("october")),
        "ana-lima",
        Some(&bill())
    ));
    let payment = right.bill.clone().unwrap();
    let none = right.must_be_as_filed(&payment, &bill().customer, None, Some(&bill()));
    assert_eq!(none, Err(NotAsFiled));
    let changes: [fn(&mut Movement); 5] = [
        |one| one.amount = Money::new(8_419, Currency::Gbp),
        |one| one.amount = Money::new(8_420, Currency::Eur),
        |one| one.credit_account = AccountId("40020101".to_owned()),
        |one| one.payee_name = "Clear Water".to_owned(),
        |one| one.bill.as_mut().unwrap().reference = reference("RF471234567890"),
    ];
    for (number, change) in changes.into_iter().enumerate() {
        let mut other = right.clone();
        change(&mut other);
        assert!(!is_as_filed(&other, "ana-lima", Some(&bill())), "{number}");
    }
}

#[test]
fn a_biller_is_paid_any_amount_by_a_reference_that_is_right() {
    let mut free = movement(None);
    free.amount = Money::new(1, Currency::Gbp);
    assert!(is_as_filed(&free, "ben-carter", None));
    free.bill.as_mut().unwrap().reference = reference("RF19539007547034");
    assert!(!is_as_filed(&free, "ben-carter", None));
}
