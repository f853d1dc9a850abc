//! Bills, decided over plain values.

use domain::bill::reference::{BillReference, ReferenceRule};
use domain::bill::{Bill, BillView, Biller, Billing, Kind};
use domain::confirmation::order::Effect;
use domain::id::{AccountId, BillId, BillerId, CustomerId};
use domain::ledger::movement::Movement;
use domain::ledger::view::{AccountUse, AccountView};
use domain::money::{Currency, Money};
use domain::time::{Calendar, UnixSeconds};
use jiff::civil::date;

use super::*;

const NOW: UnixSeconds = UnixSeconds(1_795_435_200);

fn account(id: &str, name: &str, minor: i64) -> AccountView {
    let money = Money::new(minor, Currency::Gbp);
    AccountView {
        id: AccountId(id.to_owned()),
        name: name.to_owned(),
        use_of: AccountUse::Everyday,
        posted: money,
        available: money,
    }
}

fn biller(id: &str, name: &str, kind: Kind, rule: &str) -> Biller {
    Biller {
        id: BillerId(id.to_owned()),
        name: name.to_owned(),
        kinds: vec![kind],
        account: AccountId(format!("account of {id}")),
        rule: ReferenceRule::parse(rule).unwrap(),
    }
}

fn bill(id: &str, biller: &str, minor: i64, paid_at: Option<UnixSeconds>) -> BillView {
    let bill = Bill {
        id: BillId(id.to_owned()),
        customer: CustomerId("ana-lima".to_owned()),
        biller: BillerId(biller.to_owned()),
        reference: BillReference::parse("RF18539007547034").unwrap(),
        amount: Money::new(minor, Currency::Gbp),
        due_on: date(2026, 11, 20),
    };
    BillView { bill, paid_at }
}

fn billing(bills: Vec<BillView>) -> Billing {
    let billers = vec![
        biller("power", "City Power", Kind::Electricity, "rf"),
        biller("water", "Clear Water", Kind::Water, "rf"),
    ];
    Billing { billers, bills }
}

fn usual() -> Billing {
    billing(vec![
        bill("p", "power", 8_420, None),
        bill("w", "water", 3_175, None),
    ])
}

fn decide(text: &str, billing: &Billing, is_locked: bool) -> Step<Draft, Says> {
    let heard = Heard {
        text,
        ..Heard::default()
    };
    decided(Bills::hear(&heard, None), billing, is_locked)
}

fn decided(draft: Draft, billing: &Billing, is_locked: bool) -> Step<Draft, Says> {
    let ana = CustomerId("ana-lima".to_owned());
    let asking = Asking {
        asker: Asker {
            id: &ana,
            name: "Ana Lima",
            hears_receipts: false,
        },
        now: NOW,
        calendar: &Calendar::utc(),
        language: Language::ENGLISH,
    };
    let accounts = vec![
        account("40010101", "Current account", 245_000),
        account("40010102", "Savings account", 800_000),
    ];
    let facts = (
        IsLocked(is_locked),
        Accounts(accounts),
        Facts(billing.clone()),
    );
    Bills::decide(draft, &facts, &asking)
}

fn sealed(step: Step<Draft, Says>) -> Option<Movement> {
    match step {
        Step::Seal(Effect::Move(movement)) => Some(movement),
        _ => None,
    }
}

#[test]
fn a_sealed_payment_is_the_bill_to_the_penny_and_the_account() {
    let movement = sealed(decide("pay my water bill from savings", &usual(), false)).unwrap();
    let payment = movement.bill.clone().unwrap();
    let filed = usual();
    let judged = movement.must_be_as_filed(
        &payment,
        &CustomerId("ana-lima".to_owned()),
        filed.billers.last(),
        filed.bills.last().map(|view| &view.bill),
    );
    assert_eq!(judged, Ok(()));
    assert_eq!(movement.debit_account, AccountId("40010102".to_owned()));
}

