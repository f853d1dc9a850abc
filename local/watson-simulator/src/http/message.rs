//! One message of Assistant v2: from the request's JSON to the answer's.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::{Map, Value, json};

use super::ApiError;
use crate::dialog::{self, Request, Response, State};
use crate::intent::{MAX_ALTERNATIVES, Recognised};
use crate::skill::Skill;

/// Longest text, in characters.
const MAX_TEXT_CHARACTERS: usize = 2048;

/// The name of the dialog skill inside an assistant.
const MAIN_SKILL: &str = "main skill";

/// Who speaks when nobody says.
const ANONYMOUS: &str = "anonymous";

/// A message that passed IBM's checks.
pub(super) struct Message {
    input: Value,
    /// The context the caller sent; null if none.
    pub(super) context: Value,
    user_id: Option<String>,
}

/// What goes back, and the context to keep.
pub(super) struct Answered {
    pub(super) body: Value,
    pub(super) context: Value,
}

impl Message {
    /// Reads and checks the body of a request.
    pub(super) fn parse(body: &[u8]) -> Result<Self, ApiError> {
        let body: Value = if body.is_empty() {
            json!({})
        } else {
            serde_json::from_slice(body)
                .map_err(|_| ApiError::bad_request("Invalid JSON in request body"))?
        };
        let input = if body["input"].is_object() {
            body["input"].clone()
        } else {
            json!({})
        };
        check_text(&input["text"])?;
        let user_id = body["user_id"].as_str().map(str::to_owned);
        Ok(Self {
            input,
            context: body["context"].clone(),
            user_id,
        })
    }

    fn option(&self, name: &str) -> bool {
        self.input["options"][name] == Value::Bool(true)
    }

    /// Whether the caller of a session wants the context back.
    pub(super) fn wants_context(&self) -> bool {
        self.option("return_context")
    }

    /// Runs the message on top of `context`.
    pub(super) fn run(&self, skill: &Skill, context: Value, now: Timestamp) -> Answered {
        let mut context = if context.is_object() {
            context
        } else {
            json!({})
        };
        let system = context["global"]["system"].clone();
        let user_id = self
            .user_id
            .as_deref()
            .or(system["user_id"].as_str())
            .unwrap_or(ANONYMOUS)
            .to_owned();
        let response = dialog::respond(skill, self.request(&context, &system, now));
        remember(&mut context, &response, &user_id);
        let body = json!({ "output": self.output(skill, &response), "user_id": user_id });
        Answered { body, context }
    }

    fn request(&self, context: &Value, system: &Value, now: Timestamp) -> Request {
        let own = &context["skills"][MAIN_SKILL];
        let zone = system["timezone"]
            .as_str()
            .and_then(|zone| TimeZone::get(zone).ok());
        let restart = self.option("restart");
        let state = own["system"]["state"]
            .as_str()
            .filter(|_| !restart)
            .map(State::decode);
        let locale = system["locale"].as_str().unwrap_or("en-us").to_lowercase();
        Request {
            input: self.input.clone(),
            context: own["user_defined"].as_object().cloned().unwrap_or_default(),
            state: state.unwrap_or_default(),
            now: now.to_zoned_datetime(zone.unwrap_or(TimeZone::UTC)),
            // Without a locale IBM reads dates the American way.
            day_first: !locale.starts_with("en-us"),
        }
    }

    fn output(&self, skill: &Skill, response: &Response) -> Value {
        let intents = if self.option("alternate_intents") {
            response
                .alternatives
                .get(..MAX_ALTERNATIVES)
                .unwrap_or(&response.alternatives)
        } else {
            response.intents.get(..1).unwrap_or_default()
        };
        let mut output = json!({
            "generic": response.generic,
            "intents": intents.iter().map(wire_intent).collect::<Vec<_>>(),
            "entities": response.entities.iter().map(wire_entity).collect::<Vec<_>>(),
        });
        if let Some(spelling) = &response.spelling {
            output["spelling"] = spelling.clone();
        }
        if !response.actions.is_empty() {
            output["actions"] = json!(response.actions);
        }
        if !response.user_defined.is_empty() {
            output["user_defined"] = json!(response.user_defined);
        }
        if self.option("debug") {
            output["debug"] = debug(skill, response);
        }
        output
    }
}

pub(super) fn check_text(text: &Value) -> Result<(), ApiError> {
    let text = match text {
        Value::Null => return Ok(()),
        Value::String(text) => text,
        _ => return Err(ApiError::bad_request("input.text must be a string")),
    };
    if text.chars().count() > MAX_TEXT_CHARACTERS {
        return Err(ApiError::bad_request(
            "input.text cannot be longer than 2048 characters",
        ));
    }
    if text.contains(['\r', '\n', '\t']) {
        let problem = "input.text cannot contain carriage return, newline, or tab characters";
        return Err(ApiError::bad_request(problem));
    }
    Ok(())
}

/// Writes the dialog's memory into the context.
fn remember(context: &mut Value, response: &Response, user_id: &str) {
    let system = place(context, &["global", "system"]);
    let turns = system["turn_count"].as_u64().unwrap_or(0).saturating_add(1);
    system["turn_count"] = json!(turns);
    system["user_id"] = json!(user_id);
    let own = place(context, &["skills", MAIN_SKILL]);
    own["user_defined"] = json!(response.context);
    own["system"] = json!({ "state": response.state.encode() });
}

fn place<'v>(root: &'v mut Value, path: &[&str]) -> &'v mut Value {
    path.iter().fold(root, |value, key| {
        if !value[*key].is_object() {
            value[*key] = Value::Object(Map::new());
        }
        &mut value[*key]
    })
}

fn wire_intent(intent: &Recognised) -> Value {
    json!({ "intent": intent.intent, "confidence": intent.confidence, "skill": MAIN_SKILL })
}

fn wire_entity(mention: &crate::entity::Mention) -> Value {
    let mut wire = mention.to_wire();
    wire["skill"] = json!(MAIN_SKILL);
    wire
}

fn debug(skill: &Skill, response: &Response) -> Value {
    let node = |id: &String| {
        let node = skill.tree().node(id);
        json!({
            "dialog_node": id,
            "title": node.and_then(|node| node.title.as_deref()),
            "conditions": node.and_then(|node| node.conditions.as_deref()),
        })
    };
    let message = |problem: &String| json!({ "level": "warn", "message": problem, "code": "SPEL" });
    json!({
        "nodes_visited": response.nodes_visited.iter().map(node).collect::<Vec<_>>(),
        "log_messages": response.problems.iter().map(message).collect::<Vec<_>>(),
        "branch_exited": response.state.places.is_empty(),
        "branch_exited_reason": "completed",
    })
}
