//! What Meta's webhook brings: messages of customers, and the envelope around them.
//!
//! Deliberately only JSON in Meta's shape; what it means is for the code under test to find out.

use serde_json::{Value, json};

use crate::clock;
use crate::services::PHONE_NUMBER_ID;

/// Ana's WhatsApp id.
pub const ANA: &str = "447700900101";

/// Ben's WhatsApp id.
pub const BEN: &str = "447700900102";

/// Carla's WhatsApp id; her phone is not bound at first.
pub const CARLA: &str = "447700900103";

/// A text message.
#[must_use]
pub fn text(from: &str, id: &str, body: &str) -> Value {
    message(from, id, "text", &json!({ "body": body }))
}

/// A tapped row of a list.
#[must_use]
pub fn list_reply(from: &str, id: &str, reply: &str) -> Value {
    let reply = json!({ "id": reply, "title": "A row" });
    message(
        from,
        id,
        "interactive",
        &json!({ "type": "list_reply", "list_reply": reply }),
    )
}

/// A tapped button.
#[must_use]
pub fn button_reply(from: &str, id: &str, reply: &str) -> Value {
    let reply = json!({ "id": reply, "title": "A button" });
    message(
        from,
        id,
        "interactive",
        &json!({ "type": "button_reply", "button_reply": reply }),
    )
}

/// What Meta sends while the real content is not there yet; it follows under the same id.
#[must_use]
pub fn placeholder(from: &str, id: &str) -> Value {
    let mut message = message(from, id, "unsupported", &json!({ "type": "unknown" }));
    message["errors"] = json!([{ "code": 131_060, "title": "This message is unavailable." }]);
    message
}

/// A message of any kind, written now by the test's clock.
#[must_use]
pub fn message(from: &str, id: &str, kind: &str, content: &Value) -> Value {
    let now = clock::now().0.to_string();
    json!({ "from": from, "id": id, "timestamp": now, "type": kind, kind: content })
}

/// What became of a message of ours.
#[must_use]
pub fn status(recipient: &str, id: &str, status: &str) -> Value {
    json!({ "id": id, "status": status, "timestamp": "1795435200", "recipient_id": recipient })
}

/// A webhook body for the bank's own number.
#[must_use]
pub fn webhook(messages: &[Value], statuses: &[Value]) -> String {
    webhook_for(PHONE_NUMBER_ID, messages, statuses)
}

/// A webhook body for any number.
#[must_use]
pub fn webhook_for(phone_number_id: &str, messages: &[Value], statuses: &[Value]) -> String {
    let contacts = messages
        .iter()
        .map(|message| json!({ "wa_id": message["from"] }));
    let value = json!({
        "messaging_product": "whatsapp",
        "metadata": { "display_phone_number": "442079460000", "phone_number_id": phone_number_id },
        "contacts": contacts.collect::<Vec<_>>(),
        "messages": messages,
        "statuses": statuses,
    });
    let change = json!({ "field": "messages", "value": value });
    let entry = json!({ "id": "102290129340398", "changes": [change] });
    json!({ "object": "whatsapp_business_account", "entry": [entry] }).to_string()
}
