//! Methods of texts, as IBM documents them. Positions count characters.

use serde_json::{Value, json};

use super::methods::Answer;
use super::{ExpressionError, arithmetic, text_pattern, truth};

/// `text.name(arguments)`.
pub(super) fn call(text: &str, name: &str, arguments: &[Value]) -> Answer {
    let first = arguments.first().map(truth::text_of).unwrap_or_default();
    let value = match name {
        "append" | "concat" => json!(format!("{text}{first}")),
        "compareTo" => json!(text.cmp(&first) as i8),
        "compareToIgnoreCase" => json!(text.to_lowercase().cmp(&first.to_lowercase()) as i8),
        "isBlank" => json!(text.trim().is_empty()),
        "lastIndexOf" => json!(position_of(text, text.rfind(&first))),
        "repeat" => json!(repeated(text, arguments.first())?),
        "toJson" => serde_json::from_str(text).map_err(|_| not_json())?,
        "contains" => json!(text.contains(&first)),
        "startsWith" => json!(text.starts_with(&first)),
        "endsWith" => json!(text.ends_with(&first)),
        "equals" => json!(text == first),
        "equalsIgnoreCase" => json!(text.to_lowercase() == first.to_lowercase()),
        "isEmpty" => json!(text.is_empty()),
        "length" | "size" => json!(text.chars().count()),
        "toLowerCase" => json!(text.to_lowercase()),
        "toUpperCase" => json!(text.to_uppercase()),
        "trim" | "strip" => json!(text.trim()),
        "indexOf" => json!(position_of(text, text.find(&first))),
        "charAt" | "substring" => json!(substring(text, name == "charAt", arguments)),
        "split" => Value::Array(split(text, &first)?),
        _ => return with_pattern(text, name, &first, arguments),
    };
    Ok(Some(value))
}

fn with_pattern(text: &str, name: &str, pattern: &str, arguments: &[Value]) -> Answer {
    let second = arguments.get(1);
    let value = match name {
        "matches" => json!(text_pattern::matches(text, pattern)?),
        "find" => json!(text_pattern::compiled(pattern)?.is_match(text)),
        "extract" => extract(text, pattern, second)?,
        "getMatch" => nth_match(text, pattern, second)?,
        "replace" => json!(text.replace(pattern, &second.map(truth::text_of).unwrap_or_default())),
        "replaceAll" | "replaceFirst" => {
            let limit = usize::from(name == "replaceFirst");
            let with = second.map(truth::text_of).unwrap_or_default();
            json!(text_pattern::compiled(pattern)?.replacen(text, limit, with.as_str()))
        }
        _ => return Ok(None),
    };
    Ok(Some(value))
}

fn not_json() -> ExpressionError {
    ExpressionError::Value("toJson() of a text that is not JSON".to_owned())
}

/// The group of the first match; empty where there is none.
fn extract(text: &str, pattern: &str, group: Option<&Value>) -> Result<Value, ExpressionError> {
    let captures = text_pattern::compiled(pattern)?.captures(text);
    let group = position(group);
    let found = captures.as_ref().and_then(|captures| captures.get(group));
    Ok(json!(found.map_or("", |found| found.as_str())))
}

/// The nth match; empty where there is none.
fn nth_match(text: &str, pattern: &str, nth: Option<&Value>) -> Result<Value, ExpressionError> {
    let pattern = text_pattern::compiled(pattern)?;
    let found = pattern.find_iter(text).nth(position(nth));
    Ok(json!(found.map_or("", |found| found.as_str())))
}

fn split(text: &str, pattern: &str) -> Result<Vec<Value>, ExpressionError> {
    let mut parts: Vec<&str> = text_pattern::compiled(pattern)?.split(text).collect();
    // Java drops empty parts at the end.
    while parts.last().is_some_and(|part| part.is_empty()) {
        parts.pop();
    }
    Ok(parts.into_iter().map(|part| json!(part)).collect())
}

/// A place in bytes as one in characters; -1 if there is none.
fn position_of(text: &str, bytes: Option<usize>) -> i64 {
    bytes
        .and_then(|bytes| text.get(..bytes))
        .and_then(|before| i64::try_from(before.chars().count()).ok())
        .unwrap_or(-1)
}

fn repeated(text: &str, times: Option<&Value>) -> Result<String, ExpressionError> {
    const MAX_BYTES: usize = 100_000;
    let times = position(times);
    match text.len().checked_mul(times) {
        Some(bytes) if bytes <= MAX_BYTES => Ok(text.repeat(times)),
        _ => Err(ExpressionError::Value(
            "repeat() makes too long a text".into(),
        )),
    }
}

fn substring(text: &str, one: bool, arguments: &[Value]) -> String {
    let start = position(arguments.first());
    let end = if one {
        start.saturating_add(1)
    } else {
        arguments
            .get(1)
            .map_or(usize::MAX, |end| position(Some(end)))
    };
    text.chars().take(end).skip(start).collect()
}

fn position(value: Option<&Value>) -> usize {
    value
        .and_then(arithmetic::as_whole)
        .and_then(|position| usize::try_from(position).ok())
        .unwrap_or(0)
}
