//! What of a signed body is queued, and how.

use std::collections::HashSet;

use domain::conversation::sealed_message::NotOpened;
use domain::time::NoRandomness;
use serde_json::{Value, json};
use testkit::inbound::{ANA, BEN, message, placeholder, status, text, webhook, webhook_for};
use testkit::queue;
use testkit::services::Fault;
use whatsapp::webhook::{Delivery, DeliveryKind};

use crate::Rig;

fn field<'a>(entry: &'a Value, name: &str) -> &'a str {
    entry[name].as_str().unwrap()
}

fn deliveries(entries: &[Value]) -> Vec<Delivery> {
    let bodies = entries.iter().map(queue::opened);
    bodies
        .map(|body| Delivery::from_json(&body).unwrap())
        .collect()
}

#[tokio::test]
async fn a_batch_is_split_into_one_message_each_and_every_groups_order_is_kept() {
    let rig = Rig::start().await;
    let messages = [
        text(ANA, "wamid.1", "one"),
        text(BEN, "wamid.2", "two"),
        text(ANA, "wamid.3", "three"),
    ];
    let statuses = [
        status(ANA, "wamid.OURS", "delivered"),
        status(ANA, "wamid.OURS", "read"),
    ];
    assert_eq!(rig.post(&webhook(&messages, &statuses)).await, 200);
    let queued = deliveries(&rig.queued());
    let ids: Vec<&str> = queued.iter().map(|delivery| delivery.id.as_str()).collect();
    assert_eq!(
        ids,
        [
            "wamid.1",
            "wamid.2",
            "wamid.OURS:delivered",
            "wamid.OURS:read",
            "wamid.3"
        ],
        "every group's first, then every group's second"
    );
    assert_eq!(queued[2].kind, DeliveryKind::Status);
    assert_eq!(queued[4].kind, DeliveryKind::Message);
    assert_eq!(queued[1].address.wa_id(), Some(BEN));
}

#[tokio::test]
async fn group_and_deduplication_ids_are_hashes_that_name_nobody() {
    let rig = Rig::start().await;
    let messages = [
        text(ANA, "wamid.1", "one"),
        text(BEN, "wamid.2", "two"),
        text(ANA, "wamid.3", "three"),
    ];
    rig.post(&webhook(&messages, &[])).await;
    let queued = rig.queued();
    for entry in &queued {
        for name in ["MessageGroupId", "MessageDeduplicationId"] {
            let id = field(entry, name);
            assert_eq!(id.len(), 64, "{name}");
            assert!(id.bytes().all(|byte| byte.is_ascii_hexdigit()), "{name}");
            assert!(!id.contains(ANA) && !id.contains(BEN), "{name}");
        }
    }
    let group = |index: usize| field(&queued[index], "MessageGroupId");
    assert_eq!(group(0), group(2), "one customer, one group");
    assert_ne!(group(0), group(1), "two customers, two groups");
}

#[tokio::test]
async fn what_stops_something_waits_behind_nothing_else_its_customer_wrote() {
    let rig = Rig::start().await;
    let tap = |id: &str, button: Value| message(ANA, id, "interactive", &button);
    let button =
        |id: &str| json!({ "type": "button_reply", "button_reply": { "id": id, "title": "x" } });
    let row = |id: &str| json!({ "type": "list_reply", "list_reply": { "id": id, "title": "x" } });
    let disowned = json!({ "payload": "DID_NOT_REQUEST_CODE", "text": "I didn't request a code" });
    let urgent = [
        text(ANA, "wamid.U1", "block"),
        text(ANA, "wamid.U2", "Someone stole my phone!"),
        tap("wamid.U3", button("1/block/everything")),
        tap("wamid.U4", row("block")),
        message(ANA, "wamid.U5", "button", &disowned),
    ];
    let others = [
        text(ANA, "wamid.O1", "balance"),
        text(ANA, "wamid.O2", "don't block my card"),
        text(ANA, "wamid.O3", "please unblock my card"),
        tap("wamid.O4", button("1/balance")),
    ];
    let all: Vec<Value> = others.iter().chain(&urgent).cloned().collect();
    rig.post(&webhook(&all, &[])).await;
    let sent = rig.services.calls_of("SendMessageBatch");
    let in_queue = |url: &str| {
        let batches = sent.iter().filter(|batch| batch["QueueUrl"] == url);
        let entries = batches.flat_map(|batch| batch["Entries"].as_array().unwrap().clone());
        deliveries(&entries.collect::<Vec<_>>())
    };
    let stopping = in_queue("https://sqs/urgent.fifo");
    assert!(
        stopping
            .iter()
            .all(|delivery| delivery.id.starts_with("wamid.U"))
    );
    let usual = in_queue("https://sqs/inbound.fifo");
    assert!(
        usual
            .iter()
            .all(|delivery| delivery.id.starts_with("wamid.O"))
    );
    assert_eq!((stopping.len(), usual.len()), (urgent.len(), others.len()));
    assert_eq!(sent[0]["QueueUrl"], "https://sqs/urgent.fifo");
}

