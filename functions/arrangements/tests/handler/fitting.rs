//! What no longer fits is refused with its reason, before the customer confirms it and after.

use calls::execution::Outcome;
use domain::confirmation::Ending;
use domain::customer::fresh_phone::FRESH_SECONDS;
use domain::customer::payee::{MAX_PAYEES, Payee};
use domain::id::PayeeId;
use testkit::clock;

use crate::{AT_FIRST, Rig, WITH_CARLA, adding, ana, details, removing, renaming};

#[tokio::test]
async fn a_payee_that_was_saved_meanwhile_is_there_already() {
    let rig = Rig::start().await;
    let first = rig.bank.verified(adding("wamid.1")).await;
    let second = rig.bank.verified(adding("wamid.2")).await;
    for id in [&first.id, &second.id] {
        assert_eq!(rig.ask("prepare", id).await, Ok(Outcome::Prepared));
    }
    assert_eq!(rig.ask("commit", &first.id).await, Ok(Outcome::Committed));
    let refused = Ok(Outcome::refused(Ending::AlreadyThere));
    assert_eq!(rig.ask("commit", &second.id).await, refused);
    assert_eq!(rig.ask("prepare", &second.id).await, refused);
    assert_eq!(rig.names().await, WITH_CARLA);
}

#[tokio::test]
async fn a_name_that_another_payee_of_the_account_has_is_taken() {
    let rig = Rig::start().await;
    let twin = Payee {
        id: PayeeId("twin".to_owned()),
        name: "Benny".to_owned(),
        details: details("40020101"),
        customer: None,
        added_at: clock::now(),
    };
    let store = rig.bank.engine.arrangements();
    store.put_payee(&ana(), &twin).await.unwrap();
    let verified = rig.bank.verified(renaming("wamid.1", "BENNY")).await;
    let refused = Ok(Outcome::refused(Ending::AlreadyThere));
    assert_eq!(rig.ask("prepare", &verified.id).await, refused);
    assert_eq!(rig.ask("commit", &verified.id).await, refused);
}

#[tokio::test]
async fn a_payee_that_went_meanwhile_cannot_be_renamed_but_is_removed_all_the_same() {
    let rig = Rig::start().await;
    let renames = rig.bank.verified(renaming("wamid.1", "Benny")).await;
    let removes = rig.bank.sealed(removing("wamid.2")).await;
    let again = rig.bank.sealed(removing("wamid.3")).await;
    let done = rig.ask("commit", &removes.id).await;
    assert_eq!(done, Ok(Outcome::Committed));
    let gone = Ok(Outcome::refused(Ending::Gone));
    assert_eq!(rig.ask("prepare", &renames.id).await, gone);
    assert_eq!(rig.ask("commit", &renames.id).await, gone);
    assert_eq!(rig.ask("prepare", &again.id).await, Ok(Outcome::AtOnce));
    assert_eq!(rig.ask("commit", &again.id).await, Ok(Outcome::Committed));
}

#[tokio::test]
async fn a_payee_that_was_renamed_is_still_removed() {
    let rig = Rig::start().await;
    let removes = rig.bank.sealed(removing("wamid.1")).await;
    let renames = rig.bank.verified(renaming("wamid.2", "Benny")).await;
    rig.ask("commit", &renames.id).await.unwrap();
    let done = rig.ask("commit", &removes.id).await;
    assert_eq!(done, Ok(Outcome::Committed));
    assert_eq!(rig.names().await, ["City Power"]);
    let anew = rig.bank.verified(renaming("wamid.3", "Benny")).await;
    let gone = Ok(Outcome::refused(Ending::Gone));
    assert_eq!(rig.ask("commit", &anew.id).await, gone);
}

#[tokio::test]
async fn there_is_an_end_to_how_many_can_be_saved() {
    let rig = Rig::start().await;
    let store = rig.bank.engine.arrangements();
    for number in AT_FIRST.len()..MAX_PAYEES {
        let payee = Payee {
            id: PayeeId(number.to_string()),
            name: format!("Payee {number}"),
            details: details("40020101"),
            customer: None,
            added_at: clock::now(),
        };
        store.put_payee(&ana(), &payee).await.unwrap();
    }
    let one_more = rig.bank.verified(adding("wamid.1")).await;
    let full = Ok(Outcome::refused(Ending::Full));
    assert_eq!(rig.ask("prepare", &one_more.id).await, full);
    assert_eq!(rig.ask("commit", &one_more.id).await, full);
    let removes = rig.bank.sealed(removing("wamid.2")).await;
    rig.ask("commit", &removes.id).await.unwrap();
    let done = rig.ask("commit", &one_more.id).await;
    assert_eq!(done, Ok(Outcome::Committed));
}

#[tokio::test]
async fn a_fresh_phone_adds_and_renames_no_payee_and_removes_one_all_the_same() {
    let rig = Rig::start().await;
    let channels = rig.bank.engine.channels();
    let linked = channels.of(&ana()).await.unwrap().unwrap().address;
    let is_bound = channels.bind(&ana(), &linked, clock::now()).await;
    assert_eq!(is_bound, Ok(true));
    let adds = rig.bank.verified(adding("wamid.1")).await;
    let renames = rig.bank.verified(renaming("wamid.2", "Benny")).await;
    let refused = Ok(Outcome::refused(Ending::FreshPhone));
    for id in [&adds.id, &renames.id] {
        assert_eq!(rig.ask("prepare", id).await, refused);
    }
    let removes = rig.bank.sealed(removing("wamid.3")).await;
    assert_eq!(rig.ask("prepare", &removes.id).await, Ok(Outcome::AtOnce));
    clock::pass(FRESH_SECONDS);
    let adds = rig.bank.verified(adding("wamid.4")).await;
    assert_eq!(rig.ask("prepare", &adds.id).await, Ok(Outcome::Prepared));
}
