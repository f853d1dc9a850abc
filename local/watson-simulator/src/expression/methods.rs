//! The functions and methods of the language, by the kind of value they are called on.
//!
//! Each kind has its own file; this one only finds the right file.

use serde_json::{Value, json};

use super::scope::Scope;
use super::{ExpressionError, arithmetic, array_methods, date_methods, string_methods, truth};

/// What a method family answers: a value, an error, or `None` when it has no such method.
pub(super) type Answer = Result<Option<Value>, ExpressionError>;

/// A function without a target.
pub(super) fn function(
    name: &str,
    arguments: &[Value],
    scope: &Scope<'_>,
) -> Result<Value, ExpressionError> {
    match name {
        "now" | "today" => Ok(date_methods::current(name, arguments, scope.now)),
        "clearDialogStack" => {
            scope.clear_dialog_stack.set(true);
            Ok(json!(""))
        }
        _ => Err(ExpressionError::Unsupported(format!("{name}()"))),
    }
}

/// A static method: only those of `String` that the documentation shows.
pub(super) fn on_type(
    type_name: &str,
    name: &str,
    arguments: &[Value],
) -> Result<Value, ExpressionError> {
    match (type_name, name, arguments) {
        ("String", "join", [separator, Value::Array(items)]) => {
            let texts: Vec<String> = items.iter().map(truth::text_of).collect();
            Ok(json!(texts.join(&truth::text_of(separator))))
        }
        ("String", "valueOf", [value]) => Ok(json!(truth::text_of(value))),
        ("Math", "abs", [value])
            if arithmetic::as_number(value).is_some_and(|number| number < 0.0) =>
        {
            arithmetic::negate(value)
        }
        ("Math", "abs", [value]) => Ok(value.clone()),
        _ => Err(ExpressionError::Unsupported(format!(
            "T({type_name}).{name}"
        ))),
    }
}

/// A method of a value. A method of null is null, as after `?.`.
pub(super) fn call(
    target: &Value,
    name: &str,
    arguments: &[Value],
    scope: &Scope<'_>,
) -> Result<Value, ExpressionError> {
    let target = truth::plain(target);
    let answer = match target {
        Value::Null => return Ok(Value::Null),
        Value::Array(list) => array_methods::call(list, name, arguments, scope)?,
        Value::String(text) => match string_methods::call(text, name, arguments)? {
            None => date_methods::call(text, name, arguments, scope.now),
            found => found,
        },
        Value::Object(object) => on_object(object, name, arguments),
        Value::Number(_) | Value::Bool(_) => None,
    };
    match answer.or_else(|| on_any(target, name)) {
        Some(value) => Ok(value),
        None => Err(ExpressionError::Unsupported(format!(
            "{name}() on this kind of value"
        ))),
    }
}

fn on_object(
    object: &serde_json::Map<String, Value>,
    name: &str,
    arguments: &[Value],
) -> Option<Value> {
    let key = arguments.first().map(truth::text_of).unwrap_or_default();
    match name {
        "has" | "containsKey" => Some(json!(object.contains_key(&key))),
        "get" => Some(object.get(&key).cloned().unwrap_or_default()),
        "size" => Some(json!(object.len())),
        "isEmpty" => Some(json!(object.is_empty())),
        "keySet" => Some(object.keys().cloned().collect()),
        "remove" => {
            let mut rest = object.clone();
            rest.remove(&key);
            Some(Value::Object(rest))
        }
        "clear" => Some(json!({})),
        _ => None,
    }
}

/// What every value can do.
fn on_any(target: &Value, name: &str) -> Option<Value> {
    let number = || arithmetic::as_number(target);
    match name {
        "toString" | "getAsString" | "toJson" => Some(json!(truth::text_of(target))),
        "toInt" | "toLong" | "intValue" | "longValue" | "getAsInt" => {
            Some(arithmetic::as_whole(target).map_or(Value::Null, |whole| json!(whole)))
        }
        "toDouble" | "doubleValue" | "getAsDouble" => {
            Some(number().map_or(Value::Null, arithmetic::number))
        }
        _ => None,
    }
}
