//! Tapped rows and buttons carry our own commands and need no understanding.

use domain::confirmation::{Confirmation, Ending, Stage};
use domain::id::{CustomerId, OrderId};
use serde_json::json;
use testkit::bank::LINK_WAIT;
use testkit::inbound::{ANA, button_reply, list_reply, text};
use testkit::services::Fault;
use wording::saying::Saying;

use crate::{Rig, in_words, said_menu};

#[tokio::test]
async fn balances_are_shown_with_what_is_held_back() {
    let rig = Rig::start().await;
    rig.receive(&[list_reply(ANA, "wamid.1", "balances")]).await;
    assert_eq!(
        rig.texts(),
        [
            "Current account ••0101: *£2,450.00*, of which £2,400.00 is available\n\
          Savings account ••0102: *£8,000.00*"
        ]
    );
    assert!(!rig.watson_was_asked());
}

#[tokio::test]
async fn voice_is_turned_on_and_off_and_the_menu_offers_the_other() {
    let rig = Rig::start().await;
    let ana = CustomerId("ana-lima".to_owned());
    for (tapped, enabled, offered) in [
        ("1/voice/on", true, "1/voice/off"),
        ("1/voice/off", false, "1/voice/on"),
    ] {
        let messages = [
            list_reply(ANA, tapped, tapped),
            list_reply(ANA, &format!("menu-after-{tapped}"), "1/menu/settings"),
        ];
        rig.receive(&messages).await;
        let preferences = rig.bank.engine.preferences();
        assert_eq!(preferences.hears_receipts(&ana).await, Ok(enabled));
        let menu = rig
            .bank
            .services
            .calls_of("WhatsApp")
            .last()
            .unwrap()
            .to_string();
        assert!(
            menu.contains(&format!("\"{offered}\"")) && !menu.contains(&format!("\"{tapped}\""))
        );
    }
}

#[tokio::test]
async fn a_reply_id_nobody_knows_gets_the_menu() {
    let rig = Rig::start().await;
    rig.receive(&[button_reply(ANA, "wamid.1", "open-sesame")])
        .await;
    assert_eq!(rig.texts(), [said_menu("Ana")]);
}

#[tokio::test]
async fn send_money_asks_what_is_missing_without_watson() {
    let rig = Rig::start().await;
    rig.receive(&[list_reply(ANA, "wamid.1", "send-money")])
        .await;
    rig.receive(&[text(ANA, "wamid.2", "12.50")]).await;
    assert_eq!(
        rig.texts(),
        ["How much would you like to send?", "Who should it go to?"]
    );
    assert!(!rig.watson_was_asked(), "an answer is read exactly");
    // A name can be anything, so Watson is asked first whether it is a wish.
    rig.receive(&[text(ANA, "wamid.3", "ben")]).await;
    assert_eq!(rig.bank.services.calls_of("StartExecution").len(), 1);
}

#[tokio::test]
async fn a_row_of_a_menu_from_before_the_services_had_rooms_still_works() {
    let rig = Rig::start().await;
    for old in [
        "balances",
        "send-money",
        "voice-on",
        "voice-off",
        "help",
        "bank-check",
    ] {
        rig.receive(&[list_reply(ANA, old, old)]).await;
        let said = rig.texts().pop().unwrap();
        assert_ne!(said, said_menu("Ana"), "{old}");
    }
}

#[tokio::test]
async fn cancel_ends_the_open_confirmation_and_its_wait_and_leaves_the_words_to_the_workflow() {
    let rig = Rig::start().await;
    let opened = rig.bank.identifying("wamid.0").await;
    rig.receive(&[button_reply(ANA, "wamid.1", "cancel")]).await;
    assert_eq!(
        rig.bank.stage(&opened.id).await,
        Stage::Ended(Ending::Cancelled)
    );
    let ended = rig.bank.services.calls_of("SendTaskFailure");
    assert_eq!(
        ended,
        [json!({ "taskToken": LINK_WAIT, "error": "Cancelled" })]
    );
    assert!(rig.said().is_empty());
}

#[tokio::test]
async fn a_cancellation_the_workflow_did_not_hear_of_is_told_again() {
    let rig = Rig::start().await;
    rig.bank.identifying("wamid.0").await;
    rig.bank
        .services
        .fail_once("SendTaskFailure", Fault::Error("InvalidOutput"));
    let cancel = button_reply(ANA, "wamid.1", "cancel");
    assert_eq!(rig.receive(std::slice::from_ref(&cancel)).await, [0]);
    assert!(rig.receive(&[cancel]).await.is_empty());
    assert_eq!(rig.bank.services.calls_of("SendTaskFailure").len(), 2);
    assert!(rig.said().is_empty());
}

#[tokio::test]
async fn cancel_says_so_when_there_is_nothing_or_when_it_is_too_late() {
    let rig = Rig::start().await;
    rig.receive(&[button_reply(ANA, "wamid.1", "cancel")]).await;
    rig.bank.verified("wamid.0").await;
    rig.receive(&[button_reply(ANA, "wamid.2", "cancel")]).await;
    assert_eq!(
        rig.texts(),
        [
            in_words(&Saying::NothingToCancel),
            in_words(&Saying::TooLateToCancel)
        ]
    );
    assert!(rig.bank.services.calls_of("SendTaskFailure").is_empty());
}

