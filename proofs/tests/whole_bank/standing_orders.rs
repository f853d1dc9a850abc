//! Standing orders from the confirmed order to the money, as the workflow of payments runs them: late, twice, at the same
//! time, and with a process that dies at any of its calls. Each due day is paid once.

use std::time::Duration;

use arrangements::Arranging;
use aws::store::string;
use domain::arrangement::Loosening;
use domain::confirmation::order::{Effect, Order};
use domain::customer::channel::ChannelAddress;
use domain::failure::Failure;
use domain::id::{CustomerId, OrderId};
use domain::keyed_hash::Hash;
use domain::money::{Currency, Money};
use domain::standing_order::StandingOrder;
use domain::standing_order::schedule::{Rhythm, Schedule};
use domain::time::Calendar;
use jiff::ToSpan;
use jiff::civil::Date;
use ledger::journal::Journal;
use proofs::wire::{Mishap, Wire};
use serde_json::{Value, json};
use testkit::clock;
use testkit::engine::signers;
use testkit::inbound::ANA;
use testkit::orders::standing;
use transfers::Transfers;

use crate::house::{House, arranging, paying};

const A_DAY: i64 = 86_400;

const AT_FIRST: i64 = 245_000;

fn today() -> Date {
    Calendar::utc().date(clock::now())
}

fn in_days(days: i64) -> Date {
    today().checked_add(days.days()).unwrap()
}

/// "Pay Ben so many pence" on the days of a schedule.
fn paying_ben(message: &str, minor: i64, schedule: Schedule) -> Order {
    let asked = standing(message, schedule, None);
    let Effect::Loosen(Loosening::StandingOrder(mut terms)) = asked.effect else {
        panic!("a standing order arranges something")
    };
    terms.movement.amount = Money::new(minor, Currency::Gbp);
    Order {
        effect: Effect::Loosen(Loosening::StandingOrder(terms)),
        ..asked
    }
}

/// Confirmed and arranged.
async fn arranged(house: &House, order: Order) -> OrderId {
    let id = house.bank.verified(order).await.id;
    house.arrange("commit", &id).await.unwrap();
    id
}

async fn orders(house: &House) -> Vec<StandingOrder> {
    let ana = CustomerId("ana-lima".to_owned());
    let arrangements = house.bank.engine.arrangements();
    arrangements.standing_orders(&ana).await.unwrap()
}

async fn asked(arranging: &Arranging, question: Value) -> Result<Value, Failure> {
    let question = serde_json::from_value(question).unwrap();
    let answer = arranging.answer(question).await?;
    Ok(serde_json::to_value(answer).unwrap())
}

/// What `workflows/payments.asl.json` does, step by step. Answers what became of each payment.
async fn run(
    house: &House,
    transfers: &Transfers,
    arranging: &Arranging,
) -> Result<Vec<String>, Failure> {
    let found = asked(arranging, json!({ "action": "due_payments" })).await?;
    let mut outcomes = Vec::new();
    for payment in found["payments"].as_array().unwrap() {
        let mut question = payment.clone();
        question["action"] = json!("pay_due");
        let answer = transfers
            .handle(serde_json::from_value(question).unwrap())
            .await?;
        let answer = serde_json::to_value(answer).unwrap();
        let outcome = answer["outcome"].as_str().unwrap().to_owned();
        if outcome != "not_due" {
            tell(house, payment, answer["reason"].as_str()).await?;
            let followed = json!({ "action": "followed", "payment": payment, "outcome": outcome });
            asked(arranging, followed).await?;
        }
        outcomes.push(outcome);
    }
    Ok(outcomes)
}

/// Tells Ana, who wrote a moment ago, what became of a payment.
async fn tell(house: &House, payment: &Value, reason: Option<&str>) -> Result<(), Failure> {
    let ana = ChannelAddress::try_new(None, Some(ANA.to_owned())).unwrap();
    let heard = house.messenger.outbox.records.heard(&ana, clock::now());
    heard.await.unwrap();
    let question = json!({ "action": "due_payment", "payment": payment, "reason": reason });
    let question = serde_json::from_value(question).unwrap();
    house.messenger.handle(question).await.map(drop)
}

async fn runs(house: &House) -> Result<Vec<String>, Failure> {
    run(house, &house.transfers, &house.arranging).await
}

async fn posted(house: &House) -> i64 {
    let (posted, available) = house.bank.balance("ana-lima").await;
    assert_eq!(posted, available, "nothing stays held");
    posted
}

fn said(house: &House) -> Vec<String> {
    let sent = house.bank.services.calls_of("WhatsApp").into_iter();
    let text = |message: Value| message["text"]["body"].as_str().map(str::to_owned);
    sent.filter_map(text).collect()
}

async fn nothing_differs(house: &House) {
    let connection = &house.bank.engine.connection;
    let journal = Journal::new(connection, "ledger".to_owned(), signers(), Duration::ZERO);
    let report = journal.reconcile().await.unwrap();
    assert_eq!(report.differences, []);
}

