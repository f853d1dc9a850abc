//! The conversation's memory, which Watson hands out and wants back unchanged.
//!
//! Opaque on purpose: only the result of a client action and the customer's locale are written into
//! it, and nothing is read out of it.

use std::fmt;
use std::str::FromStr;

use serde_json::{Map, Value, json};

use crate::error::Error;

/// The name Watson gives the dialog skill inside an assistant.
const MAIN_SKILL: &str = "main skill";

/// Everything Watson remembers between two messages. May hold names and amounts: its `Debug` is mute.
#[derive(Clone, PartialEq, Default)]
pub struct Context(Value);

impl Context {
    /// The text to keep in the conversation record; [`Context::from_str`] reads it back.
    #[must_use]
    pub fn to_text(&self) -> String {
        self.0.to_string()
    }

    /// Writes the result of a client action where the skill expects it.
    ///
    /// `variable` is the action's `result_variable`: `$x`, `context.x` or `x`, with dots for nesting.
    #[must_use]
    pub fn with_result(mut self, variable: &str, result: Value) -> Self {
        let bare = variable.trim_start_matches('$');
        let bare = bare.strip_prefix("context.").unwrap_or(bare);
        let path = ["skills", MAIN_SKILL, "user_defined"]
            .into_iter()
            .chain(bare.split('.'));
        *place(&mut self.0, path) = result;
        self
    }

    pub(crate) fn new(value: Value) -> Self {
        Self(value)
    }

    pub(crate) fn into_value(self) -> Value {
        self.0
    }

    /// The context with who and where the customer is; empty strings leave what is there.
    pub(crate) fn located(mut self, user_id: &str, timezone: &str, locale: &str) -> Self {
        for (name, value) in [
            ("user_id", user_id),
            ("timezone", timezone),
            ("locale", locale),
        ] {
            if !value.is_empty() {
                *place(&mut self.0, ["global", "system", name].into_iter()) = json!(value);
            }
        }
        self
    }
}

impl FromStr for Context {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let value: Value = serde_json::from_str(text).map_err(|_| Error::Garbled)?;
        if value.is_object() {
            Ok(Self(value))
        } else {
            Err(Error::Garbled)
        }
    }
}

impl From<Context> for String {
    fn from(context: Context) -> Self {
        context.to_text()
    }
}

impl fmt::Debug for Context {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Context(..)")
    }
}

/// The value at `path`, made on the way; whatever stands there and is no object gives way.
fn place<'v, 'p>(root: &'v mut Value, path: impl Iterator<Item = &'p str>) -> &'v mut Value {
    path.fold(root, |value, key| {
        if !value.is_object() {
            *value = Value::Object(Map::new());
        }
        &mut value[key]
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_context_survives_the_conversation_record() {
        let context = Context::default().with_result("$balance.shown", json!(true));
        assert_eq!(context.to_text().parse::<Context>(), Ok(context));
    }

    /// Found by the fuzz target `answer`: the shortest way to read a number may lose its last bit.
    #[test]
    fn numbers_survive_the_conversation_record_to_the_last_bit() {
        let text = format!(r#"{{"entities":[{}]}}"#, "8".repeat(61));
        let context: Context = text.parse().unwrap();
        assert_eq!(context.to_text().parse::<Context>(), Ok(context));
    }

    #[test]
    fn every_spelling_of_a_result_variable_lands_in_the_same_place() {
        for variable in ["$a.b", "context.a.b", "a.b"] {
            let context = Context::default().with_result(variable, json!(7));
            let expected =
                json!({ "skills": { "main skill": { "user_defined": { "a": { "b": 7 } } } } });
            assert_eq!(context.into_value(), expected, "{variable}");
        }
    }

    #[test]
    fn a_damaged_record_is_an_error_not_a_fresh_start() {
        for text in ["", "[]", "null", "{\"skills\":"] {
            assert_eq!(text.parse::<Context>(), Err(Error::Garbled), "{text}");
        }
    }
}
