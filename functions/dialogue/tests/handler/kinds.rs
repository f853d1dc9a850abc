//! Every kind of message has its fitting answer or deliberate silence, in code, in `events/` and in the
//! table of `docs/channel.md` alike.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use dialogue::fitting::{Fitting, deserves_a_word, fitting};
use domain::customer::standing::SuspensionReason;
use domain::id::CustomerId;
use serde_json::{Value, json};
use testkit::inbound::{ANA, CARLA, list_reply, message, text};
use whatsapp::inbound::Content;
use whatsapp::webhook::Delivery;
use wording::saying::{Kind, Saying};

use crate::{Rig, in_words, said_help};

/// `Content::kind` of every variant.
const KINDS: [&str; 21] = [
    "text",
    "button_reply",
    "list_reply",
    "flow_reply",
    "template_button",
    "image",
    "video",
    "audio",
    "document",
    "sticker",
    "location",
    "contacts",
    "reaction",
    "order",
    "system",
    "automatic",
    "request_welcome",
    "unsupported",
    "edit",
    "revoke",
    "unknown",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .unwrap()
}

/// The contents of every message in `events/dialogue-*.json`, with the file's name.
pub fn events() -> Vec<(String, Content)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(root().join("events")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if !name.starts_with("dialogue-") {
            continue;
        }
        let event: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
        for record in event["Records"].as_array().unwrap() {
            let delivery = Delivery::from_json(record["body"].as_str().unwrap()).unwrap();
            if let Some(message) = delivery.message() {
                found.push((name.clone(), message.content));
            }
        }
    }
    found
}

/// The cells of the first table in `docs/channel.md`, by kind: what a customer gets, and what somebody
/// we do not know gets. "The same" is what the row above says.
fn rows() -> BTreeMap<String, [String; 2]> {
    let document = fs::read_to_string(root().join("docs/channel.md")).unwrap();
    let table = document
        .lines()
        .skip_while(|line| !line.starts_with("| kind |"));
    let lines = table.skip(2).take_while(|line| line.starts_with('|'));
    let (mut rows, mut above) = (BTreeMap::new(), String::new());
    for line in lines {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let ["", kind, customer, stranger, ""] = cells[..] else {
            panic!("not three cells: {line}");
        };
        if customer != "the same" {
            customer.clone_into(&mut above);
        }
        let row = [above.clone(), stranger.to_owned()];
        let before = rows.insert(kind.trim_matches('`').to_owned(), row);
        assert!(before.is_none(), "{kind} has two rows");
    }
    rows
}

#[test]
fn there_is_an_event_and_a_row_of_the_table_for_every_kind() {
    let seen: BTreeSet<&str> = events().iter().map(|(_, content)| content.kind()).collect();
    assert_eq!(seen, BTreeSet::from(KINDS));
    let rows = rows();
    let rows: BTreeSet<&str> = rows.keys().map(String::as_str).collect();
    assert_eq!(rows, BTreeSet::from(KINDS));
}

#[test]
fn each_row_of_the_table_says_what_a_customer_gets() {
    let rows = rows();
    for (event, content) in events() {
        let [cell, _] = &rows[content.kind()];
        let quotes = |sentence: &str| {
            let quoted = cell.split('"').skip(1).step_by(2);
            let mut beginnings = quoted.filter_map(|quote| quote.split('…').next());
            beginnings.any(|start| start.chars().count() >= 12 && sentence.starts_with(start))
        };
        let fits = match fitting(&content) {
            Fitting::Say(sentence) => quotes(&in_words(&sentence)),
            Fitting::Suspend(_, Some(sentence)) => {
                quotes(&in_words(&sentence)) && cell.contains("suspended")
            }
            Fitting::Suspend(_, None) => cell.contains("silence") && cell.contains("suspended"),
            Fitting::Silence => cell.contains("silence"),
            Fitting::Menu => cell == "the menu",
            Fitting::Tap(_) => cell.contains("our own command"),
            Fitting::Understand(_) => cell.contains("understood") || cell.contains("as if typed"),
        };
        assert!(fits, "{event}: {cell}");
    }
}

#[test]
fn each_row_of_the_table_says_what_somebody_we_do_not_know_gets() {
    let rows = rows();
    for (event, content) in events() {
        let [_, cell] = &rows[content.kind()];
        let fits = if deserves_a_word(&content) {
            cell.contains("how to enrol")
        } else {
            cell.contains("silence")
        };
        assert!(fits, "{event}: {cell}");
        // Only a placeholder's row says both.
        let says_both = cell.contains("how to enrol") && cell.contains("silence");
        assert_eq!(
            says_both,
            content.kind() == "unsupported",
            "{event}: {cell}"
        );
    }
}

