//! Reserve and post: money moves once, or not at all and with a reason.

use domain::id::{AccountId, CustomerId};
use domain::ledger::refusal::Refusal;
use domain::ledger::transfer::{HOLD_SECONDS, Instruction, Transfer, TransferError, TransferState};
use ledger::{LedgerError, Reserved};
use testkit::engine::{AttributeValue, Engine, NOW};

use crate::money::{
    ANA, BEN, CITY_POWER, SAVINGS, asked, authority, balance, balances, between, pending, send,
    tamper,
};

#[tokio::test]
async fn a_reserved_transfer_holds_and_a_posted_one_moves_the_money_once() {
    let engine = Engine::with_demo_customers().await;
    let (ledger, asked) = (engine.ledger(), asked("m1", 5_000));
    assert_eq!(
        ledger.reserve(&pending(&asked)).await,
        Ok(Reserved::Created)
    );
    assert_eq!(
        balances(&engine).await,
        [(245_000, 240_000), (31_055, 31_055)]
    );
    let receipt = ledger
        .post(&asked.id, &authority(&asked), NOW)
        .await
        .unwrap();
    assert_eq!(
        balances(&engine).await,
        [(240_000, 240_000), (36_055, 36_055)]
    );
    let entire = engine.items().await;
    for later in [0, 599, 601, 86_400, 8 * 86_400, 91 * 86_400] {
        let again = ledger
            .post(&asked.id, &authority(&asked), NOW.plus(later))
            .await;
        assert_eq!(again.as_ref(), Ok(&receipt), "{later} s later");
    }
    let again = ledger.reserve(&pending(&asked)).await;
    assert_eq!(again, Ok(Reserved::AlreadyExists(receipt.state)));
    let late = ledger.void(&pending(&asked)).await;
    assert_eq!(
        late,
        Err(LedgerError::Transfer(TransferError::AlreadyPosted))
    );
    assert_eq!(engine.items().await, entire, "repeating writes nothing");
}

#[tokio::test]
async fn a_receipt_names_both_entries_and_the_balance_they_left() {
    let engine = Engine::with_demo_customers().await;
    let TransferState::Posted(posting) = send(&engine, &asked("m1", 5_000)).await.state else {
        panic!("not posted");
    };
    assert_eq!(posting.posted_at, NOW);
    // Both opened with an entry of their own.
    assert_eq!((posting.debit_entry, posting.credit_entry), (2, 2));
    assert_eq!(posting.balance_after.minor(), 240_000);
    assert_eq!(posting.credited, AccountId(BEN.to_owned()));
}

#[tokio::test]
async fn every_reason_not_to_hold_is_told_apart_and_leaves_nothing_behind() {
    let engine = Engine::with_demo_customers().await;
    let status = |status: &str| AttributeValue::S(status.to_owned());
    tamper(&engine, SAVINGS, "status", status("frozen")).await;
    tamper(&engine, "40030101", "status", status("closed")).await;
    let before = engine.items().await;
    for (refusal, debit, credit, minor) in [
        (Refusal::InsufficientFunds, ANA, BEN, 245_001),
        (Refusal::AccountFrozen, SAVINGS, BEN, 1),
        (Refusal::AccountClosed, "40030101", BEN, 1),
        (Refusal::AccountClosed, ANA, "40030101", 1),
        (Refusal::NoSuchAccount, "99999999", BEN, 1),
        (Refusal::NoSuchAccount, ANA, "99999999", 1),
        (Refusal::NotDebitable, "40030102", BEN, 1),
        (Refusal::NotDebitable, CITY_POWER, BEN, 1),
        (Refusal::NotDebitable, "bank-GBP", BEN, 1),
        (Refusal::NotCreditable, ANA, "bank-GBP", 1),
    ] {
        let transfer = pending(&between("m1", minor, debit, credit));
        let told = engine.ledger().reserve(&transfer).await;
        assert_eq!(told, Ok(Reserved::Refused(refusal)), "{debit} {credit}");
    }
    assert_eq!(engine.items().await, before);
}

#[tokio::test]
async fn a_day_has_a_limit_and_it_counts_what_is_held_and_what_is_posted() {
    let engine = Engine::with_demo_customers().await;
    tamper(
        &engine,
        ANA,
        "available_minor",
        AttributeValue::N("9000000".to_owned()),
    )
    .await;
    let reserve = async |message, minor| {
        let transfer = pending(&asked(message, minor));
        engine.ledger().reserve(&transfer).await.unwrap()
    };
    assert_eq!(reserve("m1", 1_000_000).await, Reserved::Created);
    let over = Reserved::Refused(Refusal::OverDayLimit);
    assert_eq!(reserve("m2", 500_001).await, over);
    assert_eq!(reserve("m3", 500_000).await, Reserved::Created);
    assert_eq!(reserve("m4", 1).await, over);
    let tomorrow = Transfer {
        spend_day: Some(domain::time::Day("2026-11-24".to_owned())),
        ..pending(&asked("m5", 1))
    };
    assert_eq!(
        engine.ledger().reserve(&tomorrow).await,
        Ok(Reserved::Created)
    );
}

#[tokio::test]
async fn one_id_never_serves_two_movements() {
    let engine = Engine::with_demo_customers().await;
    let ledger = engine.ledger();
    let first = pending(&asked("m1", 5_000));
    ledger.reserve(&first).await.unwrap();
    let again = ledger.reserve(&first).await;
    assert_eq!(again, Ok(Reserved::AlreadyExists(TransferState::Pending)));
    for other in [asked("m1", 6_000), between("m1", 5_000, ANA, SAVINGS)] {
        let other = pending(&other);
        assert_eq!(ledger.reserve(&other).await, Err(LedgerError::OtherRequest));
    }
    assert_eq!(balances(&engine).await[0], (245_000, 240_000));
}

