//! `new Type(…)`: the few of Java's objects that IBM documents for skills.
//!
//! A `Date` is the text Java shows it as, which the date methods read; a `Random` is only ever asked once.
//! <https://cloud.ibm.com/docs/watson-assistant?topic=watson-assistant-dialog-methods#dialog-methods-dates-java-util-date>

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::{Value, json};

use super::scope::Scope;
use super::{ExpressionError, arithmetic, date_methods, truth, types};

/// `java.util.Random`, whose methods are called on it at once.
pub(super) const RANDOM: &str = "Random";

/// The types that can be made.
pub(super) const KNOWN: [&str; 9] = [
    "Boolean",
    "Date",
    "Double",
    "Integer",
    "JsonArray",
    "JsonObject",
    "Long",
    RANDOM,
    "String",
];

/// A new instance.
pub(super) fn construct(
    name: &str,
    arguments: &[Value],
    scope: &Scope<'_>,
) -> Result<Value, ExpressionError> {
    match (name, arguments) {
        ("JsonArray", _) => Ok(json!([])),
        ("JsonObject", _) => Ok(json!({})),
        ("Date", []) => Ok(date(scope.now.timestamp())),
        ("Date", [millis]) => arithmetic::as_whole(millis)
            .and_then(|millis| Timestamp::from_millisecond(millis).ok())
            .map(date)
            .ok_or_else(|| ExpressionError::Value("not a date".to_owned())),
        ("String", _) => Ok(json!(
            arguments.first().map(truth::text_of).unwrap_or_default()
        )),
        ("Integer" | "Long" | "Double" | "Boolean", [_]) => types::call(name, "valueOf", arguments),
        _ => Err(ExpressionError::Unsupported(format!("new {name}"))),
    }
}

fn date(moment: Timestamp) -> Value {
    let moment = moment.to_zoned_datetime(TimeZone::UTC);
    json!(moment.strftime(date_methods::JAVA_DATE).to_string())
}

/// `new Random().name(arguments)`.
pub(super) fn random(name: &str, arguments: &[Value]) -> Result<Value, ExpressionError> {
    let bound = arguments.first().and_then(arithmetic::as_whole);
    match (name, bound) {
        ("nextBoolean", _) => Ok(json!(fastrand::bool())),
        ("nextDouble" | "nextFloat", _) => Ok(arithmetic::double(fastrand::f64())),
        ("nextInt" | "nextLong", Some(bound)) if bound > 0 => Ok(json!(fastrand::i64(0..bound))),
        ("nextInt" | "nextLong", None) => Ok(json!(fastrand::i32(..))),
        _ => Err(ExpressionError::Unsupported(format!(
            "{name}() of a random number"
        ))),
    }
}
