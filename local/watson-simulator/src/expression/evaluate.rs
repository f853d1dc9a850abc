//! Computes the value of an expression in a scope.
//!
//! Lenient where Watson is: a missing variable or property is null. Nothing here changes the
//! context; a method such as `append` returns the changed list.

use serde_json::{Value, json};

use super::parser::{Expression, Operator};
use super::scope::Scope;
use super::{ExpressionError, arithmetic, methods, text_pattern, truth};
use crate::entity::Mention;

type Outcome = Result<Value, ExpressionError>;

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
        Expression::Type(name) => Err(ExpressionError::Unsupported(format!("T({name})"))),
        Expression::Not(inner) => Ok(json!(!truth::is_true(&evaluate(inner, scope)?))),
        Expression::Negative(inner) => arithmetic::negate(&evaluate(inner, scope)?),
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
        Expression::Selection(list, condition) => select(list, condition, scope),
    }
}

fn all(expressions: &[Expression], scope: &Scope<'_>) -> Result<Vec<Value>, ExpressionError> {
    expressions
        .iter()
        .map(|expression| evaluate(expression, scope))
        .collect()
}

fn global(name: &str, scope: &Scope<'_>) -> Value {
    let flags = &scope.flags;
    match name {
        "input" => scope.input.clone(),
        "context" => scope.context.clone(),
        "output" => scope.output.clone(),
        "event" => scope.event.clone(),
        "entities" => Value::Array(scope.entities.iter().map(Mention::to_value).collect()),
        "intents" => json!(scope.intents),
        "intent" => scope
            .intents
            .first()
            .map_or(Value::Null, |best| json!(best)),
        "conversation_start" => json!(flags.conversation_start),
        "welcome" => json!(flags.welcome),
        // Reached only when nothing above it in the tree matched.
        "anything_else" => json!(true),
        "irrelevant" => json!(flags.irrelevant),
        "slot_in_focus" => json!(flags.slot_in_focus),
        "all_slots_filled" => json!(flags.all_slots_filled),
        "has_skipped_slots" => json!(flags.has_skipped_slots),
        "returning_from_digression" => json!(flags.returning_from_digression),
        "this" => scope.element.clone().unwrap_or_default(),
        other => scope
            .element
            .as_ref()
            .map_or(Value::Null, |element| property(element, other)),
    }
}

fn entity(name: &str, wanted: Option<&str>, scope: &Scope<'_>) -> Value {
    let mut mentions = scope
        .entities
        .iter()
        .filter(|mention| mention.entity == name);
    match wanted {
        Some(wanted) => json!(mentions.any(|mention| mention.value.eq_ignore_ascii_case(wanted))),
        None => mentions
            .next()
            .map_or(Value::Null, |mention| json!(mention.value)),
    }
}

fn variable(name: &str, wanted: Option<&str>, scope: &Scope<'_>) -> Value {
    let value = scope.context.get(name).cloned().unwrap_or_default();
    match wanted {
        Some(wanted) => json!(truth::text_of(truth::plain(&value)) == wanted),
        None => value,
    }
}

fn property_of(target: &Expression, name: &str, scope: &Scope<'_>) -> Outcome {
    if let Expression::Entity(entity, None) = target {
        return Ok(mention_property(entity, name, scope));
    }
    Ok(property(&evaluate(target, scope)?, name))
}

fn mention_property(entity: &str, name: &str, scope: &Scope<'_>) -> Value {
    if name == "values" || name == "literals" {
        let mentions = scope
            .entities
            .iter()
            .filter(|mention| mention.entity == entity);
        let values = mentions.map(|mention| {
            if name == "values" {
                json!(mention.value)
            } else {
                json!(mention.literal)
            }
        });
        return Value::Array(values.collect());
    }
    scope
        .first(entity)
        .map_or(Value::Null, |mention| mention.property(name))
}

/// A property of a value. A list stands for its first element, as in `intents.confidence`, except
/// the list of entities, which is first narrowed to the entity of that name.
fn property(target: &Value, name: &str) -> Value {
    match target {
        Value::Object(object) => match object.get(name) {
            Some(value) => value.clone(),
            None => in_interpretation(target, name),
        },
        Value::Array(list) => {
            let of_name = mentions_of(list, name);
            if of_name.is_empty() {
                list.first()
                    .map_or(Value::Null, |first| property(first, name))
            } else {
                Value::Array(of_name)
            }
        }
        Value::String(text) if name == "length" => json!(text.chars().count()),
        _ => Value::Null,
    }
}

/// IBM lets one leave out `interpretation` and `metadata` on the way to a mention's details.
fn in_interpretation(mention: &Value, name: &str) -> Value {
    ["interpretation", "metadata"]
        .iter()
        .find_map(|part| mention.get(part)?.get(name))
        .cloned()
        .unwrap_or_default()
}

fn mentions_of(list: &[Value], entity: &str) -> Vec<Value> {
    list.iter()
        .filter(|mention| mention["entity"] == entity)
        .cloned()
        .collect()
}

/// `target[index]`; on the list of entities a name picks the mentions of that entity.
fn element(target: &Value, index: &Value) -> Value {
    match (target, index) {
        (Value::Array(list), Value::String(name)) => {
            let mentions = mentions_of(list, name);
            if mentions.is_empty() {
                Value::Null
            } else {
                Value::Array(mentions)
            }
        }
        (Value::Object(object), key) => object
            .get(&truth::text_of(key))
            .cloned()
            .unwrap_or_default(),
        (Value::Array(list), position) => arithmetic::as_whole(position)
            .and_then(|position| usize::try_from(position).ok())
            .and_then(|position| list.get(position))
            .cloned()
            .unwrap_or_default(),
        _ => Value::Null,
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
        Some(Expression::Type(type_name)) => methods::on_type(type_name, name, &arguments),
        Some(target) => methods::call(&evaluate(target, scope)?, name, &arguments, scope),
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
    match operator {
        Operator::Or | Operator::And => Ok(json!(truth::is_true(&second))),
        Operator::Elvis => Ok(second),
        Operator::Matches => {
            let (text, pattern) = (
                truth::text_of(truth::plain(&first)),
                truth::text_of(&second),
            );
            text_pattern::matches(&text, &pattern).map(Value::Bool)
        }
        Operator::Equal
        | Operator::Different
        | Operator::Less
        | Operator::LessOrEqual
        | Operator::Greater
        | Operator::GreaterOrEqual => Ok(json!(truth::compare(operator, &first, &second))),
        _ => arithmetic::calculate(operator, truth::plain(&first), truth::plain(&second)),
    }
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

fn select(list: &Expression, condition: &Expression, scope: &Scope<'_>) -> Outcome {
    let Value::Array(items) = evaluate(list, scope)? else {
        return Ok(Value::Null);
    };
    let mut chosen = Vec::new();
    for item in items {
        if truth::is_true(&evaluate(condition, &scope.at(item.clone()))?) {
            chosen.push(item);
        }
    }
    Ok(Value::Array(chosen))
}
