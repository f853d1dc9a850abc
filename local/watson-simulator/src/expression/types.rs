//! `T(Type).method(…)`: the static methods of Java that IBM documents for skills.
//!
//! <https://cloud.ibm.com/docs/watson-assistant?topic=watson-assistant-dialog-methods#dialog-methods-numbers-java-lang-math>

#![expect(
    clippy::float_arithmetic,
    reason = "Java's Math is defined on doubles; no money is decided here"
)]

use serde_json::{Value, json};

use super::arithmetic::{as_number, as_whole, double};
use super::{ExpressionError, array_methods, text_format, truth};

/// The types that are known.
pub(super) const KNOWN: [&str; 9] = [
    "Boolean", "Byte", "Double", "Float", "Integer", "Long", "Math", "Short", "String",
];

/// `T(type_name).name(arguments)`.
pub(super) fn call(
    type_name: &str,
    name: &str,
    arguments: &[Value],
) -> Result<Value, ExpressionError> {
    let plain: Vec<Value> = arguments.iter().map(truth::plain).cloned().collect();
    let found = match type_name {
        "Math" => math(name, &plain),
        "String" => text(name, &plain)?,
        "Boolean" => boolean(name, &plain),
        "Double" | "Float" => parsed(name, &plain, |value| as_number(value).map(double)),
        "Integer" | "Long" | "Short" | "Byte" => whole(name, &plain),
        _ => None,
    };
    found.ok_or_else(|| ExpressionError::Unsupported(format!("T({type_name}).{name}")))
}

/// `T(type_name).NAME`.
pub(super) fn constant(type_name: &str, name: &str) -> Result<Value, ExpressionError> {
    match (type_name, name) {
        ("Math", "PI") => Ok(double(std::f64::consts::PI)),
        ("Math", "E") => Ok(double(std::f64::consts::E)),
        ("Integer", "MAX_VALUE") => Ok(json!(i32::MAX)),
        ("Integer", "MIN_VALUE") => Ok(json!(i32::MIN)),
        ("Long", "MAX_VALUE") => Ok(json!(i64::MAX)),
        ("Long", "MIN_VALUE") => Ok(json!(i64::MIN)),
        _ => Err(ExpressionError::Unsupported(format!(
            "T({type_name}).{name}"
        ))),
    }
}

fn text(name: &str, arguments: &[Value]) -> Result<Option<Value>, ExpressionError> {
    Ok(Some(match (name, arguments) {
        ("join", [separator, Value::Array(items)]) => {
            json!(array_methods::join(items, &truth::text_of(separator)))
        }
        ("join", [separator, items @ ..]) => {
            json!(array_methods::join(items, &truth::text_of(separator)))
        }
        ("valueOf", [value]) => json!(truth::text_of(value)),
        ("format", [pattern, values @ ..]) => {
            json!(text_format::format(&truth::text_of(pattern), values)?)
        }
        _ => return Ok(None),
    }))
}

fn boolean(name: &str, arguments: &[Value]) -> Option<Value> {
    let is_true = |value: &Value| truth::text_of(value).eq_ignore_ascii_case("true");
    match (name, arguments) {
        ("valueOf" | "parseBoolean", [value]) => Some(json!(is_true(value))),
        ("toString", [value]) => Some(json!(truth::text_of(value))),
        _ => None,
    }
}

/// Reading, writing and comparing, which every type of number has. What is no number is null.
fn parsed(
    name: &str,
    arguments: &[Value],
    read: impl Fn(&Value) -> Option<Value>,
) -> Option<Value> {
    match (name, arguments) {
        ("toString", [value]) => Some(json!(truth::text_of(value))),
        ("compare", [one, other]) => {
            let order = as_number(one)?.partial_cmp(&as_number(other)?)?;
            Some(json!(order as i8))
        }
        ("max" | "min" | "sum", [..]) => math(name, arguments),
        (_, [value, ..]) if name == "valueOf" || name.starts_with("parse") => {
            Some(read(value).unwrap_or_default())
        }
        _ => None,
    }
}

