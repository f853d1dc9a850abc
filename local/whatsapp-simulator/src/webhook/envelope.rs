//! The shape of a webhook body around one message or one status.
//!
//! Deliberately one update per body: Meta does not guarantee batching, and tests that want a batch send
//! exact bytes.

use axum::body::Bytes;
use serde_json::{Map, Value, json};

use crate::webhook::signature::escaped;
use crate::{Config, Phone};

/// A customer as a webhook shows them.
pub(crate) struct Person {
    pub(crate) phone: Phone,
    pub(crate) name: String,
    /// The customer has a username and is in no contact book: the number is left out.
    pub(crate) hides_number: bool,
}

impl Person {
    pub(crate) fn contact(&self) -> Value {
        let mut contact = json!({"profile": {"name": self.name}, "user_id": self.phone.user_id()});
        if self.hides_number {
            contact["profile"]["username"] = json!(self.username());
        } else {
            contact["wa_id"] = json!(self.phone.wa_id());
        }
        contact
    }

    fn username(&self) -> String {
        let letters = self.name.chars().filter(char::is_ascii_alphanumeric);
        format!("@{}", letters.collect::<String>().to_lowercase())
    }
}

/// The body for one message of a customer's. What the message object does not say about its sender is
/// filled in; of a change of number or user id Meta sends no contact, and of the latter no sender either.
pub(crate) fn message_webhook(config: &Config, person: &Person, message: &Value) -> Bytes {
    let (is_moved, is_renamed) = match message["system"]["type"].as_str() {
        Some("user_changed_number") => (true, false),
        Some("user_changed_user_id") => (true, true),
        _ => (false, false),
    };
    let mut message = message.as_object().cloned().unwrap_or_default();
    if is_renamed {
        name_previous(&mut message, person);
    } else {
        identify(&mut message, person);
    }
    let contacts = (!is_moved).then(|| json!([person.contact()]));
    body(config, "messages", &json!([message]), contacts.as_ref())
}

/// Whom a change of user id is about.
fn name_previous(message: &mut Map<String, Value>, person: &Person) {
    if let Some(system) = message.get_mut("system").and_then(Value::as_object_mut) {
        system
            .entry("previous_user_id")
            .or_insert_with(|| json!(person.phone.user_id()));
    }
}

/// The body for one status. A failure carries no contacts.
pub(crate) fn status_webhook(config: &Config, person: &Person, status: &Value) -> Bytes {
    let failed = status["status"] == "failed";
    let contacts = (!failed).then(|| json!([person.contact()]));
    body(config, "statuses", &json!([status]), contacts.as_ref())
}

fn identify(message: &mut Map<String, Value>, person: &Person) {
    message
        .entry("from_user_id")
        .or_insert_with(|| json!(person.phone.user_id()));
    if person.hides_number {
        message.remove("from");
    } else {
        message
            .entry("from")
            .or_insert_with(|| json!(person.phone.wa_id()));
    }
}

fn body(config: &Config, field: &str, updates: &Value, contacts: Option<&Value>) -> Bytes {
    let mut value = json!({
        "messaging_product": "whatsapp",
        "metadata": {
            "display_phone_number": config.display_phone_number,
            "phone_number_id": config.phone_number_id,
        },
    });
    value[field] = updates.clone();
    if let Some(contacts) = contacts {
        value["contacts"] = contacts.clone();
    }
    let change = json!({"field": "messages", "value": value});
    let entry = json!({"id": config.waba_id, "changes": [change]});
    Bytes::from(escaped(
        &json!({"object": "whatsapp_business_account", "entry": [entry]}),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(hides_number: bool) -> Person {
        Person {
            phone: Phone::parse("+447700900101").unwrap(),
            name: "Ana Lima".into(),
            hides_number,
        }
    }

    fn value(bytes: &Bytes) -> Value {
        let body: Value = serde_json::from_slice(bytes).unwrap();
        body["entry"][0]["changes"][0]["value"].clone()
    }

    #[test]
    fn a_customer_who_hides_the_number_is_known_by_user_id_only() {
        let message = json!({"id": "wamid.1", "from": "447700900101"});
        let seen = message_webhook(&Config::default(), &person(true), &message);
        assert!(!String::from_utf8_lossy(&seen).contains("447700900101"));
        let seen = value(&seen);
        assert_eq!(
            seen["messages"][0]["from_user_id"],
            seen["contacts"][0]["user_id"]
        );
        assert_eq!(seen["contacts"][0]["profile"]["username"], "@analima");
    }

    #[test]
    fn a_change_of_number_has_no_contact_and_one_of_user_id_no_sender_either() {
        let seen = |system: Value| {
            let message = json!({"id": "wamid.1", "type": "system", "system": system});
            value(&message_webhook(
                &Config::default(),
                &person(false),
                &message,
            ))
        };
        let moved = seen(json!({"type": "user_changed_number", "wa_id": "447700900199"}));
        assert_eq!(moved["messages"][0]["from"], "447700900101");
        assert!(moved.get("contacts").is_none());
        let renamed = seen(json!({"type": "user_changed_user_id", "user_id": "GB.9"}));
        let message = &renamed["messages"][0];
        assert!(message.get("from").is_none() && message.get("from_user_id").is_none());
        assert!(message["system"]["previous_user_id"].is_string());
        assert!(renamed.get("contacts").is_none());
    }

    #[test]
    fn a_message_carries_number_and_user_id_and_a_failed_status_no_contacts() {
        let config = Config::default();
        let seen = value(&message_webhook(
            &config,
            &person(false),
            &json!({"id": "wamid.1"}),
        ));
        assert_eq!(seen["messages"][0]["from"], "447700900101");
        assert_eq!(seen["contacts"][0]["wa_id"], "447700900101");
        assert_eq!(seen["metadata"]["phone_number_id"], config.phone_number_id);
        let failed = value(&status_webhook(
            &config,
            &person(false),
            &json!({"status": "failed"}),
        ));
        assert!(failed.get("contacts").is_none());
    }
}
