//! Nobody loosens anything without the authority of that very order, whatever the workflow is told to say.

use std::collections::HashMap;

use calls::execution::Outcome;
use domain::authority::{Identification, Seal};
use domain::confirmation::order::{Effect, Order, SealedOrder};
use domain::failure::Failure;
use domain::id::OrderId;
use testkit::bank::{order, seal};
use testkit::engine::{AttributeValue, signing};
use testkit::services::Fault;

use crate::{AT_FIRST, Rig, WITH_CARLA, adding, removing, renaming};

fn text(value: &str) -> AttributeValue {
    AttributeValue::S(value.to_owned())
}

async fn tamper(rig: &Rig, id: &OrderId, name: &str, value: AttributeValue) {
    let pk = format!("CONFIRMATION#{}", id.0);
    let engine = &rig.bank.engine;
    engine
        .tamper("confirmations", &pk, "CONFIRMATION", name, value)
        .await;
}

async fn is_refused(rig: &Rig, id: &OrderId) -> bool {
    let refused = rig.ask("commit", id).await;
    matches!(refused, Err(Failure::Fail(_))) && rig.names().await == AT_FIRST
}

#[tokio::test]
async fn without_a_verified_passcode_nothing_is_saved() {
    let rig = Rig::start().await;
    let ids = [
        rig.bank.sealed(adding("wamid.1")).await.id,
        rig.bank.link_sent(adding("wamid.2")).await.id,
        rig.bank.identifying(adding("wamid.3")).await.id,
        rig.bank.identified(adding("wamid.4")).await.id,
        rig.bank.passcode_due(adding("wamid.5")).await.id,
    ];
    for id in ids {
        assert_eq!(rig.ask("prepare", &id).await, Ok(Outcome::Prepared));
        assert!(is_refused(&rig, &id).await, "{id:?}");
    }
}

#[tokio::test]
async fn the_seal_of_another_order_is_no_authority() {
    let rig = Rig::start().await;
    let verified = rig.bank.verified(adding("wamid.1")).await;
    let other = SealedOrder::seal(renaming("wamid.2", "Benny"));
    sealed_with(&rig, &verified.id, seal(other.id(), other.digest())).await;
    assert!(is_refused(&rig, &verified.id).await);
}

/// Whoever holds one key of the two, or says that the other signed, changes nothing.
#[tokio::test]
async fn what_one_of_the_two_signed_alone_is_no_authority() {
    let rig = Rig::start().await;
    let verified = rig.bank.verified(adding("wamid.1")).await;
    let order = SealedOrder::seal(adding("wamid.1"));
    let (id, digest) = (order.id(), order.digest());
    for (identifies, confirms) in [(6, 6), (5, 5), (6, 5), (7, 6), (5, 7)] {
        let identified = Identification::sign(&signing(identifies), id, digest);
        let forged = Seal::sign(&signing(confirms), identified, id, digest);
        sealed_with(&rig, &verified.id, forged).await;
        assert!(
            is_refused(&rig, &verified.id).await,
            "{identifies}, {confirms}"
        );
    }
    sealed_with(&rig, &verified.id, seal(id, digest)).await;
    assert_eq!(
        rig.ask("commit", &verified.id).await,
        Ok(Outcome::Committed)
    );
}

async fn sealed_with(rig: &Rig, id: &OrderId, seal: Seal) {
    let stage = HashMap::from([
        ("name".to_owned(), text("verified")),
        ("seal".to_owned(), text(&seal.to_text())),
    ]);
    tamper(rig, id, "stage", AttributeValue::M(stage)).await;
}

/// Everything an order says is bound to its passcode: changed afterwards, it is not carried out.
#[tokio::test]
async fn an_order_that_was_changed_after_its_passcode_is_not_carried_out() {
    let rig = Rig::start().await;
    let others = |order: Order| {
        let text = SealedOrder::seal(order).expose().to_owned();
        [
            text.replacen("40030101", "40020101", 1),
            text.replacen("Carla Dias", "Ana Lima", 1),
            text.replacen("\"holder\":\"carla-dias\"", "\"holder\":\"ben-carter\"", 1),
            text.replacen("\"match\"", "\"no_match\"", 1),
            text.replacen("ana-lima", "ben-carter", 1),
        ]
    };
    for (number, changed) in others(adding("wamid.1")).into_iter().enumerate() {
        let asked = adding(&format!("wamid.{number}"));
        let verified = rig.bank.verified(asked).await;
        let changed = changed.replacen(&OrderId::from_message("wamid.1").0, &verified.id.0, 1);
        tamper(&rig, &verified.id, "order", text(&changed)).await;
        assert!(is_refused(&rig, &verified.id).await, "{changed}");
    }
}

/// What needs no confirmation cannot become something that does.
#[tokio::test]
async fn a_removal_that_was_turned_into_an_addition_is_not_carried_out() {
    let rig = Rig::start().await;
    let sealed = rig.bank.sealed(removing("wamid.1")).await;
    let Effect::Loosen(loosening) = adding("wamid.1").effect else {
        panic!("it loosens")
    };
    let turned = SealedOrder::seal(Order {
        effect: Effect::Loosen(loosening),
        ..removing("wamid.1")
    });
    tamper(&rig, &sealed.id, "order", text(turned.expose())).await;
    assert_eq!(rig.ask("prepare", &sealed.id).await, Ok(Outcome::Prepared));
    assert!(is_refused(&rig, &sealed.id).await);
}

#[tokio::test]
async fn another_functions_order_is_nobody_elses_to_carry_out() {
    let rig = Rig::start().await;
    let verified = rig.bank.verified(order("wamid.1")).await;
    for action in ["prepare", "commit", "abandon"] {
        let refused = rig.ask(action, &verified.id).await;
        assert!(matches!(refused, Err(Failure::Fail(_))), "{action}");
    }
    let invented = OrderId("invented".to_owned());
    for action in ["prepare", "commit"] {
        let refused = rig.ask(action, &invented).await;
        assert!(matches!(refused, Err(Failure::Fail(_))), "{action}");
    }
}

#[tokio::test]
async fn while_the_keys_are_away_it_waits_and_nothing_is_saved() {
    let rig = Rig::start().await;
    let verified = rig.bank.verified(adding("wamid.1")).await;
    let away = Fault::Error("AccessDeniedException");
    rig.bank.services.fail_once("GetSecretValue", away);
    let waits = rig.ask("commit", &verified.id).await;
    assert!(matches!(waits, Err(Failure::Retry(_))));
    assert_eq!(rig.names().await, AT_FIRST);
    let done = rig.ask("commit", &verified.id).await;
    assert_eq!(done, Ok(Outcome::Committed));
    assert_eq!(rig.names().await, WITH_CARLA);
}

/// Why it was allowed is kept with what was done, so that it can be checked again later.
#[tokio::test]
async fn the_authority_is_kept_with_what_was_done() {
    let rig = Rig::start().await;
    let verified = rig.bank.verified(adding("wamid.1")).await;
    rig.ask("commit", &verified.id).await.unwrap();
    let order = SealedOrder::seal(adding("wamid.1"));
    let seal = seal(order.id(), order.digest()).to_text();
    let items = rig.bank.engine.items().await;
    let kept = items.iter().filter(|item| item.text.contains("EXECUTION"));
    let with_seal = kept.filter(|item| item.text.contains(&seal));
    assert_eq!(with_seal.count(), 1);
}