#[tokio::test]
async fn a_hold_is_good_until_its_last_second_and_not_a_second_longer() {
    let engine = Engine::with_demo_customers().await;
    let ledger = engine.ledger();
    for (message, age, is_posted) in [("m1", HOLD_SECONDS, false), ("m2", HOLD_SECONDS - 1, true)] {
        let asked = asked(message, 5_000);
        ledger.reserve(&pending(&asked)).await.unwrap();
        let posted = ledger
            .post(&asked.id, &authority(&asked), NOW.plus(age))
            .await;
        assert_eq!(posted.is_ok(), is_posted);
        if !is_posted {
            assert_eq!(posted, Err(LedgerError::Transfer(TransferError::Expired)));
        }
    }
}

#[tokio::test]
async fn an_account_that_was_frozen_meanwhile_keeps_its_money() {
    let engine = Engine::with_demo_customers().await;
    let (ledger, asked) = (engine.ledger(), asked("m1", 5_000));
    ledger.reserve(&pending(&asked)).await.unwrap();
    tamper(
        &engine,
        ANA,
        "status",
        AttributeValue::S("frozen".to_owned()),
    )
    .await;
    let refused = TransferError::Refused(Refusal::AccountFrozen);
    let posted = ledger.post(&asked.id, &authority(&asked), NOW).await;
    assert_eq!(posted, Err(LedgerError::Transfer(refused)));
    ledger.void(&pending(&asked)).await.unwrap();
    assert_eq!(balances(&engine).await[0], (245_000, 245_000));
}

/// Whoever sealed the order: only its customer's own account is debited.
#[tokio::test]
async fn somebody_elses_account_is_neither_held_nor_debited() {
    let engine = Engine::with_demo_customers().await;
    let ledger = engine.ledger();
    let theft = Instruction {
        customer: CustomerId("ben-carter".to_owned()),
        ..asked("m1", 5_000)
    };
    let refused = ledger.reserve(&pending(&theft)).await;
    assert_eq!(refused, Ok(Reserved::Refused(Refusal::NoSuchAccount)));
    let own = asked("m2", 5_000);
    ledger.reserve(&pending(&own)).await.unwrap();
    let owner = AttributeValue::S("ben-carter".to_owned());
    tamper(&engine, ANA, "owner", owner).await;
    let posted = ledger.post(&own.id, &authority(&own), NOW).await;
    let refused = TransferError::Refused(Refusal::NoSuchAccount);
    assert_eq!(posted, Err(LedgerError::Transfer(refused)));
}

#[tokio::test]
async fn a_merchants_balance_is_the_exact_sum_of_its_shards() {
    let engine = Engine::with_demo_customers().await;
    let mut credited = std::collections::BTreeSet::new();
    for number in 0..40 {
        let bill = between(&format!("m{number}"), 100 + number, ANA, CITY_POWER);
        let TransferState::Posted(posting) = send(&engine, &bill).await.state else {
            panic!("not posted");
        };
        credited.insert(posting.credited);
    }
    assert!(credited.len() > 8, "{credited:?}");
    let total = (100..140).sum();
    assert_eq!(balance(&engine, "city-power").await, (total, total));
}

#[tokio::test]
async fn fifty_transfers_at_once_conserve_the_money() {
    let engine = Engine::with_demo_customers().await;
    let tasks = (0..50).map(|number| {
        let (ledger, asked) = (engine.ledger(), asked(&format!("m{number}"), 100));
        tokio::spawn(async move {
            ledger.reserve(&pending(&asked)).await.unwrap();
            ledger
                .post(&asked.id, &authority(&asked), NOW)
                .await
                .is_ok()
        })
    });
    let mut posted = 0;
    for task in tasks.collect::<Vec<_>>() {
        posted += i64::from(task.await.unwrap());
    }
    let [(ana, _), (ben, _)] = balances(&engine).await;
    assert_eq!((ana, ben), (245_000 - 100 * posted, 31_055 + 100 * posted));
    assert!(posted > 0);
}

#[tokio::test]
async fn no_authority_but_that_of_the_very_order_posts_a_transfer() {
    let engine = Engine::with_demo_customers().await;
    let ledger = engine.ledger();
    let (asked, other) = (asked("wamid.1", 2_500), asked("wamid.2", 2_500));
    ledger.reserve(&pending(&asked)).await.unwrap();
    for wrong in [
        authority(&other),
        testkit::bank::authority(&asked.id, other.order),
        testkit::bank::authority(&other.id, asked.order),
    ] {
        let refused = ledger.post(&asked.id, &wrong, NOW).await;
        assert_eq!(
            refused,
            Err(LedgerError::Transfer(TransferError::NotAuthorised))
        );
    }
    let right = authority(&asked);
    let posted = ledger.post(&asked.id, &right, NOW).await.unwrap();
    let TransferState::Posted(posting) = &posted.state else {
        panic!("not posted");
    };
    assert_eq!(posting.authority.as_deref(), Some(&right.evidence()));
    let again = ledger.post(&asked.id, &authority(&other), NOW).await;
    assert_eq!(
        again,
        Err(LedgerError::Transfer(TransferError::NotAuthorised))
    );
}
