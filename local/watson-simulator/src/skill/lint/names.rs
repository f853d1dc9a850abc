//! Names that only one side knows: intents and entities that are asked for and not there, or there and never asked for.

use std::collections::BTreeSet;

use super::super::SYSTEM;
use super::super::workspace::Workspace;
use super::expressions;
use crate::expression::{self, Expression};
use crate::skill::Tree;

/// What the nodes ask for by name.
#[derive(Default)]
struct Asked {
    intents: BTreeSet<String>,
    entities: BTreeSet<String>,
    /// Names in quotes, such as in `intents.contains('help')`: enough to be no stranger.
    quoted: BTreeSet<String>,
}

pub(super) fn strangers(workspace: &Workspace, tree: &Tree) -> Vec<String> {
    let asked = asked(tree);
    let intents: BTreeSet<String> = workspace
        .intents
        .iter()
        .map(|intent| intent.intent.clone())
        .collect();
    let entities: BTreeSet<String> = workspace
        .entities
        .iter()
        .map(|entity| entity.entity.clone())
        .collect();
    let mut found = Vec::new();
    for name in asked.intents.difference(&intents) {
        found.push(format!("#{name} is asked for and is no intent"));
    }
    for name in asked.entities.difference(&entities) {
        found.push(format!("@{name} is asked for and is no entity"));
    }
    let is_unused = |name: &&String| !asked.quoted.contains(*name);
    for name in intents.difference(&asked.intents).filter(is_unused) {
        found.push(format!("#{name} is an intent nothing asks for"));
    }
    for name in entities.difference(&asked.entities).filter(is_unused) {
        if !name.starts_with(SYSTEM) {
            found.push(format!("@{name} is an entity nothing asks for"));
        }
    }
    found
}

fn asked(tree: &Tree) -> Asked {
    let mut asked = Asked::default();
    for text in tree.nodes().flat_map(expressions) {
        let Ok(expression) = expression::parse(&text) else {
            continue;
        };
        expression.visit(&mut |part| match part {
            Expression::Intent(name) => {
                asked.intents.insert(name.clone());
            }
            Expression::Entity(name, _) => {
                asked.entities.insert(name.clone());
            }
            Expression::Constant(serde_json::Value::String(text)) => {
                asked.quoted.insert(text.clone());
            }
            // `entities.city` and `entities['city']`.
            Expression::Property(target, name) if is_entities(target) => {
                asked.quoted.insert(name.clone());
            }
            _ => {}
        });
    }
    asked
}

fn is_entities(target: &Expression) -> bool {
    matches!(target, Expression::Global(name) if name == "entities")
}
