//! Skills as others write them, run as IBM documents: small made-up ones, each for one thing.
//!
//! What is expected is IBM's documentation, named at each test; the bank's own skill is tested elsewhere.

#![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]

mod support;

use serde_json::json;
use support::small::{Talk, folder, node, says, small};

/// <https://cloud.ibm.com/docs/watson-assistant?topic=watson-assistant-dialog-overview#dialog-overview-jump-to-config>
#[test]
fn a_jump_whose_conditions_all_fail_goes_to_the_base_of_the_tree() {
    let skill = small(json!([
        node(
            "shop",
            "#buy",
            says("Shop."),
            json!({ "next_step": jump("size", "condition") })
        ),
        node("repair", "#fix", says("Repair."), json!({})),
        node("size", "#yes", says("Yes."), json!({ "parent": "repair" })),
        node(
            "other",
            "#no",
            says("No."),
            json!({ "parent": "repair", "previous_sibling": "size" })
        ),
        node("colour", "@colour", says("A colour."), json!({})),
        node("else", "anything_else", says("What?"), json!({})),
    ]));
    Talk::with(&skill).play(&[("I want to buy something green", "Shop. / A colour.")]);
}

fn jump(target: &str, selector: &str) -> serde_json::Value {
    json!({ "behavior": "jump_to", "selector": selector, "dialog_node": target })
}

/// <https://cloud.ibm.com/docs/watson-assistant?topic=watson-assistant-dialog-overview#dialog-overview-jump-to-config>
#[test]
fn a_jump_to_a_condition_tries_the_siblings_behind_and_one_to_a_response_tries_nothing() {
    let skill = small(json!([
        node(
            "buy",
            "#buy",
            says("Buy."),
            json!({ "next_step": jump("one", "condition") })
        ),
        node(
            "fix",
            "#fix",
            says("Fix."),
            json!({ "next_step": jump("one", "body") })
        ),
        node(
            "ask",
            "#hello",
            says("Ask."),
            json!({ "next_step": jump("one", "user_input") })
        ),
        node("one", "@colour:blue", says("Blue."), json!({})),
        node("two", "@colour", says("Some colour."), json!({})),
        node("else", "anything_else", says("What?"), json!({})),
    ]));
    Talk::with(&skill).play(&[
        ("I want to buy something green", "Buy. / Some colour."),
        ("please fix it", "Fix. / Blue."),
        ("hello", "Ask."),
        ("green", "Some colour."),
    ]);
}

/// <https://cloud.ibm.com/docs/watson-assistant?topic=watson-assistant-dialog-build#dialog-build-flow>
#[test]
fn skipping_the_answer_without_a_child_that_fits_goes_to_the_base_of_the_tree() {
    let skip = json!({ "next_step": { "behavior": "skip_user_input" } });
    let skill = small(json!([
        node("shop", "#buy", says("Shop."), skip),
        node("yes", "#yes", says("Yes."), json!({ "parent": "shop" })),
        node(
            "blue",
            "@colour:blue",
            says("Blue it is."),
            json!({ "parent": "shop", "previous_sibling": "yes" })
        ),
        node("colour", "@colour", says("A colour."), json!({})),
        node("else", "anything_else", says("What?"), json!({})),
    ]));
    Talk::with(&skill).play(&[
        ("I want to buy something blue", "Shop. / Blue it is."),
        ("I want to buy something green", "Shop. / A colour."),
        ("I want to buy something", "Shop. / What?"),
    ]);
}

/// <https://cloud.ibm.com/docs/watson-assistant?topic=watson-assistant-dialog-build#dialog-build-flow>
#[test]
fn nodes_are_found_in_folders_within_folders() {
    let inside = |parent: &str| json!({ "parent": parent });
    let skill = small(json!([
        folder("outer", "@colour", json!({})),
        folder("inner", "", inside("outer")),
        node("deep", "#buy", says("Deep."), inside("inner")),
        node("else", "anything_else", says("What?"), json!({})),
    ]));
    Talk::with(&skill).play(&[
        ("I want to buy something green", "Deep."),
        ("I want to buy something", "What?"),
    ]);
}

/// <https://cloud.ibm.com/docs/watson-assistant?topic=watson-assistant-dialog-runtime#dialog-runtime-digressions>
#[test]
fn what_fits_nowhere_leaves_the_branch_for_the_node_that_catches_everything() {
    let skill = small(json!([
        node("shop", "#buy", says("Which colour?"), json!({})),
        node(
            "colour",
            "@colour",
            says("That colour."),
            json!({ "parent": "shop" })
        ),
        node("else", "anything_else", says("What?"), json!({})),
    ]));
    Talk::with(&skill).play(&[
        ("I want to buy something", "Which colour?"),
        ("xyzzy", "What?"),
        ("green", "What?"),
    ]);
}

