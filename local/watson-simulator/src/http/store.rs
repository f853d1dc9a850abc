//! The dialog skills this simulated instance holds, each under its id. One of them is the assistant's own.
//!
//! IBM calls the same thing a workspace in v1 and a dialog skill in v2, and so they have one id here. Kept in
//! memory: whoever starts the simulator brings the skill it begins with.

use std::collections::BTreeMap;
use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::ApiError;
use crate::skill::Skill;

/// The parts of a workspace that `append` adds to rather than replaces.
const LISTS: [&str; 4] = ["intents", "entities", "dialog_nodes", "counterexamples"];

/// The parts a workspace has beside those.
const FIELDS: [&str; 7] = [
    "name",
    "description",
    "language",
    "metadata",
    "learning_opt_out",
    "system_settings",
    "webhooks",
];

/// A dialog skill with what the API tells of it.
#[derive(Debug, Clone)]
pub(super) struct Held {
    /// The workspace, complete.
    pub(super) workspace: Map<String, Value>,
    /// The same, trained.
    pub(super) skill: Skill,
    /// When it was made.
    pub(super) created: Timestamp,
    /// When it was last changed.
    pub(super) updated: Timestamp,
}

impl Held {
    /// A skill as it is brought along.
    pub(super) fn new(skill: Skill, now: Timestamp) -> Self {
        Self {
            workspace: complete(skill.source().clone()),
            skill,
            created: now,
            updated: now,
        }
    }
}

/// Every dialog skill.
#[derive(Debug)]
pub(super) struct Store {
    main: String,
    held: RwLock<BTreeMap<String, Held>>,
}

impl Store {
    /// A store that holds the assistant's own skill.
    pub(super) fn new(skill: Skill, id: &str, now: Timestamp) -> Self {
        let held = BTreeMap::from([(id.to_owned(), Held::new(skill, now))]);
        Self {
            main: id.to_owned(),
            held: RwLock::new(held),
        }
    }

    /// The id of the assistant's own skill.
    pub(super) fn main(&self) -> &str {
        &self.main
    }

    /// The skill under an id.
    pub(super) fn get(&self, id: &str) -> Result<Held, ApiError> {
        self.read().get(id).cloned().ok_or_else(ApiError::not_found)
    }

    /// The ids with what they stand for, sorted.
    pub(super) fn all(&self) -> Vec<(String, Held)> {
        let held = self.read();
        held.iter()
            .map(|(id, one)| (id.clone(), one.clone()))
            .collect()
    }

    /// Keeps a skill, new or changed.
    pub(super) fn put(&self, id: &str, held: Held) {
        self.write().insert(id.to_owned(), held);
    }

    /// Forgets a skill.
    pub(super) fn delete(&self, id: &str) -> Result<(), ApiError> {
        let found = self.write().remove(id);
        found.map(|_| ()).ok_or_else(ApiError::not_found)
    }

    fn read(&self) -> RwLockReadGuard<'_, BTreeMap<String, Held>> {
        self.held.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, BTreeMap<String, Held>> {
        self.held.write().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A skill of this workspace, trained as `like` is. Takes as long as training takes, off the threads that serve.
///
/// # Errors
/// If it is no dialog skill.
pub(super) async fn trained(
    workspace: Map<String, Value>,
    like: Skill,
    created: Timestamp,
    now: Timestamp,
) -> Result<Held, ApiError> {
    let workspace = complete(workspace);
    let json = Value::Object(workspace.clone()).to_string();
    let training = tokio::task::spawn_blocking(move || like.retrained(&json));
    let skill = training
        .await
        .map_err(|_| ApiError::bad_request("Training failed"))?
        .map_err(|problem| ApiError::bad_request(problem.to_string()))?;
    Ok(Held {
        workspace,
        skill,
        created,
        updated: now,
    })
}

/// `old` with the parts that `new` has; lists are replaced, or with `append` extended.
pub(super) fn merged(
    mut old: Map<String, Value>,
    new: &Map<String, Value>,
    append: bool,
) -> Map<String, Value> {
    for (name, value) in new {
        let is_list = LISTS.contains(&name.as_str());
        if !is_list && !FIELDS.contains(&name.as_str()) {
            continue;
        }
        match (old.get_mut(name), value) {
            (Some(Value::Array(items)), Value::Array(more)) if append && is_list => {
                items.extend(more.iter().cloned());
            }
            _ => {
                old.insert(name.clone(), value.clone());
            }
        }
    }
    old
}

/// A workspace as the API answers it: every part is there, and every value of an entity says of which kind it is.
fn complete(mut workspace: Map<String, Value>) -> Map<String, Value> {
    for name in LISTS {
        workspace.entry(name).or_insert_with(|| json!([]));
    }
    let texts = [("name", "Untitled"), ("language", "en")];
    for (name, text) in texts {
        workspace.entry(name).or_insert_with(|| json!(text));
    }
    workspace
        .entry("learning_opt_out")
        .or_insert_with(|| json!(false));
    let entities = workspace.get_mut("entities").and_then(Value::as_array_mut);
    for entity in entities.into_iter().flatten() {
        let values = entity.get_mut("values").and_then(Value::as_array_mut);
        for value in values.into_iter().flatten() {
            if value["type"].is_null() && value.is_object() {
                let has_patterns = value["patterns"]
                    .as_array()
                    .is_some_and(|all| !all.is_empty());
                value["type"] = json!(if has_patterns { "patterns" } else { "synonyms" });
            }
        }
    }
    workspace
}
