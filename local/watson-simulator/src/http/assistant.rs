//! Watson Assistant over HTTP: v2's stateless messages and sessions, and the token service; its skills and v1's
//! workspaces have files of their own.
//!
//! Serves the older paths (`assistants/{id}/…`) and the newer ones
//! (`assistants/{id}/environments/{id}/…`), each also below `/instances/{id}` as IBM's addresses are.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::{delete, post};
use axum::{Form, Router};
use jiff::Timestamp;
use serde_json::json;

use super::message::Message;
use super::sessions::Sessions;
use super::store::{Held, Store};
use super::{ApiError, Clock, answer, authorise, iam, real_clock, skills, workspaces};
use crate::skill::Skill;

/// The id of the dialog skill where none is given: IBM's ids are GUIDs.
pub const SKILL_ID: &str = "5c1ad0e2-6f0b-4f3e-9d57-2b8c1f9e4a70";

/// How the simulated assistant is set up.
#[derive(Clone)]
pub struct AssistantOptions {
    /// The API key that is let in.
    pub api_key: String,
    /// The only environment (or assistant) id that exists; `None` accepts every id.
    pub environment_id: Option<String>,
    /// The id of the assistant's dialog skill, and of the workspace it is in v1.
    pub skill_id: String,
    /// How long a session lives without a message. IBM's default is one hour, on Lite five minutes.
    pub session_timeout: Duration,
    /// Where the time comes from.
    pub clock: Clock,
}

impl AssistantOptions {
    /// IBM's defaults, for one key.
    #[must_use]
    pub fn new(api_key: &str) -> Self {
        Self {
            api_key: api_key.to_owned(),
            environment_id: None,
            skill_id: SKILL_ID.to_owned(),
            session_timeout: Duration::from_hours(1),
            clock: real_clock(),
        }
    }
}

pub(super) struct Assistant {
    pub(super) store: Store,
    /// Skills of other kinds that were imported: kept, and not run.
    pub(super) others: Mutex<Vec<serde_json::Value>>,
    /// The environments beside the first; each is also the id of its skill.
    environments: HashSet<String>,
    first: Skill,
    options: AssistantOptions,
    sessions: Sessions,
}

pub(super) type Shared = State<Arc<Assistant>>;
pub(super) type Ids = Path<HashMap<String, String>>;
pub(super) type Arguments = Query<HashMap<String, String>>;

/// The routes of an assistant with one dialog skill.
pub fn assistant_router(skill: Skill, options: AssistantOptions) -> Router {
    router(skill, HashMap::new(), options)
}

/// The routes of one assistant for each environment, each with a dialog skill of its own: the first has the id of the
/// options, the others are called as their environments.
///
/// # Panics
/// If there is none.
pub fn assistants_router(skills: Vec<(String, Skill)>, options: AssistantOptions) -> Router {
    let mut skills = skills.into_iter();
    let Some((environment, first)) = skills.next() else {
        panic!("an instance without an assistant")
    };
    let options = AssistantOptions {
        environment_id: Some(environment),
        ..options
    };
    router(first, skills.collect(), options)
}

fn router(skill: Skill, others: HashMap<String, Skill>, options: AssistantOptions) -> Router {
    let now = (options.clock)();
    let store = Store::new(skill.clone(), &options.skill_id, now);
    for (environment, skill) in &others {
        store.put(environment, Held::new(skill.clone(), now));
    }
    let assistant = Arc::new(Assistant {
        store,
        environments: others.into_keys().collect(),
        first: skill,
        others: Mutex::default(),
        options,
        sessions: Sessions::default(),
    });
    let paths = [
        "/v2/assistants/{assistant}",
        "/v2/assistants/{assistant}/environments/{environment}",
    ];
    let routes = paths.into_iter().fold(Router::new(), |router, path| {
        router
            .route(&format!("{path}/message"), post(stateless))
            .route(&format!("{path}/sessions"), post(create))
            .route(&format!("{path}/sessions/{{session}}"), delete(close))
            .route(
                &format!("{path}/sessions/{{session}}/message"),
                post(in_session),
            )
    });
    let routes = routes.merge(workspaces::routes()).merge(skills::routes());
    let routes = routes.fallback(nothing_here);
    Router::new()
        .route("/identity/token", post(token))
        .nest("/instances/{instance}", routes.clone())
        .merge(routes)
        .with_state(assistant)
}

async fn nothing_here() -> ApiError {
    ApiError::new(StatusCode::NOT_FOUND, "Not Found")
}

async fn token(State(assistant): Shared, Form(request): Form<iam::TokenRequest>) -> Response {
    iam::token(&request, &assistant.options.api_key, assistant.now())
}

