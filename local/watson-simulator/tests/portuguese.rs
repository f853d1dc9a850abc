//! What the bank's Portuguese skill understands, by words alone, of sentences it has not learnt.
//!
//! The sentences are held out: none is an example of the skill. `docs/skill.md` has the figures.

#![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]

use std::collections::BTreeSet;

use domain::language::Language;
use jiff::civil::date;
use services::talk::Talk;
use watson_simulator::evaluate::{Bank, evaluate, utterances};
use watson_simulator::{Chat, Skill};

const HELD_OUT: &str = include_str!("held_out.pt-BR.jsonl");

fn skill(language: Language) -> Skill {
    let skill = services::skill::build(language).unwrap();
    Skill::parse(&skill.to_string()).unwrap()
}

fn portuguese() -> Language {
    Language::parse("pt-BR").unwrap()
}

#[test]
fn no_sentence_of_the_measure_is_one_the_skill_has_learnt() {
    let built = services::skill::build(portuguese()).unwrap();
    let examples = built["intents"].as_array().unwrap().iter();
    let examples = examples.flat_map(|intent| intent["examples"].as_array().unwrap());
    let plain = |text: &str| text.to_lowercase().replace(['?', '!', '.', ','], "");
    let learnt: BTreeSet<String> = examples
        .map(|example| plain(example["text"].as_str().unwrap()))
        .collect();
    let measured = utterances(HELD_OUT).unwrap();
    assert!(measured.len() >= 200);
    for sentence in measured {
        assert!(
            !learnt.contains(&plain(&sentence.text)),
            "{}",
            sentence.text
        );
    }
}

#[test]
fn most_of_what_brazilians_write_is_understood_and_none_of_it_stops_or_moves_anything_unasked() {
    let bank = Bank {
        money: &["transfer", "own_accounts"],
        also: &[("transfer", "own_accounts")],
        stopping: &["freeze", "lost_card", "lost_phone"],
        stops: &|text| services::reader(text, portuguese(), true).is_some(),
    };
    let now = date(2026, 11, 23).at(9, 30, 0, 0).in_tz("UTC").unwrap();
    let measured = evaluate(
        &skill(portuguese()),
        &utterances(HELD_OUT).unwrap(),
        &bank,
        &now,
    );
    assert!(measured.in_scope_accuracy > 0.6, "{:?}", measured.mistakes);
    assert!(
        measured.out_of_scope_rejected > 0.6,
        "{:?}",
        measured.mistakes
    );
    assert!(
        measured.money_on_out_of_scope < 0.05,
        "{:?}",
        measured.mistakes
    );
    assert!(measured.stopping.is_empty(), "{:?}", measured.stopping);
}

#[test]
fn every_language_that_has_a_skill_asks_for_every_service_and_uses_nothing_the_simulator_lacks() {
    let talk = Talk::ACTIONS.iter().map(|(name, _)| *name);
    let known: BTreeSet<&str> = services::NAMES.iter().copied().chain(talk).collect();
    for language in services::skill::languages() {
        let skill = skill(language);
        let actions = skill.client_actions();
        let asked: BTreeSet<&str> = actions.iter().map(|action| action.name.as_str()).collect();
        assert_eq!(asked, known, "{language:?}");
        let summary = skill.check();
        assert_eq!(summary.unsupported, Vec::<String>::new(), "{language:?}");
        assert_eq!(summary.problems, Vec::<String>::new(), "{language:?}");
    }
}

/// Everything heard, in one line.
fn heard(text: &str) -> String {
    let now = date(2026, 11, 23).at(9, 30, 0, 0).in_tz("UTC").unwrap();
    let mut chat = Chat::new(skill(portuguese()), now);
    let said = chat.say(text);
    let actions = chat
        .actions()
        .into_iter()
        .map(|(name, _)| format!("{name}()"));
    said.into_iter()
        .chain(actions)
        .collect::<Vec<_>>()
        .join(" / ")
}

#[test]
fn what_is_asked_for_is_an_action_or_a_sentence_in_portuguese() {
    for (text, expected) in [
        ("oi", "menu()"),
        ("qual é o meu saldo?", "balance()"),
        ("manda 50 libras pro Ben", "transfer()"),
        ("passa 200 da corrente pra poupança", "own_accounts()"),
        ("bloqueia tudo", "block()"),
        ("desliga a voz por favor", "voice()"),
        ("50", "not_understood()"),
        ("não, 40 libras", "not_understood()"),
        ("obrigado", "De nada."),
    ] {
        assert_eq!(heard(text), expected, "{text}");
    }
    let asks = heard("como bloqueio meu cartão?");
    assert!(asks.starts_with("Escreva *bloqueia*"), "{asks}");
}