#[tokio::test]
async fn what_the_bank_cannot_act_on_gets_its_own_kind_sentence() {
    let rig = Rig::start().await;
    let media = json!({ "id": "1", "mime_type": "image/jpeg" });
    let place = json!({ "latitude": 51.5, "longitude": -0.1 });
    for (kind, content, sentence) in [
        ("audio", &media, in_words(&Saying::CannotActOn(Kind::Audio))),
        (
            "image",
            &media,
            in_words(&Saying::CannotActOn(Kind::Picture)),
        ),
        (
            "video",
            &media,
            in_words(&Saying::CannotActOn(Kind::Picture)),
        ),
        (
            "document",
            &media,
            in_words(&Saying::CannotActOn(Kind::Document)),
        ),
        (
            "sticker",
            &media,
            in_words(&Saying::CannotActOn(Kind::Sticker)),
        ),
        (
            "location",
            &place,
            in_words(&Saying::CannotActOn(Kind::Location)),
        ),
        (
            "order",
            &json!({ "catalog_id": "1" }),
            in_words(&Saying::CannotActOn(Kind::Order)),
        ),
        (
            "hologram",
            &json!({ "depth": 3 }),
            in_words(&Saying::CannotActOn(Kind::Unknown)),
        ),
        (
            "location",
            &json!({ "latitude": "north" }),
            in_words(&Saying::CannotActOn(Kind::Location)),
        ),
    ] {
        let id = format!("{kind}-{content}");
        rig.receive(&[message(ANA, &id, kind, content)]).await;
        assert_eq!(rig.texts().last(), Some(&sentence), "{kind}");
    }
    assert_eq!(rig.texts().len(), 9);
}

#[tokio::test]
async fn a_reaction_and_a_deleted_message_need_no_answer() {
    let rig = Rig::start().await;
    let reaction = json!({ "message_id": "wamid.0", "emoji": "👍" });
    let taken_back = json!({ "message_id": "wamid.0", "emoji": "" });
    let revoke = json!({ "original_message_id": "wamid.0" });
    rig.receive(&[
        message(ANA, "wamid.1", "reaction", &reaction),
        message(ANA, "wamid.2", "reaction", &taken_back),
        message(ANA, "wamid.3", "revoke", &revoke),
    ])
    .await;
    assert!(rig.said().is_empty());
}

#[tokio::test]
async fn what_an_app_sends_on_its_own_is_read_and_needs_no_answer() {
    let rig = Rig::start().await;
    let permission = json!({ "type": "call_permission_reply", "call_permission_reply": {
        "response": "accept", "response_source": "automatic",
    } });
    rig.receive(&[
        message(ANA, "wamid.1", "interactive", &permission),
        message(CARLA, "wamid.2", "interactive", &permission),
        message(ANA, "wamid.3", "call_log", &json!({})),
        message(
            CARLA,
            "wamid.4",
            "unsupported",
            &json!({ "type": "missed_call" }),
        ),
    ])
    .await;
    assert!(rig.said().is_empty(), "{:?}", rig.said());
    let read = rig.bank.services.calls_of("WhatsAppRead");
    assert_eq!(read.len(), 4);
    assert!(read.iter().all(|mark| mark["typing_indicator"].is_null()));
}

#[tokio::test]
async fn a_templates_quick_reply_is_our_command_or_its_label() {
    let rig = Rig::start().await;
    let button = |payload: &str, text: &str| json!({ "payload": payload, "text": text });
    rig.receive(&[
        message(
            ANA,
            "wamid.1",
            "button",
            &button("help", "What can you do?"),
        ),
        message(ANA, "wamid.2", "button", &button("Unsubscribe", "help")),
    ])
    .await;
    assert_eq!(rig.texts()[0], said_help());
    assert!(rig.texts().last().unwrap().ends_with(&said_help()));
}

#[tokio::test]
async fn a_changed_number_or_identity_suspends_the_chat_and_calls_off_what_is_open() {
    for kind in ["user_changed_number", "customer_identity_changed"] {
        let rig = Rig::start().await;
        let open = rig.bank.identifying("wamid.0").await;
        let system = json!({ "type": kind, "body": "changed", "wa_id": "447700900199" });
        rig.receive(&[message(ANA, "wamid.1", "system", &system)])
            .await;
        assert!(
            rig.said().is_empty(),
            "whoever holds the phone hears nothing"
        );
        assert_eq!(
            suspended(&rig).await,
            Some(SuspensionReason::IdentityChange)
        );
        assert_eq!(rig.bank.services.calls_of("SendTaskFailure").len(), 1);
        assert!(matches!(
            rig.bank.stage(&open.id).await,
            domain::confirmation::Stage::Ended(_)
        ));
        rig.receive(&[
            text(ANA, "wamid.2", "send 50 to Ben"),
            list_reply(ANA, "wamid.3", "send-money"),
        ])
        .await;
        let sentence = in_words(&Saying::Suspended(SuspensionReason::IdentityChange));
        assert_eq!(rig.texts(), [sentence.clone(), sentence]);
        assert!(rig.bank.services.calls_of("StartExecution").is_empty());
    }
}

#[tokio::test]
async fn a_customer_who_did_not_ask_for_a_code_is_believed() {
    let rig = Rig::start().await;
    let button = json!({ "payload": "DID_NOT_REQUEST_CODE", "text": "I didn't request a code" });
    rig.receive(&[message(ANA, "wamid.1", "button", &button)])
        .await;
    assert_eq!(rig.texts(), [in_words(&Saying::CodeNotRequested)]);
    assert_eq!(suspended(&rig).await, Some(SuspensionReason::NotAskedFor));
}

async fn suspended(rig: &Rig) -> Option<SuspensionReason> {
    let ana = CustomerId("ana-lima".to_owned());
    let standing = rig.bank.engine.standings().of(&ana).await.unwrap();
    standing.suspension.map(|suspension| suspension.reason)
}
