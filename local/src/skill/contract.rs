//! The contract between the bank's skill and whoever does what it asks for, held in both directions: actions, their
//! parameters, and the context variables that one side writes and the other reads.
//!
//! Says nothing of a skill as such: that is the simulator's lint.

use std::collections::{BTreeMap, BTreeSet};

use services::talk::Talk;
use watson_simulator::Skill;

/// The parameters that are read, by action. All other actions take none: the service reads the text itself.
const PARAMETERS: [(&str, &[&str]); 1] = [("voice", &["enabled"])];

/// The context variables the bank hands to the skill.
const HANDED: [&str; 1] = ["draft"];

/// Where the two sides differ, sorted.
#[must_use]
pub fn breaches(skill: &Skill) -> Vec<String> {
    let mut breaches = BTreeSet::new();
    breaches.extend(actions(skill));
    breaches.extend(parameters(skill));
    breaches.extend(variables(skill));
    breaches.into_iter().collect()
}

/// Everything that can be asked for.
fn known() -> BTreeSet<&'static str> {
    let talk = Talk::ACTIONS.iter().map(|(name, _)| *name);
    services::NAMES.iter().copied().chain(talk).collect()
}

fn actions(skill: &Skill) -> Vec<String> {
    let uses = skill.client_actions();
    let asked: BTreeSet<&str> = uses.iter().map(|action| action.name.as_str()).collect();
    let known = known();
    let nobody = asked.difference(&known);
    let nobody = nobody.map(|name| format!("action {name}: asked for, and nobody does it"));
    let never = known.difference(&asked);
    nobody
        .chain(never.map(|name| format!("action {name}: can be done, and is never asked for")))
        .collect()
}

fn parameters(skill: &Skill) -> Vec<String> {
    let read: BTreeMap<&str, &[&str]> = PARAMETERS.into_iter().collect();
    let mut found = Vec::new();
    for action in skill.client_actions() {
        let wanted: &[&str] = read.get(action.name.as_str()).copied().unwrap_or_default();
        for name in &action.parameters {
            if !wanted.contains(&name.as_str()) {
                found.push(format!(
                    "action {}: gives {name}, which nobody reads",
                    action.name
                ));
            }
        }
        for name in wanted {
            if !action.parameters.iter().any(|given| given == name) {
                found.push(format!(
                    "action {}: is to give {name}, and never does",
                    action.name
                ));
            }
        }
    }
    found
}

fn variables(skill: &Skill) -> Vec<String> {
    let variables = skill.variables();
    let is_handed = |name: &&String| HANDED.contains(&name.as_str());
    let unknown = variables.read.difference(&variables.written);
    let unknown = unknown.filter(|name| !is_handed(name));
    let unknown = unknown.map(|name| format!("${name}: read, and nobody writes it"));
    let unread = variables.written.difference(&variables.read);
    let unread = unread.map(|name| format!("${name}: written, and nobody reads it"));
    let results = variables.results.iter();
    let results =
        results.map(|name| format!("${name}: wanted as a result, and no action gives one"));
    unknown.chain(unread).chain(results).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::language::Language;
    use serde_json::{Value, json};

    fn bank() -> Value {
        crate::skill::build(Language::ENGLISH).unwrap()
    }

    fn breaches_of(skill: &Value) -> Vec<String> {
        breaches(&Skill::parse(&skill.to_string()).unwrap())
    }

    /// Something to break: the first node that asks for this action.
    fn asking<'s>(skill: &'s mut Value, action: &str) -> &'s mut Value {
        let nodes = skill["dialog_nodes"].as_array_mut().unwrap().iter_mut();
        let mut found = nodes.filter(|node| node["actions"][0]["name"] == action);
        found.next().unwrap()
    }

    #[test]
    fn the_banks_own_skill_keeps_the_contract() {
        assert_eq!(breaches_of(&bank()), Vec::<String>::new());
    }

    #[test]
    fn an_action_under_another_name_is_a_breach_on_both_sides() {
        let mut skill = bank();
        asking(&mut skill, "help")["actions"][0]["name"] = json!("assist");
        let found = breaches_of(&skill);
        assert_eq!(
            found,
            [
                "action assist: asked for, and nobody does it",
                "action help: can be done, and is never asked for",
            ]
        );
    }

    #[test]
    fn parameters_and_variables_are_held_on_both_sides() {
        let mut skill = bank();
        let node = asking(&mut skill, "help");
        node["actions"][0]["parameters"] = json!({ "amount": "$sum" });
        node["actions"][0]["result_variable"] = json!("$done");
        node["context"] = json!({ "kept": "<? $draft ?>" });
        let found = breaches_of(&skill);
        assert_eq!(
            found,
            [
                "$done: wanted as a result, and no action gives one",
                "$kept: written, and nobody reads it",
                "$sum: read, and nobody writes it",
                "action help: gives amount, which nobody reads",
            ]
        );
    }

    /// The table above is not believed: it is what the services' sources read, no more and no less.
    #[test]
    fn the_parameters_are_those_the_services_read() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/services/src");
        let mut read = BTreeSet::new();
        for name in services::NAMES {
            for file in std::fs::read_dir(root.join(name)).unwrap() {
                let path = file.unwrap().path();
                if path.extension().is_some_and(|extension| extension == "rs") {
                    let text = std::fs::read_to_string(path).unwrap();
                    read.extend(read_in(&text).map(|parameter| ((*name).to_owned(), parameter)));
                }
            }
        }
        let listed = PARAMETERS.iter().flat_map(|(action, names)| {
            names
                .iter()
                .map(|name| ((*action).to_owned(), (*name).to_owned()))
        });
        assert_eq!(read, listed.collect::<BTreeSet<_>>());
    }

    /// The names after `heard.parameters` and a `.get("…")` in the same statement.
    fn read_in(text: &str) -> impl Iterator<Item = String> + '_ {
        text.split("heard.parameters").skip(1).map(|rest| {
            let statement = rest.split(';').next().unwrap_or_default();
            let name = statement.split(".get(\"").nth(1);
            name.and_then(|name| name.split('"').next())
                .unwrap_or("in another way")
                .to_owned()
        })
    }
}
