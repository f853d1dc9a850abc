//! Computes the value of an expression in a scope.
//!
//! Lenient where Watson is: a missing variable or property is null.

use serde_json::{Value, json};

use super::access::{element, entity, global, mention_property, property, variable};
use super::ast::{Expression, Operator, Which};
use super::scope::Scope;
use super::{ExpressionError, arithmetic, change, instances, methods, text_pattern, truth, types};

pub(super) type Outcome = Result<Value, ExpressionError>;

/// The value of `expression`.
pub fn evaluate(expression: &Expression, scope: &Scope<'_>) -> Outcome {
    match expression {
        Expression::Constant(value) => Ok(value.clone()),
        Expression::List(items) => all(items, scope).map(Value::Array),
        Expression::Global(name) => Ok(global(name, scope)),
        Expression::Intent(name) => Ok(json!(scope.means(name))),
        Expression::Entity(name, wanted) => Ok(entity(name, wanted.as_deref(), scope)),
        Expression::Context(name, wanted) => Ok(variable(name, wanted.as_deref(), scope)),
        Expression::Property(target, name) => property_of(target, name, scope),
        Expression::Index(target, index) => {
            Ok(element(&evaluate(target, scope)?, &evaluate(index, scope)?))
        }
        Expression::Call(target, name, arguments) => {
            call(target.as_deref(), name, arguments, scope)
        }
        Expression::New(name, arguments) => {
            instances::construct(name, &all(arguments, scope)?, scope)
        }
        Expression::Type(name) => Err(ExpressionError::Unsupported(format!("T({name})"))),
        Expression::Not(inner) => Ok(json!(!truth::is_true(&evaluate(inner, scope)?))),
        Expression::Negative(inner) => arithmetic::negate(truth::plain(&evaluate(inner, scope)?)),
        Expression::Binary(operator, left, right) => binary(*operator, left, right, scope),
        Expression::Choice(condition, then, otherwise) => {
            let chosen = if truth::is_true(&evaluate(condition, scope)?) {
                then
            } else {
                otherwise
            };
            evaluate(chosen, scope)
        }
        Expression::Projection(list, each) => project(list, each, scope),
        Expression::Selection(which, list, condition) => select(*which, list, condition, scope),
    }
}

fn all(expressions: &[Expression], scope: &Scope<'_>) -> Result<Vec<Value>, ExpressionError> {
    expressions
        .iter()
        .map(|expression| evaluate(expression, scope))
        .collect()
}

fn property_of(target: &Expression, name: &str, scope: &Scope<'_>) -> Outcome {
    match target {
        Expression::Entity(entity, None) => Ok(mention_property(entity, name, scope)),
        Expression::Type(type_name) => types::constant(type_name, name),
        _ => Ok(property(&evaluate(target, scope)?, name)),
    }
}

fn call(
    target: Option<&Expression>,
    name: &str,
    arguments: &[Expression],
    scope: &Scope<'_>,
) -> Outcome {
    let arguments = all(arguments, scope)?;
    match target {
        None => methods::function(name, &arguments, scope),
        Some(Expression::Type(type_name)) => types::call(type_name, name, &arguments),
        Some(Expression::New(type_name, _)) if type_name == instances::RANDOM => {
            instances::random(name, &arguments)
        }
        Some(Expression::Global(output)) if output == "output" && name == "clear" => {
            scope.wishes.clear_output.set(true);
            Ok(Value::Null)
        }
        Some(target) => {
            let found = methods::call(&evaluate(target, scope)?, name, &arguments, scope)?;
            if let Some(changed) = found.changed {
                change::store(target, changed, scope)?;
            }
            Ok(found.value)
        }
    }
}

fn binary(operator: Operator, left: &Expression, right: &Expression, scope: &Scope<'_>) -> Outcome {
    let first = evaluate(left, scope)?;
    match operator {
        Operator::Or if truth::is_true(&first) => return Ok(json!(true)),
        Operator::And if !truth::is_true(&first) => return Ok(json!(false)),
        Operator::Elvis if truth::is_true(&first) => return Ok(first),
        _ => {}
    }
    let second = evaluate(right, scope)?;
    let (first, second) = (truth::plain(&first), truth::plain(&second));
    match operator {
        Operator::Or | Operator::And => Ok(json!(truth::is_true(second))),
        Operator::Elvis => Ok(second.clone()),
        Operator::Between => Ok(json!(between(first, second))),
        Operator::Matches => {
            text_pattern::matches(&truth::text_of(first), &truth::text_of(second)).map(Value::Bool)
        }
        Operator::Equal
        | Operator::Different
        | Operator::Less
        | Operator::LessOrEqual
        | Operator::Greater
        | Operator::GreaterOrEqual => Ok(json!(truth::compare(operator, first, second))),
        _ => arithmetic::calculate(operator, first, second),
    }
}

/// `value between {low, high}`, both included.
fn between(value: &Value, bounds: &Value) -> bool {
    truth::compare(Operator::GreaterOrEqual, value, &bounds[0])
        && truth::compare(Operator::LessOrEqual, value, &bounds[1])
}

fn project(list: &Expression, each: &Expression, scope: &Scope<'_>) -> Outcome {
    let Value::Array(items) = evaluate(list, scope)? else {
        return Ok(Value::Null);
    };
    items
        .into_iter()
        .map(|item| evaluate(each, &scope.at(item)))
        .collect::<Result<_, _>>()
        .map(Value::Array)
}

fn select(which: Which, list: &Expression, condition: &Expression, scope: &Scope<'_>) -> Outcome {
    let Value::Array(items) = evaluate(list, scope)? else {
        return Ok(Value::Null);
    };
    let mut chosen = Vec::new();
    for item in items {
        if truth::is_true(&evaluate(condition, &scope.at(item.clone()))?) {
            chosen.push(item);
        }
    }
    Ok(match which {
        Which::All => Value::Array(chosen),
        Which::First => chosen.into_iter().next().unwrap_or_default(),
        Which::Last => chosen.pop().unwrap_or_default(),
    })
}