async fn stateless(
    State(assistant): Shared,
    Path(ids): Ids,
    Query(arguments): Arguments,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, ApiError> {
    assistant.admit(&headers, &ids, &arguments)?;
    let message = Message::parse(&body)?;
    let skill = assistant.skill(&ids)?;
    let answered = message.run(&skill, message.context.clone(), assistant.now());
    let mut body = answered.body;
    body["context"] = answered.context;
    Ok(answer(StatusCode::OK, body))
}

async fn create(
    State(assistant): Shared,
    Path(ids): Ids,
    Query(arguments): Arguments,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    assistant.admit(&headers, &ids, &arguments)?;
    let id = assistant.sessions.create(assistant.now());
    Ok(answer(StatusCode::CREATED, json!({ "session_id": id })))
}

async fn close(
    State(assistant): Shared,
    Path(ids): Ids,
    Query(arguments): Arguments,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    assistant.admit(&headers, &ids, &arguments)?;
    if assistant.sessions.delete(session_id(&ids)) {
        Ok(answer(StatusCode::OK, json!({})))
    } else {
        Err(invalid_session())
    }
}

async fn in_session(
    State(assistant): Shared,
    Path(ids): Ids,
    Query(arguments): Arguments,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, ApiError> {
    assistant.admit(&headers, &ids, &arguments)?;
    let id = session_id(&ids);
    let message = Message::parse(&body)?;
    let kept = assistant
        .sessions
        .context(id, assistant.now(), assistant.options.session_timeout);
    let context = merged(kept.ok_or_else(invalid_session)?, &message.context);
    let answered = message.run(&assistant.skill(&ids)?, context, assistant.now());
    let mut body = answered.body;
    if message.wants_context() {
        body["context"] = answered.context.clone();
    }
    assistant
        .sessions
        .keep(id, answered.context, assistant.now());
    Ok(answer(StatusCode::OK, body))
}

/// What the caller sends of the context goes over what the session remembers.
fn merged(mut kept: serde_json::Value, sent: &serde_json::Value) -> serde_json::Value {
    match (&mut kept, sent) {
        (serde_json::Value::Object(kept), serde_json::Value::Object(sent)) => {
            for (name, value) in sent {
                let below = kept.remove(name).unwrap_or_default();
                kept.insert(name.clone(), merged(below, value));
            }
        }
        (_, serde_json::Value::Null) => {}
        (_, sent) => return sent.clone(),
    }
    kept
}

/// The id by which an assistant is asked.
fn environment(ids: &HashMap<String, String>) -> &str {
    let id = ids.get("environment").or_else(|| ids.get("assistant"));
    id.map_or("", String::as_str)
}

fn session_id(ids: &HashMap<String, String>) -> &str {
    ids.get("session").map_or("", String::as_str)
}

fn invalid_session() -> ApiError {
    ApiError::new(StatusCode::NOT_FOUND, "Invalid Session")
}

impl Assistant {
    pub(super) fn now(&self) -> Timestamp {
        (self.options.clock)()
    }

    /// The dialog skill as it is now: it may have been replaced since the start.
    fn skill(&self, ids: &HashMap<String, String>) -> Result<Skill, ApiError> {
        let id = self.environments.get(environment(ids));
        let id = id.map_or(self.store.main(), String::as_str);
        Ok(self.store.get(id)?.skill)
    }

    /// The skill that new ones are trained like: the one the simulator started with.
    pub(super) fn like(&self) -> Skill {
        self.first.clone()
    }

    /// The checks every call goes through, in IBM's order: who, which version, which assistant.
    fn admit(
        &self,
        headers: &HeaderMap,
        ids: &HashMap<String, String>,
        arguments: &HashMap<String, String>,
    ) -> Result<(), ApiError> {
        self.admit_caller(headers, arguments)?;
        if self.environments.contains(environment(ids)) {
            return Ok(());
        }
        self.check_id(environment(ids))
    }

    /// The same for a workspace, whose id is answered.
    pub(super) fn admit_workspace<'i>(
        &self,
        headers: &HeaderMap,
        ids: &'i HashMap<String, String>,
        arguments: &HashMap<String, String>,
    ) -> Result<&'i str, ApiError> {
        self.admit_caller(headers, arguments)?;
        let id = ids.get("workspace").map_or("", String::as_str);
        if is_guid(id) { Ok(id) } else { Err(no_guid()) }
    }

    /// Who, and which version.
    pub(super) fn admit_caller(
        &self,
        headers: &HeaderMap,
        arguments: &HashMap<String, String>,
    ) -> Result<(), ApiError> {
        authorise(headers, &self.options.api_key, self.now())?;
        let version = arguments
            .get("version")
            .map(String::as_str)
            .unwrap_or_default();
        if jiff::civil::Date::strptime("%Y-%m-%d", version).is_err() {
            return Err(ApiError::bad_request(
                "Invalid or missing version query parameter",
            ));
        }
        Ok(())
    }

    fn check_id(&self, id: &str) -> Result<(), ApiError> {
        match self.options.environment_id.as_deref() {
            None => Ok(()),
            Some(expected) if expected == id => Ok(()),
            Some(_) if is_guid(id) => Err(ApiError::not_found()),
            Some(_) => Err(no_guid()),
        }
    }
}

fn no_guid() -> ApiError {
    ApiError::bad_request("URL workspaceid parameter is not a valid GUID.")
}

fn is_guid(id: &str) -> bool {
    let lengths: Vec<usize> = id.split('-').map(str::len).collect();
    lengths == [8, 4, 4, 4, 12]
        && id
            .chars()
            .all(|character| character.is_ascii_hexdigit() || character == '-')
}