fn branches(hours: &str) -> serde_json::Value {
    json!([
        node("shop", "#buy", says("Which colour?"), json!({})),
        node(
            "colour",
            "@colour",
            says("That colour."),
            json!({ "parent": "shop" })
        ),
        node(
            "fix",
            "#fix",
            says("Is it blue?"),
            json!({ "digress_in": "returns" })
        ),
        node("yes", "#yes", says("Fixed."), json!({ "parent": "fix" })),
        node(
            "hours",
            "#hours",
            says("From nine."),
            json!({ "digress_in": hours })
        ),
        node("else", "anything_else", says("What?"), json!({})),
    ])
}

/// <https://cloud.ibm.com/docs/watson-assistant?topic=watson-assistant-dialog-runtime#dialog-runtime-enable-digressions>
#[test]
fn a_digression_comes_back_only_where_its_node_says_so() {
    Talk::with(&small(branches("returns"))).play(&[
        ("I want to buy something", "Which colour?"),
        ("when are you open", "From nine. / Which colour?"),
        ("green", "That colour."),
    ]);
    Talk::with(&small(branches("does_not_return"))).play(&[
        ("I want to buy something", "Which colour?"),
        ("when are you open", "From nine."),
        ("no, green", "What?"),
    ]);
    Talk::with(&small(branches("not_available"))).play(&[
        ("I want to buy something", "Which colour?"),
        ("when are you open", "What?"),
    ]);
}

/// <https://cloud.ibm.com/docs/watson-assistant?topic=watson-assistant-dialog-runtime#dialog-runtime-digression-design-considerations>
#[test]
fn inside_a_digression_that_comes_back_what_does_not_come_back_is_no_aim() {
    Talk::with(&small(branches("does_not_return"))).play(&[
        ("I want to buy something", "Which colour?"),
        ("please fix it", "Is it blue?"),
        ("when are you open", "What? / Is it blue?"),
        ("yes", "Fixed. / Which colour?"),
        ("green", "That colour."),
    ]);
    Talk::with(&small(branches("returns"))).play(&[
        ("I want to buy something", "Which colour?"),
        ("please fix it", "Is it blue?"),
        ("when are you open", "From nine. / Is it blue?"),
        ("yes", "Fixed. / Which colour?"),
    ]);
}

/// <https://cloud.ibm.com/docs/watson-assistant?topic=watson-assistant-dialog-runtime#dialog-runtime-digress-tips>
#[test]
fn clearing_the_dialog_stack_forgets_what_was_interrupted() {
    let mut nodes = branches("returns");
    nodes[4]["output"] = says("From nine. <? clearDialogStack() ?>");
    Talk::with(&small(nodes)).play(&[
        ("I want to buy something", "Which colour?"),
        ("when are you open", "From nine. "),
        ("no, green", "What?"),
    ]);
}

fn order(extra: &serde_json::Value) -> serde_json::Value {
    let mut nodes = json!([
        { "type": "frame", "dialog_node": "order", "conditions": "#buy", "output": says("From $from to $to."), "digress_out_slots": "allow_all" },
        { "type": "slot", "dialog_node": "from", "variable": "$from", "parent": "order" },
        { "type": "event_handler", "event_name": "focus", "dialog_node": "ask_from", "parent": "from", "output": says("From when?") },
        { "type": "event_handler", "event_name": "input", "dialog_node": "take_from", "parent": "from", "previous_sibling": "ask_from", "conditions": "@sys-date", "context": { "from": "@sys-date" } },
        { "type": "slot", "dialog_node": "to", "variable": "$to", "parent": "order", "previous_sibling": "from" },
        { "type": "event_handler", "event_name": "focus", "dialog_node": "ask_to", "parent": "to", "output": says("To when?") },
        { "type": "event_handler", "event_name": "input", "dialog_node": "take_to", "parent": "to", "previous_sibling": "ask_to", "conditions": "@sys-date", "context": { "to": "@sys-date" } },
        node("hours", "#hours", says("From nine."), json!({ "digress_in": "returns" })),
        node("else", "anything_else", says("What?"), json!({})),
    ]);
    nodes
        .as_array_mut()
        .unwrap()
        .extend(extra.as_array().unwrap().iter().cloned());
    nodes
}

/// <https://cloud.ibm.com/docs/watson-assistant?topic=watson-assistant-dialog-slots#dialog-slots-avoid-slot-confusion>
#[test]
fn one_date_fills_one_slot_and_the_one_that_was_asked_for_first() {
    Talk::with(&small(order(&json!([])))).play(&[
        ("I want to buy something tomorrow", "To when?"),
        ("when are you open", "From nine. / To when?"),
        ("the day after tomorrow", "From 2026-11-24 to 2026-11-25."),
    ]);
}

/// <https://cloud.ibm.com/docs/watson-assistant?topic=watson-assistant-dialog-slots#dialog-slots-prompt-for-everything>
#[test]
fn a_frame_may_ask_for_everything_at_once_and_greet_who_comes_back() {
    let handlers = json!([
        { "type": "event_handler", "event_name": "focus", "dialog_node": "all", "parent": "order", "previous_sibling": "to", "output": says("From and to when?") },
        { "type": "event_handler", "event_name": "digression_return_prompt", "dialog_node": "back", "parent": "from", "previous_sibling": "take_from", "output": says("Back to your dates: from when?") },
    ]);
    let skill = small(order(&handlers));
    Talk::with(&skill).play(&[
        ("I want to buy something", "From and to when?"),
        (
            "when are you open",
            "From nine. / Back to your dates: from when?",
        ),
        ("today", "To when?"),
    ]);
    Talk::with(&skill).play(&[("I want to buy something today", "To when?")]);
}

