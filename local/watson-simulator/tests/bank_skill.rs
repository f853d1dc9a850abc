//! What the bank's own skill understands, and the one contract it has with whoever does what it asks for.
//!
//! Deliberately only which service is meant: amounts and names are read by the services, from the text itself.

#![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]

mod support;

use std::collections::BTreeSet;

use jiff::civil::date;
use services::talk::Talk;
use watson_simulator::Chat;

/// A Monday morning.
fn chat() -> Chat {
    Chat::new(
        support::bank_skill(),
        date(2026, 11, 23).at(9, 30, 0, 0).in_tz("UTC").unwrap(),
    )
}

/// Says `text`; returns texts and actions on one line.
fn heard(chat: &mut Chat, text: &str) -> String {
    let mut parts = chat.say(text);
    for (name, parameters) in chat.actions() {
        let parameters = parameters.as_object().unwrap().values();
        let parameters: Vec<String> = parameters.map(ToString::to_string).collect();
        parts.push(format!("{name}({})", parameters.join(",")));
    }
    parts.join(" / ")
}

/// Plays a transcript: pairs of what is said and what is heard.
fn play(lines: &[(&str, &str)]) {
    let mut chat = chat();
    for (said, expected) in lines {
        assert_eq!(heard(&mut chat, said), *expected, "after {said:?}");
    }
}

#[test]
fn the_skill_uses_nothing_the_simulator_lacks() {
    let summary = support::bank_skill().check();
    assert_eq!(summary.unsupported, Vec::<String>::new());
    assert!(
        summary.intents >= 20 && summary.dialog_nodes >= 25,
        "{summary:?}"
    );
}

#[test]
fn the_skill_asks_for_every_service_and_for_nothing_nobody_knows() {
    let skill = support::bank_skill();
    let actions = skill.client_actions();
    let asked: BTreeSet<&str> = actions.iter().map(|action| action.name.as_str()).collect();
    let talk = Talk::ACTIONS.iter().map(|(name, _)| *name);
    let known: BTreeSet<&str> = services::NAMES.iter().copied().chain(talk).collect();
    assert_eq!(asked, known);
}

#[test]
fn no_action_carries_an_amount_or_a_name() {
    let actions = support::bank_skill().client_actions();
    let parameters: BTreeSet<String> = actions
        .into_iter()
        .flat_map(|action| action.parameters)
        .collect();
    assert_eq!(parameters, BTreeSet::from(["enabled".to_owned()]));
}

#[test]
fn money_is_understood_however_it_is_said() {
    for said in [
        "send 50 to Ben",
        "send Ben 50",
        "pay ben carter £12.50",
        "transfer fifty pounds to my mum",
        "send £1,200.00 to my landlord for rent",
        "can you send 20 to Studio 54 please",
        "i wanna pay back dave 20 quid",
        "give my sister two hundred and fifty pounds",
        "I want to send money",
        "send -5 to Ben",
        "send 1k to Ben",
    ] {
        assert_eq!(heard(&mut chat(), said), "transfer()", "{said}");
    }
}

#[test]
fn a_bare_number_or_name_is_not_understood_as_anything() {
    for said in [
        "50",
        "£20",
        "what's the weather like",
        "asdfgh",
        "🙂",
        "Ben",
    ] {
        assert_eq!(heard(&mut chat(), said), "not_understood()", "{said}");
    }
}

#[test]
fn everything_else_is_an_action_or_a_sentence() {
    play(&[
        ("hello there", "menu()"),
        ("menu", "menu()"),
        ("what can you do", "help()"),
        ("what's my balance?", "balance()"),
        ("please turn on voice replies", "voice(true)"),
        ("turn the voice off", "voice(false)"),
        ("what did you say", "repeat()"),
        ("actually forget it", "cancel()"),
        ("I lost my phone", "block()"),
        ("is this really my bank?", "bank_check()"),
        ("thanks", "You're welcome."),
    ]);
}
