//! Methods of objects: IBM's own and those of Gson's `JsonObject` that skills use.
//!
//! <https://cloud.ibm.com/docs/watson-assistant?topic=watson-assistant-dialog-methods#dialog-methods-objects>

use serde_json::{Map, Value, json};

use super::methods::Found;
use super::truth;

/// `object.name(arguments)`.
pub(super) fn call(object: &Map<String, Value>, name: &str, arguments: &[Value]) -> Option<Found> {
    let key = arguments.first().map(truth::text_of).unwrap_or_default();
    let value = match name {
        "has" | "containsKey" => json!(object.contains_key(&key)),
        "containsValue" => json!(
            object
                .values()
                .any(|value| Some(value) == arguments.first())
        ),
        "get" | "getAsJsonArray" | "getAsJsonObject" | "getAsJsonPrimitive" => {
            object.get(&key).cloned().unwrap_or_default()
        }
        "size" => json!(object.len()),
        "isEmpty" => json!(object.is_empty()),
        "keySet" => object.keys().cloned().collect(),
        "values" => object.values().cloned().collect(),
        "entrySet" => object
            .iter()
            .map(|(key, value)| json!({ "key": key, "value": value }))
            .collect(),
        _ => return changing(object, name, &key, arguments),
    };
    Some(value.into())
}

/// The methods that change the object.
fn changing(
    object: &Map<String, Value>,
    name: &str,
    key: &str,
    arguments: &[Value],
) -> Option<Found> {
    let mut changed = object.clone();
    let answer = match name {
        // IBM's own example answers the pair, not its value alone.
        "remove" => match changed.remove(key) {
            Some(value) => json!({ key: value }),
            None => Value::Null,
        },
        "clear" => {
            changed.clear();
            Value::Null
        }
        "add" | "addProperty" | "put" => {
            changed.insert(key.to_owned(), arguments.get(1)?.clone());
            Value::Null
        }
        _ => return None,
    };
    Some(Found::beside(Value::Object(changed), answer))
}