fn asking() -> serde_json::Value {
    json!([
        node(
            "buy",
            "#buy",
            says("Bought."),
            json!({ "title": "Buy something" })
        ),
        node(
            "rent",
            "#rent",
            says("Rented."),
            json!({ "user_label": "Rent something", "title": "R" })
        ),
        node(
            "colour",
            "@colour",
            says("A colour."),
            json!({ "title": "Talk of a colour" })
        ),
        node(
            "hours",
            "#hours",
            says("From nine."),
            json!({ "title": "Hours" })
        ),
        node(
            "else",
            "anything_else",
            says("What?"),
            json!({ "title": "Else" })
        ),
    ])
}

/// <https://cloud.ibm.com/docs/watson-assistant?topic=watson-assistant-dialog-runtime#dialog-runtime-disambiguation>
#[test]
fn two_close_intents_are_a_question_and_its_answer_decides() {
    let settings = json!({
        "disambiguation": { "enabled": true, "prompt": "Did you mean", "none_of_the_above_prompt": "Neither" },
    });
    let skill = support::small::with_settings(asking(), settings);
    let mut talk = Talk::with(&skill);
    talk.play(&[("something green I want to", "<suggestion> Did you mean")]);
    let asked = talk.last();
    let labels: Vec<&str> = asked["suggestions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|suggestion| suggestion["label"].as_str().unwrap())
        .collect();
    assert_eq!(labels.len(), 4, "{labels:?}");
    assert!(labels.contains(&"Buy something") && labels.contains(&"Rent something"));
    assert_eq!(labels[2..], ["Talk of a colour", "Neither"]);

    let of = |label: &str| {
        let all = asked["suggestions"].as_array().unwrap().iter();
        let mut found = all.filter(|suggestion| suggestion["label"] == label);
        found.next().unwrap()["value"]["input"].clone()
    };
    assert_eq!(talk.choose(of("Rent something")), "Rented.");
    assert_eq!(talk.choose(of("Neither")), "A colour.");
}

/// <https://cloud.ibm.com/docs/watson-assistant?topic=watson-assistant-dialog-runtime#dialog-runtime-prevent-disambiguation>
#[test]
fn nobody_is_asked_where_it_is_off_certain_or_forbidden() {
    let off = small(asking());
    let on = json!({ "disambiguation": { "enabled": true } });
    let mut forbidding = asking();
    for node in [0, 1] {
        forbidding[node]["context"] = json!({ "system": { "prevent_disambiguation": true } });
    }
    let forbidding = support::small::with_settings(forbidding, on.clone());
    for skill in [off, forbidding] {
        let heard = Talk::with(&skill).say("something green I want to");
        assert!(["Bought.", "Rented."].contains(&heard.as_str()), "{heard}");
    }
    let on = support::small::with_settings(asking(), on);
    Talk::with(&on).play(&[("I want to buy something", "Bought.")]);
}

/// <https://cloud.ibm.com/docs/watson-assistant?topic=watson-assistant-system-entities#system-entities-time-zones>
#[test]
fn the_customers_time_zone_decides_which_day_it_is() {
    let skill = small(json!([
        node("date", "@sys-date", says("@sys-date"), json!({})),
        node(
            "else",
            "anything_else",
            says("<? today() ?>"),
            json!({ "context": { "timezone": "Pacific/Kiritimati" } })
        ),
    ]));
    // Half past nine in the morning in London is half past eleven at night on Kiritimati; noon is the next day there.
    let mut talk = Talk::at(&skill, 12);
    talk.play(&[
        ("today", "2026-11-23"),
        ("xyzzy", "2026-11-23"),
        ("today", "2026-11-24"),
    ]);
}

/// <https://cloud.ibm.com/docs/watson-assistant?topic=watson-assistant-autocorrection>
#[test]
fn misspelt_words_are_put_right_where_the_skill_wants_it() {
    let nodes = json!([
        node(
            "fix",
            "#fix",
            says("Fixed. <? input.text ?> (<? input.original_text ?>)"),
            json!({})
        ),
        node("colour", "@colour", says("A colour."), json!({})),
        node(
            "else",
            "anything_else",
            says("<? input.text ?>?"),
            json!({})
        ),
    ]);
    let on = support::small::with_settings(nodes.clone(), json!({ "spelling_auto_correct": true }));
    Talk::with(&on).play(&[
        (
            "plaese repiar it",
            "Fixed. please repair it (plaese repiar it)",
        ),
        ("a zebra", "a zebra?"),
    ]);
    let off = small(nodes);
    let heard = Talk::with(&off).say("plaese repiar it");
    assert!(!heard.contains("please repair"), "{heard}");
}
