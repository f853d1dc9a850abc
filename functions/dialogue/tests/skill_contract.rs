//! The dialog skill and `action.rs` must name the same actions with the same parameters.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};

use dialogue::action::CONTRACT;
use serde_json::Value;

const SKILL: &str = include_str!("../skill/skill.json");

type Actions = BTreeMap<String, BTreeSet<String>>;

fn actions_of_the_skill() -> Actions {
    let skill: Value = serde_json::from_str(SKILL).unwrap();
    let nodes = skill["dialog_nodes"].as_array().unwrap().iter();
    let actions = nodes
        .filter_map(|node| node["actions"].as_array())
        .flatten();
    let mut found = Actions::new();
    for action in actions {
        assert_eq!(action["type"], "client", "{action}");
        let parameters = action["parameters"].as_object();
        let names = parameters
            .into_iter()
            .flat_map(|parameters| parameters.keys().cloned());
        let name = action["name"].as_str().unwrap().to_owned();
        found.entry(name).or_default().extend(names);
    }
    found
}

#[test]
fn the_skill_asks_for_exactly_the_actions_the_code_knows() {
    let known = CONTRACT.iter().map(|(name, parameters)| {
        let parameters = parameters.iter().map(|name| (*name).to_owned());
        ((*name).to_owned(), parameters.collect())
    });
    assert_eq!(actions_of_the_skill(), known.collect::<Actions>());
}

#[test]
fn no_example_is_given_twice_or_to_two_intents() {
    let skill: Value = serde_json::from_str(SKILL).unwrap();
    let mut seen = BTreeMap::new();
    for intent in skill["intents"].as_array().unwrap() {
        for example in intent["examples"].as_array().unwrap() {
            let text = example["text"].as_str().unwrap().to_lowercase();
            let before = seen.insert(text.clone(), &intent["intent"]);
            assert!(
                before.is_none(),
                "{text:?} stands in {before:?} and {}",
                intent["intent"]
            );
        }
    }
}
