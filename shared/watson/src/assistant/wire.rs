//! Reads the JSON of an answer. Lenient by duty: IBM adds fields and response types without notice.
//!
//! Only two things are required: an `output`, and the context, without which the conversation would
//! silently start over. An intent that does not read is left out, because nothing is done by it; an action
//! that does not read makes the whole answer garbled, or what was asked for would silently not be done.

use serde::Deserialize;
use serde_json::{Map, Value};

use super::answer::{Answer, Choice, ClientAction, Intent, Reply};
use super::context::Context;
use crate::error::Error;

/// Names under which a skill may address replies to us; elements for other channels only are skipped.
const OUR_CHANNELS: [&str; 2] = ["whatsapp", "text_messaging"];

/// The only kind of action that is ours to run; the others run inside IBM Cloud.
const CLIENT: &str = "client";

#[derive(Deserialize)]
struct WireAnswer {
    output: Output,
    context: Value,
}

#[derive(Deserialize)]
struct Output {
    #[serde(default)]
    generic: Vec<Value>,
    #[serde(default)]
    intents: Value,
    #[serde(default)]
    actions: Option<Vec<WireAction>>,
}

#[derive(Deserialize)]
struct WireAction {
    name: String,
    #[serde(rename = "type", default)]
    kind: Option<String>,
    #[serde(default)]
    parameters: Option<Map<String, Value>>,
    #[serde(default)]
    result_variable: Option<String>,
}

/// Reads the body of a successful message.
pub(super) fn read(body: &[u8]) -> Result<Answer, Error> {
    let WireAnswer { output, context } =
        serde_json::from_slice(body).map_err(|_| Error::Garbled)?;
    if !context.is_object() {
        return Err(Error::Garbled);
    }
    Ok(Answer {
        context: Context::new(context),
        replies: output
            .generic
            .iter()
            .filter(|element| is_ours(element))
            .filter_map(reply)
            .collect(),
        actions: output
            .actions
            .unwrap_or_default()
            .into_iter()
            .filter_map(action)
            .collect(),
        intent: elements(&output.intents).find_map(intent),
        guesses: elements(&output.intents).filter_map(intent).collect(),
    })
}

/// The elements of a list; none of what is no list.
fn elements(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().into_iter().flatten()
}

/// `None` without a name or a confidence.
fn intent(element: &Value) -> Option<Intent> {
    Some(Intent {
        name: element["intent"].as_str()?.to_owned(),
        confidence: element["confidence"].as_f64()?,
    })
}

/// An element without `channels` is for everybody.
fn is_ours(element: &Value) -> bool {
    let Some(channels) = element["channels"]
        .as_array()
        .filter(|channels| !channels.is_empty())
    else {
        return true;
    };
    let names = channels
        .iter()
        .filter_map(|channel| channel["channel"].as_str());
    names.into_iter().any(|name| OUR_CHANNELS.contains(&name))
}

fn action(action: WireAction) -> Option<ClientAction> {
    let ours = action.kind.is_none_or(|kind| kind == CLIENT);
    ours.then(|| ClientAction {
        name: action.name,
        parameters: action.parameters.unwrap_or_default(),
        result_variable: action.result_variable.unwrap_or_default(),
    })
}

/// `None` for what has nothing to show: a pause, an empty text.
fn reply(element: &Value) -> Option<Reply> {
    let string = |name: &str| element[name].as_str().unwrap_or_default().to_owned();
    let reply = match element["response_type"].as_str().unwrap_or_default() {
        "text" if string("text").trim().is_empty() => return None,
        "pause" => return None,
        "text" => Reply::Text(string("text")),
        "option" => Reply::Option {
            title: string("title"),
            description: string("description"),
            options: choices(&element["options"]),
        },
        "suggestion" => Reply::Suggestion {
            title: string("title"),
            suggestions: choices(&element["suggestions"]),
        },
        "image" => Reply::Image {
            source: string("source"),
            title: string("title"),
            description: string("description"),
            alt_text: string("alt_text"),
        },
        "connect_to_agent" => Reply::ConnectToAgent {
            message_to_agent: string("message_to_human_agent"),
            unavailable: element["agent_unavailable"]["message"]
                .as_str()
                .unwrap_or_default()
                .to_owned(),
        },
        "user_defined" => Reply::UserDefined(element["user_defined"].clone()),
        unknown => Reply::Unknown(unknown.to_owned()),
    };
    Some(reply)
}

