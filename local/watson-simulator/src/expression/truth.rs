//! When a value counts as true, as equal, as less; and how it reads as text.
//!
//! Keeps Watson's surprises, because skills are written around them: zero is false even when the
//! customer typed it, and null is less than any number.

use std::cmp::Ordering;

use serde_json::Value;

use super::arithmetic::as_number;
use super::ast::Operator;

/// Whether a condition with this value holds.
#[must_use]
pub fn is_true(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(truth) => *truth,
        Value::Number(number) => number.as_f64() != Some(0.0),
        Value::String(text) => is_true_text(text),
        Value::Array(list) => !list.is_empty(),
        Value::Object(_) => true,
    }
}

/// The zero trap: an entity's value is a text, and "0" is false all the same.
fn is_true_text(text: &str) -> bool {
    !text.is_empty() && !text.eq_ignore_ascii_case("false") && text.parse::<f64>() != Ok(0.0)
}

/// The value as it appears inside a sentence.
#[must_use]
pub fn text_of(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// An entity or intent stands for its value or name wherever a plain value is expected.
#[must_use]
pub fn plain(value: &Value) -> &Value {
    let Value::Object(object) = value else {
        return value;
    };
    let is_mention = object.contains_key("entity") || object.contains_key("confidence");
    let name = if object.contains_key("intent") {
        "intent"
    } else {
        "value"
    };
    if is_mention {
        object.get(name).unwrap_or(value)
    } else {
        value
    }
}

/// `left op right` for the comparing operators.
#[must_use]
pub fn compare(operator: Operator, left: &Value, right: &Value) -> bool {
    let (left, right) = (plain(left), plain(right));
    let order = order(left, right);
    match operator {
        Operator::Equal => equal(left, right),
        Operator::Different => !equal(left, right),
        Operator::Less => order == Some(Ordering::Less),
        Operator::LessOrEqual => matches!(order, Some(Ordering::Less | Ordering::Equal)),
        Operator::Greater => order == Some(Ordering::Greater),
        Operator::GreaterOrEqual => matches!(order, Some(Ordering::Greater | Ordering::Equal)),
        _ => false,
    }
}

/// Equal as values, or as numbers where one side is a text: `@year == 2016`.
#[must_use]
pub fn equal(left: &Value, right: &Value) -> bool {
    if left == right {
        return true;
    }
    match (left, right) {
        (Value::String(text), Value::Bool(truth)) | (Value::Bool(truth), Value::String(text)) => {
            text.eq_ignore_ascii_case(if *truth { "true" } else { "false" })
        }
        (Value::Number(_), _) | (_, Value::Number(_)) => {
            as_number(left).is_some() && as_number(left) == as_number(right)
        }
        _ => false,
    }
}

fn order(left: &Value, right: &Value) -> Option<Ordering> {
    match (left, right) {
        (Value::Null, Value::Null) => Some(Ordering::Equal),
        (Value::Null, _) => Some(Ordering::Less),
        (_, Value::Null) => Some(Ordering::Greater),
        _ => match (as_number(left), as_number(right)) {
            (Some(left), Some(right)) => left.partial_cmp(&right),
            _ => left.as_str()?.partial_cmp(right.as_str()?),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn zero_is_false_however_it_is_written() {
        for zero in [
            json!(0),
            json!("0"),
            json!("0.00"),
            json!(""),
            json!(null),
            json!([]),
        ] {
            assert!(!is_true(&zero), "{zero}");
        }
    }

    #[test]
    fn null_is_less_than_any_number_and_never_greater() {
        assert!(compare(Operator::Less, &json!(null), &json!(4)));
        assert!(!compare(Operator::GreaterOrEqual, &json!(null), &json!(0)));
    }

    #[test]
    fn numbers_are_compared_as_numbers_even_when_one_is_text() {
        assert!(compare(Operator::Greater, &json!("100"), &json!(9)));
        assert!(compare(Operator::Equal, &json!("2016"), &json!(2016)));
        assert!(compare(
            Operator::Less,
            &json!("2026-11-02"),
            &json!("2026-11-23")
        ));
    }
}
