//! Fills expressions into the texts and values of a dialog node.
//!
//! In a text, `<? … ?>`, `$variable` and `@entity` are expanded; a backslash before `$`, `@` or `#`
//! keeps the character. A value that is one expression keeps that expression's type.

use serde_json::{Map, Value};

use super::lexer::{is_artifact_name, is_name, is_name_start};
use super::parser::parse;
use super::scope::Scope;
use super::truth::{plain, text_of};
use super::{ExpressionError, evaluate};

/// A node's JSON value with everything expanded, and what went wrong on the way.
pub fn value(template: &Value, scope: &Scope<'_>, problems: &mut Vec<ExpressionError>) -> Value {
    match template {
        Value::String(text) => typed(text, scope, problems),
        Value::Array(items) => items
            .iter()
            .map(|item| value(item, scope, problems))
            .collect(),
        Value::Object(object) => {
            let expanded: Map<String, Value> = object
                .iter()
                .map(|(key, inner)| (key.clone(), value(inner, scope, problems)))
                .collect();
            Value::Object(expanded)
        }
        plain => plain.clone(),
    }
}

/// A sentence with everything expanded.
pub fn text(template: &str, scope: &Scope<'_>, problems: &mut Vec<ExpressionError>) -> String {
    let texts = pieces(template).into_iter().map(|piece| match piece {
        Piece::Plain(text) => text,
        Piece::Expression(expression) => said(&computed(&expression, scope, problems)),
    });
    texts.collect()
}

/// The expressions in a template, for checking a skill without running it.
#[must_use]
pub fn expressions(template: &str) -> Vec<String> {
    let expression = |piece| match piece {
        Piece::Expression(expression) => Some(expression),
        Piece::Plain(_) => None,
    };
    pieces(template)
        .into_iter()
        .filter_map(expression)
        .collect()
}

/// In a sentence a mention stands for its value, and a list of mentions for their values.
fn said(value: &Value) -> String {
    let is_mention = |value: &Value| value.get("entity").is_some();
    match value {
        Value::Array(items) if !items.is_empty() && items.iter().all(is_mention) => {
            let values: Vec<String> = items.iter().map(|item| text_of(plain(item))).collect();
            values.join(", ")
        }
        mention if is_mention(mention) => text_of(plain(mention)),
        other => text_of(other),
    }
}

fn typed(template: &str, scope: &Scope<'_>, problems: &mut Vec<ExpressionError>) -> Value {
    match pieces(template.trim()).as_slice() {
        [Piece::Expression(expression)] => computed(expression, scope, problems),
        _ => Value::String(text(template, scope, problems)),
    }
}

fn computed(expression: &str, scope: &Scope<'_>, problems: &mut Vec<ExpressionError>) -> Value {
    match parse(expression).and_then(|expression| evaluate(&expression, scope)) {
        Ok(value) => value,
        Err(problem) => {
            problems.push(problem);
            Value::Null
        }
    }
}

#[derive(Debug, PartialEq)]
enum Piece {
    Plain(String),
    Expression(String),
}

fn pieces(template: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut plain = String::new();
    let mut rest = template;
    while let Some(character) = rest.chars().next() {
        if let Some((expression, length)) = expression_at(rest) {
            if !plain.is_empty() {
                pieces.push(Piece::Plain(std::mem::take(&mut plain)));
            }
            pieces.push(Piece::Expression(expression));
            rest = rest.get(length..).unwrap_or_default();
            continue;
        }
        let escaped = rest
            .get(1..)
            .filter(|next| character == '\\' && next.starts_with(['$', '@', '#']));
        let kept = escaped
            .and_then(|next| next.chars().next())
            .unwrap_or(character);
        plain.push(kept);
        let skipped = kept
            .len_utf8()
            .saturating_add(usize::from(escaped.is_some()));
        rest = rest.get(skipped..).unwrap_or_default();
    }
    if !plain.is_empty() {
        pieces.push(Piece::Plain(plain));
    }
    pieces
}

/// The expression `text` begins with, and how many bytes it takes.
fn expression_at(text: &str) -> Option<(String, usize)> {
    if let Some(inside) = text.strip_prefix("<?") {
        let end = inside.find("?>")?;
        let expression = inside.get(..end)?.trim().to_owned();
        return Some((expression, end.saturating_add("<??>".len())));
    }
    let (sigil, name) = text.split_at_checked(1)?;
    let length = match sigil {
        "$" if name.starts_with('(') => name.find(')')?.saturating_add(1),
        "$" if name.starts_with('{') => name.find('}')?.saturating_add(1),
        "$" => path_length(name, is_name)?,
        "@" => path_length(name, is_artifact_name)?,
        _ => return None,
    };
    let length = length.saturating_add(1);
    Some((text.get(..length)?.to_owned(), length))
}

/// The length of `name.property.property`; a full stop that ends a sentence is not part of it.
fn path_length(text: &str, keep: fn(char) -> bool) -> Option<usize> {
    if !text.starts_with(is_name_start) {
        return None;
    }
    let mut length = run(text, keep);
    while let Some(next) = text.get(length..).and_then(|rest| rest.strip_prefix('.')) {
        if !next.starts_with(is_name_start) {
            break;
        }
        length = length.saturating_add(1).saturating_add(run(next, is_name));
    }
    Some(length)
}

fn run(text: &str, keep: fn(char) -> bool) -> usize {
    text.find(|character| !keep(character))
        .unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_are_found_inside_sentences() {
        assert_eq!(
            expressions("Pay $$sum to @payee.literal on <? $day.trim() ?>, $(first-name)."),
            ["$sum", "@payee.literal", "$day.trim()", "$(first-name)"]
        );
    }

    #[test]
    fn escaped_signs_and_mail_addresses_stay_as_they_are() {
        assert_eq!(
            pieces(r"\$2 at me\@acme.com, 100 $"),
            [Piece::Plain("$2 at me@acme.com, 100 $".into())]
        );
    }
}
