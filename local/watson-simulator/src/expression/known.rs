//! Which functions and methods exist, so that a skill can be checked without running it.

use super::parser::Expression;

/// Everything the method files answer to. A test holds them together.
pub const KNOWN: [&str; 77] = [
    "add",
    "addAll",
    "after",
    "append",
    "before",
    "charAt",
    "clear",
    "clearDialogStack",
    "concat",
    "contains",
    "containsIgnoreCase",
    "containsIntent",
    "containsKey",
    "doubleValue",
    "endsWith",
    "equals",
    "equalsIgnoreCase",
    "extract",
    "filter",
    "find",
    "get",
    "getAsDouble",
    "getAsInt",
    "getAsString",
    "getDayOfWeek",
    "getMatch",
    "getRandomItem",
    "has",
    "indexOf",
    "intValue",
    "isEmpty",
    "join",
    "keySet",
    "length",
    "longValue",
    "matches",
    "minusDays",
    "minusHours",
    "minusMinutes",
    "minusMonths",
    "minusSeconds",
    "minusWeeks",
    "minusYears",
    "now",
    "plusDays",
    "plusHours",
    "plusMinutes",
    "plusMonths",
    "plusSeconds",
    "plusWeeks",
    "plusYears",
    "reformatDateTime",
    "remove",
    "removeValue",
    "replace",
    "replaceAll",
    "replaceFirst",
    "sameMoment",
    "sameOrAfter",
    "sameOrBefore",
    "set",
    "size",
    "sort",
    "split",
    "startsWith",
    "substring",
    "toDouble",
    "toInt",
    "toJson",
    "toLong",
    "toLowerCase",
    "toString",
    "toUpperCase",
    "today",
    "trim",
    "abs",
    "valueOf",
];

/// The methods in an expression that this simulator does not have.
#[must_use]
pub fn unknown_methods(expression: &Expression) -> Vec<String> {
    let mut unknown = Vec::new();
    collect(expression, &mut unknown);
    unknown
}

fn collect(expression: &Expression, unknown: &mut Vec<String>) {
    match expression {
        Expression::Constant(_)
        | Expression::Global(_)
        | Expression::Intent(_)
        | Expression::Entity(..)
        | Expression::Context(..) => {}
        Expression::Type(name) if matches!(name.as_str(), "String" | "Math") => {}
        Expression::Type(name) => unknown.push(format!("T({name})")),
        Expression::List(items) => items.iter().for_each(|item| collect(item, unknown)),
        Expression::Property(inner, _) | Expression::Not(inner) | Expression::Negative(inner) => {
            collect(inner, unknown);
        }
        Expression::Call(target, name, arguments) => {
            if !KNOWN.contains(&name.as_str()) {
                unknown.push(name.clone());
            }
            for part in target.iter().map(AsRef::as_ref).chain(arguments) {
                collect(part, unknown);
            }
        }
        Expression::Index(one, other)
        | Expression::Binary(_, one, other)
        | Expression::Projection(one, other)
        | Expression::Selection(one, other) => {
            collect(one, unknown);
            collect(other, unknown);
        }
        Expression::Choice(condition, then, otherwise) => {
            for part in [condition, then, otherwise] {
                collect(part, unknown);
            }
        }
    }
}
