//! Splitting: what becomes a delivery, what is counted, who is meant.

use whatsapp::webhook::{Delivery, DeliveryKind, ParseError, split};

use crate::support::{body_with, split_fixture};

fn texts(deliveries: &[Delivery]) -> Vec<String> {
    let messages = deliveries.iter().filter_map(Delivery::message);
    messages
        .filter_map(|message| match message.content {
            whatsapp::inbound::Content::Text { body } => Some(body),
            _ => None,
        })
        .collect()
}

#[test]
fn a_batch_is_split_in_order_over_entries_changes_messages_and_statuses() {
    let split = split_fixture("batch.json");
    assert_eq!(texts(&split.deliveries), ["first", "second", "hello"]);
    let kinds: Vec<_> = split.deliveries.iter().map(|item| item.kind).collect();
    let (message, status) = (DeliveryKind::Message, DeliveryKind::Status);
    assert_eq!(kinds, [message, message, message, status, status]);
}

#[test]
fn what_cannot_be_used_is_counted_and_not_lost_silently() {
    let split = split_fixture("batch.json");
    // A message without sender, a message in a group, a status without recipient.
    assert_eq!(split.ignored_items, 3);
    assert_eq!(split.ignored_fields, ["phone_number_quality_update"]);
    assert_eq!(split.error_codes, [131_000]);
}

#[test]
fn other_fields_are_acknowledged_and_the_numbers_own_errors_kept() {
    let split = split_fixture("other-fields.json");
    assert!(split.deliveries.is_empty());
    assert_eq!(
        split.ignored_fields,
        ["security", "message_template_status_update"]
    );
    assert_eq!(split.error_codes, [130_429]);
    assert_eq!(split.ignored_items, 0);
}

#[test]
fn the_address_joins_the_message_and_its_own_contact() {
    let first = &split_fixture("batch.json").deliveries[0];
    assert_eq!(first.address.wa_id(), Some("447700900123"));
    assert_eq!(first.address.user_id(), Some("GB.7301846529104"));
    assert_eq!(first.profile_name.as_deref(), Some("Ana Sørensen 🌻"));
    assert_eq!(first.phone_number_id, "109876543210987");
}

#[test]
fn a_customer_without_a_phone_is_known_by_user_id() {
    let ben = &split_fixture("batch.json").deliveries[2];
    assert_eq!(ben.address.wa_id(), None);
    assert_eq!(ben.address.user_id(), Some("GB.9988776655"));
    assert_eq!(ben.profile_name.as_deref(), Some("Ben"));
}

#[test]
fn a_contact_which_contradicts_the_message_lends_it_nothing() {
    let messages = r#"[{"id":"m","from":"447700900123","from_user_id":"GB.1","type":"text","text":{"body":"x"}}],
        "contacts":[{"wa_id":"447700900123","user_id":"GB.2","profile":{"name":"Eve"}},
                    {"wa_id":"447700900777","user_id":"GB.3","profile":{"name":"Mallory"}}]"#;
    let split = split(&body_with(messages)).unwrap();
    let delivery = &split.deliveries[0];
    assert_eq!(delivery.address.user_id(), Some("GB.1"));
    assert_eq!(delivery.profile_name, None);
}

#[test]
fn a_message_is_not_given_to_the_only_contact_by_guess() {
    let messages = r#"[{"id":"m","from":"447700900123","type":"text","text":{"body":"x"}}],
        "contacts":[{"wa_id":"447700900777","user_id":"GB.3","profile":{"name":"Mallory"}}]"#;
    let split = split(&body_with(messages)).unwrap();
    assert_eq!(split.deliveries[0].address.user_id(), None);
    assert_eq!(split.deliveries[0].profile_name, None);
}

#[test]
fn a_status_is_named_after_its_message_and_its_state() {
    let deliveries = split_fixture("statuses.json").deliveries;
    let first = deliveries[0].status().unwrap();
    assert_eq!(deliveries[0].id, format!("{}:sent", first.message_id));
    assert_ne!(deliveries[0].id, deliveries[1].id);
}

#[test]
fn a_body_which_is_no_webhook_says_what_it_is() {
    let cases: [(&[u8], ParseError); 7] = [
        (b"", ParseError::NotJson),
        (b"hello", ParseError::NotJson),
        (b"{\"object\":", ParseError::NotJson),
        (b"\xFF\xFE", ParseError::NotJson),
        (b"[]", ParseError::NotWhatsApp),
        (b"{}", ParseError::NotWhatsApp),
        (
            b"{\"object\":\"page\",\"entry\":[]}",
            ParseError::NotWhatsApp,
        ),
    ];
    for (body, expected) in cases {
        assert_eq!(split(body).unwrap_err(), expected);
    }
}

