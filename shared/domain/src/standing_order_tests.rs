//! What comes after a payment, in plain values, and under which name it is made.

use jiff::civil::date;

use super::schedule::Rhythm;
use super::*;
use crate::arrangement::{Arranged, Change, Loosening, Misfit, Step, Tightening};
use crate::authority::{Authority, Identification, Mandated, Seal, Signers};
use crate::id::AccountId;
use crate::keyed_hash::Hash;
use crate::ledger::transfer::TransferError;
use crate::money::Currency;
use crate::signature::{SigningKey, VerifyingKeys};

const NOW: UnixSeconds = UnixSeconds(1_795_392_000);
const TODAY: Date = date(2026, 11, 23);

fn key(seed: u8) -> SigningKey {
    SigningKey::try_new(&[seed; 32]).unwrap()
}

fn signers() -> Signers {
    let public = |seed| VerifyingKeys::try_new(vec![key(seed).public()]).unwrap();
    Signers {
        identified: public(5),
        confirmed: public(6),
    }
}

fn evidence() -> Evidence {
    let (order, digest) = (OrderId("5e0b".to_owned()), Hash::plain(&[b"order"]));
    let identified = Identification::sign(&key(5), &order, digest);
    Evidence {
        seal: Seal::sign(&key(6), identified, &order, digest),
        order,
        digest,
    }
}

fn terms(replaces: Option<&str>, rhythm: Rhythm, first: Date) -> Terms {
    Terms {
        movement: Movement {
            amount: Money::new(5_000, Currency::Gbp),
            debit_account: AccountId("40010101".to_owned()),
            debit_name: "Current account".to_owned(),
            credit_account: AccountId("40020101".to_owned()),
            payer_name: "Ana Lima".to_owned(),
            payee_name: "Ben Carter".to_owned(),
            payee_customer: None,
            reference: None,
            bill: None,
        },
        schedule: Schedule::try_new(first, rhythm, None).unwrap(),
        replaces: replaces.map(|order| OrderId(order.to_owned())),
    }
}

fn due_on(day: Date) -> StandingOrder {
    StandingOrder {
        id: OrderId("5e0b".to_owned()),
        customer: CustomerId("ana-lima".to_owned()),
        language: Language::ENGLISH,
        terms: terms(None, Rhythm::Weekly, date(2026, 11, 23)),
        confirmed: evidence(),
        due: Due::on(day),
    }
}

fn arranged(orders: &[StandingOrder]) -> Arranged<'_> {
    Arranged {
        payees: &[],
        standing_orders: orders,
        today: TODAY,
    }
}

fn step(change: Change<'_>, orders: &[StandingOrder]) -> Result<Step, Misfit> {
    change.step(arranged(orders), &OrderId("0dd5".to_owned()), NOW)
}

#[test]
fn what_is_paid_is_due_a_week_later_and_what_is_not_is_tried_once_more_the_next_morning() {
    let order = due_on(TODAY);
    assert_eq!(order.after(true, TODAY), Some(Due::on(date(2026, 11, 30))));
    let again = order.after(false, TODAY).unwrap();
    assert_eq!(
        (again.on, again.attempt, again.try_on),
        (TODAY, 1, date(2026, 11, 24))
    );
    let in_vain = StandingOrder {
        due: again,
        ..due_on(TODAY)
    };
    let given_up = in_vain.after(false, date(2026, 11, 24));
    assert_eq!(given_up, Some(Due::on(date(2026, 11, 30))));
}

#[test]
fn a_late_run_tries_again_on_the_morning_after_it() {
    let again = due_on(TODAY).after(false, date(2026, 11, 26)).unwrap();
    assert_eq!((again.on, again.try_on), (TODAY, date(2026, 11, 27)));
}

#[test]
fn a_dated_payment_is_over_when_it_is_paid_and_when_it_is_given_up() {
    let once = StandingOrder {
        terms: terms(None, Rhythm::Once, TODAY),
        ..due_on(TODAY)
    };
    assert_eq!(once.after(true, TODAY), None);
    let again = once.after(false, TODAY).unwrap();
    let in_vain = StandingOrder { due: again, ..once };
    assert_eq!(in_vain.after(false, date(2026, 11, 24)), None);
}

