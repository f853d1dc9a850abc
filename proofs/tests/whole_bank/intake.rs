//! Bodies that others wrote go through webhook and dialogue, each sender a customer: the intake reads the
//! kind the payload names, the fitting answer is given, nothing comes again and nothing is put aside.
//!
//! `WHATSAPP_PAYLOADS=<folder>[:<folder>…]` adds folders of webhook bodies, one JSON file each; without
//! it the bodies in the repository go through.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use dialogue::BatchAnswer;
use dialogue::fitting::{Fitting, fitting};
use domain::id::CustomerId;
use domain::language::Language;
use serde_json::Value;
use testkit::clock;
use testkit::services::PHONE_NUMBER_ID;
use whatsapp::inbound::Content;
use whatsapp::webhook::{Delivery, Split};
use wording::sentence::Words;

use crate::house::House;

/// Seconds after which a customer may be sent one more message, whatever was sent before.
const PACE_SECONDS: i64 = 6;

#[tokio::test]
async fn every_body_goes_through_the_intake() {
    let (mut bodies, mut addressed, mut answered) = (0_usize, 0_usize, 0_usize);
    for path in files() {
        let bytes = fs::read(&path).unwrap();
        let Some(body) = to_our_number(&bytes) else {
            println!("{}: no webhook body", path.display());
            continue;
        };
        let split = whatsapp::webhook::split(body.to_string().as_bytes()).unwrap();
        println!("{}: {} ignored", path.display(), split.ignored_items);
        assert_kinds(&path, &body, &split);
        let said = Box::pin(goes_through(&path, &body, &split.deliveries)).await;
        answered = answered.saturating_add(said);
        bodies = bodies.saturating_add(1);
        addressed = addressed.saturating_add(split.deliveries.len());
    }
    println!("{bodies} bodies with {addressed} messages and statuses, {answered} answers");
    assert!(bodies >= 6 && addressed >= 25 && answered >= 15);
}

/// What was ignored is counted, and every message that was not is of the kind its payload names.
fn assert_kinds(path: &Path, body: &Value, split: &Split) {
    let messages: Vec<&Value> = items(body, "messages").collect();
    let all = messages.iter().copied().chain(items(body, "statuses"));
    let others = split
        .deliveries
        .iter()
        .filter(|notice| is_for_another(notice));
    let taken = split.deliveries.len().checked_sub(others.count());
    let left = all.count().checked_sub(taken.unwrap());
    assert_eq!(left, Some(split.ignored_items), "{}", path.display());
    let mut named: HashMap<&str, Vec<&str>> = HashMap::new();
    for item in messages {
        let id = item["id"].as_str().unwrap_or_default();
        named.entry(id).or_default().push(named_kind(item));
    }
    for delivery in &split.deliveries {
        let Some(message) = delivery.message() else {
            continue;
        };
        if is_for_another(delivery) {
            continue;
        }
        let kind = message.content.kind();
        let of_id = named.get_mut(delivery.id.as_str()).unwrap();
        let (named, file) = (of_id.remove(0), path.display());
        assert_eq!(kind, named, "{file}: {}", delivery.id);
    }
}

/// Whether this is a system message once more, for another whom it concerns.
fn is_for_another(delivery: &Delivery) -> bool {
    let role = delivery.id.rsplit_once('/').map(|(_, role)| role);
    let is_role = matches!(
        role,
        Some("sender" | "previous_wa_id" | "customer" | "user_id" | "wa_id")
    );
    is_role && delivery.message().is_some()
}

/// What the payload itself says it is, in our words. A type without its object says nothing we know.
fn named_kind(item: &Value) -> &str {
    let kind = item["type"].as_str().unwrap_or_default();
    match kind {
        "request_welcome" | "unsupported" => kind,
        _ if item[kind].is_null() => "unknown",
        "button" => "template_button",
        "interactive" => match item["interactive"]["type"].as_str().unwrap_or_default() {
            "nfm_reply" => "flow_reply",
            "call_permission_reply" => "automatic",
            reply @ ("button_reply" | "list_reply") => reply,
            _ => "unknown",
        },
        "text" | "image" | "video" | "audio" | "document" | "sticker" | "location" | "contacts"
        | "reaction" | "order" | "system" | "edit" | "revoke" => kind,
        _ => "unknown",
    }
}

fn items<'a>(body: &'a Value, name: &'a str) -> impl Iterator<Item = &'a Value> {
    let entries = body["entry"].as_array().into_iter().flatten();
    let changes = entries.flat_map(|entry| entry["changes"].as_array().into_iter().flatten());
    let ours = changes.filter(|change| change["field"] == "messages");
    ours.flat_map(move |change| change["value"][name].as_array().into_iter().flatten())
}

