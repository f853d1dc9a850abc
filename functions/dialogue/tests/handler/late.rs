//! What reaches the bank long after it was written, and what is called off by whom.

use domain::confirmation::{Confirmation, Ending, Stage};
use domain::conversation::outbound::{OutboundId, Progress};
use domain::customer::standing::{Barred, SuspensionReason};
use domain::id::CustomerId;
use serde_json::{Value, json};
use testkit::clock;
use testkit::engine::NOW;
use testkit::inbound::{ANA, button_reply, list_reply, text};
use wording::belated::{Belated, When};
use wording::saying::Saying;

use crate::{Rig, in_words};

/// Six hours, in seconds.
const HOURS: i64 = 6 * 3_600;

/// Written so many seconds ago.
fn ago(seconds: i64, mut message: Value) -> Value {
    message["timestamp"] = json!(clock::now().plus(seconds.saturating_neg()).0.to_string());
    message
}

fn quoting(quoted: &str, mut message: Value) -> Value {
    message["context"] = json!({ "id": quoted, "from": "442079460000" });
    message
}

fn begun(rig: &Rig) -> usize {
    rig.bank.services.calls_of("StartExecution").len()
}

/// Ids behind the buttons of the last message.
fn buttons(rig: &Rig) -> Vec<String> {
    let last = rig.bank.services.calls_of("WhatsApp").pop().unwrap();
    let buttons = last["interactive"]["action"]["buttons"].as_array().cloned();
    let buttons = buttons.unwrap_or_default().into_iter();
    buttons
        .map(|button| button["reply"]["id"].as_str().unwrap().to_owned())
        .collect()
}

fn when(seconds_ago: i64) -> When {
    let calendar = domain::time::Calendar::parse("Europe/London").unwrap();
    When {
        at: calendar.at(clock::now().plus(seconds_ago.saturating_neg())),
        today: calendar.date(clock::now()),
    }
}

#[tokio::test]
async fn an_order_of_long_ago_is_asked_about_and_done_on_yes() {
    for answer in ["yes", "tap"] {
        let rig = Rig::start().await;
        rig.receive(&[ago(HOURS, text(ANA, "wamid.1", "send 50 to Ben"))])
            .await;
        assert_eq!(begun(&rig), 0, "nothing begins");
        let asked = in_words(&Belated::StillWanted {
            when: when(HOURS),
            said: "send 50 to Ben".to_owned(),
            was_tapped: false,
        });
        assert!(rig.texts()[0].ends_with(&asked), "{:?}", rig.texts());
        let yes = buttons(&rig).swap_remove(0);
        rig.receive(&[match answer {
            "tap" => button_reply(ANA, "wamid.2", &yes),
            typed => text(ANA, "wamid.2", typed),
        }])
        .await;
        assert_eq!(begun(&rig), 1, "{answer}");
        // The button answers once.
        rig.receive(&[button_reply(ANA, "wamid.3", &yes)]).await;
        assert_eq!(begun(&rig), 1, "{answer}");
        assert_eq!(rig.texts().last(), Some(&in_words(&Belated::LateIsOver)));
    }
}

#[tokio::test]
async fn an_order_of_long_ago_is_dropped_on_no() {
    for answer in ["no", "cancel", "tap"] {
        let rig = Rig::start().await;
        rig.receive(&[ago(HOURS, text(ANA, "wamid.1", "send 50 to Ben"))])
            .await;
        let no = buttons(&rig).swap_remove(1);
        rig.receive(&[match answer {
            "tap" => button_reply(ANA, "wamid.2", &no),
            typed => text(ANA, "wamid.2", typed),
        }])
        .await;
        assert_eq!(
            rig.texts().last(),
            Some(&in_words(&Belated::LateDropped)),
            "{answer}"
        );
        rig.receive(&[text(ANA, "wamid.3", "yes")]).await;
        assert_eq!(begun(&rig), 0, "{answer}");
    }
}

#[tokio::test]
async fn a_yes_that_was_written_before_the_question_or_long_after_begins_nothing() {
    for written_before in [true, false] {
        let rig = Rig::start().await;
        rig.receive(&[ago(HOURS, text(ANA, "wamid.1", "send 50 to Ben"))])
            .await;
        let yes = text(ANA, "wamid.2", "yes");
        if written_before {
            rig.receive(&[ago(60, yes)]).await;
        } else {
            clock::pass(901);
            let now = text(ANA, "wamid.2", "yes");
            rig.receive(&[now]).await;
        }
        assert_eq!(begun(&rig), 0, "{written_before}");
    }
}

