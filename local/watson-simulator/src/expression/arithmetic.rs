//! Numbers in expressions. Watson counts in doubles, so this does too; no money is decided here.

#![expect(
    clippy::float_arithmetic,
    reason = "the language is defined on doubles; the bank's own code never is"
)]

use serde_json::{Number, Value, json};

use super::ExpressionError;
use super::parser::Operator;
use super::truth::text_of;

/// Largest double below which every whole number is exact.
const MAX_WHOLE: f64 = 9_007_199_254_740_992.0;

/// A JSON number, whole where it can be, so that 2.0 is shown as 2.
pub fn number(value: f64) -> Value {
    if value.fract() == 0.0 && value.abs() < MAX_WHOLE {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "whole and in range, checked above"
        )]
        return json!(value as i64);
    }
    Number::from_f64(value).map_or(Value::Null, Value::Number)
}

/// The number in a value: itself, or a text that is one.
pub fn as_number(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => text
            .trim()
            .parse()
            .ok()
            .filter(|number: &f64| number.is_finite()),
        Value::Object(object) => object.get("value").and_then(as_number),
        _ => None,
    }
}

/// `left op right` for the arithmetic operators. Texts are joined by `+`; a text that is a number
/// counts as one for the others, because entity values are texts.
pub fn calculate(
    operator: Operator,
    left: &Value,
    right: &Value,
) -> Result<Value, ExpressionError> {
    if operator == Operator::Add && (left.is_string() || right.is_string()) {
        return Ok(json!(text_of(left) + &text_of(right)));
    }
    let (Some(left), Some(right)) = (as_number(left), as_number(right)) else {
        return Err(ExpressionError::Value(format!(
            "{operator:?} needs two numbers"
        )));
    };
    let result = match operator {
        Operator::Add => left + right,
        Operator::Subtract => left - right,
        Operator::Multiply => left * right,
        Operator::Divide => left / right,
        Operator::Remainder => left % right,
        _ => {
            return Err(ExpressionError::Value(
                "not an arithmetic operator".to_owned(),
            ));
        }
    };
    if result.is_finite() {
        Ok(number(result))
    } else {
        Err(ExpressionError::Value("division by zero".to_owned()))
    }
}

/// `-value`.
pub fn negate(value: &Value) -> Result<Value, ExpressionError> {
    match as_number(value) {
        Some(value) => Ok(number(-value)),
        None => Err(ExpressionError::Value(
            "only a number can be negative".to_owned(),
        )),
    }
}

/// The value cut to a whole number, as an index or a count.
pub fn as_whole(value: &Value) -> Option<i64> {
    let number = as_number(value).filter(|number| number.abs() < MAX_WHOLE)?;
    #[expect(clippy::cast_possible_truncation, reason = "in range, checked above")]
    Some(number.trunc() as i64)
}