#[test]
fn nothing_is_sealed_unless_all_of_it_was_understood() {
    for text in [
        "don't pay my water bill",
        "did you pay my water bill?",
        "pay my water bill tomorrow",
        "pay my water bill on Friday",
        "pay my water bill when it is due",
        "pay my water bill twice",
        "pay my water bill and send 20 to Ben",
        "pay my water bill unless I say no",
        "pay half my water bill",
        "pay 30 of my water bill",
        "pay £31.76 of my water bill",
        "pay my water bill in euros",
        "pay my gas bill",
        "pay Ben's water bill",
        "pay my water bill from Ben",
        "pay all my bills",
        "pay my bill",
        "pay bill 3",
        "pay bill 0",
        "should I pay my water bill",
        "my water bill",
        "pay my water bill, no wait",
        "pay City Power 20",
        "if I pay my water bill",
    ] {
        assert!(sealed(decide(text, &usual(), false)).is_none(), "{text}");
    }
}

#[test]
fn what_is_paid_is_never_sealed_again_by_words_number_or_tap() {
    let paid = billing(vec![
        bill("p", "power", 8_420, Some(NOW)),
        bill("w", "water", 3_175, None),
    ]);
    for text in [
        "pay my electricity bill",
        "pay City Power",
        "pay my City Power bill",
    ] {
        assert!(sealed(decide(text, &paid, false)).is_none(), "{text}");
    }
    let tapped = Heard {
        tapped: Some("bill=p"),
        ..Heard::default()
    };
    let step = decided(Bills::hear(&tapped, None), &paid, false);
    assert!(matches!(step, Step::Refuse(Says::AlreadyPaid { .. })));
    let shown = Draft {
        shown: vec!["p".to_owned(), "w".to_owned()],
        ..Draft::default()
    };
    let first = Heard {
        text: "pay bill 1",
        ..Heard::default()
    };
    let step = decided(Bills::hear(&first, Some(shown)), &paid, false);
    assert!(matches!(step, Step::Refuse(Says::AlreadyPaid { .. })));
}

#[test]
fn a_bill_that_is_nobodys_is_not_paid_by_a_made_up_tap() {
    for means in [
        "bill=another",
        "biller=another",
        "source=40020101",
        "bill=",
        "nonsense",
    ] {
        let tapped = Heard {
            tapped: Some(means),
            ..Heard::default()
        };
        let step = decided(Bills::hear(&tapped, None), &usual(), false);
        assert!(sealed(step).is_none(), "{means}");
    }
}

#[test]
fn who_is_locked_may_look_and_not_pay() {
    let step = decide("pay my water bill", &usual(), true);
    assert!(matches!(step, Step::Refuse(Says::Locked)));
    let step = decide("my bills", &usual(), true);
    assert!(
        matches!(step, Step::Offer { says: Says::Due(lines), .. } if lines.len() == 2 && lines[0].is_overdue)
    );
}

#[test]
fn two_bills_of_one_biller_are_told_apart_and_asked_about() {
    let two = billing(vec![
        bill("p1", "power", 8_420, None),
        bill("p2", "power", 9_000, None),
    ]);
    let Step::Ask { choices, .. } = decide("pay my electricity bill", &two, false) else {
        panic!("which of them was not asked");
    };
    let labels: Vec<String> = choices
        .iter()
        .map(|choice| choice.tappable("bills", Language::ENGLISH).id)
        .collect();
    assert_eq!(labels, ["1/bills/bill=p1", "1/bills/bill=p2"]);
}

#[test]
fn in_a_reference_that_was_typed_every_single_wrong_digit_is_named() {
    let none = billing(Vec::new());
    let right = "RF18539007547034";
    for place in 2..right.len() {
        for digit in '0'..='9' {
            let mut typed: Vec<char> = right.chars().collect();
            typed[place] = digit;
            let typed: String = typed.into_iter().collect();
            let text = format!("pay City Power reference {typed}");
            let step = decide(&text, &none, false);
            let is_wrong = matches!(
                step,
                Step::Ask {
                    question: Says::WrongReference { .. },
                    ..
                }
            );
            assert_eq!(is_wrong, typed != right, "{typed}");
        }
    }
}