/// A choice without a label cannot be shown and is left out; without a text the label is the text.
fn choices(list: &Value) -> Vec<Choice> {
    let choice = |entry: &Value| {
        let label = entry["label"].as_str()?.to_owned();
        let input = &entry["value"]["input"];
        let text = input["text"].as_str().unwrap_or(&label).to_owned();
        let suggestion_id = input["suggestion_id"].as_str().map(str::to_owned);
        Some(Choice {
            label,
            text,
            suggestion_id,
        })
    };
    elements(list).filter_map(choice).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn answer(output: &Value) -> Answer {
        read(
            json!({ "output": output, "context": {}, "user_id": "u" })
                .to_string()
                .as_bytes(),
        )
        .unwrap()
    }

    #[test]
    fn texts_options_and_pauses_are_told_apart() {
        let answer = answer(&json!({ "generic": [
            { "response_type": "pause", "time": 300, "typing": true },
            { "response_type": "text", "text": "Which one?" },
            { "response_type": "text", "text": " " },
            { "response_type": "option", "title": "", "preference": "dropdown", "options": [
                { "label": "Current", "value": { "input": { "text": "current account" } } },
                { "label": "Savings" },
            ] },
        ] }));
        let choice = |label: &str, text: &str| Choice {
            label: label.to_owned(),
            text: text.to_owned(),
            suggestion_id: None,
        };
        let options = vec![
            choice("Current", "current account"),
            choice("Savings", "Savings"),
        ];
        let option = Reply::Option {
            title: String::new(),
            description: String::new(),
            options,
        };
        assert!(answer.replies == [Reply::Text("Which one?".to_owned()), option]);
    }

    #[test]
    fn a_suggestion_keeps_its_id() {
        let answer = answer(
            &json!({ "generic": [{ "response_type": "suggestion", "title": "Did you mean:",
            "suggestions": [{ "label": "Send money", "output": {}, "source_dialog_node": "root",
                "value": { "input": { "text": "pay", "suggestion_id": "s-1" }, "intents": [] } }] }] }),
        );
        let Some(Reply::Suggestion { suggestions, .. }) = answer.replies.first() else {
            panic!("no suggestion");
        };
        assert_eq!(suggestions[0].suggestion_id.as_deref(), Some("s-1"));
    }

    #[test]
    fn elements_for_other_channels_are_skipped() {
        let answer = answer(&json!({ "generic": [
            { "response_type": "text", "text": "dial 1", "channels": [{ "channel": "voice_telephony" }] },
            { "response_type": "text", "text": "tap", "channels": [{ "channel": "chat" }, { "channel": "whatsapp" }] },
            { "response_type": "text", "text": "all", "channels": [] },
        ] }));
        assert!(answer.replies == [Reply::Text("tap".to_owned()), Reply::Text("all".to_owned())]);
    }

    #[test]
    fn unknown_kinds_and_fields_never_break() {
        let answer = answer(
            &json!({ "generic": [{ "response_type": "hologram", "x": [1] }, {}, 7],
            "debug": { "nodes_visited": [] }, "spelling": {}, "text": ["x"], "actions": null }),
        );
        assert_eq!(
            format!("{:?}", answer.replies),
            "[Unknown(hologram), Unknown(), Unknown()]"
        );
    }

    #[test]
    fn an_intent_that_does_not_read_is_left_out_and_nothing_else() {
        let said = json!([{ "response_type": "text", "text": "All done." }]);
        let transfer = json!({ "intent": "transfer", "confidence": 0.5 });
        for (intents, name) in [
            (json!([{ "intent": "balance" }, transfer]), Some("transfer")),
            (json!([transfer, { "intent": "balance" }]), Some("transfer")),
            (json!([{ "intent": "balance", "confidence": "high" }]), None),
            (json!([7, null, { "confidence": 1 }]), None),
            (json!([]), None),
            (json!("transfer"), None),
            (json!(null), None),
        ] {
            let answer = answer(&json!({ "generic": said, "intents": intents }));
            assert!(answer.replies == [Reply::Text("All done.".to_owned())]);
            let found = answer.intent.map(|intent| intent.name);
            assert_eq!(found.as_deref(), name, "{intents}");
        }
    }

    #[test]
    fn only_client_actions_are_ours_to_run() {
        let answer = answer(&json!({ "generic": [], "actions": [
            { "name": "show_menu", "type": "client", "result_variable": "context.done" },
            { "name": "bill", "type": "cloud-function", "parameters": {}, "result_variable": "x" },
            { "name": "start_transfer", "parameters": { "amount": "£5" } },
        ] }));
        let names: Vec<&str> = answer
            .actions
            .iter()
            .map(|action| action.name.as_str())
            .collect();
        assert_eq!(names, ["show_menu", "start_transfer"]);
        assert_eq!(answer.actions[1].parameters["amount"], "£5");
    }

    #[test]
    fn an_answer_without_output_or_context_is_garbled() {
        for body in [
            "",
            "<html>",
            "[]",
            r#"{"output":{}}"#,
            r#"{"context":{}}"#,
            r#"{"output":{},"context":null}"#,
        ] {
            assert_eq!(read(body.as_bytes()), Err(Error::Garbled), "{body}");
        }
    }

    #[test]
    fn a_printed_answer_holds_no_words_of_the_customer() {
        let answer = answer(
            &json!({ "generic": [{ "response_type": "text", "text": "Ben it is" }],
            "actions": [{ "name": "start_transfer", "parameters": { "payee": "Ben" } }],
            "intents": [{ "intent": "transfer", "confidence": 0.9, "skill": "main skill" }] }),
        );
        assert!(!format!("{answer:?}").contains("Ben"));
        assert_eq!(answer.intent.unwrap().name, "transfer");
    }
}