#[tokio::test]
async fn a_tap_of_long_ago_and_an_answer_of_long_ago_are_asked_about_too() {
    let rig = Rig::start().await;
    let tapped = list_reply(ANA, "wamid.1", "1/transfer/payee=40020101");
    rig.receive(&[ago(HOURS, tapped)]).await;
    assert_eq!(buttons(&rig).len(), 2, "{:?}", rig.texts());
    rig.receive(&[
        text(ANA, "wamid.2", "send money to Ben"),
        ago(HOURS, text(ANA, "wamid.3", "50")),
    ])
    .await;
    assert_eq!(begun(&rig), 0);
    assert!(rig.texts().pop().unwrap().contains("“50”"));
    rig.receive(&[text(ANA, "wamid.4", "yes")]).await;
    assert_eq!(begun(&rig), 1, "{:?}", rig.texts());
}

#[tokio::test]
async fn what_is_ten_minutes_old_or_has_no_time_or_one_in_the_future_is_done_at_once() {
    for timestamp in [
        json!((NOW.0 - 600).to_string()),
        json!((NOW.0 + 86_400).to_string()),
        Value::Null,
    ] {
        let rig = Rig::start().await;
        let mut message = text(ANA, "wamid.1", "send 50 to Ben");
        message["timestamp"] = timestamp;
        rig.receive(&[message]).await;
        assert_eq!(begun(&rig), 1, "{:?}", rig.texts());
    }
}

#[tokio::test]
async fn a_question_of_long_ago_is_just_answered() {
    let rig = Rig::start().await;
    rig.receive(&[ago(HOURS, list_reply(ANA, "wamid.1", "balances"))])
        .await;
    assert!(rig.texts()[0].contains("Current account"));
}

#[tokio::test]
async fn a_word_that_stops_everything_counts_however_old_and_says_when_it_was_written() {
    let rig = Rig::start().await;
    let due = rig.bank.passcode_due("wamid.0").await;
    let week = 7 * 86_400;
    rig.receive(&[ago(week, text(ANA, "wamid.1", "freeze my account"))])
        .await;
    let said = rig.texts().join("\n");
    assert!(
        said.contains(&in_words(&Belated::WrittenAt(when(week)))),
        "{said}"
    );
    let stage = rig.bank.stage(&due.id).await;
    assert_eq!(stage, Stage::Ended(Ending::Suspended));
}

#[tokio::test]
async fn a_cancel_written_before_what_is_open_was_asked_for_leaves_it_open() {
    let rig = Rig::start().await;
    let open = rig.bank.passcode_due("wamid.0").await;
    rig.receive(&[ago(HOURS, text(ANA, "wamid.1", "cancel"))])
        .await;
    assert_eq!(
        rig.texts(),
        [in_words(&Belated::CancelIsOlder(when(HOURS)))]
    );
    assert!(!matches!(rig.bank.stage(&open.id).await, Stage::Ended(_)));
    clock::pass(700);
    // Late as well, but written after it was asked for.
    rig.receive(&[ago(650, text(ANA, "wamid.2", "cancel"))])
        .await;
    let stage = rig.bank.stage(&open.id).await;
    assert_eq!(stage, Stage::Ended(Ending::Cancelled));
}

#[tokio::test]
async fn a_cancel_under_an_older_message_leaves_open_what_is_open_now() {
    let rig = Rig::start().await;
    let open = rig.bank.link_sent("wamid.0").await;
    let link = OutboundId::link(&open.id, &open.link.hash());
    let records = rig.bank.engine.outbound_records();
    let accepted = Progress::Accepted;
    let noted = records.advance(&link, accepted, Some("wamid.its-link"), None, NOW);
    assert_eq!(noted.await, Ok(true));
    let tapped = button_reply(ANA, "wamid.1", "cancel");
    rig.receive(&[quoting("wamid.an-older-link", tapped)]).await;
    assert_eq!(rig.texts(), [in_words(&Belated::CancelIsAnothers)]);
    assert!(matches!(
        rig.bank.stage(&open.id).await,
        Stage::LinkSent { .. }
    ));
    let tapped = button_reply(ANA, "wamid.2", "cancel");
    rig.receive(&[quoting("wamid.its-link", tapped)]).await;
    let stage = rig.bank.stage(&open.id).await;
    assert_eq!(stage, Stage::Ended(Ending::Cancelled));
}

