//! A conversation with a skill inside this process: what `skill chat` and tests talk to.

use jiff::ZonedDateTime;
use serde_json::{Map, Value, json};

use crate::dialog::{self, Request, Response, State};
use crate::skill::Skill;

/// A conversation.
#[derive(Debug, Clone)]
pub struct Chat {
    skill: Skill,
    context: Map<String, Value>,
    state: State,
    now: ZonedDateTime,
    last: Option<Response>,
}

impl Chat {
    /// A conversation that starts at `now`; dates are read the British way.
    #[must_use]
    pub fn new(skill: Skill, now: ZonedDateTime) -> Self {
        Self {
            skill,
            context: Map::new(),
            state: State::default(),
            now,
            last: None,
        }
    }

    /// Says `text` to the skill; returns its replies as a person would read them. An empty text
    /// opens the conversation, or follows the result of an action.
    pub fn say(&mut self, text: &str) -> Vec<String> {
        self.send(json!({ "message_type": "text", "text": text }))
    }

    /// Sends a whole input, such as that of a choice the skill offered.
    pub fn send(&mut self, input: Value) -> Vec<String> {
        let request = Request {
            input,
            context: std::mem::take(&mut self.context),
            state: std::mem::take(&mut self.state),
            now: self.now.clone(),
            day_first: true,
        };
        let response = dialog::respond(&self.skill, request);
        self.context.clone_from(&response.context);
        self.state.clone_from(&response.state);
        let replies = response.generic.iter().filter_map(readable).collect();
        self.last = Some(response);
        replies
    }

    /// The client actions the last answer asked for, as `(name, parameters)`.
    #[must_use]
    pub fn actions(&self) -> Vec<(String, Value)> {
        let actions = self.last.iter().flat_map(|response| &response.actions);
        let pair = |action: &Value| {
            Some((
                action["name"].as_str()?.to_owned(),
                action["parameters"].clone(),
            ))
        };
        actions.filter_map(pair).collect()
    }

    /// Everything about the last answer.
    #[must_use]
    pub fn last(&self) -> Option<&Response> {
        self.last.as_ref()
    }

    /// A context variable.
    #[must_use]
    pub fn variable(&self, name: &str) -> Value {
        self.context.get(name).cloned().unwrap_or_default()
    }

    /// Sets a context variable, as the result of an action.
    pub fn set_variable(&mut self, name: &str, value: Value) {
        self.context.insert(name.to_owned(), value);
    }
}

/// A response element as text; `None` for what nobody reads.
fn readable(element: &Value) -> Option<String> {
    let string = |name: &str| element[name].as_str().unwrap_or_default();
    match string("response_type") {
        "text" => Some(string("text").to_owned()),
        "pause" => None,
        "option" => {
            let labels = element["options"].as_array().into_iter().flatten();
            let labels: Vec<&str> = labels
                .filter_map(|option| option["label"].as_str())
                .collect();
            Some(
                format!("{} [{}]", string("title"), labels.join(" | "))
                    .trim_start()
                    .to_owned(),
            )
        }
        kind => Some(
            format!("<{kind}> {}", string("title"))
                .trim_end()
                .to_owned(),
        ),
    }
}