#[tokio::test]
async fn a_transfer_is_sealed_and_its_workflow_knows_its_id_and_nothing_else() {
    let rig = Rig::start().await;
    rig.receive(&[text(ANA, "wamid.1", "send 12.50 to ben")])
        .await;
    let id = OrderId::from_message("wamid.1");
    let sealed = rig
        .bank
        .engine
        .confirmations()
        .get(&id)
        .await
        .unwrap()
        .unwrap();
    let movement = sealed.order.order().effect.movement().unwrap();
    assert_eq!(movement.amount.to_string(), "£12.50");
    assert_eq!(movement.payee_name, "Ben Carter");
    assert_eq!(movement.debit_account.0, "40010101");
    let started = rig.bank.services.calls_of("StartExecution");
    assert_eq!(started[0]["name"], id.0);
    let input: serde_json::Value =
        serde_json::from_str(started[0]["input"].as_str().unwrap()).unwrap();
    assert_eq!(
        input,
        json!({ "confirmation_id": id.0, "executor": "transfers" })
    );
}

#[tokio::test]
async fn a_transfer_asked_for_twice_by_one_message_is_one_confirmation() {
    let rig = Rig::start().await;
    let message = text(ANA, "wamid.1", "send 12.50 to ben");
    rig.bank
        .services
        .fail_once("StartExecution", Fault::Error("InvalidArn"));
    assert_eq!(rig.receive(std::slice::from_ref(&message)).await, [0]);
    assert!(rig.receive(std::slice::from_ref(&message)).await.is_empty());
    rig.bank
        .services
        .fail_once("StartExecution", Fault::Error("ExecutionAlreadyExists"));
    assert!(rig.receive(&[message]).await.is_empty());
    let names = rig.bank.services.calls_of("StartExecution");
    assert!(names.iter().all(|start| start["name"] == names[0]["name"]));
    let items = rig.bank.engine.items().await;
    assert_eq!(
        items
            .iter()
            .filter(|item| item.sk == "CONFIRMATION")
            .count(),
        1
    );
}

#[tokio::test]
async fn a_newer_wish_replaces_the_older_one_that_is_still_open() {
    let rig = Rig::start().await;
    let older = rig.bank.identifying("wamid.0").await;
    rig.receive(&[text(ANA, "wamid.1", "send 12.50 to ben")])
        .await;
    assert_eq!(
        rig.bank.stage(&older.id).await,
        Stage::Ended(Ending::Replaced)
    );
    let ended = rig.bank.services.calls_of("SendTaskFailure");
    assert_eq!(
        ended,
        [json!({ "taskToken": LINK_WAIT, "error": "Replaced" })]
    );
    let latest = rig
        .bank
        .engine
        .confirmations()
        .latest_of(&CustomerId("ana-lima".to_owned()))
        .await;
    assert!(
        latest
            .unwrap()
            .is_some_and(|latest: Confirmation| latest.is_open())
    );
}

/// They come in two groups where one names the phone and the other the user id.
#[tokio::test]
async fn of_two_wishes_at_once_one_stays_open() {
    let rig = Rig::start().await;
    let wishes = ["send 12.50 to ben", "send 20 to ben", "send 30 to ben"];
    let wishes = [0, 1, 2].map(|at| [text(ANA, &format!("wamid.{at}"), wishes[at])]);
    let [one, two, three] = &wishes;
    tokio::join!(rig.receive(one), rig.receive(two), rig.receive(three));
    let items = rig.bank.engine.items().await;
    let ids = items.iter().filter(|item| item.sk == "CONFIRMATION");
    let ids = ids.map(|item| OrderId(item.pk.replace("CONFIRMATION#", "")));
    let mut open = Vec::new();
    for id in ids {
        if !matches!(rig.bank.stage(&id).await, Stage::Ended(_)) {
            open.push(id);
        }
    }
    assert_eq!(open.len(), 1);
}

#[tokio::test]
async fn what_cannot_be_sent_is_explained_and_nothing_is_sealed() {
    let rig = Rig::start().await;
    for (index, (asked, said)) in [
        (
            "send 50 to Mallory",
            "You have no payee called Mallory. You can send to: Ben Carter, City Power.",
        ),
        (
            "send 0 to Ben",
            "I can't send nothing. Please ask again with an amount, like *send 50 to Ben*.",
        ),
        ("send -5 to Ben", "I can only send amounts above zero."),
        (
            "send 10000.01 to Ben",
            "£10,000.01 is more than I can send in one go: the most is £10,000.00. Nothing was sent or held.",
        ),
    ]
    .into_iter()
    .enumerate()
    {
        rig.receive(&[text(ANA, &format!("wamid.{index}"), asked)])
            .await;
        let text = rig.texts().pop().unwrap();
        assert!(text.ends_with(said), "{asked}: {text}");
    }
    assert!(rig.bank.services.calls_of("StartExecution").is_empty());
    assert!(
        rig.bank
            .engine
            .items()
            .await
            .iter()
            .all(|item| item.table != "confirmations")
    );
}

#[tokio::test]
async fn with_a_payee_goes_the_money_that_is_on_its_way_to_them_and_no_other() {
    for (typed, is_called_off) in [("remove Ben", true), ("remove City Power", false)] {
        let rig = Rig::start().await;
        let due = rig.bank.passcode_due("wamid.0").await;
        rig.receive(&[text(ANA, "wamid.1", typed)]).await;
        let stage = rig.bank.stage(&due.id).await;
        let ended = stage == Stage::Ended(Ending::Cancelled);
        assert_eq!(ended, is_called_off, "{typed}");
        assert_eq!(rig.bank.services.calls_of("StartExecution").len(), 1);
    }
}
