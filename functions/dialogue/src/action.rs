//! The client actions of the dialog skill as typed Rust: each name is one variant, each parameter
//! checked. `skill/skill.json` and this file are held together by a test in both directions.

use domain::conversation::command::Command;
use serde_json::{Map, Value};
use watson::assistant::ClientAction;

/// Every action name with its parameters, for the contract test.
pub const CONTRACT: [(&str, &[&str]); 8] = [
    ("show_menu", &[]),
    ("show_balances", &[]),
    ("show_help", &[]),
    ("cancel", &[]),
    ("freeze", &[]),
    ("show_bank_check", &[]),
    ("set_voice", &["enabled"]),
    (
        "start_transfer",
        &["amount", "amount_value", "currency", "payee"],
    ),
];

/// Why an action cannot be done.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum ActionError {
    /// The skill names an action this code does not know: they were deployed apart.
    #[error("the skill asks for an action this version does not know")]
    Unknown,
    /// A parameter is missing or of the wrong kind.
    #[error("the skill's action lacks its parameter {0}")]
    Parameter(&'static str),
}

/// Reads a client action as a command.
pub fn read(action: &ClientAction) -> Result<Command, ActionError> {
    let parameters = &action.parameters;
    Ok(match action.name.as_str() {
        "show_menu" => Command::Menu,
        "show_balances" => Command::Balances,
        "show_help" => Command::Help,
        "cancel" => Command::Cancel,
        "freeze" => Command::Block,
        "show_bank_check" => Command::BankCheck,
        "set_voice" => {
            let enabled = parameters.get("enabled").and_then(Value::as_bool);
            Command::Voice(enabled.ok_or(ActionError::Parameter("enabled"))?)
        }
        "start_transfer" => Command::Transfer {
            amount: amount(parameters)?,
            payee: text(parameters, "payee").ok_or(ActionError::Parameter("payee"))?,
        },
        _ => return Err(ActionError::Unknown),
    })
}

/// What was typed, where it holds figures; Watson's reading ("fifty" is 50) where it does not.
fn amount(parameters: &Map<String, Value>) -> Result<String, ActionError> {
    let typed = text(parameters, "amount").ok_or(ActionError::Parameter("amount"))?;
    if typed.chars().any(|character| character.is_ascii_digit()) {
        return Ok(typed);
    }
    let value = text(parameters, "amount_value").unwrap_or(typed);
    let currency = text(parameters, "currency").unwrap_or_default();
    Ok(format!("{currency} {value}").trim().to_owned())
}

/// A text or a number, as text; nothing where it is missing, null or empty.
fn text(parameters: &Map<String, Value>, name: &str) -> Option<String> {
    let text = match parameters.get(name)? {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    Some(text).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn action(name: &str, parameters: &Value) -> ClientAction {
        ClientAction {
            name: name.to_owned(),
            parameters: parameters.as_object().unwrap().clone(),
            result_variable: String::new(),
        }
    }

    #[test]
    fn what_was_typed_wins_over_what_watson_made_of_it() {
        let transfer = |typed: &str, value: Value| {
            let parameters =
                json!({"amount": typed, "amount_value": value, "currency": "GBP", "payee": "Ben"});
            match read(&action("start_transfer", &parameters)) {
                Ok(Command::Transfer { amount, .. }) => amount,
                other => panic!("{other:?}"),
            }
        };
        assert_eq!(transfer("£50.005", json!("50")), "£50.005");
        assert_eq!(transfer("-5", json!(5)), "-5");
        assert_eq!(transfer("fifty pounds", json!("50")), "GBP 50");
    }

    #[test]
    fn an_incomplete_or_unknown_action_is_an_error_and_nothing_else() {
        let refused = |name, parameters| read(&action(name, &parameters)).unwrap_err();
        assert_eq!(
            refused("set_voice", json!({"enabled": "yes"})),
            ActionError::Parameter("enabled")
        );
        let no_payee = json!({"amount": "50", "payee": null});
        assert_eq!(
            refused("start_transfer", no_payee),
            ActionError::Parameter("payee")
        );
        assert_eq!(refused("post_transfer", json!({})), ActionError::Unknown);
    }
}
