//! Confirmations: stored once, advanced by one at a time, found by their link.

use aws::confirmations::{AdvanceError, Created};
use domain::confirmation::link::Session;
use domain::confirmation::order::SealedOrder;
use domain::confirmation::{Confirmation, Stage, StepError, TaskToken};
use domain::customer::channel::ChannelAddress;
use domain::customer::credential::FactKind;
use domain::id::CustomerId;
use domain::keyed_hash::Hash;
use testkit::engine::{Engine, NOW};

fn confirmation() -> Confirmation {
    confirmation_of("wamid.1")
}

fn confirmation_of(message: &str) -> Confirmation {
    let order = SealedOrder::seal(testkit::bank::order(message));
    let address = ChannelAddress::try_new(None, Some("447700900101".to_owned())).unwrap();
    Confirmation::new(order, address)
}

fn link() -> Hash {
    Hash::plain(&[b"link"])
}

#[tokio::test]
async fn a_second_delivery_finds_the_confirmation_already_there() {
    let engine = Engine::start().await;
    let confirmations = engine.confirmations();
    assert_eq!(
        confirmations.create(&confirmation(), None, NOW).await,
        Ok(Created::New)
    );
    assert_eq!(
        confirmations.create(&confirmation(), None, NOW).await,
        Ok(Created::AlreadyExists)
    );
    let latest = confirmations
        .latest_of(&CustomerId("ana-lima".to_owned()))
        .await
        .unwrap();
    assert_eq!(latest.unwrap().order, confirmation().order);
}

#[tokio::test]
async fn of_two_that_would_be_the_open_one_the_second_must_know_the_first() {
    let engine = Engine::start().await;
    let confirmations = engine.confirmations();
    let (first, second) = (confirmation(), confirmation_of("another"));
    let created = confirmations.create(&first, None, NOW).await;
    assert_eq!(created, Ok(Created::New));
    let unaware = confirmations.create(&second, None, NOW).await;
    assert_eq!(unaware, Ok(Created::Overtaken));
    assert!(confirmations.get(second.id()).await.unwrap().is_none());
    let aware = confirmations.create(&second, Some(first.id()), NOW).await;
    assert_eq!(aware, Ok(Created::New));
    let third = confirmation_of("a third");
    let late = confirmations.create(&third, Some(first.id()), NOW).await;
    assert_eq!(late, Ok(Created::Overtaken));
}

#[tokio::test]
async fn a_link_is_found_by_its_hash_and_survives_storage_exactly() {
    let engine = Engine::start().await;
    let confirmations = engine.confirmations();
    confirmations
        .create(&confirmation(), None, NOW)
        .await
        .unwrap();
    let token = TaskToken("token".to_owned());
    let sent = confirmations
        .advance(confirmation().id(), |before| {
            before.send_link(link(), token.clone(), NOW)
        })
        .await
        .unwrap();
    let found = confirmations.by_link(&link()).await.unwrap().unwrap();
    assert_eq!((found.stage, found.task_token), (sent.stage, Some(token)));
    assert!(
        confirmations
            .by_link(&Hash::plain(&[b"invented"]))
            .await
            .unwrap()
            .is_none()
    );
}

#[tokio::test]
async fn of_sixteen_who_open_a_link_at_once_one_gets_in() {
    let engine = Engine::start().await;
    let confirmations = engine.confirmations();
    confirmations
        .create(&confirmation(), None, NOW)
        .await
        .unwrap();
    let id = confirmation().id().clone();
    let token = TaskToken("token".to_owned());
    confirmations
        .advance(&id, |before| before.send_link(link(), token.clone(), NOW))
        .await
        .unwrap();
    let tasks = (0..16_u8).map(|visitor| {
        let (confirmations, id) = (engine.confirmations(), id.clone());
        tokio::spawn(async move {
            let session = Session::begin(Hash::plain(&[&[visitor]]), None, NOW);
            confirmations
                .advance(&id, |before| before.open(session, FactKind::BirthDate, NOW))
                .await
        })
    });
    let mut inside = 0;
    for task in tasks.collect::<Vec<_>>() {
        match task.await.unwrap() {
            Ok(opened) => {
                assert!(matches!(opened.stage, Stage::Identifying { .. }));
                inside += 1;
            }
            Err(error) => assert_eq!(error, AdvanceError::Step(StepError::NotDue)),
        }
    }
    assert_eq!(inside, 1);
}

#[tokio::test]
async fn what_nobody_has_to_confirm_leaves_the_open_one_open() {
    let engine = Engine::start().await;
    let confirmations = engine.confirmations();
    let open = confirmation();
    confirmations.create(&open, None, NOW).await.unwrap();
    let order = SealedOrder::seal(testkit::bank::order("wamid.beside"));
    let beside = Confirmation::new(order, open.address.clone());
    confirmations.create_beside(&beside, NOW).await.unwrap();
    let latest = confirmations.latest_of(open.customer()).await.unwrap();
    assert_eq!(latest.unwrap().id(), open.id());
    assert!(confirmations.get(beside.id()).await.unwrap().is_some());
}
