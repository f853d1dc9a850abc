//! What was changed behind the bank's back is not posted: the seal no longer fits, or the hold.

use domain::confirmation::Ending;
use domain::confirmation::order::{Effect, Order, SealedOrder};
use domain::failure::Failure;
use domain::id::CustomerId;
use domain::ledger::movement::Movement;
use domain::money::{Currency, Money};
use testkit::bank::{order, ticket_of, worthless_tickets};
use testkit::engine::AttributeValue;
use transfers::Answer;

use crate::{AT_FIRST, HELD, MOVED, Rig};

/// Every order that differs from the confirmed one in a single thing; sealed as well as that one.
fn others(order: &Order) -> Vec<Order> {
    let movement = order.effect.movement().unwrap();
    let moving = |change: fn(&mut Movement)| {
        let mut movement = movement.clone();
        change(&mut movement);
        let effect = Effect::Move(movement);
        Order {
            effect,
            ..order.clone()
        }
    };
    vec![
        moving(|one| one.amount = Money::new(5_001, Currency::Gbp)),
        moving(|one| one.amount = Money::new(-5_000, Currency::Gbp)),
        moving(|one| one.amount = Money::new(5_000, Currency::Eur)),
        moving(|one| "40010102".clone_into(&mut one.debit_account.0)),
        moving(|one| "Savings account".clone_into(&mut one.debit_name)),
        moving(|one| "40030101".clone_into(&mut one.credit_account.0)),
        moving(|one| "Mallory".clone_into(&mut one.payer_name)),
        moving(|one| "Mallory".clone_into(&mut one.payee_name)),
        moving(|one| one.payee_customer = Some(CustomerId("carla-dias".to_owned()))),
        moving(|one| one.payee_customer = None),
        Order {
            customer: CustomerId("ben-carter".to_owned()),
            ..order.clone()
        },
        Order {
            customer_name: "Mallory".to_owned(),
            ..order.clone()
        },
        Order {
            service: "gift".to_owned(),
            ..order.clone()
        },
    ]
}

#[tokio::test]
async fn nothing_is_held_for_whom_nobody_wrote() {
    let rig = Rig::start().await;
    let sealed = rig.bank.sealed("wamid.1").await;
    for ticket in worthless_tickets() {
        rig.bank.put_ticket(&sealed.id, ticket).await;
        let held = rig.ask("prepare", &sealed.id).await;
        assert!(matches!(held, Err(Failure::Fail(_))), "{held:?}");
    }
    let bens = ticket_of(&CustomerId("ben-carter".to_owned()));
    rig.bank.put_ticket(&sealed.id, Some(bens)).await;
    let refused = Answer::Refused {
        reason: Ending::Cancelled.name(),
    };
    assert_eq!(rig.ask("prepare", &sealed.id).await, Ok(refused));
    assert_eq!(rig.balances().await, AT_FIRST);
    let anas = ticket_of(&CustomerId("ana-lima".to_owned()));
    rig.bank.put_ticket(&sealed.id, Some(anas)).await;
    assert_eq!(rig.ask("prepare", &sealed.id).await, Ok(Answer::Prepared));
}

#[tokio::test]
async fn an_order_that_was_tampered_with_is_not_posted() {
    let rig = Rig::start().await;
    for number in 0..others(&order("any")).len() {
        let message = format!("wamid.{number}");
        let verified = rig.bank.verified(&message).await;
        rig.ask("prepare", &verified.id).await.unwrap();
        let changed = SealedOrder::seal(others(&order(&message)).swap_remove(number));
        let text = AttributeValue::S(changed.expose().to_owned());
        rig.tamper(&verified.id, "order", text).await;
        let posted = rig.ask("commit", &verified.id).await;
        assert!(
            matches!(posted, Err(Failure::Fail(_))),
            "{number}: {posted:?}"
        );
        assert_eq!(
            rig.ask("abandon", &verified.id).await,
            Ok(Answer::Abandoned)
        );
    }
    assert_eq!(rig.balances().await, AT_FIRST);
}

#[tokio::test]
async fn an_order_under_the_name_of_another_or_damaged_is_nobodys() {
    let rig = Rig::start().await;
    let (mine, other) = (
        rig.bank.verified("wamid.1").await,
        SealedOrder::seal(order("wamid.2")),
    );
    rig.ask("prepare", &mine.id).await.unwrap();
    for text in [other.expose(), "{}", "", &other.expose()[1..]] {
        rig.tamper(&mine.id, "order", AttributeValue::S(text.to_owned()))
            .await;
        assert!(matches!(
            rig.ask("commit", &mine.id).await,
            Err(Failure::Fail(_))
        ));
    }
    assert_eq!(rig.balances().await, HELD);
}

#[tokio::test]
async fn a_hold_that_is_not_what_was_confirmed_is_not_posted() {
    let rig = Rig::start().await;
    let verified = rig.bank.verified("wamid.1").await;
    rig.ask("prepare", &verified.id).await.unwrap();
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
            matches!(rig.ask("commit", &verified.id).await, Err(Failure::Fail(_))),
            "{name}"
        );
        assert_eq!(rig.balances().await, HELD);
        rig.bank
            .engine
            .tamper("ledger", &pk, "TRANSFER", name, back)
            .await;
    }
    assert_eq!(rig.ask("commit", &verified.id).await, Ok(Answer::Committed));
    assert_eq!(rig.balances().await, MOVED);
}

#[tokio::test]
async fn a_seal_from_another_confirmation_does_not_fit() {
    let rig = Rig::start().await;
    let (mine, other) = (
        rig.bank.verified("wamid.1").await,
        rig.bank.verified("wamid.2").await,
    );
    rig.ask("prepare", &mine.id).await.unwrap();
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
            AttributeValue::S(seal.get(..173).unwrap().to_owned()),
        ),
    ]);
    rig.tamper(&mine.id, "stage", AttributeValue::M(stage))
        .await;
    assert!(matches!(
        rig.ask("commit", &mine.id).await,
        Err(Failure::Fail(_))
    ));
    assert_eq!(rig.balances().await, HELD);
}
