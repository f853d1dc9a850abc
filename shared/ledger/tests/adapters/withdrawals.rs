//! Holds for a cash machine in the table: kept, redeemed once, reversed once, and all of it reconciled.

use domain::id::AccountId;
use domain::ledger::reconciliation::Kind;
use domain::ledger::refusal::Refusal;
use domain::ledger::transfer::{
    AUTHORISED_SECONDS, Instruction, Transfer, TransferError, TransferState,
};
use domain::money::{Currency, Money};
use ledger::LedgerError;
use testkit::bank::{atm_request, redemption, withdrawing};
use testkit::engine::{AttributeValue, Engine, NOW};

use crate::journal::reconcile;
use crate::money::{BEN, asked, authority, balance, between, pending};

fn pence(minor: i64) -> Money {
    Money::new(minor, Currency::Gbp)
}

/// £60 of Ana's, confirmed for a machine.
async fn kept(engine: &Engine, message: &str) -> Instruction {
    let ledger = engine.ledger();
    ledger.cash(Currency::Gbp).await.unwrap();
    let asked = withdrawing(asked(message, 6_000));
    ledger.reserve(&pending(&asked)).await.unwrap();
    ledger
        .authorise(&asked.id, &authority(&asked), NOW)
        .await
        .unwrap();
    asked
}

async fn redeem(
    engine: &Engine,
    asked: &Instruction,
    request: &str,
    minor: i64,
) -> Result<Transfer, LedgerError> {
    let redemption = redemption(asked, request, pence(minor));
    engine.ledger().redeem(&asked.id, &redemption, NOW).await
}

async fn anas(engine: &Engine) -> (i64, i64) {
    balance(engine, "ana-lima").await
}

#[tokio::test]
async fn what_is_kept_reads_back_as_it_was_confirmed_and_its_time_begins_once() {
    let engine = Engine::with_demo_customers().await;
    let asked = kept(&engine, "w1").await;
    let later = NOW.plus(600);
    let again = engine
        .ledger()
        .authorise(&asked.id, &authority(&asked), later)
        .await;
    let again = again.unwrap();
    assert_eq!(again.hold_expires_at, NOW.plus(AUTHORISED_SECONDS));
    let confirmed = Box::new(authority(&asked).evidence());
    assert_eq!(again.state, TransferState::Authorised(confirmed));
    let read = engine.ledger().transfer(&asked.id).await;
    assert_eq!(read, Ok(Some(again)));
}

#[tokio::test]
async fn the_same_request_redeems_once_and_hears_the_same_and_another_hears_that_it_is_late() {
    let engine = Engine::with_demo_customers().await;
    let asked = kept(&engine, "w1").await;
    let redeemed = redeem(&engine, &asked, "one", 4_000).await.unwrap();
    assert_eq!(
        redeem(&engine, &asked, "one", 4_000).await.as_ref(),
        Ok(&redeemed)
    );
    assert_eq!(
        engine.ledger().transfer(&asked.id).await,
        Ok(Some(redeemed))
    );
    let late = redeem(&engine, &asked, "two", 4_000).await;
    assert_eq!(late, Err(TransferError::AlreadyPosted.into()));
    assert_eq!(anas(&engine).await, (241_000, 241_000));
}

/// What was not given out is room in the day's limit again.
#[tokio::test]
async fn the_rest_counts_against_no_limit() {
    let engine = Engine::with_demo_customers().await;
    let asked = kept(&engine, "w1").await;
    redeem(&engine, &asked, "one", 1_000).await.unwrap();
    let spent = engine
        .items()
        .await
        .into_iter()
        .find(|item| item.sk.starts_with("SPEND#"));
    let spent = format!("{:?}", spent.unwrap());
    assert!(spent.contains("1000"), "{spent}");
    assert_eq!(reconcile(&engine).await.differences, []);
}

