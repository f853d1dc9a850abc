//! Texts longer than WhatsApp or Watson takes.
//!
//! WhatsApp: <https://developers.facebook.com/docs/whatsapp/cloud-api/messages/interactive-list-messages>; Watson:
//! <https://cloud.ibm.com/docs/watson-assistant?topic=watson-assistant-dialog-overview>

use serde_json::Value;

use crate::skill::Node;

/// Longest text message, in characters.
const MAX_TEXT: usize = 4096;

/// Longest text above choices, in characters.
const MAX_QUESTION: usize = 1024;

/// Longest name of a choice, in characters; longer ones are cut.
const MAX_LABEL: usize = 24;

/// Most choices of one list.
const MAX_OPTIONS: usize = 10;

/// Longest condition Watson takes, in characters.
const MAX_CONDITION: usize = 2048;

/// Most elements, and most actions, of one node.
const MAX_ELEMENTS: usize = 5;

pub(super) fn too_long(node: &Node) -> Vec<String> {
    let mut found = Vec::new();
    let mut measure = |what: &str, length: usize, most: usize| {
        if length > most {
            found.push(format!(
                "node {}: {what}: {length}, at most {most}",
                node.id
            ));
        }
    };
    let condition = node.conditions.as_deref().unwrap_or_default();
    measure(
        "characters of its condition",
        characters(condition),
        MAX_CONDITION,
    );
    let actions = node.actions.as_ref().map_or(0, Vec::len);
    measure("actions", actions, MAX_ELEMENTS);
    let elements = node.output["generic"].as_array();
    measure("elements", elements.map_or(0, Vec::len), MAX_ELEMENTS);
    for element in elements.into_iter().flatten() {
        for text in texts(element) {
            measure("characters of a text", characters(text), MAX_TEXT);
        }
        let options = element["options"].as_array();
        measure("choices", options.map_or(0, Vec::len), MAX_OPTIONS);
        let title = element["title"].as_str().unwrap_or_default();
        measure(
            "characters above its choices",
            characters(title),
            MAX_QUESTION,
        );
        for option in options.into_iter().flatten() {
            let label = option["label"].as_str().unwrap_or_default();
            measure("characters of a choice", characters(label), MAX_LABEL);
        }
    }
    for text in older_texts(&node.output["text"]) {
        measure("characters of a text", characters(text), MAX_TEXT);
    }
    found
}

fn characters(text: &str) -> usize {
    text.chars().count()
}

fn texts(element: &Value) -> impl Iterator<Item = &str> {
    let values = element["values"].as_array().into_iter().flatten();
    let values = values.filter_map(|value| value["text"].as_str());
    values.chain(element["text"].as_str())
}

fn older_texts(text: &Value) -> Vec<&str> {
    match text {
        Value::String(text) => vec![text],
        Value::Array(items) => items.iter().filter_map(Value::as_str).collect(),
        Value::Object(object) => object.get("values").map(older_texts).unwrap_or_default(),
        _ => Vec::new(),
    }
}
