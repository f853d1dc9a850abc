//! Reserve, post and void.

use aws::ledger::{LedgerError, Reserved};
use domain::account::AccountId;
use domain::customer::CustomerId;
use domain::intent::{ConfirmationId, SealedIntent};
use domain::keyed_hash::Key;
use domain::money::{Currency, Money};
use domain::passcode::PasscodeVerified;
use domain::transfer::{HOLD_SECONDS, Transfer, TransferError, TransferState};
use testkit::engine::{Engine, NOW, key};

fn intent(message: &str, minor: i64) -> SealedIntent {
    SealedIntent {
        id: ConfirmationId::from_message(message),
        customer: CustomerId("ana-lima".to_owned()),
        amount: Money::new(minor, Currency::Gbp),
        debit_account: AccountId("40010101".to_owned()),
        debit_name: "Current account".to_owned(),
        credit_account: AccountId("40020101".to_owned()),
        payee_name: "Ben Carter".to_owned(),
        payee_customer: Some(CustomerId("ben-carter".to_owned())),
    }
}

fn transfer(message: &str, minor: i64) -> Transfer {
    Transfer::reserve(&intent(message, minor), NOW)
}

fn proof(intent: &SealedIntent) -> PasscodeVerified {
    let key: Key = key(3);
    let seal = PasscodeVerified::seal(&key, intent);
    PasscodeVerified::check(seal, &key, intent).unwrap()
}

/// Posted and available balance of Ana's current account, then Ben's, in pence.
async fn balances(engine: &Engine) -> [(i64, i64); 2] {
    let mut found = [(0, 0); 2];
    for (slot, owner) in found.iter_mut().zip(["ana-lima", "ben-carter"]) {
        let accounts = engine
            .accounts()
            .of(&CustomerId(owner.to_owned()))
            .await
            .unwrap();
        *slot = (
            accounts[0].posted.minor(),
            accounts[0].available().unwrap().minor(),
        );
    }
    found
}

#[tokio::test]
async fn a_reserved_transfer_holds_and_a_posted_one_moves_the_money_once() {
    let engine = Engine::with_demo_customers().await;
    let (ledger, intent) = (engine.ledger(), intent("m1", 5_000));
    let transfer = transfer("m1", 5_000);
    assert_eq!(ledger.reserve(&transfer).await, Ok(Reserved::Created));
    assert_eq!(
        balances(&engine).await,
        [(245_000, 240_000), (31_055, 31_055)]
    );
    for _ in 0..3 {
        let posted = ledger.post(&intent.id, proof(&intent), NOW).await.unwrap();
        assert_eq!(posted.state, TransferState::Posted);
        assert_eq!(
            balances(&engine).await,
            [(240_000, 240_000), (36_055, 36_055)]
        );
    }
    assert_eq!(
        ledger.reserve(&transfer).await,
        Ok(Reserved::AlreadyExists(TransferState::Posted))
    );
    assert_eq!(
        ledger.void(&intent.id).await,
        Err(LedgerError::Transfer(TransferError::AlreadyPosted))
    );
}

#[tokio::test]
async fn a_voided_transfer_gives_back_its_hold_and_its_share_of_the_limit() {
    let engine = Engine::with_demo_customers().await;
    let ledger = engine.ledger();
    let rich = Transfer {
        debit_account: AccountId("40010102".to_owned()),
        ..transfer("m1", 800_000)
    };
    assert_eq!(ledger.reserve(&rich).await, Ok(Reserved::Created));
    for _ in 0..2 {
        assert_eq!(
            ledger.void(&rich.id).await.unwrap().state,
            TransferState::Voided
        );
    }
    let again = Transfer {
        id: ConfirmationId::from_message("m2"),
        ..rich.clone()
    };
    assert_eq!(ledger.reserve(&again).await, Ok(Reserved::Created));
    let intent = intent("m1", 800_000);
    assert_eq!(
        ledger.post(&rich.id, proof(&intent), NOW).await,
        Err(LedgerError::Transfer(TransferError::AlreadyVoided))
    );
}

#[tokio::test]
async fn what_is_not_there_or_over_the_limit_is_refused_and_nothing_is_held() {
    let engine = Engine::with_demo_customers().await;
    let ledger = engine.ledger();
    let before = balances(&engine).await;
    assert_eq!(
        ledger.reserve(&transfer("m1", 245_001)).await,
        Ok(Reserved::InsufficientFunds)
    );
    let over = Transfer {
        debit_account: AccountId("40010102".to_owned()),
        ..transfer("m2", 1_500_001)
    };
    assert!(matches!(
        ledger.reserve(&over).await,
        Ok(Reserved::LimitReached | Reserved::InsufficientFunds)
    ));
    assert_eq!(balances(&engine).await, before);
}

#[tokio::test]
async fn one_id_never_serves_two_movements() {
    let engine = Engine::with_demo_customers().await;
    let ledger = engine.ledger();
    ledger.reserve(&transfer("m1", 5_000)).await.unwrap();
    assert_eq!(
        ledger.reserve(&transfer("m1", 5_000)).await,
        Ok(Reserved::AlreadyExists(TransferState::Pending))
    );
    assert_eq!(
        ledger.reserve(&transfer("m1", 6_000)).await,
        Err(LedgerError::OtherRequest)
    );
    assert_eq!(balances(&engine).await[0], (245_000, 240_000));
}

#[tokio::test]
async fn a_hold_that_ran_out_is_not_posted() {
    let engine = Engine::with_demo_customers().await;
    let (ledger, intent) = (engine.ledger(), intent("m1", 5_000));
    ledger.reserve(&transfer("m1", 5_000)).await.unwrap();
    assert_eq!(
        ledger
            .post(&intent.id, proof(&intent), NOW.plus(HOLD_SECONDS))
            .await,
        Err(LedgerError::Transfer(TransferError::Expired))
    );
}

#[tokio::test]
async fn fifty_transfers_at_once_conserve_the_money() {
    let engine = Engine::with_demo_customers().await;
    let tasks = (0..50).map(|number| {
        let ledger = engine.ledger();
        tokio::spawn(async move {
            let message = format!("m{number}");
            let intent = intent(&message, 100);
            ledger.reserve(&transfer(&message, 100)).await.unwrap();
            ledger.post(&intent.id, proof(&intent), NOW).await.is_ok()
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
