//! Accounts through their handler: a customer's own balances and statements, and nobody else's.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot prepare must fail at once"
)]

mod check;

use accounts::{Answer, Enquiries};
use calls::accounts::{AccountItem, AccountsQuestion, StatementAnswer};
use domain::failure::Failure;
use domain::id::OrderId;
use domain::ledger::transfer::Transfer;
use domain::time::Calendar;
use serde_json::json;
use testkit::bank::{fifty_to_ben, instruction};
use testkit::engine::{Engine, NOW};

fn enquiries(engine: &Engine) -> Enquiries {
    Enquiries {
        accounts: engine.accounts(),
        customers: engine.customers(),
    }
}

async fn balances(engine: &Engine, customer: &str) -> Vec<AccountItem> {
    let question = AccountsQuestion::Balances {
        customer_id: customer.to_owned(),
    };
    match enquiries(engine).handle(question).await {
        Ok(Answer::Balances(answer)) => answer.accounts,
        _ => panic!("no balances"),
    }
}

async fn statement(
    engine: &Engine,
    question: serde_json::Value,
) -> Result<StatementAnswer, Failure> {
    let question = serde_json::from_value(question).unwrap();
    match enquiries(engine).handle(question).await? {
        Answer::Statement(answer) => Ok(answer),
        _ => panic!("something else than a statement"),
    }
}

fn shown(accounts: &[AccountItem]) -> Vec<(&str, &str, &str, i64, i64)> {
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
    let transfer = Transfer::try_new(
        instruction(OrderId("wamid.1".to_owned()), fifty_to_ben()),
        NOW,
        &Calendar::utc(),
    )
    .unwrap();
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

#[tokio::test]
async fn a_statement_begins_with_the_newest_and_ends_with_the_opening() {
    let engine = Engine::with_demo_customers().await;
    let question = json!({
        "action": "statement", "customer_id": "ana-lima", "account_id": "40010101",
    });
    let told = statement(&engine, question).await.unwrap();
    let line = &told.entries[0];
    assert_eq!(
        (
            line.direction.as_str(),
            line.amount_minor,
            line.balance_minor,
            line.posted_at
        ),
        ("credit", 245_000, 245_000, NOW.0)
    );
    assert_eq!(line.other_name, "Opening balance");
    assert_eq!((told.entries.len(), told.next), (1, None));
}

#[tokio::test]
async fn a_statement_of_somebody_elses_account_fails_for_good() {
    let engine = Engine::with_demo_customers().await;
    for (customer, cursor) in [("ben-carter", json!(null)), ("ana-lima", json!("invented"))] {
        let question = json!({
            "action": "statement", "customer_id": customer, "account_id": "40010101", "cursor": cursor,
        });
        let refused = statement(&engine, question).await;
        assert!(matches!(refused, Err(Failure::Fail(_))), "{customer}");
    }
}
