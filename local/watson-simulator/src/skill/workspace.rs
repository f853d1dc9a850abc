//! The JSON of an exported dialog skill. Unknown fields are left alone.

use serde::Deserialize;
use serde_json::{Map, Value};

use super::Node;

/// An exported skill.
#[derive(Debug, Deserialize)]
pub struct Workspace {
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub intents: Vec<WorkspaceIntent>,
    #[serde(default)]
    pub entities: Vec<WorkspaceEntity>,
    pub dialog_nodes: Vec<Node>,
    #[serde(default)]
    pub counterexamples: Vec<WorkspaceExample>,
    #[serde(default)]
    pub metadata: Value,
    #[serde(default)]
    pub system_settings: Value,
    #[serde(default)]
    pub webhooks: Vec<Value>,
}

/// An intent with its examples.
#[derive(Debug, Deserialize)]
pub struct WorkspaceIntent {
    pub intent: String,
    #[serde(default)]
    pub examples: Vec<WorkspaceExample>,
}

/// One sentence.
#[derive(Debug, Deserialize)]
pub struct WorkspaceExample {
    pub text: String,
    /// Where an annotated entity stands in it.
    #[serde(default)]
    pub mentions: Vec<Value>,
}

/// An entity with its values.
#[derive(Debug, Deserialize)]
pub struct WorkspaceEntity {
    pub entity: String,
    #[serde(default)]
    pub fuzzy_match: Option<bool>,
    #[serde(default)]
    pub values: Vec<WorkspaceValue>,
}

/// A value with its synonyms or its patterns.
#[derive(Debug, Deserialize)]
pub struct WorkspaceValue {
    pub value: String,
    #[serde(default)]
    pub synonyms: Vec<String>,
    #[serde(default)]
    pub patterns: Vec<String>,
}

/// Reads an export: the workspace itself, or one wrapped as `{"type":"dialog","workspace":{…}}`.
pub fn unwrapped(json: &str) -> Result<Map<String, Value>, serde_json::Error> {
    let mut file: Map<String, Value> = serde_json::from_str(json)?;
    match file.remove("workspace") {
        Some(Value::Object(mut inner)) => {
            if let Some(name) = file.remove("name") {
                inner.entry("name").or_insert(name);
            }
            Ok(inner)
        }
        _ => Ok(file),
    }
}
