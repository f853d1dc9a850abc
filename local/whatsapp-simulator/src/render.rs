//! What a person would read: every message as plain text, for scripts and for the chat.
//!
//! Deliberately keeps `*bold*` and `_italic_` as typed; the phone page draws them.

use serde_json::{Value, json};

/// A message of the bank's. A template's text is made by `graph` and passed as `template`.
pub(crate) fn outbound(message: &Value, template: Option<&str>) -> String {
    let kind = message["type"].as_str().unwrap_or("text");
    let content = &message[kind];
    match kind {
        "text" => string(&content["body"]),
        "interactive" => interactive(content),
        "template" => template.unwrap_or_default().to_owned(),
        _ => other(kind, content),
    }
}

/// A message of the customer's, in the webhook's shape.
pub(crate) fn inbound(message: &Value) -> String {
    let kind = message["type"].as_str().unwrap_or_default();
    let content = &message[kind];
    match kind {
        "text" => string(&content["body"]),
        "button" => string(&content["text"]),
        "interactive" => {
            let reply = content["type"].as_str().unwrap_or_default();
            string(&content[reply]["title"])
        }
        _ => other(kind, content),
    }
}

/// Everything in a message that the customer can tap: reply buttons and list rows, each with `id`,
/// `title` and perhaps `description`.
pub(crate) fn choices(message: &Value) -> Vec<Value> {
    let action = &message["interactive"]["action"];
    let buttons = items(&action["buttons"]).map(|button| button["reply"].clone());
    let rows = items(&action["sections"])
        .flat_map(|section| items(&section["rows"]))
        .cloned();
    let choices = buttons
        .chain(rows)
        .filter(|choice| choice["id"].is_string());
    choices.collect()
}

fn interactive(content: &Value) -> String {
    let parts = [
        string(&content["header"]["text"]),
        string(&content["body"]["text"]),
        string(&content["footer"]["text"]),
        action(content),
    ];
    lines(parts)
}

fn action(content: &Value) -> String {
    let action = &content["action"];
    let parameters = &action["parameters"];
    match content["type"].as_str().unwrap_or_default() {
        "button" => {
            lines(items(&action["buttons"]).map(|button| bracketed(&button["reply"]["title"])))
        }
        "list" => lines(
            [bracketed(&action["button"])]
                .into_iter()
                .chain(items(&action["sections"]).map(section)),
        ),
        "cta_url" => format!(
            "{} {}",
            bracketed(&parameters["display_text"]),
            string(&parameters["url"])
        ),
        "flow" => bracketed(&parameters["flow_cta"]),
        "location_request_message" => bracketed(&json!("Send location")),
        _ => String::new(),
    }
}

fn section(section: &Value) -> String {
    lines(
        [string(&section["title"])]
            .into_iter()
            .chain(items(&section["rows"]).map(row)),
    )
}

fn row(row: &Value) -> String {
    let title = string(&row["title"]);
    match row["description"].as_str() {
        Some(description) if !description.is_empty() => format!("• {title} – {description}"),
        _ => format!("• {title}"),
    }
}

fn other(kind: &str, content: &Value) -> String {
    let caption = string(&content["caption"]);
    let label = match kind {
        "audio" if content["voice"] == true => "[voice note]".to_owned(),
        "document" => format!("[document {}]", string(&content["filename"])),
        "reaction" => format!("[reaction {}]", string(&content["emoji"])),
        "location" => format!("[location {}]", string(&content["name"])),
        "contacts" => format!(
            "[contact {}]",
            string(&content[0]["name"]["formatted_name"])
        ),
        _ => format!("[{kind}]"),
    };
    lines([label.replace(" ]", "]"), caption])
}

fn items(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().into_iter().flatten()
}

fn bracketed(text: &Value) -> String {
    format!("[{}]", string(text))
}

fn string(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn lines(parts: impl IntoIterator<Item = String>) -> String {
    parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_reads_with_its_button_and_every_row() {
        let message = json!({"type": "interactive", "interactive": {
            "type": "list", "body": {"text": "What next?"}, "footer": {"text": "ACME"},
            "action": {"button": "Choose", "sections": [{"title": "Money", "rows": [
                {"id": "1", "title": "Balance", "description": "all accounts"}, {"id": "2", "title": "Send"}]}]}}});
        assert_eq!(
            outbound(&message, None),
            "What next?\nACME\n[Choose]\nMoney\n• Balance – all accounts\n• Send"
        );
        let ids: Vec<_> = choices(&message)
            .iter()
            .map(|choice| choice["id"].clone())
            .collect();
        assert_eq!(ids, ["1", "2"]);
    }

    #[test]
    fn a_link_reads_with_its_address_and_buttons_with_their_titles() {
        let link = json!({"type": "interactive", "interactive": {"type": "cta_url", "body": {"text": "Confirm"},
            "action": {"name": "cta_url", "parameters": {"display_text": "Open", "url": "https://x.test/#1"}}}});
        assert_eq!(outbound(&link, None), "Confirm\n[Open] https://x.test/#1");
        let buttons = json!({"type": "interactive", "interactive": {"type": "button", "body": {"text": "Sure?"},
            "action": {"buttons": [{"type": "reply", "reply": {"id": "y", "title": "Yes"}}]}}});
        assert_eq!(outbound(&buttons, None), "Sure?\n[Yes]");
    }

    #[test]
    fn voice_notes_and_replies_read_as_what_they_are() {
        assert_eq!(
            outbound(
                &json!({"type": "audio", "audio": {"id": "1", "voice": true}}),
                None
            ),
            "[voice note]"
        );
        assert_eq!(
            outbound(&json!({"type": "document", "document": {"id": "1"}}), None),
            "[document]"
        );
        let reply = json!({"type": "interactive", "interactive": {"type": "list_reply", "list_reply": {"title": "Send"}}});
        assert_eq!(inbound(&reply), "Send");
    }
}
