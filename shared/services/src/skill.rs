//! The Watson dialog skill of a language, merged from the services' folders in the order of the registry.
//!
//! Each folder's `skill.<language>.json` holds its intents, entities and dialog nodes; `talk/` holds what belongs
//! to no service, and `talk/elsewhere/` what is asked for and done elsewhere until a service does it. Deliberately
//! built and never kept: a merged file beside the parts would drift from them.

use domain::language::Language;
use serde_json::{Map, Value};
use wording::bank::TELEPHONE;

use crate::vocabulary;

/// The lists that every part may add to.
const LISTS: [&str; 4] = ["intents", "entities", "counterexamples", "dialog_nodes"];

/// What stands in a part where the bank's telephone number belongs.
const TELEPHONE_HERE: &str = "{telephone}";

/// The languages that have a skill, English first. In another one only what is read word for word is understood.
pub fn languages() -> impl Iterator<Item = Language> {
    let all = Language::ALL.into_iter();
    all.filter(|language| !vocabulary::skill_parts(*language).is_empty())
}

/// The skill, as Watson Assistant imports it.
///
/// # Errors
/// A part is not JSON of that form; a test reads them all.
pub fn build(language: Language) -> Result<Value, serde_json::Error> {
    let mut skill = Map::new();
    let mut above = None;
    for part in parts(language) {
        let part = part.replace(TELEPHONE_HERE, TELEPHONE);
        let part: Map<String, Value> = serde_json::from_str(&part)?;
        for (key, value) in part {
            match value {
                Value::Array(items) if LISTS.contains(&key.as_str()) => {
                    let items = if key == "dialog_nodes" {
                        chained(items, &mut above)
                    } else {
                        items
                    };
                    append(&mut skill, key, items);
                }
                value => {
                    skill.insert(key, value);
                }
            }
        }
    }
    Ok(Value::Object(skill))
}

/// What is asked for and done elsewhere until a service does it, in the order in which Watson tries it.
const ELSEWHERE: [&str; 6] = ["cash", "payments", "lending", "cards", "account", "people"];

/// The parts that there are, in their order; a skill in one piece is one.
fn parts(language: Language) -> impl Iterator<Item = &'static str> {
    let rooms = crate::ROOMS.iter().map(|room| format!("{room}/skill"));
    let elsewhere = ELSEWHERE.map(|part| format!("talk/elsewhere/{part}"));
    let ends = ["talk/skill", "skill"].map(str::to_owned);
    let order = std::iter::once("talk/opening".to_owned()).chain(rooms);
    let order = order.chain(elsewhere).chain(ends);
    let parts = vocabulary::skill_parts(language);
    order.filter_map(|name| {
        let part = parts.iter().find(|(known, _)| *known == name);
        part.map(|(_, part)| *part)
    })
}

fn append(skill: &mut Map<String, Value>, key: String, items: Vec<Value>) {
    let list = skill.entry(key).or_insert_with(|| Value::Array(Vec::new()));
    if let Value::Array(list) = list {
        list.extend(items);
    }
}

/// Hangs the part's first node below the last of the part before: Watson tries the nodes from above.
fn chained(mut nodes: Vec<Value>, above: &mut Option<String>) -> Vec<Value> {
    let is_root = |node: &Value| node.get("parent").is_none();
    let mut roots = nodes
        .iter_mut()
        .filter(|node| is_root(node))
        .collect::<Vec<_>>();
    if let (Some(first), Some(above)) = (roots.first_mut(), &*above)
        && let Some(first) = first.as_object_mut()
    {
        first.insert("previous_sibling".to_owned(), Value::String(above.clone()));
    }
    let last = roots.last().and_then(|node| node["dialog_node"].as_str());
    *above = last.map(str::to_owned).or_else(|| above.take());
    nodes
}
