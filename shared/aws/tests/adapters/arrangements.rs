//! Payees on a real engine: each order changes them once, and no two have the same name and account.

use aws::arrangements::Arrangements;
use aws::executions::{Done, Execution};
use aws::store::StoreError;
use domain::arrangement::Step;
use domain::bank_details::BankDetails;
use domain::confirmation::order::SealedOrder;
use domain::customer::payee::Payee;
use domain::id::{CustomerId, PayeeId};
use testkit::bank::{authority, order};
use testkit::engine::{Engine, NOW};

const DONE: Execution = Execution::Done { made: None };

fn ana() -> CustomerId {
    CustomerId("ana-lima".to_owned())
}

fn payee(id: &str, name: &str) -> Payee {
    Payee {
        id: PayeeId(id.to_owned()),
        name: name.to_owned(),
        details: BankDetails::parse("uk 040075 40020101").unwrap(),
        customer: Some(CustomerId("ben-carter".to_owned())),
        added_at: NOW,
    }
}

/// Carries out the order asked for in `message`, which does `step`.
async fn carry_out(
    store: &Arrangements,
    message: &str,
    step: &Step,
) -> Result<Execution, StoreError> {
    let order = SealedOrder::seal(order(message));
    let authority = authority(order.id(), order.digest());
    let done = Done {
        order: &order,
        authority: Some(&authority),
        made: None,
        now: NOW,
    };
    store.done(&done, step).await
}

async fn names(store: &Arrangements) -> Vec<String> {
    let payees = store.payees(&ana()).await.unwrap();
    payees.into_iter().map(|payee| payee.name).collect()
}

fn replace(before: &Payee, name: &str) -> Step {
    let after = Payee {
        name: name.to_owned(),
        ..before.clone()
    };
    Step::Replace {
        before: before.clone(),
        after,
    }
}

#[tokio::test]
async fn a_payee_is_read_as_it_was_saved_and_is_one_customers() {
    let engine = Engine::start().await;
    let store = engine.arrangements();
    let ben = payee("1", "Ben Carter");
    let done = carry_out(&store, "wamid.1", &Step::Add(ben.clone())).await;
    assert_eq!(done, Ok(DONE));
    assert_eq!(store.payees(&ana()).await, Ok(vec![ben]));
    let another = CustomerId("ana-lima#".to_owned());
    assert_eq!(store.payees(&another).await, Ok(Vec::new()));
}

#[tokio::test]
async fn an_order_that_is_carried_out_again_changes_nothing() {
    let engine = Engine::start().await;
    let store = engine.arrangements();
    let ben = payee("1", "Ben Carter");
    carry_out(&store, "wamid.1", &Step::Add(ben.clone()))
        .await
        .unwrap();
    carry_out(&store, "wamid.2", &Step::Remove(ben.clone()))
        .await
        .unwrap();
    let again = carry_out(&store, "wamid.1", &Step::Add(ben)).await;
    assert_eq!(again, Ok(DONE));
    assert_eq!(names(&store).await, Vec::<String>::new());
}

#[tokio::test]
async fn what_was_given_up_changes_nothing_any_more() {
    let engine = Engine::start().await;
    let store = engine.arrangements();
    let id = order("wamid.1").id;
    assert_eq!(store.give_up(&id, NOW).await, Ok(Execution::GivenUp));
    let late = carry_out(&store, "wamid.1", &Step::Add(payee("1", "Ben"))).await;
    assert_eq!(late, Ok(Execution::GivenUp));
    assert_eq!(names(&store).await, Vec::<String>::new());
}

#[tokio::test]
async fn a_name_and_an_account_are_taken_together_and_free_again_when_they_go() {
    let engine = Engine::start().await;
    let store = engine.arrangements();
    let (ben, twin) = (payee("1", "Ben Carter"), payee("2", "BEN CARTER"));
    carry_out(&store, "wamid.1", &Step::Add(ben.clone()))
        .await
        .unwrap();
    let taken = carry_out(&store, "wamid.2", &Step::Add(twin.clone())).await;
    assert!(
        matches!(taken, Err(StoreError::Contended { .. })),
        "{taken:?}"
    );
    assert_eq!(names(&store).await, ["Ben Carter"]);
    let renamed = carry_out(&store, "wamid.3", &replace(&ben, "Benny")).await;
    assert_eq!(renamed, Ok(DONE));
    let free = carry_out(&store, "wamid.2", &Step::Add(twin)).await;
    assert_eq!(free, Ok(DONE));
    assert_eq!(names(&store).await, ["BEN CARTER", "Benny"]);
}

#[tokio::test]
async fn what_was_decided_on_something_that_changed_meanwhile_is_not_done() {
    let engine = Engine::start().await;
    let store = engine.arrangements();
    let ben = payee("1", "Ben Carter");
    carry_out(&store, "wamid.1", &Step::Add(ben.clone()))
        .await
        .unwrap();
    let spelling = carry_out(&store, "wamid.2", &replace(&ben, "BEN CARTER")).await;
    assert_eq!(spelling, Ok(DONE));
    for (message, step) in [
        ("wamid.3", Step::Remove(ben.clone())),
        ("wamid.4", replace(&ben, "Benny")),
    ] {
        let late = carry_out(&store, message, &step).await;
        assert!(
            matches!(late, Err(StoreError::Contended { .. })),
            "{late:?}"
        );
    }
    assert_eq!(names(&store).await, ["BEN CARTER"]);
}

#[tokio::test]
async fn what_a_branch_saved_is_saved_once() {
    let engine = Engine::start().await;
    let store = engine.arrangements();
    for name in ["Ben Carter", "Benny"] {
        store.put_payee(&ana(), &payee("1", name)).await.unwrap();
    }
    assert_eq!(names(&store).await, ["Ben Carter"]);
}
