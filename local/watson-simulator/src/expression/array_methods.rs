//! Methods of lists: IBM's own and those of Gson's `JsonArray`. Those that change a list change it where it
//! stands, and most answer with it.
//!
//! <https://cloud.ibm.com/docs/watson-assistant?topic=watson-assistant-dialog-methods#dialog-methods-arrays>

use serde_json::{Value, json};

use super::evaluate::evaluate;
use super::methods::Found;
use super::scope::Scope;
use super::{ExpressionError, arithmetic, join_to_array, parser, truth};

/// `list.name(arguments)`.
pub(super) fn call(
    list: &[Value],
    name: &str,
    arguments: &[Value],
    scope: &Scope<'_>,
) -> Result<Option<Found>, ExpressionError> {
    let first = arguments.first().cloned().unwrap_or_default();
    let value = match name {
        "size" | "length" => json!(list.len()),
        "isEmpty" => json!(list.is_empty()),
        "get" => nth(list, &first),
        "getRandomItem" => random(list, scope),
        "indexOf" => json!(index_of(list, &first)),
        "contains" => json!(
            list.iter()
                .any(|item| truth::equal(truth::plain(item), &first))
        ),
        "containsIgnoreCase" => {
            let wanted = truth::text_of(&first).to_lowercase();
            json!(
                list.iter()
                    .any(|item| truth::text_of(truth::plain(item)).to_lowercase() == wanted)
            )
        }
        "containsIntent" => json!(contains_intent(list, arguments)),
        "join" => json!(join(list, &truth::text_of(&first))),
        "joinToArray" => join_to_array::build(list, &first, arguments.get(1)),
        "filter" => filter(list, arguments, scope)?,
        _ => return Ok(changed(list, name, arguments)),
    };
    Ok(Some(value.into()))
}

/// The methods that change the list. `add`, `addAll` and `clear` answer null, the others the changed list.
fn changed(list: &[Value], name: &str, arguments: &[Value]) -> Option<Found> {
    let mut items = list.to_vec();
    match name {
        "append" | "add" => items.extend_from_slice(arguments),
        "addAll" => items.extend(arguments.first()?.as_array()?.iter().cloned()),
        "clear" => items.clear(),
        "remove" => {
            let position = usize::try_from(arithmetic::as_whole(arguments.first()?)?).ok()?;
            if position < items.len() {
                items.remove(position);
            }
        }
        "removeValue" => {
            let found = items.iter().position(|item| arguments.contains(item));
            found.map(|position| items.remove(position));
        }
        "set" => {
            let position = usize::try_from(arithmetic::as_whole(arguments.first()?)?).ok()?;
            *items.get_mut(position)? = arguments.get(1)?.clone();
        }
        "sort" => items.sort_by_key(truth::text_of),
        _ => return None,
    }
    let answers_null = matches!(name, "add" | "addAll" | "clear");
    Some(if answers_null {
        Found::beside(Value::Array(items), Value::Null)
    } else {
        Found::changing(Value::Array(items))
    })
}

fn nth(list: &[Value], position: &Value) -> Value {
    arithmetic::as_whole(position)
        .and_then(|position| usize::try_from(position).ok())
        .and_then(|position| list.get(position))
        .cloned()
        .unwrap_or_default()
}

/// Chosen by the clock's second, so that a fixed clock makes a fixed choice.
fn random(list: &[Value], scope: &Scope<'_>) -> Value {
    let second = usize::try_from(scope.now.timestamp().as_second()).unwrap_or(0);
    second
        .checked_rem(list.len())
        .and_then(|chosen| list.get(chosen))
        .cloned()
        .unwrap_or_default()
}

fn index_of(list: &[Value], wanted: &Value) -> i64 {
    list.iter()
        .position(|item| truth::equal(truth::plain(item), wanted))
        .and_then(|position| i64::try_from(position).ok())
        .unwrap_or(-1)
}

/// `intents.containsIntent(name, minimum confidence, among the first n)`; a negative n means all.
fn contains_intent(list: &[Value], arguments: &[Value]) -> bool {
    let [name, minimum, rest @ ..] = arguments else {
        return false;
    };
    let among = rest
        .first()
        .and_then(arithmetic::as_whole)
        .and_then(|n| usize::try_from(n).ok());
    let minimum = arithmetic::as_number(minimum).unwrap_or(0.0);
    let is_it = |intent: &Value| {
        truth::plain(intent) == name && intent["confidence"].as_f64() >= Some(minimum)
    };
    list.iter().take(among.unwrap_or(usize::MAX)).any(is_it)
}

/// The items as texts, one after the other.
pub(super) fn join(list: &[Value], separator: &str) -> String {
    let texts: Vec<String> = list
        .iter()
        .map(|item| truth::text_of(truth::plain(item)))
        .collect();
    texts.join(separator)
}

/// `list.filter("x", "x.size > 5")`: the second text is an expression on a name chosen freely.
fn filter(
    list: &[Value],
    arguments: &[Value],
    scope: &Scope<'_>,
) -> Result<Value, ExpressionError> {
    let [Value::String(name), Value::String(condition)] = arguments else {
        return Err(ExpressionError::Value(
            "filter needs a name and a condition".to_owned(),
        ));
    };
    let condition = parser::parse(condition)?;
    let mut chosen = Vec::new();
    for item in list {
        let named = json!({ name.as_str(): item });
        if truth::is_true(&evaluate(&condition, &scope.at(named))?) {
            chosen.push(item.clone());
        }
    }
    Ok(Value::Array(chosen))
}