#[tokio::test]
async fn what_was_kept_goes_back_once_and_no_other_amount_does() {
    let engine = Engine::with_demo_customers().await;
    let (asked, by) = (kept(&engine, "w1").await, atm_request("one"));
    let ledger = engine.ledger();
    let early = ledger.reverse(&asked.id, &by, pence(1_000), NOW).await;
    assert_eq!(early, Err(TransferError::NotAuthorised.into()));
    redeem(&engine, &asked, "one", 6_000).await.unwrap();
    let others = ledger
        .reverse(&asked.id, &atm_request("two"), pence(1_000), NOW)
        .await;
    assert_eq!(others, Err(TransferError::NotAuthorised.into()));
    let more = ledger.reverse(&asked.id, &by, pence(6_001), NOW).await;
    assert_eq!(
        more,
        Err(TransferError::Refused(Refusal::OverTransferLimit).into())
    );
    for _ in 0..2 {
        let back = ledger
            .reverse(&asked.id, &by, pence(1_000), NOW)
            .await
            .unwrap();
        assert_eq!(back.reverses.as_ref(), Some(&asked.id));
        assert_eq!(anas(&engine).await, (240_000, 240_000));
    }
    let another = ledger.reverse(&asked.id, &by, pence(2_000), NOW).await;
    assert_eq!(another, Err(LedgerError::OtherRequest));
    assert_eq!(reconcile(&engine).await.differences, []);
}

#[tokio::test]
async fn what_nobody_redeems_runs_out_or_is_called_off_and_comes_back() {
    let engine = Engine::with_demo_customers().await;
    let ledger = engine.ledger();
    let (one, two) = (kept(&engine, "w1").await, kept(&engine, "w2").await);
    assert_eq!(anas(&engine).await, (245_000, 233_000));
    let until = NOW.plus(AUTHORISED_SECONDS);
    assert_eq!(
        ledger.expired_holds(until.plus(-1), 10).await,
        Ok(Vec::new())
    );
    let voided = ledger.void(&pending(&one)).await;
    assert_eq!(voided, Err(TransferError::AlreadyAuthorised.into()));
    ledger.call_off(&one.id).await.unwrap();
    assert_eq!(
        ledger.expired_holds(until, 10).await,
        Ok(vec![two.id.clone()])
    );
    ledger.expire(&two.id, until).await.unwrap();
    assert_eq!(anas(&engine).await, (245_000, 245_000));
    for gone in [&one, &two] {
        assert!(redeem(&engine, gone, "one", 6_000).await.is_err());
    }
    assert_eq!(reconcile(&engine).await.differences, []);
}

#[tokio::test]
async fn cash_is_reached_by_no_transfer_and_a_redemption_goes_nowhere_else() {
    let engine = Engine::with_demo_customers().await;
    let ledger = engine.ledger();
    let cash = ledger.cash(Currency::Gbp).await.unwrap().id;
    let transfer = between("m1", 500, crate::money::ANA, &cash.0);
    ledger.reserve(&pending(&transfer)).await.unwrap();
    let posted = ledger.post(&transfer.id, &authority(&transfer), NOW).await;
    assert_eq!(
        posted,
        Err(TransferError::Refused(Refusal::NotCreditable).into())
    );
    let elsewhere = between("m2", 500, crate::money::ANA, BEN);
    ledger.reserve(&pending(&elsewhere)).await.unwrap();
    ledger
        .authorise(&elsewhere.id, &authority(&elsewhere), NOW)
        .await
        .unwrap();
    let redeemed = redeem(&engine, &elsewhere, "one", 500).await;
    assert_eq!(
        redeemed,
        Err(TransferError::Refused(Refusal::NotCreditable).into())
    );
}

/// Whoever could write the ledger and gave back of a withdrawal that is another's is found.
#[tokio::test]
async fn a_reversal_of_what_is_not_there_is_found() {
    let engine = Engine::with_demo_customers().await;
    let asked = kept(&engine, "w1").await;
    redeem(&engine, &asked, "one", 6_000).await.unwrap();
    let by = atm_request("one");
    engine
        .ledger()
        .reverse(&asked.id, &by, pence(1_000), NOW)
        .await
        .unwrap();
    let pk = format!("TRANSFER#{}", Transfer::reversal_id(&asked.id).0);
    let another = AttributeValue::S("another".to_owned());
    engine
        .tamper("ledger", &pk, "TRANSFER", "reverses", another)
        .await;
    let kinds: Vec<Kind> = reconcile(&engine)
        .await
        .differences
        .iter()
        .map(|one| one.kind)
        .collect();
    assert!(kinds.contains(&Kind::ReversalDiffers), "{kinds:?}");
    assert_eq!(AccountId::cash(Currency::Gbp).0, "cash-GBP");
}
