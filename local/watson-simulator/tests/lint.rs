//! What `Skill::check` objects to, one kind of mistake at a time; and that sound skills are not objected to.

#![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]

mod support;

use serde_json::{Value, json};
use support::small::{folder, node, says, workspace};
use watson_simulator::Skill;

/// The intents and entities of the small skills, all asked for somewhere.
fn all_names() -> Value {
    node(
        "names",
        "#buy || #rent || #fix || #hours || #yes || #no || #hello || @colour",
        says("All."),
        json!({}),
    )
}

fn problems(nodes: Value) -> Vec<String> {
    let mut nodes = nodes;
    nodes.as_array_mut().unwrap().insert(0, all_names());
    let json = workspace(nodes, json!({})).to_string();
    Skill::parse(&json).unwrap().check().problems
}

#[test]
fn the_banks_skill_and_a_sound_one_have_no_problems() {
    for skill in [support::bank_skill(), support::taxi_skill()] {
        assert_eq!(
            skill.check().problems,
            Vec::<String>::new(),
            "{}",
            skill.name()
        );
    }
    let jumped = json!({ "next_step": { "behavior": "jump_to", "selector": "body", "dialog_node": "shared" } });
    let sound = problems(json!([
        node("a", "#buy && @colour", says("A"), jumped),
        folder("f", "", json!({})),
        node(
            "inner",
            "#yes && @colour",
            says("B"),
            json!({ "parent": "f" })
        ),
        node("shared", "false", says("C"), json!({})),
        node("else", "anything_else", says("D"), json!({})),
    ]));
    assert_eq!(sound, Vec::<String>::new());
}

#[test]
fn nodes_nobody_reaches_are_named() {
    let away = json!({ "next_step": { "behavior": "jump_to", "selector": "body", "dialog_node": "else" } });
    let found = problems(json!([
        node("a", "#yes && @colour", says("A"), away),
        node("below", "#no", says("B"), json!({ "parent": "a" })),
        node("twice", "#yes && @colour", says("C"), json!({})),
        node("never", "false", says("D"), json!({})),
        node("else", "anything_else", says("E"), json!({})),
        node("late", "#no && @colour", says("F"), json!({})),
    ]));
    let lost = ["below", "late", "never", "twice"];
    assert_eq!(found, lost.map(|id| format!("node {id}: is never reached")));
}

#[test]
fn broken_links_are_named() {
    let mut nodes = json!([node("a", "#yes && @colour", says("A"), json!({}))]);
    let child = |id: &str, before: Value| {
        node(
            id,
            &format!("#no && $x:{id}"),
            says("B"),
            json!({ "parent": "a", "previous_sibling": before }),
        )
    };
    let list = nodes.as_array_mut().unwrap();
    list.extend([
        child("b", Value::Null),
        child("c", json!("d")),
        child("d", json!("c")),
    ]);
    list.extend([
        child("e", json!("gone")),
        child("f", json!("b")),
        child("g", json!("b")),
    ]);
    list.push(node(
        "h",
        "#fix && @colour",
        says("H"),
        json!({ "parent": "nowhere" }),
    ));
    let jump = json!({ "behavior": "jump_to", "dialog_node": "nowhere" });
    list.push(node(
        "i",
        "#rent && @colour",
        says("I"),
        json!({ "next_step": jump }),
    ));
    let found = problems(nodes);
    for expected in [
        "node c: follows d, in a circle",
        "node d: follows c, in a circle",
        "node e: follows gone, which is not beside it",
        "node f: follows node b, and so do g",
        "node h: its parent does not exist",
        "node i: jumps to a node that does not exist",
    ] {
        assert!(
            found.iter().any(|problem| problem == expected),
            "{expected}: {found:#?}"
        );
    }
}

#[test]
fn conditions_and_texts_that_do_not_read_are_named() {
    let found = problems(json!([
        node("a", "#yes &&", says("A"), json!({})),
        node("b", "#no && @colour", says("<? $x.( ?>"), json!({})),
    ]));
    assert_eq!(found.len(), 2, "{found:#?}");
    assert!(found[0].starts_with("node a: cannot read the expression"));
    assert!(found[1].starts_with("node b: cannot read the expression"));
}

#[test]
fn names_only_one_side_knows_are_named() {
    let nodes = json!([node(
        "a",
        "#sell || @size",
        says("<? entities['colour'][0].value ?>"),
        json!({})
    )]);
    let json = workspace(nodes, json!({})).to_string();
    let found = Skill::parse(&json).unwrap().check().problems;
    for expected in [
        "#sell is asked for and is no intent",
        "@size is asked for and is no entity",
        "#buy is an intent nothing asks for",
    ] {
        assert!(
            found.iter().any(|problem| problem == expected),
            "{expected}: {found:#?}"
        );
    }
    assert!(
        !found.iter().any(|problem| problem.contains("@colour")),
        "{found:#?}"
    );
}

#[test]
fn slots_that_cannot_work_are_named() {
    let found = problems(json!([
        { "type": "frame", "dialog_node": "empty", "conditions": "#no && @colour", "output": says("A") },
        { "type": "frame", "dialog_node": "order", "conditions": "#yes && @colour", "output": says("B") },
        { "type": "slot", "dialog_node": "mute", "variable": "$a", "parent": "order" },
        { "type": "event_handler", "event_name": "input", "dialog_node": "take", "parent": "mute", "conditions": "@colour" },
        { "type": "slot", "dialog_node": "deaf", "parent": "order", "previous_sibling": "mute" },
        { "type": "event_handler", "event_name": "focus", "dialog_node": "ask", "parent": "deaf", "output": says("What?") },
    ]));
    let expected = [
        "node empty: is to ask for values, and has no slots",
        "slot deaf: checks for nothing, so it is never filled",
        "slot deaf: has no variable",
        "slot mute: has no prompt, so nobody is ever asked",
    ];
    assert_eq!(found, expected);
}

#[test]
fn texts_too_long_for_whatsapp_are_named() {
    let option = |label: &str| json!({ "label": label, "value": { "input": { "text": "x" } } });
    let many: Vec<Value> = (0..11).map(|_| option("Short")).collect();
    let question = |options: Vec<Value>| json!({ "generic": [{ "response_type": "option", "title": "?", "options": options }] });
    let found = problems(json!([
        node(
            "long",
            "#yes && @colour",
            says(&"a".repeat(4097)),
            json!({})
        ),
        node("fits", "#no && @colour", says(&"é".repeat(4096)), json!({})),
        node("many", "#fix && @colour", question(many), json!({})),
        node(
            "wide",
            "#rent && @colour",
            question(vec![option("A choice of some length and more")]),
            json!({})
        ),
    ]));
    let expected = [
        "node long: characters of a text: 4097, at most 4096",
        "node many: choices: 11, at most 10",
        "node wide: characters of a choice: 32, at most 24",
    ];
    assert_eq!(found, expected);
}
