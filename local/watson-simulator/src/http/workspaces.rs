//! Assistant v1: workspaces, which are the dialog skills by their older name.
//!
//! Training is over when the answer comes, where IBM's takes minutes: the status is `Available` at once.
//! <https://cloud.ibm.com/apidocs/assistant-v1#listworkspaces>

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::{get, post};
use serde_json::{Map, Value, json};

use super::assistant::{Arguments, Assistant, Ids, Shared};
use super::store::{self, Held};
use super::{ApiError, answer, guid, workspace_message};
use crate::skill::MAX_FILE_BYTES;

/// The lists of a workspace, with the names their counts have.
const COUNTED: [(&str, &str); 3] = [
    ("intents", "intent"),
    ("entities", "entity"),
    ("dialog_nodes", "node"),
];

/// The routes below `/v1`.
pub(super) fn routes() -> Router<std::sync::Arc<Assistant>> {
    Router::new()
        .route("/v1/workspaces", get(list).post(create))
        .route("/v1/workspaces_async", post(create_later))
        .route(
            "/v1/workspaces/{workspace}",
            get(read).post(update).delete(delete),
        )
        .route("/v1/workspaces_async/{workspace}", post(update_later))
        .route("/v1/workspaces_async/{workspace}/export", get(export))
        .route(
            "/v1/workspaces/{workspace}/message",
            post(workspace_message::message),
        )
        .layer(DefaultBodyLimit::max(MAX_FILE_BYTES))
}

async fn list(
    State(assistant): Shared,
    Query(arguments): Arguments,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    assistant.admit_caller(&headers, &arguments)?;
    let all = assistant.store.all();
    let workspaces: Vec<Value> = all
        .iter()
        .map(|(id, held)| shown(id, held, false))
        .collect();
    let pagination = json!({ "refresh_url": "/v1/workspaces" });
    let body = json!({ "workspaces": workspaces, "pagination": pagination });
    Ok(answer(StatusCode::OK, body))
}

async fn create(
    State(assistant): Shared,
    Query(arguments): Arguments,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, ApiError> {
    let made = made(&assistant, &headers, &arguments, &body).await?;
    Ok(answer(StatusCode::CREATED, made))
}

async fn create_later(
    State(assistant): Shared,
    Query(arguments): Arguments,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, ApiError> {
    let made = made(&assistant, &headers, &arguments, &body).await?;
    Ok(answer(StatusCode::ACCEPTED, made))
}

async fn made(
    assistant: &Assistant,
    headers: &HeaderMap,
    arguments: &std::collections::HashMap<String, String>,
    body: &[u8],
) -> Result<Value, ApiError> {
    assistant.admit_caller(headers, arguments)?;
    let workspace = store::merged(Map::new(), &object(body)?, false);
    let now = assistant.now();
    let held = store::trained(workspace, assistant.like(), now, now).await?;
    let id = guid();
    let shown = shown(&id, &held, false);
    assistant.store.put(&id, held);
    Ok(shown)
}

async fn read(
    State(assistant): Shared,
    Path(ids): Ids,
    Query(arguments): Arguments,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let id = assistant.admit_workspace(&headers, &ids, &arguments)?;
    let is_export = arguments
        .get("export")
        .is_some_and(|export| export == "true");
    let held = assistant.store.get(id)?;
    Ok(answer(StatusCode::OK, shown(id, &held, is_export)))
}

async fn export(
    State(assistant): Shared,
    Path(ids): Ids,
    Query(arguments): Arguments,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let id = assistant.admit_workspace(&headers, &ids, &arguments)?;
    let held = assistant.store.get(id)?;
    Ok(answer(StatusCode::OK, shown(id, &held, true)))
}

async fn update(
    State(assistant): Shared,
    Path(ids): Ids,
    Query(arguments): Arguments,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, ApiError> {
    let changed = changed(&assistant, &ids, &arguments, &headers, &body).await?;
    Ok(answer(StatusCode::OK, changed))
}

async fn update_later(
    State(assistant): Shared,
    Path(ids): Ids,
    Query(arguments): Arguments,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, ApiError> {
    let changed = changed(&assistant, &ids, &arguments, &headers, &body).await?;
    Ok(answer(StatusCode::ACCEPTED, changed))
}

async fn changed(
    assistant: &Assistant,
    ids: &std::collections::HashMap<String, String>,
    arguments: &std::collections::HashMap<String, String>,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<Value, ApiError> {
    let id = assistant.admit_workspace(headers, ids, arguments)?;
    let append = arguments
        .get("append")
        .is_some_and(|append| append == "true");
    let old = assistant.store.get(id)?;
    let workspace = store::merged(old.workspace, &object(body)?, append);
    let held = store::trained(workspace, old.skill, old.created, assistant.now()).await?;
    let shown = shown(id, &held, false);
    assistant.store.put(id, held);
    Ok(shown)
}

async fn delete(
    State(assistant): Shared,
    Path(ids): Ids,
    Query(arguments): Arguments,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let id = assistant.admit_workspace(&headers, &ids, &arguments)?;
    assistant.store.delete(id)?;
    Ok(answer(StatusCode::OK, json!({})))
}

/// The body as an object; an empty one is one.
pub(super) fn object(body: &[u8]) -> Result<Map<String, Value>, ApiError> {
    if body.is_empty() {
        return Ok(Map::new());
    }
    serde_json::from_slice(body).map_err(|_| ApiError::bad_request("Invalid JSON in request body"))
}

/// A workspace as the API shows it: its lists only in an export, else how long they are.
fn shown(id: &str, held: &Held, is_export: bool) -> Value {
    let mut workspace = held.workspace.clone();
    if !is_export {
        let mut counts = Map::new();
        for (list, name) in COUNTED {
            let count = workspace.remove(list);
            let count = count.and_then(|list| list.as_array().map(Vec::len));
            counts.insert(name.to_owned(), json!(count.unwrap_or(0)));
        }
        workspace.remove("counterexamples");
        workspace.insert("counts".to_owned(), Value::Object(counts));
    }
    let mut workspace = Value::Object(workspace);
    workspace["workspace_id"] = json!(id);
    workspace["status"] = json!("Available");
    workspace["created"] = json!(held.created.to_string());
    workspace["updated"] = json!(held.updated.to_string());
    workspace
}
