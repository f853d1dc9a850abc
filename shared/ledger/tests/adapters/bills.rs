//! A bill is paid once, whoever asks, however often and at the same time.

use domain::id::{BillId, CustomerId, OrderId};
use domain::ledger::transfer::{HOLD_SECONDS, Instruction, TransferState};
use ledger::Reserved;
use testkit::bank::paying;
use testkit::engine::{Engine, NOW};

use crate::money::{ANA, BEN, CITY_POWER, authority, between, pending, send};

fn bill(message: &str) -> Instruction {
    paying("november", between(message, 900, ANA, CITY_POWER))
}

async fn paid(engine: &Engine, owner: &str) -> Vec<BillId> {
    let (owner, bills) = (
        CustomerId(owner.to_owned()),
        [BillId("november".to_owned())],
    );
    let paid = engine.accounts().paid_at(&owner, &bills).await.unwrap();
    paid.into_keys().collect()
}

#[tokio::test]
async fn a_bill_that_is_held_or_paid_is_taken_and_one_that_was_given_back_is_not() {
    let engine = Engine::with_demo_customers().await;
    let ledger = engine.ledger();
    let first = bill("first");
    assert_eq!(
        ledger.reserve(&pending(&first)).await,
        Ok(Reserved::Created)
    );
    let by_first = Ok(Reserved::Taken(first.id.clone()));
    assert_eq!(ledger.reserve(&pending(&bill("second"))).await, by_first);
    let again = ledger.reserve(&pending(&first)).await;
    assert_eq!(again, Ok(Reserved::AlreadyExists(TransferState::Pending)));
    assert_eq!(paid(&engine, "ana-lima").await, []);

    ledger.void(&pending(&first)).await.unwrap();
    let third = bill("third");
    assert_eq!(
        ledger.reserve(&pending(&third)).await,
        Ok(Reserved::Created)
    );
    ledger
        .expire(&third.id, NOW.plus(HOLD_SECONDS))
        .await
        .unwrap();
    let fourth = send(&engine, &bill("fourth")).await;
    let by_fourth = Ok(Reserved::Taken(fourth.id));
    assert_eq!(ledger.reserve(&pending(&bill("fifth"))).await, by_fourth);
    assert_eq!(
        paid(&engine, "ana-lima").await,
        [BillId("november".to_owned())]
    );
}

#[tokio::test]
async fn a_refused_payment_takes_no_bill_and_another_customers_is_another_bill() {
    let engine = Engine::with_demo_customers().await;
    let ledger = engine.ledger();
    let too_much = paying("november", between("too much", 900_000, ANA, CITY_POWER));
    let refused = ledger.reserve(&pending(&too_much)).await.unwrap();
    assert!(matches!(refused, Reserved::Refused(_)), "{refused:?}");
    send(&engine, &bill("anas")).await;
    let bens = paying("november", between("bens", 900, BEN, CITY_POWER));
    assert_eq!(paid(&engine, "ben-carter").await, []);
    send(&engine, &bens).await;
    assert_eq!(paid(&engine, "ben-carter").await.len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_who_pay_one_bill_at_once_one_does() {
    let engine = std::sync::Arc::new(Engine::with_demo_customers().await);
    let mut people = tokio::task::JoinSet::new();
    for number in 0..8 {
        let ledger = engine.ledger();
        people.spawn(async move {
            let asked = bill(&format!("at once {number}"));
            let reserved = ledger.reserve(&pending(&asked)).await.unwrap();
            if reserved == Reserved::Created {
                ledger
                    .post(&asked.id, &authority(&asked), NOW)
                    .await
                    .unwrap();
            }
            (asked.id, reserved)
        });
    }
    let all = people.join_all().await;
    let winners: Vec<&OrderId> = all
        .iter()
        .filter(|(_, reserved)| *reserved == Reserved::Created)
        .map(|(id, _)| id)
        .collect();
    let [winner] = winners.as_slice() else {
        panic!("{all:?}");
    };
    for (id, reserved) in &all {
        let is_told = *reserved == Reserved::Taken((*winner).clone());
        assert!(is_told || id == *winner, "{reserved:?}");
    }
}
