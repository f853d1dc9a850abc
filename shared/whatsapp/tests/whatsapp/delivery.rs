//! The queue message: size, characters, keys.

use whatsapp::inbound::Content;
use whatsapp::webhook::{Delivery, DeliveryError, MAX_DELIVERY_BYTES, split};

use crate::support::{body_with, delivery_of, split_fixture};

fn there_and_back(delivery: &Delivery) -> Delivery {
    Delivery::from_json(&delivery.to_json()).unwrap()
}

#[test]
fn a_delivery_is_the_same_behind_the_queue() {
    for name in ["every-kind.json", "batch.json", "statuses.json"] {
        for before in split_fixture(name).deliveries {
            let after = there_and_back(&before);
            assert_eq!(after.id, before.id);
            assert_eq!(after.kind, before.kind);
            assert_eq!(after.address, before.address);
            assert_eq!(after.profile_name, before.profile_name);
            assert_eq!(after.phone_number_id, before.phone_number_id);
            assert!(after.message() == before.message() && after.status() == before.status());
            assert_eq!(after.to_json(), before.to_json());
        }
    }
}

#[test]
fn the_longest_ordinary_text_passes_whole() {
    let body = "\\ud83d\\ude00".repeat(4096);
    let delivery = delivery_of(&format!(
        r#"{{"id":"m","from":"447700900123","type":"text","text":{{"body":"{body}"}}}}"#
    ));
    assert!(delivery.to_json().len() <= MAX_DELIVERY_BYTES);
    let Content::Text { body } = there_and_back(&delivery).message().unwrap().content else {
        panic!("not a text");
    };
    assert_eq!(body.chars().count(), 4096);
}

#[test]
fn a_message_too_large_for_the_queue_arrives_as_one_of_its_kind_without_content() {
    let cards = r#"{"name":{"formatted_name":"Ben"}},"#.repeat(60_000);
    let delivery = delivery_of(&format!(
        r#"{{"id":"m","from":"447700900123","timestamp":"1795434000","type":"contacts","contacts":[{cards}{{}}]}}"#
    ));
    assert!(delivery.to_json().len() < 1000);
    let message = there_and_back(&delivery).message().unwrap();
    assert_eq!(message.timestamp.unwrap().0, 1_795_434_000);
    assert!(message.content == Content::Contacts(Vec::new()));
}

#[test]
fn no_delivery_is_ever_larger_than_the_limit() {
    let long = "\\u0001".repeat(200_000);
    let bad_name = "\u{FFFF}".repeat(200);
    let messages = format!(
        r#"[{{"id":"{id}","from":"447700900123","type":"{long}"}},
            {{"id":"{id}","from":"447700900123","type":"text","text":{{"body":"{text}"}}}},
            {{"id":"{long}","from":"447700900123","type":"text","text":{{"body":"x"}}}}],
          "contacts":[{{"wa_id":"447700900123","user_id":"GB.1","profile":{{"name":"{bad_name}"}}}}]"#,
        id = "\\u0001".repeat(256),
        text = "\u{FFFF}".repeat(16_000),
    );
    let split = split(&body_with(&messages)).unwrap();
    assert_eq!((split.deliveries.len(), split.ignored_items), (1, 2));
    let json = split.deliveries[0].to_json();
    assert!(json.len() <= MAX_DELIVERY_BYTES, "{} bytes", json.len());
    assert!(json.len() > 90_000, "the text should have passed whole");
}

#[test]
fn the_characters_sqs_refuses_do_not_enter_the_queue_and_are_not_lost() {
    let delivery = delivery_of(
        "{\"id\":\"m\",\"from\":\"447700900123\",\"type\":\"text\",\"text\":{\"body\":\"a\u{FFFF}b\u{FFFE}\\u0001\"}}",
    );
    let json = delivery.to_json();
    let is_xml = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..);
    assert!(json.chars().all(is_xml));
    let body = "a\u{FFFF}b\u{FFFE}\u{1}".to_owned();
    assert!(there_and_back(&delivery).message().unwrap().content == Content::Text { body });
}

#[test]
fn the_placeholder_and_what_follows_it_share_an_id_and_not_a_deduplication_key() {
    let placeholder = &split_fixture("placeholder.json").deliveries[0];
    let real = &split_fixture("placeholder-redelivered.json").deliveries[0];
    assert_eq!(placeholder.id, real.id);
    assert!(placeholder.message().unwrap().content.is_placeholder());
    assert!(!real.message().unwrap().content.is_placeholder());
    assert_ne!(placeholder.deduplication_key(), real.deduplication_key());
    assert_eq!(
        real.deduplication_key(),
        there_and_back(real).deduplication_key()
    );
}

#[test]
fn keys_fit_the_queue_and_show_no_number() {
    let deliveries = split_fixture("batch.json").deliveries;
    for delivery in &deliveries {
        for key in [delivery.group_key(), delivery.deduplication_key()] {
            assert!(key.len() == 64 && key.bytes().all(|byte| byte.is_ascii_hexdigit()));
        }
    }
    assert_eq!(deliveries[0].group_key(), deliveries[1].group_key());
    assert_ne!(deliveries[0].group_key(), deliveries[2].group_key());
    assert_ne!(
        deliveries[0].deduplication_key(),
        deliveries[1].deduplication_key()
    );
}

#[test]
fn a_queue_message_of_another_shape_is_refused() {
    let no_address = r#"{"kind":"message","id":"m","phone_number_id":"1","payload":{}}"#;
    let error = Delivery::from_json(no_address).unwrap_err();
    assert_eq!(error, DeliveryError::NoAddress);
    for text in [
        "",
        "{}",
        "[]",
        r#"{"kind":"letter","id":"m","phone_number_id":"1","wa_id":"4","payload":{}}"#,
    ] {
        let error = Delivery::from_json(text).unwrap_err();
        assert_eq!(error, DeliveryError::NotADelivery);
    }
}