#[tokio::test]
async fn cancel_after_it_was_carried_out_says_that_it_was() {
    let rig = Rig::start().await;
    let gone = rig.bank.verified("wamid.0").await;
    rig.receive(&[text(ANA, "wamid.1", "cancel")]).await;
    let posted = |before: Confirmation| Ok(before.conclude(Ending::Done));
    rig.bank.step(&gone.id, posted).await;
    let tap = |id| button_reply(ANA, id, "cancel");
    rig.receive(&[tap("wamid.2"), tap("wamid.3")]).await;
    clock::pass(3_601);
    rig.receive(&[button_reply(ANA, "wamid.4", "cancel")]).await;
    assert_eq!(
        rig.texts(),
        [
            in_words(&Saying::TooLateToCancel),
            in_words(&Belated::AlreadyDone),
            in_words(&Belated::AlreadyDone),
            in_words(&Saying::NothingToCancel),
        ]
    );
}

#[tokio::test]
async fn who_disowns_what_waits_is_stopped_at_once_and_it_is_called_off() {
    let rig = Rig::start().await;
    let open = rig.bank.identifying("wamid.0").await;
    let words = "I did not ask for this";
    rig.receive(&[text(ANA, "wamid.1", words)]).await;
    assert_eq!(rig.texts(), [in_words(&Saying::CodeNotRequested)]);
    let stage = rig.bank.stage(&open.id).await;
    assert_eq!(stage, Stage::Ended(Ending::Suspended));
}

/// Nothing that is known of was done, or the words may mean something else: somebody may be in the account all the same.
#[tokio::test]
async fn who_seems_to_disown_something_is_asked_whether_to_stop_and_told_nothing_untrue() {
    for words in [
        "I did not ask for this",
        "I never sent that money to Ben",
        "who sent 50 to ben?? not me",
    ] {
        let rig = Rig::start().await;
        let gone = rig.bank.verified("wamid.0").await;
        let posted = |before: Confirmation| Ok(before.conclude(Ending::Done));
        rig.bank.step(&gone.id, posted).await;
        let newer = rig.bank.identifying("wamid.9").await;
        rig.receive(&[button_reply(ANA, "wamid.1", "cancel")]).await;
        rig.receive(&[text(ANA, "wamid.2", words)]).await;
        let asked = rig.said().pop().unwrap();
        assert!(asked.1.contains("block your cards"), "{words}: {asked:?}");
        assert_eq!(
            rig.bank.stage(&newer.id).await,
            Stage::Ended(Ending::Cancelled)
        );
        assert!(!rig.watson_was_asked());
        rig.receive(&[button_reply(ANA, "wamid.3", "1/block/everything")])
            .await;
        let ana = CustomerId("ana-lima".to_owned());
        let standing = rig.bank.engine.standings().of(&ana).await.unwrap();
        assert!(standing.cards_stopped, "{words}");
    }
}

#[tokio::test]
async fn who_disowns_what_has_gone_out_is_stopped_gets_a_case_and_no_promise() {
    let texts = [
        "I did not ask for this",
        "that wasn't me",
        "did not make this payment",
    ];
    for (index, words) in texts.into_iter().enumerate() {
        let rig = Rig::start().await;
        let gone = rig.bank.verified("wamid.0").await;
        let is_posted = index > 0;
        if is_posted {
            let posted = |before: Confirmation| Ok(before.conclude(Ending::Done));
            rig.bank.step(&gone.id, posted).await;
        }
        assert!(rig.receive(&[text(ANA, "wamid.1", words)]).await.is_empty());
        let gone_so_far = if is_posted {
            wording::belated::Gone::Paid
        } else {
            wording::belated::Gone::BeingDone
        };
        let told = in_words(&Belated::DisownedTooLate(gone_so_far));
        assert_eq!(rig.texts(), [told], "{words}");
        let ana = CustomerId("ana-lima".to_owned());
        let standing = rig.bank.engine.standings().of(&ana).await.unwrap();
        let reason = SuspensionReason::NotAskedFor;
        assert_eq!(standing.admits(), Err(Barred::Suspended(reason)));
        assert!(standing.cards_stopped);
        let found = rig.bank.engine.confirmations().get(&gone.id).await;
        assert_eq!(found.unwrap().unwrap().disowned_at, Some(clock::now()));
        assert!(!rig.watson_was_asked());
    }
}