/// What a record of the queue brings.
fn taken(record: &Value) -> Delivery {
    let group = record["attributes"]["MessageGroupId"].as_str().unwrap();
    let body = record["body"].as_str().unwrap();
    let json = testkit::queue::message_keys().open(group, body).unwrap();
    let (_, delivery) = json.split_once('\n').unwrap();
    Delivery::from_json(delivery).unwrap()
}

/// One message at a time, as the queue hands them over, in a bank of its own where every sender is Ana.
/// Answers how many messages the bank sent.
async fn goes_through(path: &Path, body: &Value, deliveries: &[Delivery]) -> usize {
    let house = House::open().await;
    let ana = CustomerId("ana-lima".to_owned());
    let mut known = HashSet::new();
    let records = house.queues(&body.to_string()).await;
    assert_eq!(records.len(), deliveries.len(), "{}", path.display());
    for record in records {
        let delivery = &taken(&record);
        clock::pass(PACE_SECONDS);
        // Each sender in turn: another user id on the same number would be somebody else.
        let channels = house.bank.engine.channels();
        let bound = channels.bind(&ana, &delivery.address, clock::now());
        assert!(bound.await.unwrap());
        // What came before may have suspended the chat.
        let standings = house.bank.engine.standings();
        standings.lift(&ana).await.unwrap();
        let before = house.bank.services.count_of("WhatsApp");
        let name = format!("{}: {}", path.display(), delivery.id);
        assert_eq!(
            house.deals_with(vec![record]).await,
            BatchAnswer::default(),
            "{name}"
        );
        assert_eq!(
            house.bank.services.count_of("SendMessage"),
            0,
            "{name}: put aside"
        );
        let said = house.bank.services.calls_of_since("WhatsApp", before);
        let is_suspended = standings.of(&ana).await.unwrap().suspension.is_some();
        let is_new = known.insert(delivery.deduplication_key());
        match delivery.message().filter(|_| is_new) {
            Some(message) => assert_fitting(&name, &message.content, &said, is_suspended),
            None => assert!(
                said.is_empty(),
                "{name}: a status or a repeat needs no answer"
            ),
        }
    }
    house.bank.services.count_of("WhatsApp")
}

/// What was said and done about a message is what fits its content.
fn assert_fitting(name: &str, content: &Content, said: &[Value], is_suspended: bool) {
    let texts: Vec<&str> = said
        .iter()
        .filter_map(|one| one["text"]["body"].as_str())
        // The fixtures were written long ago, and what stopped something says when.
        .filter_map(|text| text.split("\n\nYou asked for that at").next())
        .collect();
    let suspends = matches!(fitting(content), Fitting::Suspend(..));
    assert_eq!(is_suspended, suspends, "{name}");
    match fitting(content) {
        Fitting::Say(sentence) | Fitting::Suspend(_, Some(sentence)) => {
            assert_eq!(texts, [sentence.words(Language::ENGLISH).chat()], "{name}");
        }
        Fitting::Silence | Fitting::Suspend(_, None) => assert!(said.is_empty(), "{name}"),
        Fitting::Understand(_) | Fitting::Tap(_) | Fitting::Menu => {
            assert!(!said.is_empty(), "{name}: no answer");
        }
    }
}

fn files() -> Vec<PathBuf> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/whatsapp/tests/fixtures");
    let given = std::env::var("WHATSAPP_PAYLOADS").unwrap_or_default();
    let given = given.split(':').filter(|folder| !folder.is_empty());
    let folders = given.map(PathBuf::from).chain([own]);
    let mut files: Vec<PathBuf> = folders
        .flat_map(|folder| fs::read_dir(folder).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|kind| kind == "json"))
        .collect();
    files.sort();
    files
}

/// The body as if it had been sent to the bank's own number; nothing if it is no webhook body. A bare
/// `value`, as documentation shows it, gets its envelope.
fn to_our_number(bytes: &[u8]) -> Option<Value> {
    let mut body: Value = serde_json::from_slice(bytes).ok()?;
    if body.get("messages").is_some() {
        let change = serde_json::json!({ "field": "messages", "value": body });
        body = serde_json::json!({
            "object": "whatsapp_business_account", "entry": [{ "id": "1", "changes": [change] }],
        });
    }
    for entry in body.get_mut("entry")?.as_array_mut()? {
        for change in entry["changes"].as_array_mut()? {
            if change["field"] == "messages" {
                change["value"]["metadata"]["phone_number_id"] = PHONE_NUMBER_ID.into();
            }
        }
    }
    Some(body)
}
