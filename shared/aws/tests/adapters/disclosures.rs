//! What was told under a proof, on a real engine: each order ends once.

use aws::executions::{Done, Execution};
use domain::authority::Authority;
use domain::confirmation::order::SealedOrder;
use domain::id::CustomerId;
use testkit::bank::{authority, order};
use testkit::engine::{Engine, NOW};

fn ana() -> CustomerId {
    CustomerId("ana-lima".to_owned())
}

fn done<'a>(order: &'a SealedOrder, authority: Option<&'a Authority>) -> Done<'a> {
    Done {
        order,
        authority,
        made: Some("0a1b.pdf"),
        now: NOW,
    }
}

fn made() -> Execution {
    Execution::Done {
        made: Some("0a1b.pdf".to_owned()),
    }
}

#[tokio::test]
async fn an_order_is_done_once_and_what_was_first_stands() {
    let engine = Engine::start().await;
    let store = engine.disclosures();
    let order = SealedOrder::seal(order("wamid.1"));
    let confirmed = authority(order.id(), order.digest());
    for _ in 0..2 {
        assert_eq!(
            store.done(&done(&order, Some(&confirmed))).await,
            Ok(made())
        );
    }
    assert_eq!(store.give_up(order.id(), NOW).await, Ok(made()));
    assert_eq!(store.of(order.id()).await, Ok(Some(made())));
}

#[tokio::test]
async fn what_was_given_up_is_never_done_and_proves_nothing() {
    let engine = Engine::start().await;
    let store = engine.disclosures();
    let order = SealedOrder::seal(order("wamid.1"));
    assert_eq!(store.of(order.id()).await, Ok(None));
    assert_eq!(store.give_up(order.id(), NOW).await, Ok(Execution::GivenUp));
    let confirmed = authority(order.id(), order.digest());
    let late = store.done(&done(&order, Some(&confirmed))).await;
    assert_eq!(late, Ok(Execution::GivenUp));
    assert_eq!(store.proved_at(&ana()).await, Ok(None));
}

#[tokio::test]
async fn only_an_authority_counts_as_a_proof_and_it_is_kept_with_what_was_done() {
    let engine = Engine::start().await;
    let store = engine.disclosures();
    let exempt = SealedOrder::seal(order("wamid.1"));
    store.done(&done(&exempt, None)).await.unwrap();
    assert_eq!(store.proved_at(&ana()).await, Ok(None));
    let confirmed = SealedOrder::seal(order("wamid.2"));
    let by = authority(confirmed.id(), confirmed.digest());
    store.done(&done(&confirmed, Some(&by))).await.unwrap();
    assert_eq!(store.proved_at(&ana()).await, Ok(Some(NOW)));
    let seal = by.evidence().seal.to_text();
    let items = engine.items().await;
    assert!(items.iter().any(|item| item.text.contains(&seal)));
}

/// A second customer's proof is their own.
#[tokio::test]
async fn a_proof_is_one_customers() {
    let engine = Engine::start().await;
    let store = engine.disclosures();
    store.proved(&ana(), NOW).await.unwrap();
    let ben = CustomerId("ben-carter".to_owned());
    assert_eq!(store.proved_at(&ben).await, Ok(None));
}
