//! What a careful reader of a skill would object to: nodes nobody reaches, links that lead nowhere, conditions that do
//! not read, names nobody defined, texts too long for WhatsApp.
//!
//! Says nothing of what the simulator lacks: that is `check`'s.

use std::collections::BTreeSet;

use serde_json::Value;

use super::workspace::Workspace;
use super::{Node, NodeKind, Tree};
use crate::expression::{self, ExpressionError};

mod lengths;
mod names;
mod reach;

/// Every objection, sorted, each once. `broken` is what was found wrong while the tree was put together.
pub(super) fn problems(workspace: &Workspace, tree: &Tree, broken: &[String]) -> Vec<String> {
    let mut problems: BTreeSet<String> = broken.iter().cloned().collect();
    problems.extend(reach::unreached(tree));
    problems.extend(names::strangers(workspace, tree));
    for node in tree.nodes() {
        problems.extend(lengths::too_long(node));
        problems.extend(unreadable(node));
        problems.extend(slot(node, tree));
        problems.extend(jump(node, tree));
    }
    problems.into_iter().collect()
}

/// The condition and every expression of a node, as they are written.
pub(super) fn expressions(node: &Node) -> Vec<String> {
    let condition = node
        .conditions
        .iter()
        .filter(|condition| !condition.trim().is_empty());
    let mut found: Vec<String> = condition.cloned().collect();
    let context = node.context.clone().map(Value::Object).unwrap_or_default();
    collect(&context, &mut found);
    collect(&node.output, &mut found);
    for action in node.actions.iter().flatten() {
        collect(&action["parameters"], &mut found);
    }
    found
}

fn collect(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.extend(expression::interpolate::expressions(text)),
        Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
        Value::Object(object) => object.values().for_each(|inner| collect(inner, found)),
        _ => {}
    }
}

fn unreadable(node: &Node) -> Vec<String> {
    let problem = |text: String| match expression::parse(&text) {
        Err(problem @ ExpressionError::Syntax { .. }) => {
            Some(format!("node {}: {problem}: {text}", node.id))
        }
        _ => None,
    };
    expressions(node).into_iter().filter_map(problem).collect()
}

/// A slot has to ask, to know what it takes, and where to keep it. IBM calls one that never asks optional.
fn slot(node: &Node, tree: &Tree) -> Vec<String> {
    let has = |event: &str| {
        let mut handlers = tree.children(&node.id).filter(|child| child.handles(event));
        handlers.any(|handler| event != "focus" || !handler.output.is_null())
    };
    let has_slots = || {
        tree.children(&node.id)
            .any(|child| child.kind == NodeKind::Slot)
    };
    let id = &node.id;
    match node.kind {
        NodeKind::Frame if !has_slots() => {
            vec![format!("node {id}: is to ask for values, and has no slots")]
        }
        NodeKind::Slot => {
            let faults = [
                (!has("focus"), "has no prompt, so nobody is ever asked"),
                (!has("input"), "checks for nothing, so it is never filled"),
                (
                    node.slot_variable().is_none_or(str::is_empty),
                    "has no variable",
                ),
            ];
            let found = faults.iter().filter(|(is_fault, _)| *is_fault);
            found
                .map(|(_, what)| format!("slot {id}: {what}"))
                .collect()
        }
        _ => Vec::new(),
    }
}

fn jump(node: &Node, tree: &Tree) -> Option<String> {
    let step = node
        .next_step
        .as_ref()
        .filter(|step| step.behavior == "jump_to")?;
    let target = step
        .dialog_node
        .as_deref()
        .and_then(|target| tree.node(target));
    match target {
        Some(_) => None,
        None => Some(format!(
            "node {}: jumps to a node that does not exist",
            node.id
        )),
    }
}
