//! Void and expire: what is given back, to whom, and who wins.

use domain::ledger::transfer::{HOLD_SECONDS, Transfer, TransferError, TransferState};
use ledger::{LedgerError, Reserved};
use testkit::engine::{Engine, NOW};

use crate::money::{BEN, SAVINGS, asked, authority, balances, between, pending, pending_at};

#[tokio::test]
async fn a_released_transfer_gives_back_its_hold_and_its_share_of_the_limit() {
    let engine = Engine::with_demo_customers().await;
    let ledger = engine.ledger();
    let before = engine.items().await;
    for message in ["m1", "m2", "m3"] {
        // More than half a day's limit each: one that kept its share would stop the next.
        let transfer = pending(&between(message, 800_000, SAVINGS, BEN));
        assert_eq!(ledger.reserve(&transfer).await, Ok(Reserved::Created));
        let released = match message {
            "m2" => ledger.expire(&transfer.id, NOW.plus(HOLD_SECONDS)).await,
            _ => ledger.void(&transfer).await,
        };
        let again = match message {
            "m2" => ledger.expire(&transfer.id, NOW.plus(HOLD_SECONDS)).await,
            _ => ledger.void(&transfer).await,
        };
        assert_eq!(released, again);
    }
    let accounts = |items: &[testkit::engine::StoredItem]| {
        let accounts = items.iter().filter(|item| item.sk == "ACCOUNT");
        accounts.map(|item| item.text.clone()).collect::<Vec<_>>()
    };
    assert_eq!(accounts(&engine.items().await), accounts(&before));
    assert_eq!(
        ledger.expired_holds(NOW.plus(i64::MAX), 10).await,
        Ok(vec![])
    );
}

#[tokio::test]
async fn nothing_is_posted_after_a_release_and_the_loser_hears_who_won() {
    let engine = Engine::with_demo_customers().await;
    let ledger = engine.ledger();
    let lost = |error| Err(LedgerError::Transfer(error));
    let (voided, expired) = (asked("m1", 100), asked("m2", 100));
    for asked in [&voided, &expired] {
        ledger.reserve(&pending(asked)).await.unwrap();
    }
    ledger.void(&pending(&voided)).await.unwrap();
    let later = NOW.plus(HOLD_SECONDS);
    ledger.expire(&expired.id, later).await.unwrap();
    assert_eq!(
        ledger.post(&voided.id, &authority(&voided), NOW).await,
        lost(TransferError::AlreadyVoided)
    );
    assert_eq!(
        ledger.expire(&voided.id, later).await,
        lost(TransferError::AlreadyVoided)
    );
    assert_eq!(
        ledger.post(&expired.id, &authority(&expired), NOW).await,
        lost(TransferError::Expired)
    );
    assert_eq!(
        balances(&engine).await,
        [(245_000, 245_000), (31_055, 31_055)]
    );
}

#[tokio::test]
async fn a_reservation_that_arrives_after_its_release_finds_it_released() {
    let engine = Engine::with_demo_customers().await;
    let (ledger, asked) = (engine.ledger(), asked("m1", 5_000));
    let transfer = pending(&asked);
    assert_eq!(
        ledger.void(&transfer).await.unwrap().state,
        TransferState::Voided
    );
    let late = ledger.reserve(&transfer).await;
    assert_eq!(late, Ok(Reserved::AlreadyExists(TransferState::Voided)));
    assert_eq!(balances(&engine).await[0], (245_000, 245_000));
}

#[tokio::test]
async fn a_sweep_finds_the_holds_that_have_run_out_and_no_others() {
    let engine = Engine::with_demo_customers().await;
    let ledger = engine.ledger();
    let mut expected = Vec::new();
    for number in 0..20 {
        let reserved_at = NOW.plus(i64::from(number) * 60);
        let transfer: Transfer = pending_at(&asked(&format!("m{number}"), 100), reserved_at);
        ledger.reserve(&transfer).await.unwrap();
        expected.push(transfer.id);
    }
    let tenth = NOW.plus(9 * 60 + HOLD_SECONDS);
    assert_eq!(
        ledger.expire(&expected[10], tenth).await,
        Err(LedgerError::Transfer(TransferError::StillHeld))
    );
    let mut found = ledger.expired_holds(tenth, 50).await.unwrap();
    expected.truncate(10);
    found.sort_by(|one, other| one.0.cmp(&other.0));
    expected.sort_by(|one, other| one.0.cmp(&other.0));
    assert_eq!(found, expected);
    for id in &found {
        ledger.expire(id, tenth).await.unwrap();
    }
    assert_eq!(ledger.expired_holds(tenth, 50).await, Ok(vec![]));
    assert_eq!(balances(&engine).await[0], (245_000, 244_000));
}