#[test]
fn only_a_day_of_the_schedule_that_has_come_is_paid() {
    assert!(due_on(TODAY).is_payable(TODAY));
    assert!(due_on(TODAY).is_payable(date(2026, 12, 1)));
    assert!(!due_on(TODAY).is_payable(date(2026, 11, 22)));
    assert!(!due_on(date(2026, 11, 24)).is_payable(date(2026, 11, 24)));
    let early = Due {
        try_on: date(2026, 11, 1),
        ..Due::on(TODAY)
    };
    let early = StandingOrder {
        due: early,
        ..due_on(TODAY)
    };
    assert!(!early.is_payable(date(2026, 11, 1)));
}

#[test]
fn a_payment_has_one_name_for_each_attempt_and_needs_an_authority_for_its_day() {
    let order = due_on(TODAY);
    let payment = order.payment(0, NOW, &Calendar::utc()).unwrap();
    assert_eq!(payment.id.0, "5e0b.20261123.0");
    let other = order.payment(1, NOW, &Calendar::utc()).unwrap();
    assert_eq!(other.id.0, "5e0b.20261123.1");
    let authority = |day| {
        let mandated = Mandated::check(&evidence(), &signers(), day);
        Authority::Mandated(mandated.unwrap())
    };
    assert_eq!(payment.is_permitted_by(&authority(TODAY)), Ok(()));
    let tomorrow = authority(date(2026, 11, 24));
    assert_eq!(
        payment.is_permitted_by(&tomorrow),
        Err(TransferError::NotAuthorised)
    );
    assert_ne!(
        payment.digest(),
        Transfer {
            mandate: None,
            ..payment.clone()
        }
        .digest()
    );
}

#[test]
fn a_confirmation_that_nobody_signed_permits_no_payment() {
    let forged = Evidence {
        digest: Hash::plain(&[b"another"]),
        ..evidence()
    };
    assert!(Mandated::check(&forged, &signers(), TODAY).is_none());
}

#[test]
fn a_new_one_begins_after_today_and_a_change_never_pays_the_same_day_again() {
    let new = Loosening::StandingOrder(Box::new(terms(None, Rhythm::Weekly, TODAY)));
    let begun = Step::Instruct {
        due: Due::on(date(2026, 11, 30)),
        replaces: None,
    };
    assert_eq!(step(Change::Loosen(&new), &[]), Ok(begun));
    let change = terms(Some("5e0b"), Rhythm::Weekly, TODAY);
    let change = Loosening::StandingOrder(Box::new(change));
    assert_eq!(step(Change::Loosen(&change), &[]), Err(Misfit::Gone));
    let today = [due_on(TODAY)];
    assert_eq!(step(Change::Loosen(&change), &today), Err(Misfit::Gone));
    let later = [due_on(date(2026, 11, 30))];
    let replaced = Step::Instruct {
        due: Due::on(date(2026, 11, 30)),
        replaces: Some((OrderId("5e0b".to_owned()), Due::on(date(2026, 11, 30)))),
    };
    assert_eq!(step(Change::Loosen(&change), &later), Ok(replaced));
}

#[test]
fn a_date_that_has_passed_before_it_was_confirmed_begins_nothing() {
    let once = Loosening::StandingOrder(Box::new(terms(None, Rhythm::Once, TODAY)));
    assert_eq!(step(Change::Loosen(&once), &[]), Err(Misfit::Gone));
}

#[test]
fn one_payment_is_left_out_once_and_a_stop_ends_it() {
    let orders = [due_on(date(2026, 11, 30))];
    let skip = |day| {
        Tightening::SkipPayment(Skip {
            which: orders[0].which(),
            due: day,
        })
    };
    let left_out = Step::Reschedule {
        order: OrderId("5e0b".to_owned()),
        before: orders[0].due,
        after: Some(Due::on(date(2026, 12, 7))),
    };
    let next = skip(date(2026, 11, 30));
    assert_eq!(step(Change::Tighten(&next), &orders), Ok(left_out));
    let before = skip(TODAY);
    assert_eq!(step(Change::Tighten(&before), &orders), Ok(Step::Nothing));
    let stop = Tightening::StopStandingOrder(orders[0].which());
    let stopped = Step::Reschedule {
        order: OrderId("5e0b".to_owned()),
        before: orders[0].due,
        after: None,
    };
    assert_eq!(step(Change::Tighten(&stop), &orders), Ok(stopped));
    assert_eq!(step(Change::Tighten(&stop), &[]), Ok(Step::Nothing));
}