#[tokio::test]
async fn each_due_day_is_paid_once_however_often_and_late_it_is_asked_for() {
    let house = House::open().await;
    let weekly = Schedule::try_new(in_days(1), Rhythm::Weekly, None).unwrap();
    arranged(&house, paying_ben("wamid.1", 5_000, weekly)).await;
    assert_eq!(runs(&house).await.unwrap(), Vec::<String>::new());
    clock::pass(A_DAY);
    let (one, two, three) = tokio::join!(runs(&house), runs(&house), runs(&house));
    let paid = [one, two, three];
    assert!(paid.iter().any(Result::is_ok), "{paid:?}");
    for _ in 0..2 {
        runs(&house).await.unwrap();
        assert_eq!(posted(&house).await, AT_FIRST - 5_000);
    }
    // Nothing ran for weeks: each day that was missed is paid, and each once.
    clock::pass(20 * A_DAY);
    for _ in 0..5 {
        runs(&house).await.unwrap();
    }
    assert_eq!(posted(&house).await, AT_FIRST - 3 * 5_000);
    let [order] = orders(&house).await.try_into().unwrap();
    assert!(order.due.on > today());
    nothing_differs(&house).await;
}

/// The process dies at each of its calls to ledger and standing orders, before or after it took effect; the next run
/// makes up for it.
#[tokio::test]
async fn a_run_that_is_interrupted_anywhere_pays_once_in_the_end() {
    let house = House::open().await;
    let (mut crashes, mut left) = (0, AT_FIRST);
    for mishap in [Mishap::DiesBefore, Mishap::DiesMeanwhile] {
        for call in 0.. {
            let once = Schedule::try_new(in_days(1), Rhythm::Once, None).unwrap();
            let message = format!("wamid.crash-{crashes}");
            arranged(&house, paying_ben(&message, 100, once)).await;
            clock::pass(A_DAY);
            let wire = Wire::addressed();
            let connection = wire.to(&house.bank.engine.connection);
            let transfers = paying(&house.bank, &connection);
            let arranging = arranging(&house.bank, &connection);
            wire.plan(vec![(call, mishap)]);
            let doomed = Box::pin(run(&house, &transfers, &arranging));
            let died = wire.survive(doomed).await.is_err();
            for _ in 0..2 {
                runs(&house).await.unwrap();
            }
            left -= 100;
            assert_eq!(posted(&house).await, left, "{mishap:?} at {call}");
            assert_eq!(orders(&house).await.len(), 0, "{mishap:?} at {call}");
            crashes += 1;
            if !died {
                break;
            }
        }
    }
    assert!(crashes > 20, "only {crashes}");
    nothing_differs(&house).await;
}

#[tokio::test]
async fn what_cannot_be_paid_is_tried_the_next_morning_then_given_up_and_told_each_time() {
    let house = House::open().await;
    let once = Schedule::try_new(in_days(1), Rhythm::Once, None).unwrap();
    arranged(&house, paying_ben("wamid.1", 300_000, once)).await;
    clock::pass(A_DAY);
    assert_eq!(runs(&house).await.unwrap(), ["not_paid"]);
    assert_eq!(runs(&house).await.unwrap(), Vec::<String>::new());
    clock::pass(A_DAY);
    assert_eq!(runs(&house).await.unwrap(), ["not_paid"]);
    assert_eq!(orders(&house).await.len(), 0);
    assert_eq!(posted(&house).await, AT_FIRST);
    let said = said(&house).join("\n");
    assert!(said.contains("once more tomorrow morning"), "{said}");
    assert!(said.contains("won't try this payment again"), "{said}");
}

#[tokio::test]
async fn nothing_is_paid_at_night_and_each_payment_is_told() {
    let house = House::open().await;
    let once = Schedule::try_new(in_days(1), Rhythm::Once, None).unwrap();
    arranged(&house, paying_ben("wamid.1", 5_000, once)).await;
    // Noon, as the tests begin: thirteen hours later it is one in the morning.
    clock::pass(13 * 3_600);
    assert_eq!(runs(&house).await.unwrap(), Vec::<String>::new());
    clock::pass(6 * 3_600);
    assert_eq!(runs(&house).await.unwrap(), ["paid"]);
    assert_eq!(posted(&house).await, AT_FIRST - 5_000);
    let said = said(&house).join("\n");
    assert!(said.contains("*£50.00* went to *Ben Carter*"), "{said}");
}

/// Whoever may write the standing orders, and nothing else, moves no money by it.
#[tokio::test]
async fn what_nobody_confirmed_is_not_paid_whoever_wrote_it() {
    let house = House::open().await;
    let once = Schedule::try_new(in_days(1), Rhythm::Once, None).unwrap();
    let id = arranged(&house, paying_ben("wamid.1", 5_000, once)).await;
    clock::pass(A_DAY);
    let other = testkit::bank::authority(&OrderId("6f1c".to_owned()), Hash::plain(&[b"other"]));
    let seal = string(other.evidence().seal.to_text());
    let (pk, sk) = ("CUSTOMER#ana-lima", format!("STANDING#{}", id.0));
    let engine = &house.bank.engine;
    engine.tamper("arrangements", pk, &sk, "seal", seal).await;
    let failed = runs(&house).await;
    assert!(matches!(failed, Err(Failure::Fail(_))), "{failed:?}");
    assert_eq!(posted(&house).await, AT_FIRST);
}
