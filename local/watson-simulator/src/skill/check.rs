//! Reads a skill the way a careful author would: what is in it, and what would not run here.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::Value;

use super::actions::foreign_kind;
use super::workspace::Workspace;
use super::{Node, NodeKind, Tree, lint};
use crate::expression::{self, ExpressionError};

/// What a skill holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// How many intents.
    pub intents: usize,
    /// How many entities, system entities included.
    pub entities: usize,
    /// How many dialog nodes.
    pub dialog_nodes: usize,
    /// What of it is not simulated, sorted, each once.
    pub unsupported: Vec<String>,
    /// What is wrong with it wherever it runs, sorted, each once.
    pub problems: Vec<String>,
}

/// Response types that reach the caller as they are.
const RESPONSE_TYPES: [&str; 14] = [
    "text",
    "option",
    "image",
    "video",
    "audio",
    "iframe",
    "pause",
    "suggestion",
    "user_defined",
    "connect_to_agent",
    "channel_transfer",
    "date",
    "table",
    "end_session",
];

/// Behaviours of a next step.
const BEHAVIORS: [&str; 6] = [
    "jump_to",
    "skip_user_input",
    "reprompt",
    "get_user_input",
    "skip_slot",
    "skip_all_slots",
];

/// Events of a slot or frame that are handled.
const EVENTS: [&str; 6] = [
    "focus",
    "input",
    "filled",
    "generic",
    "nomatch",
    "digression_return_prompt",
];

/// System entities that are found.
const SYSTEM_ENTITIES: [&str; 5] = [
    "sys-number",
    "sys-currency",
    "sys-percentage",
    "sys-date",
    "sys-time",
];

/// `patterns`: those of entities that cannot be compiled here; `broken`: what is wrong with the tree.
pub(super) fn summary(
    workspace: &Workspace,
    tree: &Tree,
    patterns: &[String],
    broken: &[String],
) -> Summary {
    let mut unsupported: BTreeSet<String> = patterns.iter().cloned().collect();
    for node in tree.nodes() {
        check_node(node, &mut unsupported);
    }
    check_workspace(workspace, &mut unsupported);
    Summary {
        intents: workspace.intents.len(),
        entities: workspace.entities.len(),
        dialog_nodes: workspace.dialog_nodes.len(),
        unsupported: unsupported.into_iter().collect(),
        problems: lint::problems(workspace, tree, broken),
    }
}

fn check_workspace(workspace: &Workspace, unsupported: &mut BTreeSet<String>) {
    let system = workspace
        .entities
        .iter()
        .map(|entity| entity.entity.as_str())
        .filter(|name| name.starts_with(super::SYSTEM));
    unsupported.extend(
        system
            .filter(|name| !SYSTEM_ENTITIES.contains(name))
            .map(|name| format!("system entity @{name}")),
    );
    let annotated = workspace
        .intents
        .iter()
        .flat_map(|intent| &intent.examples)
        .any(|example| !example.mentions.is_empty());
    if annotated {
        unsupported.insert("entities trained by annotation".to_owned());
    }
    if !workspace.webhooks.is_empty() {
        unsupported.insert("webhooks".to_owned());
    }
}

fn check_node(node: &Node, unsupported: &mut BTreeSet<String>) {
    if node.kind == NodeKind::Unknown {
        unsupported.insert(format!("node {}: its type", node.id));
    }
    let event = node.event_name.as_deref().unwrap_or_default();
    if node.kind == NodeKind::EventHandler && !EVENTS.contains(&event) {
        unsupported.insert(format!("node {}: event {event}", node.id));
    }
    if let Some(condition) = node
        .conditions
        .as_deref()
        .filter(|condition| !condition.trim().is_empty())
    {
        check_expression(condition, node, unsupported);
    }
    let context = node.context.clone().map(Value::Object).unwrap_or_default();
    check_value(&context, node, unsupported);
    check_value(&node.output, node, unsupported);
    for action in node.actions.iter().flatten() {
        check_value(action, node, unsupported);
        if let Some(kind) = foreign_kind(action) {
            unsupported.insert(format!("node {}: action of type {kind}", node.id));
        }
    }
    check_responses(node, unsupported);
    check_step(node, unsupported);
}

fn check_responses(node: &Node, unsupported: &mut BTreeSet<String>) {
    for element in node.output["generic"].as_array().into_iter().flatten() {
        let kind = element["response_type"].as_str().unwrap_or_default();
        if !RESPONSE_TYPES.contains(&kind) {
            unsupported.insert(format!("node {}: response type {kind}", node.id));
        }
    }
}

fn check_step(node: &Node, unsupported: &mut BTreeSet<String>) {
    let Some(step) = &node.next_step else { return };
    if !BEHAVIORS.contains(&step.behavior.as_str()) {
        unsupported.insert(format!("node {}: next step {}", node.id, step.behavior));
    }
}

fn check_value(value: &Value, node: &Node, unsupported: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => {
            for expression in expression::interpolate::expressions(text) {
                check_expression(&expression, node, unsupported);
            }
        }
        Value::Array(items) => items
            .iter()
            .for_each(|item| check_value(item, node, unsupported)),
        Value::Object(object) => object
            .values()
            .for_each(|inner| check_value(inner, node, unsupported)),
        _ => {}
    }
}

fn check_expression(text: &str, node: &Node, unsupported: &mut BTreeSet<String>) {
    let problem = match expression::parse(text) {
        Ok(parsed) => expression::unknown_methods(&parsed).into_iter().next(),
        // What does not read is wrong anywhere.
        Err(ExpressionError::Syntax { .. }) => None,
        Err(problem) => Some(problem.to_string()),
    };
    if let Some(problem) = problem {
        unsupported.insert(format!("node {}: {problem}", node.id));
    }
}
