//! Assistant v2: the skills of an assistant, read, changed, exported and imported.
//!
//! The dialog skill runs; an actions skill that is imported is kept, exported again, and never run.
//! <https://cloud.ibm.com/apidocs/assistant-v2#getskill>

use std::sync::{Arc, PoisonError};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::{get, post};
use serde_json::{Map, Value, json};

use super::assistant::{Arguments, Assistant, Ids, Shared};
use super::store::{self, Held};
use super::workspaces::object;
use super::{ApiError, answer};
use crate::skill::MAX_FILE_BYTES;

/// The routes below an assistant.
pub(super) fn routes() -> Router<Arc<Assistant>> {
    let assistant = "/v2/assistants/{assistant}";
    Router::new()
        .route(
            &format!("{assistant}/skills/{{skill}}"),
            get(read).post(update),
        )
        .route(&format!("{assistant}/skills_export"), get(export))
        .route(&format!("{assistant}/skills_import"), post(import))
        .route(&format!("{assistant}/skills_import/status"), get(status))
        .layer(DefaultBodyLimit::max(MAX_FILE_BYTES))
}

async fn read(
    State(assistant): Shared,
    Path(ids): Ids,
    Query(arguments): Arguments,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    assistant.admit_caller(&headers, &arguments)?;
    let id = skill_id(&ids);
    let held = assistant.store.get(id)?;
    Ok(answer(StatusCode::OK, shown(id, &held, &ids)))
}

async fn update(
    State(assistant): Shared,
    Path(ids): Ids,
    Query(arguments): Arguments,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, ApiError> {
    assistant.admit_caller(&headers, &arguments)?;
    let id = skill_id(&ids);
    let old = assistant.store.get(id)?;
    let held = replaced(&assistant, old, &object(&body)?).await?;
    let shown = shown(id, &held, &ids);
    assistant.store.put(id, held);
    Ok(answer(StatusCode::ACCEPTED, shown))
}

/// The skill with the workspace, name and description a caller sent, if any.
async fn replaced(
    assistant: &Assistant,
    old: Held,
    sent: &Map<String, Value>,
) -> Result<Held, ApiError> {
    let mut changes = match sent.get("workspace") {
        Some(Value::Object(workspace)) => workspace.clone(),
        None | Some(Value::Null) => Map::new(),
        Some(_) => return Err(ApiError::bad_request("workspace must be an object")),
    };
    for name in ["name", "description", "language"] {
        if let Some(value) = sent.get(name).filter(|value| value.is_string()) {
            changes.insert(name.to_owned(), value.clone());
        }
    }
    let workspace = store::merged(old.workspace, &changes, false);
    store::trained(workspace, old.skill, old.created, assistant.now()).await
}

async fn export(
    State(assistant): Shared,
    Path(ids): Ids,
    Query(arguments): Arguments,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    assistant.admit_caller(&headers, &arguments)?;
    let main = assistant.store.main().to_owned();
    let dialog = shown(&main, &assistant.store.get(&main)?, &ids);
    let others = assistant.other_skills();
    let skills: Vec<Value> = std::iter::once(dialog).chain(others).collect();
    let state = json!({ "action_disabled": true, "dialog_disabled": false });
    let body = json!({ "assistant_skills": skills, "assistant_state": state });
    Ok(answer(StatusCode::OK, body))
}

async fn import(
    State(assistant): Shared,
    Path(ids): Ids,
    Query(arguments): Arguments,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, ApiError> {
    assistant.admit_caller(&headers, &arguments)?;
    let mut sent = object(&body)?;
    let skills = sent.remove("assistant_skills").unwrap_or_default();
    let Value::Array(skills) = skills else {
        return Err(ApiError::bad_request("assistant_skills must be an array"));
    };
    let is_dialog = |skill: &Value| skill["type"] == "dialog";
    let (dialogs, others): (Vec<Value>, Vec<Value>) = skills.into_iter().partition(is_dialog);
    let main = assistant.store.main().to_owned();
    for dialog in dialogs.iter().filter_map(Value::as_object) {
        let held = replaced(&assistant, assistant.store.get(&main)?, dialog).await?;
        assistant.store.put(&main, held);
    }
    assistant.keep_others(others);
    Ok(answer(StatusCode::ACCEPTED, progress(&ids, "Processing")))
}

/// An import that was accepted is done.
async fn status(
    State(assistant): Shared,
    Path(ids): Ids,
    Query(arguments): Arguments,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    assistant.admit_caller(&headers, &arguments)?;
    Ok(answer(StatusCode::OK, progress(&ids, "Available")))
}

fn progress(ids: &std::collections::HashMap<String, String>, status: &str) -> Value {
    json!({ "assistant_id": ids.get("assistant"), "status": status, "status_errors": [] })
}

fn skill_id(ids: &std::collections::HashMap<String, String>) -> &str {
    ids.get("skill").map_or("", String::as_str)
}

fn shown(id: &str, held: &Held, ids: &std::collections::HashMap<String, String>) -> Value {
    json!({
        "skill_id": id,
        "workspace_id": id,
        "assistant_id": ids.get("assistant"),
        "type": "dialog",
        "name": held.workspace.get("name"),
        "description": held.workspace.get("description"),
        "language": held.workspace.get("language"),
        "workspace": held.workspace,
        "status": "Available",
        "status_errors": [],
        "valid": true,
    })
}

impl Assistant {
    fn other_skills(&self) -> Vec<Value> {
        let others = self.others.lock().unwrap_or_else(PoisonError::into_inner);
        others.clone()
    }

    fn keep_others(&self, skills: Vec<Value>) {
        *self.others.lock().unwrap_or_else(PoisonError::into_inner) = skills;
    }
}