#[tokio::test]
async fn what_is_queued_is_sealed_for_its_group_and_for_no_other() {
    let rig = Rig::start().await;
    let messages = [
        text(ANA, "wamid.1", "my pin is 271828"),
        text(BEN, "wamid.2", "card 4111 1111 1111 1111"),
    ];
    rig.post(&webhook(&messages, &[status(ANA, "wamid.OURS", "read")]))
        .await;
    let queued = rig.queued();
    for (index, entry) in queued.iter().enumerate() {
        for word in ["271828", "4111", "wamid", "payload", ANA, BEN] {
            assert!(!field(entry, "MessageBody").contains(word), "{word}");
        }
        assert!(queue::opened(entry).contains("wamid."));
        let elsewhere = field(&queued[(index + 1) % queued.len()], "MessageGroupId");
        let moved = queue::message_keys().open(elsewhere, field(entry, "MessageBody"));
        assert_eq!(moved, Err(NotOpened::Changed));
    }
    assert_eq!(queued.len(), 3);
}

#[tokio::test]
async fn nothing_is_queued_that_could_not_be_sealed() {
    for secret in [
        json!({}),
        json!({ "message_keys": [] }),
        json!({ "message_keys": ["c2hvcnQ="] }),
        json!({ "message_keys": "not a list" }),
    ] {
        let rig = Rig::start().await;
        rig.services.secret_is("bank/queue", secret);
        let body = webhook(&[text(ANA, "wamid.1", "hello")], &[]);
        assert_eq!(rig.post(&body).await, 503, "Meta keeps it and comes again");
        assert!(rig.queued().is_empty());
    }
    let mut rig = Rig::start().await;
    rig.webhook.random = |_| Err(NoRandomness);
    let body = webhook(&[text(ANA, "wamid.1", "hello")], &[]);
    assert_eq!(rig.post(&body).await, 503);
    assert!(rig.queued().is_empty());
}

#[tokio::test]
async fn a_repeated_delivery_keeps_its_deduplication_id_and_a_placeholder_has_its_own() {
    let rig = Rig::start().await;
    let hello = webhook(&[text(ANA, "wamid.1", "hello")], &[]);
    rig.post(&hello).await;
    rig.post(&hello).await;
    rig.post(&webhook(&[placeholder(ANA, "wamid.1")], &[]))
        .await;
    let queued = rig.queued();
    let id = |index: usize| field(&queued[index], "MessageDeduplicationId");
    assert_eq!(id(0), id(1));
    assert_ne!(id(0), id(2), "or the queue would swallow the real message");
}

#[tokio::test]
async fn a_large_batch_is_queued_ten_at_a_time() {
    let rig = Rig::start().await;
    let sender = |number: u32| format!("4477009002{number:02}");
    let messages: Vec<Value> = (0..23)
        .map(|number| text(&sender(number), &format!("wamid.{number}"), "hello"))
        .collect();
    assert_eq!(rig.post(&webhook(&messages, &[])).await, 200);
    let sizes: Vec<usize> = rig
        .services
        .calls_of("SendMessageBatch")
        .iter()
        .map(|batch| batch["Entries"].as_array().unwrap().len())
        .collect();
    assert_eq!(sizes, [10, 10, 3]);
    let ids: Vec<String> = deliveries(&rig.queued())
        .into_iter()
        .map(|delivery| delivery.id)
        .collect();
    assert_eq!(
        ids,
        (0..23)
            .map(|number| format!("wamid.{number}"))
            .collect::<Vec<_>>()
    );
}

