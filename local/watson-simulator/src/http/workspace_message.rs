//! One message of Assistant v1: the same dialog, with the context flat and all of it in the caller's hands.
//!
//! <https://cloud.ibm.com/apidocs/assistant-v1#message>

use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response as HttpResponse;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::{Map, Value, json};

use super::assistant::{Arguments, Ids, Shared};
use super::message::check_text;
use super::workspaces::object;
use super::{ApiError, answer, guid};
use crate::dialog::{self, Request, Response, State as DialogState};
use crate::intent::MAX_ALTERNATIVES;
use crate::skill::Skill;

/// What of the context is the service's own and no variable of the skill.
const OWN: [&str; 3] = ["conversation_id", "system", "metadata"];

/// `POST /v1/workspaces/{id}/message`.
pub(super) async fn message(
    State(assistant): Shared,
    Path(ids): Ids,
    Query(arguments): Arguments,
    headers: HeaderMap,
    body: Bytes,
) -> Result<HttpResponse, ApiError> {
    let id = assistant.admit_workspace(&headers, &ids, &arguments)?;
    let body = Value::Object(object(&body)?);
    check_text(&body["input"]["text"])?;
    let skill = assistant.store.get(id)?.skill;
    Ok(answer(StatusCode::OK, run(&skill, &body, assistant.now())))
}

fn run(skill: &Skill, body: &Value, now: Timestamp) -> Value {
    let context = body["context"].as_object().cloned().unwrap_or_default();
    let conversation = context.get("conversation_id").and_then(Value::as_str);
    let conversation = conversation.map_or_else(guid, str::to_owned);
    let turns = context
        .get("system")
        .map(|system| &system["dialog_turn_counter"]);
    let turns = turns.and_then(Value::as_u64).unwrap_or(0).saturating_add(1);
    let response = dialog::respond(skill, request(body, &context, now));

    let mut after = response.context.clone();
    for name in ["metadata", "timezone"] {
        if let Some(value) = context.get(name) {
            after.entry(name).or_insert_with(|| value.clone());
        }
    }
    after.insert("conversation_id".to_owned(), json!(conversation));
    after.insert("system".to_owned(), system(&response, turns));
    let alternates = body["alternate_intents"] == Value::Bool(true);
    let user_id = body["user_id"].as_str().unwrap_or(&conversation);
    let mut answer = json!({
        "input": { "text": body["input"]["text"].as_str().unwrap_or_default() },
        "intents": intents(&response, alternates),
        "entities": response.entities.iter().map(crate::entity::Mention::to_wire).collect::<Vec<_>>(),
        "alternate_intents": alternates,
        "context": after,
        "output": output(&response),
        "user_id": user_id,
    });
    if let Some(spelling) = &response.spelling {
        answer["input"] = spelling.clone();
    }
    if !response.actions.is_empty() {
        answer["actions"] = json!(response.actions);
    }
    answer
}

fn request(body: &Value, context: &Map<String, Value>, now: Timestamp) -> Request {
    let mut input = body["input"].as_object().cloned().unwrap_or_default();
    // v1 has what v2 has inside the input beside it.
    for name in ["intents", "entities"] {
        if body[name].is_array() {
            input.insert(name.to_owned(), body[name].clone());
        }
    }
    let state = context
        .get("system")
        .and_then(|system| system["state"].as_str());
    let variables = context
        .iter()
        .filter(|(name, _)| !OWN.contains(&name.as_str()));
    Request {
        input: Value::Object(input),
        context: variables
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect(),
        state: state.map(DialogState::decode).unwrap_or_default(),
        now: now.to_zoned_datetime(TimeZone::UTC),
        day_first: false,
    }
}

fn intents(response: &Response, alternates: bool) -> Vec<Value> {
    let intents = if alternates {
        &response.alternatives
    } else {
        &response.intents
    };
    intents
        .iter()
        .take(MAX_ALTERNATIVES)
        .map(|intent| json!(intent))
        .collect()
}

fn system(response: &Response, turns: u64) -> Value {
    let at = response.nodes_visited.last().map_or("root", String::as_str);
    json!({
        "initialized": true,
        "dialog_stack": [{ "dialog_node": at }],
        "dialog_turn_counter": turns,
        "dialog_request_counter": turns,
        "state": response.state.encode(),
    })
}

fn output(response: &Response) -> Value {
    let texts = response.generic.iter();
    let texts = texts.filter_map(|element| element["text"].as_str());
    let log = response
        .problems
        .iter()
        .map(|problem| json!({ "level": "warn", "msg": problem, "code": "SPEL" }));
    let mut output = Value::Object(response.user_defined.clone());
    output["text"] = texts.collect();
    output["generic"] = json!(response.generic);
    output["nodes_visited"] = json!(response.nodes_visited);
    output["log_messages"] = log.collect();
    output
}
