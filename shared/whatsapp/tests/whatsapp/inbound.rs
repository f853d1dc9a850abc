//! Every kind of message and status.

use domain::time::UnixSeconds;
use whatsapp::client::SendError;
use whatsapp::inbound::{Content, StatusState, SystemEvent};

use crate::support::{delivery_of, split_fixture};

fn contents() -> Vec<Content> {
    let deliveries = split_fixture("every-kind.json").deliveries;
    let messages = deliveries
        .iter()
        .map(|delivery| delivery.message().unwrap());
    messages.map(|message| message.content).collect()
}

#[test]
fn every_kind_is_recognised() {
    let kinds: Vec<_> = contents().iter().map(Content::kind).collect();
    let expected = [
        "text",
        "button_reply",
        "list_reply",
        "flow_reply",
        "template_button",
        "image",
        "video",
        "audio",
        "audio",
        "document",
        "sticker",
        "location",
        "contacts",
        "reaction",
        "reaction",
        "order",
        "system",
        "system",
        "request_welcome",
        "unsupported",
        "edit",
        "revoke",
        "unknown",
        "text",
        "unknown",
    ];
    assert_eq!(kinds, expected);
}

#[test]
fn a_text_keeps_its_words_time_and_context() {
    let delivery = &split_fixture("every-kind.json").deliveries[0];
    let message = delivery.message().unwrap();
    assert!(
        message.content
            == Content::Text {
                body: "send £50 to Ben *now*".into()
            }
    );
    assert_eq!(message.timestamp, Some(UnixSeconds(1_795_434_001)));
    assert_eq!(message.context_message_id, None);
    assert_eq!(message.id, delivery.id);
    assert!(delivery.status().is_none());
}

#[test]
fn replies_carry_our_ids_and_the_message_they_answer() {
    let message = split_fixture("every-kind.json").deliveries[1]
        .message()
        .unwrap();
    assert!(message.context_message_id.unwrap().starts_with("wamid."));
    let (id, title) = ("command:balance".into(), "Balance".into());
    assert!(message.content == Content::ButtonReply { id, title });
    let (id, title) = ("payee:7".into(), "Ben".into());
    assert!(contents()[2] == Content::ListReply { id, title });
}

#[test]
fn a_flow_and_a_template_button_keep_what_they_answer() {
    let contents = contents();
    let Content::FlowReply {
        name,
        response_json,
    } = &contents[3]
    else {
        panic!("not a flow")
    };
    assert_eq!(name, "flow");
    assert!(response_json.as_ref().unwrap().contains("\"rating\":\"4\""));
    let Content::TemplateButton { payload, .. } = &contents[4] else {
        panic!("not a button")
    };
    assert_eq!(payload, "DID_NOT_REQUEST_CODE");
}

#[test]
fn a_voice_note_is_told_from_a_sound_file() {
    let contents = contents();
    assert!(
        matches!(&contents[7], Content::Audio { voice: true, media } if media.id.as_deref() == Some("813"))
    );
    assert!(matches!(&contents[8], Content::Audio { voice: false, .. }));
    assert!(
        matches!(&contents[5], Content::Image(media) if media.caption.as_deref() == Some("my bill"))
    );
    assert!(
        matches!(&contents[9], Content::Document { filename: Some(name), .. } if name == "bill.pdf")
    );
}

#[test]
fn shared_contacts_orders_and_reactions_are_read() {
    let contents = contents();
    let Content::Contacts(cards) = &contents[12] else {
        panic!("not contacts")
    };
    assert_eq!(cards[0].formatted_name.as_deref(), Some("Ben Carter"));
    assert_eq!(cards[0].phones, ["+44 7700 900456"]);
    assert!(matches!(
        &contents[13],
        Content::Reaction { emoji: Some(_), .. }
    ));
    assert!(matches!(
        &contents[14],
        Content::Reaction { emoji: None, .. }
    ));
    assert!(matches!(
        &contents[15],
        Content::Order {
            items: 1,
            text: None,
            ..
        }
    ));
}

#[test]
fn signs_of_a_taken_over_number_are_told_apart() {
    let contents = contents();
    let moved = SystemEvent::NumberChanged {
        new_wa_id: Some("447700900456".into()),
        new_user_id: None,
    };
    assert!(contents[16] == Content::System(moved));
    assert!(contents[17] == Content::System(SystemEvent::IdentityChanged));
}

#[test]
fn unsupported_edited_and_deleted_messages_say_what_they_concern() {
    let contents = contents();
    assert!(
        matches!(&contents[19], Content::Unsupported { code: Some(131_051), kind: Some(kind) } if kind == "poll")
    );
    assert!(matches!(&contents[20], Content::Edit { text: Some(text), .. } if text == "send £5"));
    assert!(matches!(&contents[21], Content::Revoke { .. }));
}