fn whole(name: &str, arguments: &[Value]) -> Option<Value> {
    let radix = arguments.get(1).and_then(as_whole);
    if let Some(radix) = radix.filter(|_| name.starts_with("parse") || name == "valueOf") {
        let text = truth::text_of(arguments.first()?);
        let radix = u32::try_from(radix)
            .ok()
            .filter(|radix| (2..=36).contains(radix))?;
        return Some(i64::from_str_radix(&text, radix).map_or(Value::Null, |whole| json!(whole)));
    }
    let first = arguments.first().and_then(as_whole);
    match (name, first) {
        ("toBinaryString", Some(value)) => Some(json!(format!("{value:b}"))),
        ("toHexString", Some(value)) => Some(json!(format!("{value:x}"))),
        _ => parsed(name, arguments, |value| {
            as_whole(value)
                .filter(|_| as_number(value).is_some_and(|number| number.fract() == 0.0))
                .map(|whole| json!(whole))
        }),
    }
}

/// Whole numbers stay whole where Java has a method for them.
fn math(name: &str, arguments: &[Value]) -> Option<Value> {
    let is_whole = arguments.iter().all(|value| {
        value.is_i64()
            || value
                .as_str()
                .is_some_and(|text| text.parse::<i64>().is_ok())
    });
    if is_whole && let Some(value) = of_whole(name, arguments) {
        return Some(value);
    }
    let numbers: Vec<f64> = arguments.iter().map(as_number).collect::<Option<_>>()?;
    let value = match (name, &numbers[..]) {
        ("max", [one, other]) => one.max(*other),
        ("min", [one, other]) => one.min(*other),
        ("sum", [one, other]) => one + other,
        ("pow", [base, exponent]) => base.powf(*exponent),
        ("hypot", [one, other]) => one.hypot(*other),
        ("atan2", [one, other]) => one.atan2(*other),
        ("round", [value]) => return as_whole(&double((value + 0.5).floor())).map(Value::from),
        ("random", []) => fastrand::f64(),
        (_, [value]) => of_one(name, *value)?,
        _ => return None,
    };
    Some(double(value))
}

fn of_whole(name: &str, arguments: &[Value]) -> Option<Value> {
    let whole: Vec<i64> = arguments.iter().map(as_whole).collect::<Option<_>>()?;
    let value = match (name, &whole[..]) {
        ("max", [one, other]) => *one.max(other),
        ("min", [one, other]) => *one.min(other),
        ("sum" | "addExact", [one, other]) => one.checked_add(*other)?,
        ("subtractExact", [one, other]) => one.checked_sub(*other)?,
        ("multiplyExact", [one, other]) => one.checked_mul(*other)?,
        ("floorDiv", [one, other]) if *other > 0 => one.checked_div_euclid(*other)?,
        ("floorMod", [one, other]) if *other > 0 => one.checked_rem_euclid(*other)?,
        ("abs", [value]) => value.checked_abs()?,
        ("round", [value]) => *value,
        _ => return None,
    };
    Some(json!(value))
}

fn of_one(name: &str, value: f64) -> Option<f64> {
    Some(match name {
        "abs" => value.abs(),
        "ceil" => value.ceil(),
        "floor" => value.floor(),
        "rint" => value.round_ties_even(),
        "sqrt" => value.sqrt(),
        "cbrt" => value.cbrt(),
        "signum" if value == 0.0 => value,
        "signum" => value.signum(),
        "exp" => value.exp(),
        "log" => value.ln(),
        "log10" => value.log10(),
        "sin" => value.sin(),
        "cos" => value.cos(),
        "tan" => value.tan(),
        "toRadians" => value.to_radians(),
        "toDegrees" => value.to_degrees(),
        _ => return None,
    })
}
