//! The contract a skill makes with its caller: which client actions it asks for.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::Tree;

/// A client action and the parameters the skill gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientActionUse {
    /// The action's name.
    pub name: String,
    /// The names of its parameters, sorted; of all nodes that ask for it together.
    pub parameters: Vec<String>,
}

pub(super) fn client_actions(tree: &Tree) -> Vec<ClientActionUse> {
    let mut uses: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for action in tree
        .nodes()
        .filter_map(|node| node.actions.as_ref())
        .flatten()
    {
        if action["type"].as_str().is_some_and(|kind| kind != "client") {
            continue;
        }
        let names = action["parameters"]
            .as_object()
            .into_iter()
            .flat_map(|object| object.keys().cloned());
        let name = action["name"].as_str().unwrap_or_default().to_owned();
        uses.entry(name).or_default().extend(names);
    }
    uses.into_iter()
        .map(|(name, parameters)| ClientActionUse {
            name,
            parameters: parameters.into_iter().collect(),
        })
        .collect()
}

/// The kinds of action that run elsewhere, and so not here.
pub(super) fn foreign_kind(action: &Value) -> Option<&str> {
    action["type"].as_str().filter(|kind| *kind != "client")
}