/// The same message with nothing, or nonsense, where the type's own part should be.
fn maimed(kind: &str) -> Vec<Content> {
    let parts = [
        "",
        r#","KIND":null"#,
        r#","KIND":{}"#,
        r#","KIND":[]"#,
        r#","KIND":"x""#,
    ];
    let parts = parts.map(|part| part.replace("KIND", kind));
    let read = |part: &String| {
        let json = format!(r#"{{"id":"m","from":"447700900123","type":"{kind}"{part}}}"#);
        delivery_of(&json).message().unwrap().content
    };
    parts.iter().map(read).collect()
}

#[test]
fn a_text_or_a_tap_that_says_nothing_is_unknown_and_keeps_its_name() {
    for kind in ["text", "interactive", "button"] {
        for content in maimed(kind) {
            assert!(content == Content::Unknown { kind: kind.into() }, "{kind}");
        }
    }
}

#[test]
fn every_other_kind_is_what_its_type_says_whatever_else_is_missing() {
    for kind in [
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
        "unsupported",
        "edit",
        "revoke",
    ] {
        for content in maimed(kind) {
            assert_eq!(content.kind(), kind);
        }
    }
}

#[test]
fn what_is_written_as_a_number_or_without_quotes_reads_the_same() {
    let read = |json: &str| delivery_of(json).message().unwrap().content;
    let head = r#""id":7,"from":447700900123"#;
    let place = read(&format!(
        r#"{{{head},"type":"location","location":{{"latitude":"51.5","longitude":-0.1}}}}"#
    ));
    assert!(matches!(
        place,
        Content::Location { latitude: Some(north), longitude: Some(_), .. } if north > 51.0
    ));
    let picture = read(&format!(
        r#"{{{head},"type":"image","image":{{"id":815}}}}"#
    ));
    assert!(matches!(picture, Content::Image(media) if media.id.as_deref() == Some("815")));
    for answers in [r#"{"rating":"4"}"#, r#""{\"rating\":\"4\"}""#] {
        let reply = format!(r#"{{"type":"nfm_reply","nfm_reply":{{"response_json":{answers}}}}}"#);
        let form = read(&format!(
            r#"{{{head},"type":"interactive","interactive":{reply}}}"#
        ));
        assert!(matches!(
            form,
            Content::FlowReply { response_json: Some(json), .. } if json == r#"{"rating":"4"}"#
        ));
    }
}

#[test]
fn a_change_by_any_name_is_a_change() {
    let read = |kind: &str| {
        let system = format!(r#"{{"type":"{kind}","new_wa_id":"447700900456"}}"#);
        let json =
            format!(r#"{{"id":"m","from":"447700900123","type":"system","system":{system}}}"#);
        delivery_of(&json).message().unwrap().content
    };
    let moved = SystemEvent::NumberChanged {
        new_wa_id: Some("447700900456".into()),
        new_user_id: None,
    };
    assert!(read("customer_changed_number") == Content::System(moved));
    for kind in [
        "user_changed_user_id",
        "user_identity_changed",
        "something_changed_v2",
    ] {
        assert!(
            read(kind) == Content::System(SystemEvent::IdentityChanged),
            "{kind}"
        );
    }
    let other = SystemEvent::Other("viewed_catalog".into());
    assert!(read("viewed_catalog") == Content::System(other));
}

#[test]
fn a_placeholder_is_one_under_any_type_and_behind_any_other_error_unless_content_came() {
    let read = |kind: &str, part: &str| {
        let errors = r#"[{"code":131051},{"code":"131060"}]"#;
        let json = format!(r#"{{"id":"m","from":"1","type":"{kind}","errors":{errors}{part}}}"#);
        delivery_of(&json).message().unwrap().content
    };
    for (kind, part) in [
        ("unsupported", r#","unsupported":{"type":"poll"}"#),
        ("text", ""),
        ("text", r#","text":null"#),
        ("hologram", ""),
        ("system", ""),
    ] {
        assert!(read(kind, part).is_placeholder(), "{kind} {part}");
    }
    let text = read("text", r#","text":{"body":"balance"}"#);
    assert!(matches!(text, Content::Text { body } if body == "balance"));
}

#[test]
fn a_time_that_does_not_read_is_none_and_a_number_is_a_time_too() {
    for (given, timestamp) in [
        ("", None),
        (r#","timestamp":"noon""#, None),
        (r#","timestamp":"""#, None),
        (r#","timestamp":1795434000"#, Some(1_795_434_000)),
        (r#","timestamp":"1795434000""#, Some(1_795_434_000)),
    ] {
        let json = format!(r#"{{"id":"m","from":"4","type":"request_welcome"{given}}}"#);
        let message = delivery_of(&json).message().unwrap();
        assert_eq!(message.timestamp, timestamp.map(UnixSeconds), "{given}");
    }
}

#[test]
fn statuses_carry_state_errors_and_our_own_mark() {
    let deliveries = split_fixture("statuses.json").deliveries;
    let statuses: Vec<_> = deliveries
        .iter()
        .map(|item| item.status().unwrap())
        .collect();
    let states: Vec<_> = statuses.iter().map(|status| status.state).collect();
    let expected = [
        StatusState::Sent,
        StatusState::Played,
        StatusState::Failed,
        StatusState::Other,
    ];
    assert_eq!(states, expected);
    assert_eq!(statuses[0].callback_data.as_deref(), Some("outbound-7"));
    assert!(statuses[0].errors.is_empty());
    assert!(deliveries[0].message().is_none());
}

#[test]
fn the_error_of_a_failed_status_means_the_same_as_a_refusal() {
    let status = split_fixture("statuses.json").deliveries[2]
        .status()
        .unwrap();
    assert_eq!(status.errors[0].code, 131_047);
    assert_eq!(
        status.errors[0].details.as_deref(),
        Some("More than 24 hours have passed.")
    );
    let meaning = SendError::from_code(status.errors[0].code);
    assert!(matches!(meaning, SendError::WindowClosed(_)));
}
