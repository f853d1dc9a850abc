//! Writes a changed list or object back to where it was read from: `append`, `remove`, `clear` and their
//! like change the context variable they are called on, whatever is done with their answer.
//!
//! <https://cloud.ibm.com/docs/watson-assistant?topic=watson-assistant-dialog-methods#dialog-methods-arrays-addall>

use serde_json::{Map, Value};

use super::ast::Expression;
use super::evaluate::evaluate;
use super::scope::Scope;
use super::{ExpressionError, arithmetic, truth};

/// What `context.clear()` leaves alone.
const KEPT: [&str; 3] = ["conversation_id", "timezone", "system"];

/// Stores `changed` in place of `target`. A target that is no place of the context is a passing value, and
/// nothing is stored.
pub(super) fn store(
    target: &Expression,
    changed: Value,
    scope: &Scope<'_>,
) -> Result<(), ExpressionError> {
    let Some(path) = path(target, scope)? else {
        return Ok(());
    };
    let mut context = scope.context.borrow_mut();
    let mut place = &mut *context;
    if path.is_empty() {
        *place = with_kept(place, changed);
        return Ok(());
    }
    for key in &path {
        let found = match place {
            Value::Object(object) => object.get_mut(&truth::text_of(key)),
            Value::Array(list) => arithmetic::as_whole(key)
                .and_then(|position| usize::try_from(position).ok())
                .and_then(|position| list.get_mut(position)),
            _ => None,
        };
        match found {
            Some(inner) => place = inner,
            None => return Ok(()),
        }
    }
    *place = changed;
    Ok(())
}

/// The keys that lead from the context to the target; `None` if it lies elsewhere.
fn path(target: &Expression, scope: &Scope<'_>) -> Result<Option<Vec<Value>>, ExpressionError> {
    let (outer, key) = match target {
        Expression::Context(name, None) => return Ok(Some(vec![Value::from(name.as_str())])),
        Expression::Global(name) if name == "context" => return Ok(Some(Vec::new())),
        Expression::Property(outer, name) => (outer, Value::from(name.as_str())),
        Expression::Index(outer, index) => (outer, evaluate(index, scope)?),
        Expression::Call(Some(outer), name, arguments) if name == "get" => match &arguments[..] {
            [index] => (outer, evaluate(index, scope)?),
            _ => return Ok(None),
        },
        _ => return Ok(None),
    };
    let path = path(outer, scope)?;
    Ok(path.map(|mut path| {
        path.push(key);
        path
    }))
}

fn with_kept(old: &Value, changed: Value) -> Value {
    let mut changed = match changed {
        Value::Object(object) => object,
        _ => Map::new(),
    };
    for name in KEPT {
        if let Some(value) = old.get(name) {
            changed.insert(name.to_owned(), value.clone());
        }
    }
    Value::Object(changed)
}
