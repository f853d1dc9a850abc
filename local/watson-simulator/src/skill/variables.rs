//! Which context variables a skill writes and reads: its contract with a caller that shares its context.

use std::collections::BTreeSet;

use serde_json::Value;

use super::lint::expressions;
use super::{NodeKind, Tree};
use crate::expression::{self, Expression};

/// The context variables of a skill, by name and without `$`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Variables {
    /// Written by a node or a slot.
    pub written: BTreeSet<String>,
    /// Read in a condition, a text or a value.
    pub read: BTreeSet<String>,
    /// Where the skill expects the result of an action.
    pub results: BTreeSet<String>,
}

pub(super) fn variables(tree: &Tree) -> Variables {
    let mut found = Variables::default();
    for node in tree.nodes() {
        let names = node.context.iter().flat_map(|context| context.keys());
        found.written.extend(names.cloned());
        if node.kind == NodeKind::Slot {
            // What a slot keeps, the frame looks at itself.
            let name = node.slot_variable().map(str::to_owned);
            found.read.extend(name.clone());
            found.written.extend(name);
        }
        let actions = node.actions.iter().flatten();
        let results = actions.filter_map(|action| action["result_variable"].as_str());
        found.results.extend(results.map(bare));
        for text in expressions(node) {
            if let Ok(expression) = expression::parse(&text) {
                expression.visit(&mut |part| found.read.extend(read(part)));
            }
        }
    }
    // Settings of the service that stand in the context.
    found.written.remove("system");
    found
}

fn bare(name: &str) -> String {
    let name = name.trim_start_matches('$');
    name.strip_prefix("context.").unwrap_or(name).to_owned()
}

/// `$x`, `context.x` and `context['x']`.
fn read(part: &Expression) -> Option<String> {
    let is_context =
        |target: &Expression| matches!(target, Expression::Global(name) if name == "context");
    match part {
        Expression::Context(name, _) => Some(name.clone()),
        Expression::Property(target, name) if is_context(target) => Some(name.clone()),
        Expression::Index(target, index) if is_context(target) => match &**index {
            Expression::Constant(Value::String(name)) => Some(name.clone()),
            _ => None,
        },
        _ => None,
    }
}
