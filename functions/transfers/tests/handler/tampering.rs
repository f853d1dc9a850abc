//! What was changed behind the bank's back is not posted: the seal no longer fits, or the hold.

use domain::failure::Failure;
use testkit::engine::AttributeValue;
use transfers::Answer;

use crate::{AT_FIRST, HELD, MOVED, Rig};

#[tokio::test]
async fn a_sealed_intent_that_was_tampered_with_is_not_posted() {
    let rig = Rig::start().await;
    let text = |value: &str| AttributeValue::S(value.to_owned());
    for (name, value) in [
        ("amount_minor", AttributeValue::N("5001".to_owned())),
        ("amount_minor", AttributeValue::N("-5000".to_owned())),
        ("currency", text("EUR")),
        ("customer", text("ben-carter")),
        ("debit_account", text("40010102")),
        ("debit_name", text("Savings account")),
        ("credit_account", text("40030101")),
        ("payee_name", text("Mallory")),
        ("payee_customer", text("carla-dias")),
        ("payee_customer", AttributeValue::Null(true)),
    ] {
        let verified = rig.bank.verified(&format!("{name} {value:?}")).await;
        rig.ask("reserve", &verified.id).await.unwrap();
        rig.tamper(&verified.id, name, value).await;
        assert!(
            matches!(rig.ask("post", &verified.id).await, Err(Failure::Fail(_))),
            "{name}"
        );
        assert_eq!(rig.ask("void", &verified.id).await, Ok(Answer::Voided));
    }
    assert_eq!(rig.balances().await, AT_FIRST);
}

#[tokio::test]
async fn a_hold_that_is_not_what_was_confirmed_is_not_posted() {
    let rig = Rig::start().await;
    let verified = rig.bank.verified("wamid.1").await;
    rig.ask("reserve", &verified.id).await.unwrap();
    let pk = format!("TRANSFER#{}", verified.id.0);
    for (name, value, back) in [
        (
            "amount_minor",
            AttributeValue::N("6000".to_owned()),
            AttributeValue::N("5000".to_owned()),
        ),
        (
            "credit_account",
            AttributeValue::S("40030101".to_owned()),
            AttributeValue::S("40020101".to_owned()),
        ),
    ] {
        rig.bank
            .engine
            .tamper("ledger", &pk, "TRANSFER", name, value)
            .await;
        assert!(
            matches!(rig.ask("post", &verified.id).await, Err(Failure::Fail(_))),
            "{name}"
        );
        assert_eq!(rig.balances().await, HELD);
        rig.bank
            .engine
            .tamper("ledger", &pk, "TRANSFER", name, back)
            .await;
    }
    assert_eq!(rig.ask("post", &verified.id).await, Ok(Answer::Posted));
    assert_eq!(rig.balances().await, MOVED);
}

#[tokio::test]
async fn a_seal_from_another_confirmation_does_not_fit() {
    let rig = Rig::start().await;
    let (mine, other) = (
        rig.bank.verified("wamid.1").await,
        rig.bank.verified("wamid.2").await,
    );
    rig.ask("reserve", &mine.id).await.unwrap();
    let items = rig.bank.engine.items().await;
    let seal = items
        .iter()
        .find(|item| item.pk.ends_with(&other.id.0))
        .unwrap();
    let (_, seal) = seal.text.split_once("seal=S(\"").unwrap();
    let stage = std::collections::HashMap::from([
        ("name".to_owned(), AttributeValue::S("verified".to_owned())),
        (
            "seal".to_owned(),
            AttributeValue::S(seal.get(..64).unwrap().to_owned()),
        ),
    ]);
    rig.tamper(&mine.id, "stage", AttributeValue::M(stage))
        .await;
    assert!(matches!(
        rig.ask("post", &mine.id).await,
        Err(Failure::Fail(_))
    ));
    assert_eq!(rig.balances().await, HELD);
}
