//! Accounts through their handler: a customer's own balances, and nobody else's.

use aws::calls::{AccountView, AccountsQuestion};
use domain::transfer::Transfer;
use testkit::bank::intent;
use testkit::engine::{Engine, NOW};

async fn balances(engine: &Engine, customer: &str) -> Vec<AccountView> {
    let question = AccountsQuestion::Balances {
        customer_id: customer.to_owned(),
    };
    match accounts::handle(&engine.accounts(), question).await {
        Ok(answer) => answer.accounts,
        Err(failure) => panic!("{failure}"),
    }
}

fn shown(accounts: &[AccountView]) -> Vec<(&str, &str, &str, i64, i64)> {
    let shown = accounts.iter().map(|account| {
        let (id, name) = (account.account_id.as_str(), account.name.as_str());
        (
            id,
            name,
            account.currency.as_str(),
            account.posted_minor,
            account.available_minor,
        )
    });
    shown.collect()
}

#[tokio::test]
async fn a_customer_sees_all_accounts_in_a_steady_order() {
    let engine = Engine::with_demo_customers().await;
    assert_eq!(
        shown(&balances(&engine, "ana-lima").await),
        [
            ("40010101", "Current account", "GBP", 245_000, 245_000),
            ("40010102", "Savings account", "GBP", 800_000, 800_000),
        ]
    );
    assert_eq!(
        shown(&balances(&engine, "carla-dias").await)[1],
        ("40030102", "Mortgage", "GBP", -18_200_000, -18_200_000)
    );
}

#[tokio::test]
async fn a_hold_lowers_what_is_available_and_not_what_is_booked() {
    let engine = Engine::with_demo_customers().await;
    let transfer = Transfer::reserve(&intent("wamid.1"), NOW);
    assert!(engine.ledger().reserve(&transfer).await.is_ok());
    let accounts = balances(&engine, "ana-lima").await;
    assert_eq!(
        (accounts[0].posted_minor, accounts[0].available_minor),
        (245_000, 240_000)
    );
}

#[tokio::test]
async fn somebody_unknown_has_no_accounts() {
    let engine = Engine::with_demo_customers().await;
    for nobody in ["mallory", "", "ana-lima#", "ANA-LIMA"] {
        assert!(balances(&engine, nobody).await.is_empty(), "{nobody}");
    }
}

#[tokio::test]
async fn reading_writes_nothing() {
    let engine = Engine::with_demo_customers().await;
    let before = engine.items().await;
    balances(&engine, "ana-lima").await;
    assert_eq!(engine.items().await, before);
}
