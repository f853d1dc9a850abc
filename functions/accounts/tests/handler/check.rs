//! The check of a payee: what each account and each name is answered with, word for word on the wire.

use accounts::Answer;
use domain::failure::Failure;
use domain::id::{AccountId, CustomerId};
use domain::ledger::account::{Account, AccountKind};
use domain::money::{Currency, Money};
use serde_json::{Value, json};
use testkit::engine::{AttributeValue, Engine, NOW};
use testkit::inbound::ANA;
use testkit::queue::ticket_from;

use crate::Rig;

const BENS: &str = "uk 040075 40020101";

async fn check(rig: &Rig, details: &str, name: &str) -> Result<Value, Failure> {
    let question = json!({
        "action": "check_payee", "ticket": ticket_from(ANA), "details": details, "name": name,
    });
    match rig.ask(question).await? {
        answer @ Answer::CheckPayee(_) => Ok(serde_json::to_value(answer).unwrap()),
        _ => panic!("something else than a check"),
    }
}

async fn open(engine: &Engine, account: &Account) {
    let opened = engine
        .ledger()
        .open(account, Money::new(0, Currency::Gbp))
        .await;
    opened.unwrap();
}

#[tokio::test]
async fn the_holders_name_is_a_match_and_almost_the_name_is_told_the_right_one() {
    let rig = Rig::start().await;
    let matches = json!({ "result": "match", "holder_id": "ben-carter" });
    assert_eq!(check(&rig, BENS, "ben CARTER").await, Ok(matches));
    let close = json!({
        "result": "close", "registered_name": "Ben Carter", "holder_id": "ben-carter",
    });
    assert_eq!(check(&rig, BENS, "B Carter").await, Ok(close));
}

#[tokio::test]
async fn another_name_is_told_nothing_of_the_holders() {
    let rig = Rig::start().await;
    for name in ["Dora Evans", "Ben", "Carter", "", "B C"] {
        let answer = check(&rig, BENS, name).await.unwrap();
        assert_eq!(
            answer,
            json!({ "result": "no_match", "holder_id": "ben-carter" }),
            "{name}"
        );
    }
}

#[tokio::test]
async fn another_banks_account_is_nobodys_here_to_check() {
    let rig = Rig::start().await;
    for details in ["uk 202959 63748472", "iban DE89370400440532013000"] {
        let answer = check(&rig, details, "Carla Dias").await;
        assert_eq!(answer, Ok(json!({ "result": "not_possible" })), "{details}");
    }
}

#[tokio::test]
async fn a_merchants_account_is_one_as_any_other() {
    let rig = Rig::start().await;
    let matches = json!({ "result": "match", "holder_id": "city-power" });
    let answer = check(&rig, "uk 040075 40090001", "City Power").await;
    assert_eq!(answer, Ok(matches));
}

#[tokio::test]
async fn where_money_cannot_go_there_is_no_account() {
    let rig = Rig::start().await;
    rig.engine
        .tamper(
            "ledger",
            "ACCOUNT#40030101",
            "ACCOUNT",
            "status",
            AttributeValue::S("closed".to_owned()),
        )
        .await;
    let internal = Account::new(
        AccountId("40999999".to_owned()),
        CustomerId("acme-bank".to_owned()),
        "Fees".to_owned(),
        AccountKind::Internal,
        Currency::Gbp,
        NOW,
    );
    open(&rig.engine, &internal).await;
    for account in ["40020199", "40030101", "40999999"] {
        let answer = check(&rig, &format!("uk 040075 {account}"), "Ben Carter").await;
        assert_eq!(
            answer,
            Ok(json!({ "result": "no_such_account" })),
            "{account}"
        );
    }
}

#[tokio::test]
async fn an_account_whose_holder_is_not_on_file_cannot_be_checked() {
    let rig = Rig::start().await;
    let account = Account::new(
        AccountId("40050505".to_owned()),
        CustomerId("nobody".to_owned()),
        "Current account".to_owned(),
        AccountKind::Customer,
        Currency::Gbp,
        NOW,
    );
    open(&rig.engine, &account).await;
    let answer = check(&rig, "uk 040075 40050505", "Ben Carter").await;
    assert_eq!(
        answer,
        Ok(json!({ "result": "not_possible", "holder_id": "nobody" }))
    );
}

#[tokio::test]
async fn what_is_no_account_at_all_fails_for_good() {
    let rig = Rig::start().await;
    for details in ["", "40020101", "uk 04007 40020101", "uk 040075 40020101 x"] {
        let refused = check(&rig, details, "Ben Carter").await;
        assert!(matches!(refused, Err(Failure::Fail(_))), "{details}");
    }
}
