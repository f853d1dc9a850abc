//! `@sys-currency`: a number with a symbol, a code or the name of a currency.

#![expect(
    clippy::float_arithmetic,
    reason = "IBM's numbers are doubles; no money is decided here"
)]

use serde_json::json;

use super::Mention;
use super::number::Number;
use crate::expression;

/// A currency's spellings: before or behind the number, with the unit as a part of the base unit.
struct Unit {
    spelling: &'static str,
    code: &'static str,
    /// How many make one base unit.
    parts: f64,
}

const fn unit(spelling: &'static str, code: &'static str, parts: f64) -> Unit {
    Unit {
        spelling,
        code,
        parts,
    }
}

/// Longest first, so that R$ is not read as $.
const UNITS: [Unit; 26] = [
    unit("pounds sterling", "GBP", 1.0),
    unit("us dollars", "USD", 1.0),
    unit("dollars", "USD", 1.0),
    unit("dollar", "USD", 1.0),
    unit("pounds", "GBP", 1.0),
    unit("pound", "GBP", 1.0),
    unit("pence", "GBP", 100.0),
    unit("penny", "GBP", 100.0),
    unit("euros", "EUR", 1.0),
    unit("euro", "EUR", 1.0),
    unit("cents", "USD", 100.0),
    unit("cent", "USD", 100.0),
    unit("reais", "BRL", 1.0),
    unit("real", "BRL", 1.0),
    unit("us$", "USD", 1.0),
    unit("gbp", "GBP", 1.0),
    unit("eur", "EUR", 1.0),
    unit("usd", "USD", 1.0),
    unit("brl", "BRL", 1.0),
    unit("jpy", "JPY", 1.0),
    unit("yen", "JPY", 1.0),
    unit("r$", "BRL", 1.0),
    unit("£", "GBP", 1.0),
    unit("€", "EUR", 1.0),
    unit("$", "USD", 1.0),
    unit("¥", "JPY", 1.0),
];

/// The amounts of money among `numbers`.
pub fn find(text: &str, numbers: &[Number]) -> Vec<Mention> {
    numbers
        .iter()
        .filter_map(|number| before(text, number).or_else(|| behind(text, number)))
        .collect()
}

fn before(text: &str, number: &Number) -> Option<Mention> {
    let head = text.get(..number.start)?;
    let unit = UNITS.iter().find(|unit| {
        ends_with(head.trim_end(), unit.spelling) && stands_alone(head.trim_end(), unit, true)
    })?;
    let start = head.trim_end().len().saturating_sub(unit.spelling.len());
    let minus = text.get(..start).is_some_and(|rest| rest.ends_with('-'));
    let (start, value) = if minus {
        (start.saturating_sub(1), -number.value)
    } else {
        (start, number.value)
    };
    Some(mention(text, unit, value, start, number.end))
}

fn behind(text: &str, number: &Number) -> Option<Mention> {
    let tail = text.get(number.end..)?;
    let trimmed = tail.trim_start();
    let unit = UNITS
        .iter()
        .find(|unit| starts_with(trimmed, unit.spelling) && stands_alone(trimmed, unit, false))?;
    let spaces = tail.len().saturating_sub(trimmed.len());
    let end = number
        .end
        .saturating_add(spaces)
        .saturating_add(unit.spelling.len());
    Some(mention(text, unit, number.value, number.start, end))
}

fn mention(text: &str, unit: &Unit, value: f64, start: usize, end: usize) -> Mention {
    let value = expression::number(value / unit.parts);
    Mention::new("sys-currency", &value.to_string(), text, start, end)
        .with("numeric_value", value)
        .with("unit", json!(unit.code))
}

fn starts_with(text: &str, spelling: &str) -> bool {
    text.get(..spelling.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(spelling))
}

fn ends_with(text: &str, spelling: &str) -> bool {
    text.len()
        .checked_sub(spelling.len())
        .and_then(|start| text.get(start..))
        .is_some_and(|end| end.eq_ignore_ascii_case(spelling))
}

/// A word such as "pound" must not be part of a longer one; a symbol may touch anything.
fn stands_alone(text: &str, unit: &Unit, at_end: bool) -> bool {
    if !unit.spelling.ends_with(char::is_alphabetic) {
        return true;
    }
    let length = unit.spelling.len();
    let neighbour = if at_end {
        text.len()
            .checked_sub(length)
            .and_then(|start| text.get(..start)?.chars().next_back())
    } else {
        text.get(length..).and_then(|rest| rest.chars().next())
    };
    !neighbour.is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entity::number;

    fn amounts(text: &str) -> Vec<(String, String, String)> {
        let mentions = find(text, &number::find(text));
        let unit = |mention: &Mention| mention.details["unit"].as_str().unwrap().to_owned();
        mentions
            .iter()
            .map(|mention| {
                (
                    mention.value.clone(),
                    unit(mention),
                    mention.literal.clone(),
                )
            })
            .collect()
    }

    #[test]
    fn symbols_codes_and_names_are_known_on_both_sides() {
        for (text, value, code, literal) in [
            ("pay £12.50 now", "12.5", "GBP", "£12.50"),
            ("6.55 $", "6.55", "USD", "6.55 $"),
            ("fifty pounds to mum", "50", "GBP", "fifty pounds"),
            ("R$ 1,200", "1200", "BRL", "R$ 1,200"),
            ("EUR 7", "7", "EUR", "EUR 7"),
            ("20 cents", "0.2", "USD", "20 cents"),
            ("-£5", "-5", "GBP", "-£5"),
        ] {
            assert_eq!(
                amounts(text),
                [(value.into(), code.into(), literal.into())],
                "{text}"
            );
        }
    }

    #[test]
    fn a_bare_number_is_no_money() {
        assert!(amounts("50 to Ben, 3 europeans").is_empty());
    }
}
