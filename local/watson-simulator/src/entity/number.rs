//! `@sys-number` and `@sys-percentage`: digits and words.

#![expect(
    clippy::float_arithmetic,
    reason = "IBM's numbers are doubles; no money is decided here"
)]

use std::sync::LazyLock;

use regex::Regex;
use serde_json::json;

use super::Mention;
use super::number_words::{Sum, multiplier, small};
use super::token::{Token, tokens};
use crate::expression;

/// A number in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Number {
    /// Its value.
    pub value: f64,
    /// Where it starts, in bytes.
    pub start: usize,
    /// Where it ends, in bytes.
    pub end: usize,
}

impl Number {
    /// The number as a mention: a percentage if a percent sign follows.
    pub fn mention(&self, text: &str) -> Mention {
        let rest = text.get(self.end..).unwrap_or_default();
        let spaces = rest.len().saturating_sub(rest.trim_start().len());
        let sign = ["%", "percent", "per cent"]
            .iter()
            .find(|sign| rest.trim_start().starts_with(**sign));
        let (entity, end) = match sign {
            Some(sign) => (
                "sys-percentage",
                self.end.saturating_add(spaces).saturating_add(sign.len()),
            ),
            None => ("sys-number", self.end),
        };
        let value = expression::number(self.value);
        Mention::new(entity, &value.to_string(), text, self.start, end)
            .with("numeric_value", json!(value))
    }
}

/// The numbers as mentions.
pub fn mentions(text: &str, numbers: &[Number]) -> Vec<Mention> {
    numbers.iter().map(|number| number.mention(text)).collect()
}

/// In "2 to 3 percent" both ends are percentages.
pub fn share_percent(mentions: &mut [Mention]) {
    for position in 1..mentions.len() {
        let (before, behind) = mentions.split_at_mut(position);
        let (Some(one), Some(other)) = (before.last_mut(), behind.first()) else {
            continue;
        };
        let link = other.details.get("range_link");
        if other.entity == "sys-percentage"
            && link.is_some()
            && link == one.details.get("range_link")
        {
            one.entity.clone_from(&other.entity);
        }
    }
}

/// `Regex::new` on a constant cannot fail; an empty pattern would only find nothing.
pub fn constant(pattern: &str) -> Option<Regex> {
    Regex::new(pattern).ok()
}

static DIGITS: LazyLock<Option<Regex>> =
    LazyLock::new(|| constant(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"));

/// The numbers of `text`, from left to right.
pub fn find(text: &str) -> Vec<Number> {
    let tokens = tokens(text);
    let mut numbers = in_digits(text, &tokens);
    let free: Vec<Token> = tokens
        .into_iter()
        .filter(|token| {
            !numbers
                .iter()
                .any(|number| token.start < number.end && number.start < token.end)
        })
        .collect();
    numbers.extend(in_words(text, &free));
    numbers.sort_by_key(|number| number.start);
    numbers
}

fn in_digits(text: &str, tokens: &[Token]) -> Vec<Number> {
    let Some(digits) = DIGITS.as_ref() else {
        return Vec::new();
    };
    let standing_alone = |found: &regex::Match<'_>| {
        let before = text
            .get(..found.start())
            .and_then(|before| before.chars().next_back());
        !before.is_some_and(|before| before.is_alphabetic() || before == '_')
    };
    digits
        .find_iter(text)
        .filter(standing_alone)
        .filter_map(|found| {
            Some(extended(
                text,
                tokens,
                &found,
                found.as_str().replace(',', "").parse().ok()?,
            ))
        })
        .collect()
}

/// The sign before, and a multiplier such as "million" behind.
fn extended(text: &str, tokens: &[Token], found: &regex::Match<'_>, value: f64) -> Number {
    let mut number = Number {
        value,
        start: found.start(),
        end: found.end(),
    };
    let next = tokens.iter().find(|token| token.start >= found.end());
    let touches = |token: &&Token| {
        let between = text.get(found.end()..token.start);
        between.is_some_and(|between| between.trim().is_empty())
    };
    let multiplied = next
        .filter(touches)
        .and_then(|token| Some((token.end, multiplier(&token.word)?)));
    if let Some((end, by)) = multiplied {
        number.value *= by;
        number.end = end;
    }
    signed(text, number)
}

/// A minus sign counts only where it does not join two things, as in "10-20".
fn signed(text: &str, mut number: Number) -> Number {
    let before = text.get(..number.start).unwrap_or_default();
    for sign in ["-", "−", "minus "] {
        let Some(rest) = before.strip_suffix(sign) else {
            continue;
        };
        if !rest.ends_with(|character: char| character.is_alphanumeric()) {
            number.start = rest.len();
            number.value = -number.value;
        }
        return number;
    }
    number
}

fn in_words(text: &str, tokens: &[Token]) -> Vec<Number> {
    let mut numbers = Vec::new();
    let mut position = 0;
    while position < tokens.len() {
        match one_in_words(text, tokens.get(position..).unwrap_or_default()) {
            Some((number, used)) => {
                numbers.push(signed(text, number));
                position = position.saturating_add(used);
            }
            None => position = position.saturating_add(1),
        }
    }
    numbers
}

/// The number that starts at the first token, and how many tokens it takes.
fn one_in_words(text: &str, tokens: &[Token]) -> Option<(Number, usize)> {
    let first = tokens.first()?;
    let second = tokens.get(1).map(|token| token.word.as_str());
    let article = first.word == "a" && second.and_then(multiplier).is_some();
    if !article && small(&first.word).is_none() && multiplier(&first.word).is_none() {
        return None;
    }
    let mut sum = Sum::default();
    let mut used = usize::from(article);
    let mut last = first;
    while let Some(token) = tokens.get(used) {
        // "and" belongs to the number only between its parts.
        let joined = token.word == "and"
            && tokens
                .get(used.saturating_add(1))
                .is_some_and(|next| small(&next.word).is_some());
        let near = text
            .get(last.end..token.start)
            .is_none_or(|gap| gap.trim().is_empty() || gap == "-");
        if !(near && ((joined && sum.value() >= 100.0) || sum.take(&token.word))) {
            break;
        }
        last = token;
        used = used.saturating_add(1);
    }
    Some((
        Number {
            value: sum.value(),
            start: first.start,
            end: last.end,
        },
        used,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str) -> Vec<f64> {
        find(text).into_iter().map(|number| number.value).collect()
    }

    #[test]
    fn digits_with_signs_groups_and_decimals() {
        assert_eq!(
            values("-5 and 1,200.50, 0, 50.005 but not A4"),
            [-5.0, 1200.5, 0.0, 50.005]
        );
        assert_eq!(values("10-20"), [10.0, 20.0]);
    }

    #[test]
    fn words_are_added_up() {
        assert_eq!(
            values("two hundred and fifty or twenty-five"),
            [250.0, 25.0]
        );
        assert_eq!(
            values("a thousand, three million, 5 hundred"),
            [1000.0, 3_000_000.0, 500.0]
        );
        assert_eq!(values("fifty fifty"), [50.0, 50.0]);
        assert_eq!(values("minus five and a half"), [-5.0]);
    }

    #[test]
    fn words_that_only_look_like_numbers_are_none() {
        assert!(values("tenner, someone, and a car").is_empty());
    }
}
