//! What other fields of the webhook say of the channel.

use whatsapp::webhook::{ChannelEvent, split};

fn event(field: &str, value: &str) -> Option<ChannelEvent> {
    let change = format!(r#"{{"field":"{field}","value":{value}}}"#);
    let body =
        format!(r#"{{"object":"whatsapp_business_account","entry":[{{"changes":[{change}]}}]}}"#);
    let mut split = split(body.as_bytes()).unwrap();
    assert!(split.deliveries.is_empty(), "{body}");
    assert_eq!(split.ignored_fields, [field]);
    split.channel_events.pop()
}

#[test]
fn whatever_is_not_known_to_be_good_is_alarming() {
    for (field, value, is_alarming) in [
        (
            "message_template_status_update",
            r#"{"event":"APPROVED"}"#,
            false,
        ),
        (
            "message_template_status_update",
            r#"{"event":"disabled"}"#,
            true,
        ),
        ("message_template_status_update", r#"{"event":7}"#, true),
        ("message_template_components_update", "{}", true),
        ("account_review_update", r#"{"decision":"APPROVED"}"#, false),
        ("account_review_update", r#"{"decision":"REJECTED"}"#, true),
        (
            "phone_number_name_update",
            r#"{"decision":"DEFERRED"}"#,
            true,
        ),
        (
            "account_alerts",
            r#"{"alert_severity":"INFORMATIONAL"}"#,
            false,
        ),
        ("account_something_new", r#"{"event":"FROZEN"}"#, true),
        ("smb_message_echoes", r#"{"message_echoes":[]}"#, true),
    ] {
        let event = event(field, value).unwrap();
        assert_eq!(event.is_alarming, is_alarming, "{field} {value}");
    }
    for other in ["flows", "history", "calls", "user_preferences", "hello"] {
        assert_eq!(event(other, r#"{"event":"DISABLED"}"#), None, "{other}");
    }
}

#[test]
fn an_event_is_told_by_names_alone() {
    let value = r#"{"event":"PAUSED +44 7700 900101","message_template_name":"acme_link/en","reason":"Ana Lima"}"#;
    let event = event("message_template_status_update", value).unwrap();
    assert_eq!(event.event, "PAUSED");
    assert_eq!(event.template.as_deref(), Some("acme_link"));
    assert!(!format!("{event:?}").contains("Ana"));
}
