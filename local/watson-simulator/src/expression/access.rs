//! What names, properties and indexes stand for.
//!
//! <https://cloud.ibm.com/docs/watson-assistant?topic=watson-assistant-expression-language>

use serde_json::{Value, json};

use super::scope::Scope;
use super::{arithmetic, truth};
use crate::entity::Mention;

/// A name without a sigil.
pub(super) fn global(name: &str, scope: &Scope<'_>) -> Value {
    let flags = &scope.flags;
    match name {
        "input" => scope.input.clone(),
        "context" => scope.context.borrow().clone(),
        "output" => scope.output.clone(),
        "event" => scope.event.clone(),
        "entities" => Value::Array(scope.entities.iter().map(Mention::to_value).collect()),
        "intents" => json!(scope.intents),
        "intent" => scope
            .intents
            .first()
            .map_or(Value::Null, |best| json!(best)),
        "conversation_start" => json!(flags.conversation_start),
        "welcome" => json!(flags.welcome),
        // Reached only when nothing above it in the tree matched.
        "anything_else" => json!(true),
        "irrelevant" => json!(flags.irrelevant),
        "slot_in_focus" => json!(flags.slot_in_focus),
        "all_slots_filled" => json!(flags.all_slots_filled),
        "has_skipped_slots" => json!(flags.has_skipped_slots),
        "returning_from_digression" => json!(flags.returning_from_digression),
        "this" => scope.element.clone().unwrap_or_default(),
        other => scope
            .element
            .as_ref()
            .map_or(Value::Null, |element| property(element, other)),
    }
}

/// `@entity`: the first value mentioned, a number where IBM's entity is one; with a wanted value, whether it is
/// among them.
pub(super) fn entity(name: &str, wanted: Option<&str>, scope: &Scope<'_>) -> Value {
    let mut mentions = scope
        .entities
        .iter()
        .filter(|mention| mention.entity == name);
    match wanted {
        Some(wanted) => json!(mentions.any(|mention| mention.value.eq_ignore_ascii_case(wanted))),
        None => mentions.next().map_or(Value::Null, Mention::plain_value),
    }
}

pub(super) fn variable(name: &str, wanted: Option<&str>, scope: &Scope<'_>) -> Value {
    let value = scope
        .context
        .borrow()
        .get(name)
        .cloned()
        .unwrap_or_default();
    match wanted {
        Some(wanted) => json!(truth::text_of(truth::plain(&value)) == wanted),
        None => value,
    }
}

/// `@entity.property`.
pub(super) fn mention_property(entity: &str, name: &str, scope: &Scope<'_>) -> Value {
    if name == "values" || name == "literals" {
        let mentions = scope
            .entities
            .iter()
            .filter(|mention| mention.entity == entity);
        let values = mentions.map(|mention| match name {
            "values" => mention.plain_value(),
            _ => json!(mention.literal),
        });
        return Value::Array(values.collect());
    }
    scope
        .first(entity)
        .map_or(Value::Null, |mention| mention.property(name))
}

/// A property of a value. A list stands for its first element, as in `intents.confidence`, except
/// the list of entities, which is first narrowed to the entity of that name.
pub(super) fn property(target: &Value, name: &str) -> Value {
    match target {
        Value::Object(object) => match object.get(name) {
            Some(value) => value.clone(),
            None => in_interpretation(target, name),
        },
        Value::Array(list) => {
            let of_name = mentions_of(list, name);
            if of_name.is_empty() {
                list.first()
                    .map_or(Value::Null, |first| property(first, name))
            } else {
                Value::Array(of_name)
            }
        }
        Value::String(text) if name == "length" => json!(text.chars().count()),
        _ => Value::Null,
    }
}

/// IBM lets one leave out `interpretation` and `metadata` on the way to a mention's details.
fn in_interpretation(mention: &Value, name: &str) -> Value {
    ["interpretation", "metadata"]
        .iter()
        .find_map(|part| mention.get(part)?.get(name))
        .cloned()
        .unwrap_or_default()
}

fn mentions_of(list: &[Value], entity: &str) -> Vec<Value> {
    list.iter()
        .filter(|mention| mention["entity"] == entity)
        .cloned()
        .collect()
}

/// `target[index]`; on the list of entities a name picks the mentions of that entity.
pub(super) fn element(target: &Value, index: &Value) -> Value {
    match (target, index) {
        (Value::Array(list), Value::String(name)) => {
            let mentions = mentions_of(list, name);
            if mentions.is_empty() {
                Value::Null
            } else {
                Value::Array(mentions)
            }
        }
        (Value::Object(object), key) => object
            .get(&truth::text_of(key))
            .cloned()
            .unwrap_or_default(),
        (Value::Array(list), position) => arithmetic::as_whole(position)
            .and_then(|position| usize::try_from(position).ok())
            .and_then(|position| list.get(position))
            .cloned()
            .unwrap_or_default(),
        _ => Value::Null,
    }
}