#[tokio::test]
async fn what_is_signed_but_means_nothing_to_us_is_acknowledged_and_dropped() {
    let rig = Rig::start().await;
    for body in [
        json!({ "object": "page", "entry": [] }),
        json!({ "object": "whatsapp_business_account", "entry": [{ "id": "1", "changes": [
            { "field": "account_update", "value": { "event": "VERIFIED_ACCOUNT" } },
        ] }] }),
        json!({ "hello": "world" }),
        json!([]),
    ] {
        assert_eq!(rig.post(&body.to_string()).await, 200, "{body}");
    }
    assert!(rig.queued().is_empty());
}

#[tokio::test]
async fn an_unknown_kind_of_message_is_queued_because_its_sender_deserves_an_answer() {
    let rig = Rig::start().await;
    let hologram = message(ANA, "wamid.1", "hologram", &json!({ "depth": 3 }));
    assert_eq!(rig.post(&webhook(&[hologram], &[])).await, 200);
    assert_eq!(deliveries(&rig.queued())[0].id, "wamid.1");
}

#[tokio::test]
async fn signed_garbage_is_400_and_never_queued() {
    let rig = Rig::start().await;
    for body in ["", "{", "not json", "{\"object\":"] {
        assert_eq!(rig.post(body).await, 400, "{body}");
    }
    assert!(rig.queued().is_empty());
}

#[tokio::test]
async fn a_message_to_another_number_is_not_ours() {
    let rig = Rig::start().await;
    let body = webhook_for("999", &[text(ANA, "wamid.1", "hello")], &[]);
    assert_eq!(rig.post(&body).await, 200);
    assert!(rig.queued().is_empty());
}

#[tokio::test]
async fn a_queue_that_does_not_take_it_makes_meta_come_again() {
    let rig = Rig::start().await;
    let body = webhook(&[text(ANA, "wamid.1", "hello")], &[]);
    rig.services
        .fail("SendMessageBatch", Fault::Error("QueueDoesNotExist"));
    assert_eq!(rig.post(&body).await, 503);
    rig.services.mend("SendMessageBatch");
    assert_eq!(rig.post(&body).await, 200);
}

/// What a FIFO queue holds after these batches, entry `refused` of the first one not taken: what was
/// taken before, by its deduplication id, is not taken again.
fn taken(batches: &[Value], refused: usize) -> Vec<String> {
    let (mut known, mut entries) = (HashSet::new(), Vec::new());
    for (number, batch) in batches.iter().enumerate() {
        for (index, entry) in batch["Entries"].as_array().unwrap().iter().enumerate() {
            let is_refused = number == 0 && index == refused;
            if !is_refused && known.insert(field(entry, "MessageDeduplicationId")) {
                entries.push(entry.clone());
            }
        }
    }
    let taken = deliveries(&entries).into_iter();
    taken.map(|delivery| delivery.id).collect()
}

#[tokio::test]
async fn an_entry_the_queue_refuses_turns_no_customers_order_around() {
    let [anas, bens] = [
        ["wamid.1", "wamid.3", "wamid.4"],
        ["wamid.2", "wamid.5", "wamid.6"],
    ];
    let message = |id: &str| text(if anas.contains(&id) { ANA } else { BEN }, id, "hello");
    let messages: Vec<Value> = (1..=6).map(|id| message(&format!("wamid.{id}"))).collect();
    let body = webhook(&messages, &[]);
    for refused in [0, 1] {
        let rig = Rig::start().await;
        rig.services.refuse_entry_once(refused);
        assert_eq!(rig.post(&body).await, 503, "Meta comes again");
        assert_eq!(rig.post(&body).await, 200);
        let taken = taken(&rig.services.calls_of("SendMessageBatch"), refused);
        for of_one in [anas, bens] {
            let order = taken.iter().filter(|id| of_one.contains(&id.as_str()));
            assert_eq!(
                order.collect::<Vec<_>>(),
                of_one,
                "entry {refused} refused: {taken:?}"
            );
        }
    }
}
