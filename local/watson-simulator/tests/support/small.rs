//! Small skills for one thing each, and a conversation with them. All know the same intents and entities.

#![allow(
    dead_code,
    clippy::needless_pass_by_value,
    clippy::unwrap_used,
    reason = "not every file of tests needs all"
)]

use jiff::civil::date;
use serde_json::{Value, json};
use watson_simulator::{Chat, Skill};

/// A root node; what `more` holds comes on top.
pub fn node(id: &str, conditions: &str, output: Value, more: Value) -> Value {
    let mut node = json!({ "type": "standard", "dialog_node": id, "conditions": conditions, "output": output });
    merge(&mut node, more);
    node
}

/// A folder.
pub fn folder(id: &str, conditions: &str, more: Value) -> Value {
    let mut node = json!({ "type": "folder", "dialog_node": id, "conditions": conditions });
    merge(&mut node, more);
    node
}

fn merge(node: &mut Value, more: Value) {
    for (name, value) in more.as_object().unwrap() {
        node[name] = value.clone();
    }
}

/// An output of one text.
pub fn says(text: &str) -> Value {
    json!({ "generic": [{ "response_type": "text", "values": [{ "text": text }] }] })
}

/// A skill of these nodes; root nodes follow one another in the order given.
pub fn small(nodes: Value) -> Skill {
    with_settings(nodes, json!({}))
}

/// The same with settings.
pub fn with_settings(nodes: Value, settings: Value) -> Skill {
    Skill::parse(&workspace(nodes, settings).to_string()).unwrap()
}

/// The JSON of such a skill.
pub fn workspace(mut nodes: Value, settings: Value) -> Value {
    let mut before = Value::Null;
    for node in nodes.as_array_mut().unwrap() {
        if node["parent"].is_null() {
            node["previous_sibling"] = std::mem::replace(&mut before, node["dialog_node"].clone());
        }
    }
    let intent = |name: &str, examples: &[&str]| {
        let examples: Vec<Value> = examples
            .iter()
            .map(|text| json!({ "text": text }))
            .collect();
        json!({ "intent": name, "examples": examples })
    };
    let value = |name: &str| json!({ "type": "synonyms", "value": name, "synonyms": [] });
    let system = ["number", "date", "time", "currency", "percentage"];
    let mut entities: Vec<Value> = system
        .iter()
        .map(|name| json!({ "entity": format!("sys-{name}"), "values": [] }))
        .collect();
    entities.push(json!({ "entity": "colour", "values": [value("green"), value("blue")] }));
    json!({
        "name": "small",
        "language": "en",
        "intents": [
            intent("buy", &["I want to buy something", "buy it", "can I buy this"]),
            intent("rent", &["I want to rent something", "rent it", "can I rent this"]),
            intent("fix", &["please fix it", "it is broken", "repair my bike"]),
            intent("hours", &["when are you open", "opening hours"]),
            intent("yes", &["yes", "sure"]),
            intent("no", &["no", "nope"]),
            intent("hello", &["hello", "hi there"]),
        ],
        "entities": entities,
        "counterexamples": [],
        "dialog_nodes": nodes,
        "system_settings": settings,
        "metadata": { "digressions": true },
    })
}

/// A conversation on a Monday.
pub struct Talk(Chat);

impl Talk {
    /// One that begins at half past nine.
    pub fn with(skill: &Skill) -> Self {
        let monday = date(2026, 11, 23).at(9, 30, 0, 0).in_tz("UTC").unwrap();
        Self(Chat::new(skill.clone(), monday))
    }

    /// One that begins at this full hour.
    pub fn at(skill: &Skill, hour: i8) -> Self {
        let monday = date(2026, 11, 23).at(hour, 0, 0, 0).in_tz("UTC").unwrap();
        Self(Chat::new(skill.clone(), monday))
    }

    /// Says `text` and returns what is heard.
    pub fn say(&mut self, text: &str) -> String {
        self.0.say(text).join(" / ")
    }

    /// Chooses a suggestion, as a caller does: by sending its input.
    pub fn choose(&mut self, input: Value) -> String {
        self.0.send(input).join(" / ")
    }

    /// Plays pairs of what is said and what is heard.
    pub fn play(&mut self, lines: &[(&str, &str)]) {
        for (said, expected) in lines {
            assert_eq!(self.say(said), *expected, "after {said:?}");
        }
    }

    /// Sets a context variable.
    pub fn set(&mut self, name: &str, value: Value) {
        self.0.set_variable(name, value);
    }

    /// The last element of the last answer.
    pub fn last(&self) -> Value {
        self.0.last().unwrap().generic.last().unwrap().clone()
    }

    /// What went wrong inside expressions.
    pub fn problems(&self) -> Vec<String> {
        self.0.last().unwrap().problems.clone()
    }
}
