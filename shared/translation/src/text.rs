//! What a message says: own words, and between them what is filled in.

use std::collections::BTreeSet;

use fluent_syntax::ast::{
    Expression, InlineExpression, Message, Pattern, PatternElement, Variant, VariantKey,
};
use fluent_syntax::unicode::unescape_unicode_to_string;

use crate::Error;
use crate::plural::{self, Range};

/// A part of what is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bit {
    /// The bank's own words.
    Own(String),
    /// What is called so.
    Fill(String),
    /// By the number that is called so: the first that has it, or the last.
    Count(String, Vec<Case>),
}

/// What is said for some numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    pub numbers: Vec<Range>,
    pub text: Vec<Bit>,
}

/// Why a message cannot be said.
pub enum Fault {
    Holds(&'static str),
    Other(Error),
}

/// What a message says in the language of `tag`.
pub fn of(message: &Message<String>, tag: &str) -> Result<Vec<Bit>, Fault> {
    if !message.attributes.is_empty() {
        return Err(Fault::Holds("an attribute"));
    }
    let value = message.value.as_ref().ok_or(Fault::Holds("nothing"))?;
    pattern(value, tag)
}

/// What must be given to say it, in the order of the alphabet.
pub fn arguments(text: &[Bit]) -> BTreeSet<&str> {
    let mut names = BTreeSet::new();
    for bit in text {
        match bit {
            Bit::Own(_) => {}
            Bit::Fill(name) => {
                names.insert(name.as_str());
            }
            Bit::Count(name, cases) => {
                names.insert(name);
                names.extend(cases.iter().flat_map(|case| arguments(&case.text)));
            }
        }
    }
    names
}

fn pattern(pattern: &Pattern<String>, tag: &str) -> Result<Vec<Bit>, Fault> {
    let mut bits = Vec::new();
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => add(&mut bits, value),
            PatternElement::Placeable { expression } => place(&mut bits, expression, tag)?,
        }
    }
    Ok(bits)
}

fn place(bits: &mut Vec<Bit>, it: &Expression<String>, tag: &str) -> Result<(), Fault> {
    match it {
        Expression::Inline(InlineExpression::StringLiteral { value }) => {
            add(bits, &unescape_unicode_to_string(value));
        }
        Expression::Inline(InlineExpression::VariableReference { id }) => {
            bits.push(Bit::Fill(id.name.clone()));
        }
        Expression::Inline(_) => return Err(Fault::Holds("what is neither a text nor $given")),
        Expression::Select {
            selector: InlineExpression::VariableReference { id },
            variants,
        } => bits.push(Bit::Count(id.name.clone(), cases(variants, tag)?)),
        Expression::Select { .. } => return Err(Fault::Holds("a choice by what is not $given")),
    }
    Ok(())
}

/// The default last: it is for every number that has no other.
fn cases(variants: &[Variant<String>], tag: &str) -> Result<Vec<Case>, Fault> {
    let mut cases = Vec::new();
    for variant in variants.iter().filter(|variant| !variant.default) {
        let (VariantKey::Identifier { name } | VariantKey::NumberLiteral { value: name }) =
            &variant.key;
        let numbers = plural::numbers(tag, name).map_err(Fault::Other)?;
        if numbers.is_empty() {
            return Err(Fault::Holds("a form that its language does not count in"));
        }
        let text = pattern(&variant.value, tag)?;
        cases.push(Case { numbers, text });
    }
    let last = variants.iter().find(|variant| variant.default);
    let text = last.map_or(Ok(Vec::new()), |last| pattern(&last.value, tag))?;
    let numbers = Vec::new();
    cases.push(Case { numbers, text });
    Ok(cases)
}

/// Own words next to own words are one text.
fn add(bits: &mut Vec<Bit>, text: &str) {
    match bits.last_mut() {
        Some(Bit::Own(before)) => before.push_str(text),
        _ => bits.push(Bit::Own(text.to_owned())),
    }
}
