//! "Block!": everything stops at once, and stays stopped.

use domain::confirmation::{Ending, Stage};
use domain::customer::failures::MAX_FAILURES;
use domain::customer::standing::{Barred, Standing, SuspensionReason};
use domain::id::CustomerId;
use domain::language::Language;
use serde_json::{Value, json};
use testkit::bank::failed;
use testkit::inbound::{ANA, list_reply, text};
use testkit::services::Fault;
use wording::saying::Saying;

use crate::{Rig, in_words};

fn ana() -> CustomerId {
    CustomerId("ana-lima".to_owned())
}

async fn standing(rig: &Rig) -> Standing {
    rig.bank.engine.standings().of(&ana()).await.unwrap()
}

#[tokio::test]
async fn block_stops_cards_chat_and_what_was_open_without_asking_watson() {
    for (index, message) in [
        text(ANA, "wamid.1", "block"),
        text(ANA, "wamid.1", "FREEZE EVERYTHING!!"),
        text(ANA, "wamid.1", "I lost my phone"),
        text(ANA, "wamid.1", "stolen"),
        list_reply(ANA, "wamid.1", "block"),
    ]
    .into_iter()
    .enumerate()
    {
        let rig = Rig::start().await;
        let due = rig.bank.passcode_due("wamid.0").await;
        assert!(rig.receive(&[message]).await.is_empty());
        assert_eq!(rig.texts(), [in_words(&Saying::Blocked)], "{index}");
        let stage = rig.bank.stage(&due.id).await;
        assert_eq!(stage, Stage::Ended(Ending::Suspended));
        let ended = rig.bank.services.calls_of("SendTaskFailure");
        assert_eq!(ended[0]["error"], "Suspended");
        let found = standing(&rig).await;
        let reason = SuspensionReason::Blocked;
        assert_eq!(found.admits(), Err(Barred::Suspended(reason)));
        assert!(found.cards_stopped && !rig.watson_was_asked());
    }
}

#[tokio::test]
async fn a_suspended_customer_gets_one_sentence_whatever_is_asked_and_nothing_happens() {
    let rig = Rig::start().await;
    rig.receive(&[text(ANA, "wamid.0", "block")]).await;
    let before = rig.bank.engine.items().await;
    let asked: Vec<Value> = vec![
        text(ANA, "wamid.1", "send 50 to Ben"),
        text(ANA, "wamid.2", "balance"),
        text(ANA, "wamid.3", "123456"),
        text(ANA, "wamid.4", "my pin is 271828"),
        list_reply(ANA, "wamid.5", "balances"),
        list_reply(ANA, "wamid.6", "cancel"),
        text(ANA, "wamid.7", "unblock"),
        text(ANA, "wamid.8", "ACME-22222-22222"),
    ];
    rig.receive(&asked).await;
    let said = rig.texts();
    let sentence = in_words(&Saying::Suspended(SuspensionReason::Blocked));
    assert_eq!(said.len(), 1 + asked.len());
    assert!(said[1..].iter().all(|text| *text == sentence), "{said:?}");
    assert!(!rig.watson_was_asked());
    assert!(rig.bank.services.calls_of("StartExecution").is_empty());
    // The one that held a code was looked at by whoever binds phones, and bound none.
    let asked = rig.bank.services.calls_of("Invoke");
    let asked = asked.iter().map(|call| call["FunctionName"].as_str());
    assert_eq!(asked.collect::<Vec<_>>(), [Some("binding")]);
    let unclaimed = |items: Vec<testkit::engine::StoredItem>| {
        // What was said and heard is recorded; nothing else may change.
        let kept = items
            .into_iter()
            .filter(|item| item.table != "conversations");
        kept.collect::<Vec<_>>()
    };
    let after = rig.bank.engine.items().await;
    assert_eq!(unclaimed(after), unclaimed(before));
}

#[tokio::test]
async fn a_crash_in_the_middle_of_blocking_is_made_up_for() {
    let rig = Rig::start().await;
    let due = rig.bank.passcode_due("wamid.0").await;
    let broken = Fault::Error("InvalidToken");
    rig.bank.services.fail_once("SendTaskFailure", broken);
    let block = text(ANA, "wamid.1", "block");
    rig.receive(std::slice::from_ref(&block)).await;
    assert!(standing(&rig).await.suspension.is_some());
    rig.receive(&[block, text(ANA, "wamid.2", "hello?")]).await;
    let stage = rig.bank.stage(&due.id).await;
    assert_eq!(stage, Stage::Ended(Ending::Suspended));
    assert!(rig.bank.services.calls_of("SendTaskFailure").len() >= 2);
}

#[tokio::test]
async fn a_locked_customer_may_look_but_not_send() {
    let rig = Rig::start().await;
    let lock = |before: Standing| failed(before, MAX_FAILURES);
    let standings = rig.bank.engine.standings();
    standings.change(&ana(), lock).await.unwrap();
    // Watson is away: the strict grammar reads it.
    rig.receive(&[text(ANA, "wamid.1", "send 50 to Ben")]).await;
    assert!(
        rig.texts()
            .last()
            .unwrap()
            .ends_with(&wording::saying::locked(Language::ENGLISH).chat())
    );
    assert!(rig.bank.services.calls_of("StartExecution").is_empty());
    rig.receive(&[list_reply(ANA, "wamid.2", "balances")]).await;
    assert!(rig.texts().last().unwrap().contains("£2,450.00"));
}

#[tokio::test]
async fn is_this_my_bank_names_the_one_link_and_never_the_phrase() {
    let rig = Rig::start().await;
    rig.receive(&[list_reply(ANA, "wamid.1", "bank-check")])
        .await;
    let said = rig.texts();
    assert!(said[0].contains("https://bank.example/confirm"), "{said:?}");
    assert!(!said[0].contains("otter"));
    let sent = json!(rig.bank.services.calls_of("WhatsApp")).to_string();
    assert!(!sent.contains("otter"));
}