#[test]
fn one_broken_part_does_not_take_the_others_with_it() {
    let good = r#"{"id":"m","from":"447700900123","type":"text","text":{"body":"good"}}"#;
    let messages = format!(
        r#"[null, 17, {{"id":[5],"from":"4"}}, {good}, {{"from":"4"}}], "contacts":{{"not":"a list"}}"#
    );
    let split = split(&body_with(&messages)).unwrap();
    assert_eq!(texts(&split.deliveries), ["good"]);
    assert_eq!(split.ignored_items, 4);
}

#[test]
fn entries_and_changes_of_unknown_shape_are_counted() {
    let body = br#"{"object":"whatsapp_business_account","entry":[3,{"id":"x"},{"changes":[7,{"field":"messages"}]}]}"#;
    assert_eq!(split(body).unwrap().ignored_items, 4);
}

#[test]
fn an_emoji_cut_in_half_in_a_name_does_not_cost_the_message() {
    let messages = r#"[{"id":"m","from":"447700900123","type":"text","text":{"body":"cut \ud83d"}}],
        "contacts":[{"wa_id":"447700900123","profile":{"name":"Ana \ud83d"}}]"#;
    let split = split(&body_with(messages)).unwrap();
    let name = split.deliveries[0].profile_name.clone().unwrap();
    assert!(name.starts_with("Ana \u{FFFD}"));
    assert!(texts(&split.deliveries)[0].starts_with("cut \u{FFFD}"));
}

#[test]
fn neither_text_nor_name_nor_number_is_in_the_debug_form() {
    let shown = format!("{:?}", split_fixture("batch.json"));
    let message = format!("{:?}", split_fixture("batch.json").deliveries[0].message());
    let status = format!(
        "{:?}",
        split_fixture("statuses.json").deliveries[2].status()
    );
    for secret in [
        "first",
        "Ana",
        "447700900123",
        "GB.73",
        "wamid",
        "outbound-7",
    ] {
        for text in [&shown, &message, &status] {
            assert!(!text.contains(secret), "{secret} in {text}");
        }
    }
    assert!(status.contains("131047"));
}

#[test]
fn a_message_without_a_sender_is_the_only_contacts_if_it_is_the_only_message() {
    let one = r#"{"id":"m","type":"text","text":{"body":"x"}}"#;
    let contact = r#"{"user_id":"GB.3","profile":{"name":"Ana"}}"#;
    let senders = |messages: &str, contacts: &str| -> Vec<Option<String>> {
        let body = body_with(&format!(r#"[{messages}],"contacts":[{contacts}]"#));
        let deliveries = split(&body).unwrap().deliveries.into_iter();
        let sender = |delivery: Delivery| delivery.address.user_id().map(str::to_owned);
        deliveries.map(sender).collect()
    };
    assert_eq!(senders(one, contact), [Some("GB.3".to_owned())]);
    assert!(senders(&format!("{one},{one}"), contact).is_empty());
    assert!(senders(one, &format!("{contact},{contact}")).is_empty());
    assert!(senders(one, "").is_empty());
}

#[test]
fn a_system_message_nobody_sent_concerns_whom_it_speaks_of_by_what_they_were() {
    let split = |system: &str| {
        let message = format!(r#"{{"id":"m","timestamp":"1","type":"system","system":{system}}}"#);
        split(&body_with(&format!("[{message}]"))).unwrap()
    };
    let user = r#"{"type":"user_changed_user_id","previous_user_id":"CO.1","user_id":"MX.2"}"#;
    let address = &split(user).deliveries[0].address;
    assert_eq!((address.user_id(), address.wa_id()), (Some("CO.1"), None));
    let phone =
        r#"{"type":"customer_changed_number","customer":"447700900101","wa_id":"447700900199"}"#;
    let address = &split(phone).deliveries[0].address;
    assert_eq!(address.wa_id(), Some("447700900101"));
    let nobody = r#"{"type":"user_changed_number","wa_id":"447700900199"}"#;
    assert!(
        split(nobody).deliveries.is_empty(),
        "the new number is not theirs yet"
    );
}
