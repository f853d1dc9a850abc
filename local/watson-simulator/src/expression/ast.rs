//! What an expression is made of. How it is read is the parser's work, what it is worth the evaluation's.

use serde_json::Value;

/// An expression ready to be evaluated.
#[derive(Debug, Clone, PartialEq)]
pub enum Expression {
    /// A constant.
    Constant(Value),
    /// `{a, b}`.
    List(Vec<Expression>),
    /// A global: `input`, `context`, `slot_in_focus`.
    Global(String),
    /// `#intent`.
    Intent(String),
    /// `@entity`, or `@entity:value` which is true or false.
    Entity(String, Option<String>),
    /// `$variable`, or `$variable:value` which is true or false.
    Context(String, Option<String>),
    /// `target.name`.
    Property(Box<Expression>, String),
    /// `target[index]`.
    Index(Box<Expression>, Box<Expression>),
    /// `target.name(arguments)`; without a target a function such as `now()`.
    Call(Option<Box<Expression>>, String, Vec<Expression>),
    /// `T(String)`.
    Type(String),
    /// `new JsonArray()`.
    New(String, Vec<Expression>),
    /// `!x`.
    Not(Box<Expression>),
    /// `-x`.
    Negative(Box<Expression>),
    /// `a op b`.
    Binary(Operator, Box<Expression>, Box<Expression>),
    /// `a ? b : c`.
    Choice(Box<Expression>, Box<Expression>, Box<Expression>),
    /// `list.![expression]`: the expression for every element.
    Projection(Box<Expression>, Box<Expression>),
    /// `list.?[condition]`: the elements for which it holds; with `^` the first of them, with `$` the last.
    Selection(Which, Box<Expression>, Box<Expression>),
}

/// Which elements a selection takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// `.?[`
    All,
    /// `.^[`
    First,
    /// `.$[`
    Last,
}

/// A binary operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// `||`, `OR`
    Or,
    /// `&&`, `AND`
    And,
    /// `==`
    Equal,
    /// `!=`
    Different,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
    /// `matches`
    Matches,
    /// `between {low, high}`
    Between,
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
    /// `%`
    Remainder,
    /// `^`
    Power,
    /// `a ?: b`
    Elvis,
}

impl Expression {
    /// Shows `see` the expression and every part of it, from the outside in.
    pub fn visit(&self, see: &mut dyn FnMut(&Self)) {
        see(self);
        for part in self.parts() {
            part.visit(see);
        }
    }

    fn parts(&self) -> Vec<&Self> {
        match self {
            Self::Constant(_)
            | Self::Global(_)
            | Self::Intent(_)
            | Self::Entity(..)
            | Self::Context(..)
            | Self::Type(_) => Vec::new(),
            Self::List(items) | Self::New(_, items) => items.iter().collect(),
            Self::Property(inner, _) | Self::Not(inner) | Self::Negative(inner) => vec![inner],
            Self::Call(target, _, arguments) => {
                target.iter().map(AsRef::as_ref).chain(arguments).collect()
            }
            Self::Index(one, other)
            | Self::Binary(_, one, other)
            | Self::Projection(one, other)
            | Self::Selection(_, one, other) => vec![one, other],
            Self::Choice(condition, then, otherwise) => vec![condition, then, otherwise],
        }
    }
}
