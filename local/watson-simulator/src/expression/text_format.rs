//! Java's `String.format`: the conversions that make sense for texts and numbers.
//!
//! <https://cloud.ibm.com/docs/watson-assistant?topic=watson-assistant-dialog-methods#dialog-methods-strings-java-lang-String-format>

use std::sync::LazyLock;

use regex::{Captures, Regex};
use serde_json::Value;

use super::arithmetic::{as_number, as_whole};
use super::{ExpressionError, truth};

/// Widest field, and most decimals: a skill's mistake must not fill the memory.
const MAX_WIDTH: usize = 1_000;

static CONVERSION: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"%(?:(?P<index>\d+)\$)?(?P<flags>[-#+ 0,(]*)(?P<width>\d+)?(?:\.(?P<precision>\d+))?(?P<kind>[A-Za-z%])").ok()
});

/// Fills `values` into `pattern`.
///
/// # Errors
/// If a value is missing, of the wrong kind, or the conversion is not one of `d s S f e x b c n %`.
pub(super) fn format(pattern: &str, values: &[Value]) -> Result<String, ExpressionError> {
    let mut text = String::new();
    let mut rest = 0;
    let mut next = 0_usize;
    let found = CONVERSION
        .iter()
        .flat_map(|regex| regex.captures_iter(pattern));
    for captures in found {
        let Some(whole) = captures.get(0) else {
            continue;
        };
        text.push_str(pattern.get(rest..whole.start()).unwrap_or_default());
        rest = whole.end();
        text.push_str(&converted(&captures, values, &mut next)?);
    }
    text.push_str(pattern.get(rest..).unwrap_or_default());
    Ok(text)
}

fn converted(
    captures: &Captures<'_>,
    values: &[Value],
    next: &mut usize,
) -> Result<String, ExpressionError> {
    let number = |name: &str| {
        let found = captures.name(name)?;
        found.as_str().parse::<usize>().ok()
    };
    let kind = captures.name("kind").map_or("", |kind| kind.as_str());
    match kind {
        "n" => return Ok("\n".to_owned()),
        "%" => return Ok("%".to_owned()),
        _ => {}
    }
    let position = match number("index") {
        Some(index) => index.saturating_sub(1),
        None => std::mem::replace(next, next.saturating_add(1)),
    };
    let value = values
        .get(position)
        .ok_or_else(|| ExpressionError::Value("format has too few values".to_owned()))?;
    let flags = captures.name("flags").map_or("", |flags| flags.as_str());
    let precision = number("precision").map(|precision| precision.min(MAX_WIDTH));
    let field = field(kind, value, precision, flags)?;
    Ok(padded(
        field,
        number("width").unwrap_or(0).min(MAX_WIDTH),
        flags,
    ))
}

fn field(
    kind: &str,
    value: &Value,
    precision: Option<usize>,
    flags: &str,
) -> Result<String, ExpressionError> {
    let wrong = || ExpressionError::Value(format!("format cannot write this value with %{kind}"));
    let text = || {
        let text = truth::text_of(value);
        precision.map_or(text.clone(), |most| text.chars().take(most).collect())
    };
    Ok(match kind {
        "s" => text(),
        "S" => text().to_uppercase(),
        "c" => text().chars().take(1).collect(),
        "b" => truth::is_true(value).to_string(),
        "d" => {
            let whole = as_whole(value)
                .filter(|_| !value.is_f64())
                .ok_or_else(wrong)?;
            signed(&whole.to_string(), flags)
        }
        "x" => format!("{:x}", as_whole(value).ok_or_else(wrong)?),
        "X" => format!("{:X}", as_whole(value).ok_or_else(wrong)?),
        "f" => {
            let number = as_number(value).ok_or_else(wrong)?;
            signed(&format!("{number:.*}", precision.unwrap_or(6)), flags)
        }
        "e" => {
            let number = as_number(value).ok_or_else(wrong)?;
            format!("{number:.*e}", precision.unwrap_or(6))
        }
        _ => return Err(ExpressionError::Unsupported(format!("format's %{kind}"))),
    })
}

/// The sign and the thousands.
fn signed(digits: &str, flags: &str) -> String {
    let (minus, digits) = match digits.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, digits),
    };
    let digits = if flags.contains(',') {
        grouped(digits)
    } else {
        digits.to_owned()
    };
    match minus {
        true if flags.contains('(') => format!("({digits})"),
        true => format!("-{digits}"),
        false if flags.contains('+') => format!("+{digits}"),
        false if flags.contains(' ') => format!(" {digits}"),
        false => digits,
    }
}

fn grouped(digits: &str) -> String {
    let (whole, decimals) = digits.split_at(digits.find('.').unwrap_or(digits.len()));
    let mut text = String::new();
    for (position, digit) in whole.chars().enumerate() {
        let behind = whole.len().saturating_sub(position);
        if position > 0 && behind % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    text + decimals
}

fn padded(field: String, width: usize, flags: &str) -> String {
    let missing = width.saturating_sub(field.chars().count());
    if flags.contains('-') {
        return field + &" ".repeat(missing);
    }
    if !flags.contains('0') {
        return " ".repeat(missing) + &field;
    }
    let (sign, digits) = match field.strip_prefix(['-', '+']) {
        Some(rest) => field.split_at(field.len().saturating_sub(rest.len())),
        None => ("", field.as_str()),
    };
    format!("{sign}{}{digits}", "0".repeat(missing))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn values_are_written_as_java_writes_them() {
        for (pattern, values, text) in [
            (
                "%d + %d equals %d",
                vec![json!(1), json!(1), json!(2)],
                "1 + 1 equals 2",
            ),
            ("%.2f", vec![json!(4.5)], "4.50"),
            ("%,.2f", vec![json!(1_234_567.891)], "1,234,567.89"),
            (
                "%05d|%-4s|%4s|",
                vec![json!(-42), json!("ab"), json!("cd")],
                "-0042|ab  |  cd|",
            ),
            ("%2$s %1$s 100%%", vec![json!("a"), json!("b")], "b a 100%"),
        ] {
            assert_eq!(format(pattern, &values).unwrap(), text, "{pattern}");
        }
    }

    #[test]
    fn a_missing_value_and_a_double_as_a_whole_number_are_refused() {
        assert!(format("%d", &[]).is_err());
        assert!(format("%d", &[json!(1.5)]).is_err());
    }
}
