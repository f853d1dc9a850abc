//! When the bank falls silent, to whom, and how the notices it sends of its own accord are switched off and on.

use domain::confirmation::{Confirmation, Ending, Stage};
use domain::customer::standing::{Barred, SuspensionReason};
use domain::id::CustomerId;
use serde_json::Value;
use testkit::clock;
use testkit::inbound::{ANA, CARLA, button_reply, message, text};
use wording::belated::Belated;
use wording::saying::Saying;

use crate::stranger::activation_code;
use crate::{Rig, in_words};

const CLOSED: &str = "Thanks for your message. We are closed now and will write back tomorrow.";

fn ana() -> CustomerId {
    CustomerId("ana-lima".to_owned())
}

async fn hears(rig: &Rig, from: &str, ids: std::ops::Range<u32>, words: &str) {
    for id in ids {
        let message = text(from, &format!("wamid.{words}.{id}"), words);
        assert!(rig.receive(&[message]).await.is_empty());
    }
}

#[tokio::test]
async fn another_bots_answer_is_answered_a_few_times_and_after_an_hour_again() {
    let rig = Rig::start().await;
    hears(&rig, CARLA, 0..15, CLOSED).await;
    assert_eq!(rig.texts(), vec![in_words(&Saying::HowToEnrol); 3]);
    let seen = rig.bank.services.calls_of("WhatsAppRead").len();
    assert_eq!(seen, 3, "silence shows nothing either");
    clock::pass(3_601);
    hears(&rig, CARLA, 15..16, CLOSED).await;
    assert_eq!(rig.texts().len(), 4);
}

#[tokio::test]
async fn a_stranger_gets_a_few_answers_an_hour_whatever_they_write() {
    let rig = Rig::start().await;
    for id in 0..20 {
        hears(&rig, CARLA, id..id + 1, &format!("ticket number {id}a")).await;
    }
    assert_eq!(rig.texts(), vec![in_words(&Saying::HowToEnrol); 5]);
    let code = activation_code(&rig, CustomerId("carla-dias".to_owned())).await;
    hears(&rig, CARLA, 0..1, &code).await;
    assert!(rig.texts()[5].starts_with("Welcome"), "a code still counts");
}

#[tokio::test]
async fn a_customer_who_sends_the_same_over_and_over_is_answered_ten_times() {
    let rig = Rig::start().await;
    hears(&rig, ANA, 0..15, CLOSED).await;
    assert_eq!(rig.texts().len(), 11);
    assert_eq!(rig.texts().last(), Some(&in_words(&Saying::SameAgain)));
    hears(&rig, ANA, 0..1, "help").await;
    assert_eq!(rig.texts().len(), 12, "anything else is answered");
    let sticker = |id: u32| {
        let content = serde_json::json!({ "id": "1", "mime_type": "image/webp" });
        message(ANA, &format!("wamid.sticker.{id}"), "sticker", &content)
    };
    for id in 0..15 {
        rig.receive(&[sticker(id)]).await;
    }
    assert_eq!(rig.texts().len(), 23);
}

#[tokio::test]
async fn a_suspended_customers_bot_does_not_loop_either() {
    let rig = Rig::start().await;
    hears(&rig, ANA, 0..1, "block").await;
    hears(&rig, ANA, 0..30, CLOSED).await;
    assert_eq!(rig.texts().len(), 1 + 10 + 1);
}

#[tokio::test]
async fn a_stopped_chat_does_not_answer_sixty_messages_with_one_sentence() {
    let rig = Rig::start().await;
    hears(&rig, ANA, 0..1, "block").await;
    for id in 0..60 {
        hears(&rig, ANA, id..id + 1, &format!("what is my balance? {id}")).await;
    }
    assert_eq!(rig.texts().len(), 1 + 10);
}

#[tokio::test]
async fn taps_codes_and_words_that_stop_everything_are_heard_however_often_they_come() {
    let rig = Rig::start().await;
    for id in 0..15 {
        let tap = button_reply(ANA, &format!("wamid.tap.{id}"), "help");
        rig.receive(&[tap]).await;
    }
    hears(&rig, ANA, 0..15, "123456").await;
    assert_eq!(rig.texts().len(), 30);
    hears(&rig, ANA, 0..15, "block").await;
    assert_eq!(rig.texts().len(), 45);
    let standing = rig.bank.engine.standings().of(&ana()).await.unwrap();
    let reason = SuspensionReason::Blocked;
    assert_eq!(standing.admits(), Err(Barred::Suspended(reason)));
}

#[tokio::test]
async fn what_is_open_is_called_off_however_often_something_was_before() {
    let rig = Rig::start().await;
    hears(&rig, ANA, 0..12, "cancel").await;
    let opened = rig.bank.identifying("wamid.0").await;
    hears(&rig, ANA, 12..13, "cancel").await;
    let stage = rig.bank.stage(&opened.id).await;
    assert_eq!(stage, Stage::Ended(Ending::Cancelled));
}

