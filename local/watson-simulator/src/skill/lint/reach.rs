//! Which nodes a conversation can get to.

use std::collections::HashSet;

use crate::skill::{NextStep, Node, NodeKind, Tree};

/// The nodes no conversation reaches. Conditions are not judged, but for the two that always hold and never do.
pub(super) fn unreached(tree: &Tree) -> Vec<String> {
    let mut reached: HashSet<&str> = HashSet::new();
    let mut waiting: Vec<&Node> = open(tree.roots());
    while let Some(node) = waiting.pop() {
        if reached.insert(&node.id) {
            waiting.extend(behind(node, tree));
        }
    }
    let is_lost = |node: &&Node| {
        let is_place = node.is_turn() || node.kind == NodeKind::Folder;
        is_place && !node.disabled && !reached.contains(node.id.as_str())
    };
    let lost = tree.nodes().filter(is_lost);
    lost.map(|node| format!("node {}: is never reached", node.id))
        .collect()
}

/// Of nodes tried one after the other, those whose turn can come: what always holds ends the row, and the same
/// condition a second time never gets its chance.
fn open<'t>(nodes: impl Iterator<Item = &'t Node>) -> Vec<&'t Node> {
    let mut seen: HashSet<&str> = HashSet::new();
    let mut found = Vec::new();
    for node in nodes.filter(|node| !node.disabled) {
        let condition = node.conditions.as_deref().unwrap_or_default().trim();
        let is_folder = node.kind == NodeKind::Folder;
        let never = condition == "false" || (condition.is_empty() && !is_folder);
        if !(node.is_turn() || is_folder) || never {
            continue;
        }
        if is_folder || seen.insert(condition) {
            found.push(node);
        }
        if !is_folder && matches!(condition, "true" | "anything_else") {
            break;
        }
    }
    found
}

/// Where a conversation can go from a node.
fn behind<'t>(node: &'t Node, tree: &'t Tree) -> Vec<&'t Node> {
    let mut found = Vec::new();
    let parts = parts(node, tree);
    let steps = parts.iter().filter_map(|part| part.next_step.as_ref());
    for step in steps.filter(|step| step.behavior == "jump_to") {
        found.extend(targets(step, tree));
    }
    let responses = parts
        .iter()
        .skip(1)
        .filter(|part| part.kind == NodeKind::ResponseCondition);
    let leaves_always = node.behavior() == "jump_to" && responses.count() == 0;
    if !leaves_always {
        found.extend(open(tree.children(&node.id)));
    }
    found
}

/// The node with its responses, slots and handlers, each of which may go somewhere.
fn parts<'t>(node: &'t Node, tree: &'t Tree) -> Vec<&'t Node> {
    let mut found = vec![node];
    let mut position = 0;
    while let Some(part) = found.get(position).copied() {
        let inner = tree.children(&part.id);
        found.extend(inner.filter(|child| {
            matches!(
                child.kind,
                NodeKind::ResponseCondition | NodeKind::Slot | NodeKind::EventHandler
            )
        }));
        position = position.saturating_add(1);
        if position > MAX_PARTS {
            break;
        }
    }
    found
}

/// Most parts of one node looked at: a damaged tree may go in a circle.
const MAX_PARTS: usize = 1_000;

fn targets<'t>(step: &NextStep, tree: &'t Tree) -> Vec<&'t Node> {
    let Some(target) = step.dialog_node.as_deref().and_then(|id| tree.node(id)) else {
        return Vec::new();
    };
    let mut found = vec![target];
    if step.selector.as_deref() != Some("body") {
        found.extend(open(tree.from_here(&target.id)));
    }
    found
}
