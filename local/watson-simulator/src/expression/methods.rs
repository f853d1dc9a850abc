//! The functions and methods of the language, by the kind of value they are called on.
//!
//! Each kind has its own file; this one only finds the right file.

use serde_json::{Value, json};

use super::scope::Scope;
use super::{
    ExpressionError, arithmetic, array_methods, date_methods, object_methods, string_methods, truth,
};

/// What a method answers.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Found {
    /// The value of the call.
    pub(super) value: Value,
    /// What the list or object it was called on has become.
    pub(super) changed: Option<Value>,
}

impl From<Value> for Found {
    fn from(value: Value) -> Self {
        Self {
            value,
            changed: None,
        }
    }
}

impl Found {
    /// A method that changes its list or object and answers with it.
    pub(super) fn changing(value: Value) -> Self {
        Self {
            changed: Some(value.clone()),
            value,
        }
    }

    /// A method that changes its list or object and answers something else.
    pub(super) fn beside(changed: Value, value: Value) -> Self {
        Self {
            value,
            changed: Some(changed),
        }
    }
}

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
            scope.wishes.clear_dialog_stack.set(true);
            Ok(json!(""))
        }
        _ => Err(ExpressionError::Unsupported(format!("{name}()"))),
    }
}

/// A method of a value. A method of null is null, as after `?.`.
pub(super) fn call(
    target: &Value,
    name: &str,
    arguments: &[Value],
    scope: &Scope<'_>,
) -> Result<Found, ExpressionError> {
    let target = truth::plain(target);
    let answer = match target {
        Value::Null => return Ok(Found::default()),
        Value::Array(list) => array_methods::call(list, name, arguments, scope)?,
        Value::String(text) => match string_methods::call(text, name, arguments)? {
            None => date_methods::call(text, name, arguments, scope.now)?.map(Found::from),
            found => found.map(Found::from),
        },
        Value::Object(object) => object_methods::call(object, name, arguments),
        Value::Number(_) | Value::Bool(_) => None,
    };
    match answer.or_else(|| on_any(target, name, arguments).map(Found::from)) {
        Some(found) => Ok(found),
        None => Err(ExpressionError::Unsupported(format!(
            "{name}() on this kind of value"
        ))),
    }
}

/// What every value can do.
fn on_any(target: &Value, name: &str, arguments: &[Value]) -> Option<Value> {
    let first = arguments.first().cloned().unwrap_or_default();
    match name {
        "toString" | "getAsString" => Some(json!(truth::text_of(target))),
        "toJson" => Some(json!(target.to_string())),
        "toInt" | "toLong" | "intValue" | "longValue" | "getAsInt" | "getAsLong" => {
            Some(arithmetic::as_whole(target).map_or(Value::Null, |whole| json!(whole)))
        }
        "toDouble" | "doubleValue" | "floatValue" | "getAsDouble" | "getAsFloat" => {
            Some(arithmetic::as_number(target).map_or(Value::Null, arithmetic::double))
        }
        "getAsBoolean" | "booleanValue" => Some(json!(truth::is_true(target))),
        "equals" => Some(json!(truth::equal(target, truth::plain(&first)))),
        "compareTo" => {
            let (one, other) = (
                arithmetic::as_number(target)?,
                arithmetic::as_number(truth::plain(&first))?,
            );
            one.partial_cmp(&other).map(|order| json!(order as i8))
        }
        // On lists and objects, IBM looks through their text.
        "find" => super::string_methods::call(&target.to_string(), name, arguments).ok()?,
        _ => None,
    }
}
