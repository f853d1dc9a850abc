//! `joinToArray(template, retainDataType)`: a new list, each item made from a template with `%e.name%` in it.
//!
//! <https://cloud.ibm.com/docs/watson-assistant?topic=watson-assistant-dialog-methods#dialog-methods-arrays-joinToArray>

use std::sync::LazyLock;

use regex::{Captures, Regex};
use serde_json::{Map, Value};

use super::{access, truth};

static PLACE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"%e(?:\.([A-Za-z0-9_.-]+))?%").ok());

/// The new list. Without `retain` a text that is a number becomes one, as IBM warns.
pub(super) fn build(list: &[Value], template: &Value, retain: Option<&Value>) -> Value {
    let retain = retain.is_some_and(truth::is_true);
    list.iter()
        .map(|item| filled(template, item, retain))
        .collect()
}

fn filled(template: &Value, item: &Value, retain: bool) -> Value {
    match template {
        Value::String(text) => in_text(text, item, retain),
        Value::Array(parts) => parts
            .iter()
            .map(|part| filled(part, item, retain))
            .collect(),
        Value::Object(object) => {
            let inner =
                |(name, part): (&String, &Value)| (name.clone(), filled(part, item, retain));
            Value::Object(object.iter().map(inner).collect::<Map<_, _>>())
        }
        plain => plain.clone(),
    }
}

/// A template that is one place keeps the value's kind.
fn in_text(text: &str, item: &Value, retain: bool) -> Value {
    let Some(place) = PLACE.as_ref() else {
        return Value::Null;
    };
    let whole = place
        .captures(text)
        .filter(|found| found.get(0).map(|found| found.as_str()) == Some(text));
    let value = match whole {
        Some(captures) => named(item, &captures),
        None => Value::String(
            place
                .replace_all(text, |captures: &Captures<'_>| {
                    truth::text_of(&named(item, captures))
                })
                .into_owned(),
        ),
    };
    match &value {
        Value::String(text) if !retain => as_number(text).unwrap_or(value),
        _ => value,
    }
}

fn named(item: &Value, captures: &Captures<'_>) -> Value {
    let path = captures.get(1).map_or("", |path| path.as_str());
    path.split('.')
        .filter(|name| !name.is_empty())
        .fold(item.clone(), |value, name| access::property(&value, name))
}

fn as_number(text: &str) -> Option<Value> {
    let number: Value = serde_json::from_str(text).ok()?;
    number.is_number().then_some(number)
}