#[tokio::test]
async fn a_message_that_comes_again_is_counted_once() {
    let rig = Rig::start().await;
    let fault = testkit::services::Fault::Status(500);
    rig.bank.services.fail_once("WhatsApp", fault);
    let hello = text(CARLA, "wamid.1", "hello");
    assert_eq!(rig.receive(std::slice::from_ref(&hello)).await, [0]);
    clock::pass(60);
    assert!(rig.receive(&[hello]).await.is_empty());
    hears(&rig, CARLA, 2..10, "hello").await;
    let answered = rig.bank.services.calls_of("WhatsAppRead");
    let mut ids: Vec<&Value> = answered.iter().map(|call| &call["message_id"]).collect();
    ids.dedup();
    assert_eq!(ids.len(), 3);
}

#[tokio::test]
async fn a_stranger_who_says_stop_hears_one_line_and_then_nothing() {
    for stop in ["STOP", "unsubscribe", "Opt out", "stop messaging me"] {
        let rig = Rig::start().await;
        hears(&rig, CARLA, 0..1, stop).await;
        hears(&rig, CARLA, 1..2, stop).await;
        hears(&rig, CARLA, 0..1, "hello after STOP").await;
        rig.receive(&[button_reply(CARLA, "wamid.tap", "menu")])
            .await;
        assert_eq!(rig.texts(), [in_words(&Saying::Left)], "{stop}");
        let seen = rig.bank.services.calls_of("WhatsAppRead").len();
        assert_eq!(seen, 1, "{stop}");
        hears(&rig, CARLA, 0..1, "start").await;
        assert_eq!(rig.texts()[1], in_words(&Saying::HowToEnrol), "{stop}");
    }
}

#[tokio::test]
async fn an_activation_code_counts_after_stop() {
    let rig = Rig::start().await;
    hears(&rig, CARLA, 0..1, "STOP").await;
    let code = activation_code(&rig, CustomerId("carla-dias".to_owned())).await;
    hears(&rig, CARLA, 0..1, &code).await;
    assert!(rig.texts()[1].starts_with("Welcome"));
}

#[tokio::test]
async fn stop_with_nothing_open_switches_the_notices_off_and_start_on() {
    let rig = Rig::start().await;
    let preferences = rig.bank.engine.preferences();
    preferences.set_hears_receipts(&ana(), true).await.unwrap();
    hears(&rig, ANA, 0..1, "STOP").await;
    assert!(rig.texts()[0].ends_with(&in_words(&Saying::Notices(false))));
    assert_eq!(preferences.wants_notices(&ana()).await, Ok(false));
    assert_eq!(preferences.hears_receipts(&ana()).await, Ok(true));
    hears(&rig, ANA, 0..1, "start").await;
    assert_eq!(rig.texts()[1], in_words(&Saying::Notices(true)));
    assert_eq!(preferences.wants_notices(&ana()).await, Ok(true));
}

#[tokio::test]
async fn stop_with_a_link_open_calls_it_off_and_unsubscribe_does_both() {
    let rig = Rig::start().await;
    let preferences = rig.bank.engine.preferences();
    let open = rig.bank.link_sent("wamid.0").await;
    hears(&rig, ANA, 0..1, "STOP").await;
    let stage = rig.bank.stage(&open.id).await;
    assert_eq!(stage, Stage::Ended(Ending::Cancelled));
    assert_eq!(preferences.wants_notices(&ana()).await, Ok(true));
    let open = rig.bank.link_sent("wamid.1").await;
    hears(&rig, ANA, 0..1, "unsubscribe").await;
    let stage = rig.bank.stage(&open.id).await;
    assert_eq!(stage, Stage::Ended(Ending::Cancelled));
    assert_eq!(preferences.wants_notices(&ana()).await, Ok(false));
}

#[tokio::test]
async fn stop_right_after_it_was_carried_out_says_that_it_was() {
    let rig = Rig::start().await;
    let gone = rig.bank.verified("wamid.0").await;
    let posted = |before: Confirmation| Ok(before.conclude(Ending::Done));
    rig.bank.step(&gone.id, posted).await;
    hears(&rig, ANA, 0..1, "stop").await;
    assert_eq!(rig.texts(), [in_words(&Belated::AlreadyDone)]);
}

#[tokio::test]
async fn who_misses_a_code_is_told_where_it_goes_or_that_none_is_due() {
    let rig = Rig::start().await;
    hears(&rig, ANA, 0..1, "I did not get the code").await;
    rig.bank.passcode_due("wamid.0").await;
    hears(&rig, ANA, 0..1, "no code came").await;
    let ending = "0101".to_owned();
    assert_eq!(
        rig.texts(),
        [
            in_words(&Saying::NoCodeOnItsWay),
            in_words(&Saying::CodeMissing { ending })
        ]
    );
    assert!(!rig.watson_was_asked());
}
