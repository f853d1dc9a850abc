//! Numbers in expressions, as Java has them: whole numbers stay whole, 7 / 2 is 3 and 7.0 / 2 is 3.5.
//!
//! No money is decided here. <https://cloud.ibm.com/docs/watson-assistant?topic=watson-assistant-dialog-methods#dialog-methods-numbers-standard-math>

#![expect(
    clippy::float_arithmetic,
    reason = "the language has doubles; the bank's own code has none"
)]

use serde_json::{Number, Value, json};

use super::ExpressionError;
use super::ast::Operator;
use super::truth::text_of;

/// Largest double below which every whole number is exact.
const MAX_WHOLE: f64 = 9_007_199_254_740_992.0;

/// A JSON number, whole where it can be: what a customer writes as 2.0 is 2.
pub fn number(value: f64) -> Value {
    if value.fract() == 0.0 && value.abs() < MAX_WHOLE {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "whole and in range, checked above"
        )]
        return json!(value as i64);
    }
    double(value)
}

/// A double, which stays one: 2.0 is shown as 2.0. Null for what JSON has no number for.
pub fn double(value: f64) -> Value {
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

/// The number in a value, if it is written as a whole one.
fn as_integer(value: &Value) -> Option<i64> {
    match value {
        Value::Number(number) => number.as_i64(),
        Value::String(text) => text.trim().parse().ok(),
        Value::Object(object) => object.get("value").and_then(as_integer),
        _ => None,
    }
}

/// `left op right` for the arithmetic operators. Texts are joined by `+`; a text that is a number
/// counts as one for the others.
///
/// # Errors
/// If a side is no number, or the result is none: division by zero, or more than 64 bits.
pub fn calculate(
    operator: Operator,
    left: &Value,
    right: &Value,
) -> Result<Value, ExpressionError> {
    if operator == Operator::Add && (left.is_string() || right.is_string()) {
        return Ok(json!(text_of(left) + &text_of(right)));
    }
    if let (Some(left), Some(right)) = (as_integer(left), as_integer(right)) {
        return whole(operator, left, right).ok_or_else(no_result);
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
        Operator::Power => left.powf(right),
        _ => return Err(ExpressionError::Value("not an arithmetic operator".into())),
    };
    match double(result) {
        Value::Null => Err(no_result()),
        value => Ok(value),
    }
}

fn no_result() -> ExpressionError {
    ExpressionError::Value("the calculation has no result".to_owned())
}

/// Java's division of whole numbers drops what remains.
fn whole(operator: Operator, left: i64, right: i64) -> Option<Value> {
    let result = match operator {
        Operator::Add => left.checked_add(right),
        Operator::Subtract => left.checked_sub(right),
        Operator::Multiply => left.checked_mul(right),
        Operator::Divide => left.checked_div(right),
        Operator::Remainder => left.checked_rem(right),
        Operator::Power => left.checked_pow(u32::try_from(right).ok()?),
        _ => None,
    };
    result.map(|result| json!(result))
}

/// `-value`.
///
/// # Errors
/// If it is no number.
pub fn negate(value: &Value) -> Result<Value, ExpressionError> {
    let whole = as_integer(value).and_then(i64::checked_neg);
    match (whole, as_number(value)) {
        (Some(whole), _) => Ok(json!(whole)),
        (None, Some(value)) => Ok(double(-value)),
        (None, None) => Err(ExpressionError::Value(
            "only a number can be negative".to_owned(),
        )),
    }
}

/// The value cut to a whole number, as an index or a count.
pub fn as_whole(value: &Value) -> Option<i64> {
    if let Some(whole) = as_integer(value) {
        return Some(whole);
    }
    let number = as_number(value).filter(|number| number.abs() < MAX_WHOLE)?;
    #[expect(clippy::cast_possible_truncation, reason = "in range, checked above")]
    Some(number.trunc() as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_are_divided_as_java_divides_them() {
        for (left, right, result) in [
            (json!(7), json!(2), json!(3)),
            (json!(-7), json!(2), json!(-3)),
            (json!(7.0), json!(2), json!(3.5)),
            (json!(6.0), json!(2), json!(3.0)),
            (json!("7"), json!("2"), json!(3)),
        ] {
            assert_eq!(
                calculate(Operator::Divide, &left, &right),
                Ok(result),
                "{left}/{right}"
            );
        }
    }

    #[test]
    fn what_has_no_result_is_an_error_and_not_a_number() {
        assert!(calculate(Operator::Divide, &json!(1), &json!(0)).is_err());
        assert!(calculate(Operator::Divide, &json!(1.0), &json!(0)).is_err());
        assert!(calculate(Operator::Multiply, &json!(i64::MAX), &json!(2)).is_err());
    }
}
