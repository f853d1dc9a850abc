//! Watson's expression language: the part of SpEL that dialog skills use, with IBM's shorthands.
//!
//! Parsing and evaluating never panic and always end. What is not supported is an error with a
//! name, so that `Skill::check` can report it before a conversation stumbles over it.

mod access;
mod arithmetic;
mod array_methods;
pub mod ast;
mod change;
mod date_format;
mod date_methods;
pub mod evaluate;
mod instances;
pub mod interpolate;
mod join_to_array;
mod known;
pub mod lexer;
mod methods;
mod object_methods;
pub mod parser;
pub mod scope;
mod string_methods;
mod text_format;
mod text_pattern;
mod truth;
mod types;

pub(crate) use arithmetic::number;
pub use ast::Expression;
pub use evaluate::evaluate;
pub use known::unknown_methods;
pub use parser::parse;
pub use scope::Scope;
pub(crate) use text_pattern::compile as compile_pattern;
pub use truth::is_true;

/// Why an expression has no value.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExpressionError {
    /// Not an expression at all.
    #[error("cannot read the expression at character {position}: {problem}")]
    Syntax {
        /// Where, in characters from the start.
        position: usize,
        /// What is wrong there.
        problem: String,
    },
    /// Valid SpEL that this simulator does not know.
    #[error("not supported: {0}")]
    Unsupported(String),
    /// A value of the wrong kind, such as adding to null.
    #[error("{0}")]
    Value(String),
}

/// Evaluates a condition the way Watson does: whatever fails is false.
#[must_use]
pub fn holds(condition: &str, scope: &Scope<'_>) -> bool {
    parse(condition)
        .and_then(|expression| evaluate(&expression, scope))
        .is_ok_and(|value| is_true(&value))
}
