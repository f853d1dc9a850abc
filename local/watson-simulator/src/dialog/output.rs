//! What a node says, turned into response elements.
//!
//! Knows both ways skills write texts: the newer `generic` elements and the older `text`.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::expression::{ExpressionError, Scope, interpolate};
use crate::skill::Node;

/// What was said and asked for so far.
#[derive(Debug, Default)]
pub(super) struct Output {
    pub(super) generic: Vec<Value>,
    pub(super) actions: Vec<Value>,
    pub(super) user_defined: Map<String, Value>,
}

/// How often each set of texts was used.
type Used = BTreeMap<String, usize>;

impl Output {
    /// Adds what `node` says; answers how often each set of texts has been used now.
    pub(super) fn add(
        &mut self,
        node: &Node,
        scope: &Scope<'_>,
        mut used: Used,
        problems: &mut Vec<ExpressionError>,
    ) -> Used {
        let Value::Object(output) = &node.output else {
            return used;
        };
        for (name, part) in output {
            match name.as_str() {
                "generic" => {
                    for (position, element) in part.as_array().into_iter().flatten().enumerate() {
                        let key = format!("{}/{position}", node.id);
                        self.element(element, &key, scope, &mut used, problems);
                    }
                }
                "text" => self.older_text(part, &node.id, scope, &mut used, problems),
                "modifiers" => {}
                _ => {
                    let value = interpolate::value(part, scope, problems);
                    self.user_defined.insert(name.clone(), value);
                }
            }
        }
        used
    }

    /// Forgets what was said before this node, the first `count` elements.
    pub(super) fn forget(&mut self, count: usize) {
        self.generic.drain(..count.min(self.generic.len()));
    }

    fn element(
        &mut self,
        element: &Value,
        key: &str,
        scope: &Scope<'_>,
        used: &mut Used,
        problems: &mut Vec<ExpressionError>,
    ) {
        if element["response_type"] != "text" || !element["values"].is_array() {
            self.generic
                .push(interpolate::value(element, scope, problems));
            return;
        }
        let texts = element["values"].as_array().into_iter().flatten();
        let texts: Vec<&str> = texts.filter_map(|value| value["text"].as_str()).collect();
        let policy = element["selection_policy"].as_str().unwrap_or("sequential");
        for text in chosen(&texts, policy, key, scope, used) {
            let text = interpolate::text(text, scope, problems);
            self.say(&text, &element["channels"]);
        }
    }

    fn older_text(
        &mut self,
        part: &Value,
        key: &str,
        scope: &Scope<'_>,
        used: &mut Used,
        problems: &mut Vec<ExpressionError>,
    ) {
        let (list, policy) = match part {
            Value::Object(object) => (
                object.get("values").cloned().unwrap_or_default(),
                object
                    .get("selection_policy")
                    .and_then(Value::as_str)
                    .unwrap_or("sequential"),
            ),
            Value::Array(_) => (part.clone(), "multiline"),
            single => (json!([single]), "sequential"),
        };
        let texts: Vec<&str> = list
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        for text in chosen(&texts, policy, key, scope, used) {
            let text = interpolate::text(text, scope, problems);
            self.say(&text, &Value::Null);
        }
    }

    fn say(&mut self, text: &str, channels: &Value) {
        if text.trim().is_empty() {
            return;
        }
        let mut element = json!({ "response_type": "text", "text": text });
        if !channels.is_null() {
            element["channels"] = channels.clone();
        }
        self.generic.push(element);
    }
}

/// The texts to say this time: all of them, the next one, or one at random (by the clock's second).
fn chosen<'t>(
    texts: &[&'t str],
    policy: &str,
    key: &str,
    scope: &Scope<'_>,
    used: &mut Used,
) -> Vec<&'t str> {
    if policy == "multiline" || texts.len() < 2 {
        return texts.to_vec();
    }
    let count = used.entry(key.to_owned()).or_default();
    let position = match policy {
        "random" => usize::try_from(scope.now.timestamp().as_second()).unwrap_or(0),
        _ => *count,
    };
    *count = count.saturating_add(1);
    let chosen = position
        .checked_rem(texts.len())
        .and_then(|position| texts.get(position));
    chosen.into_iter().copied().collect()
}
