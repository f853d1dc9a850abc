//! What is asked about because a text may mean more than one thing.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use domain::language::Language;
use services::meaning::{Guess, all, in_doubt, named};

fn asked(guesses: &[(&str, f64)]) -> Option<Vec<String>> {
    let guesses: Vec<Guess<'_>> = guesses
        .iter()
        .map(|(intent, confidence)| Guess {
            intent,
            confidence: *confidence,
        })
        .collect();
    let some = in_doubt(&guesses, Language::ENGLISH)?;
    Some(some.iter().map(|one| one.label.plain()).collect())
}

#[test]
fn money_and_a_stop_need_certainty_and_an_answer_only_likelihood() {
    assert_eq!(asked(&[("balance", 0.4), ("fees", 0.1)]), None);
    assert!(asked(&[("balance", 0.25)]).is_some());
    for intent in ["transfer", "freeze", "payees"] {
        assert!(asked(&[(intent, 0.45)]).is_some(), "{intent}");
        assert_eq!(asked(&[(intent, 0.6)]), None, "{intent}");
    }
}

#[test]
fn two_close_guesses_are_told_apart_by_who_wrote_unless_they_are_the_same_thing() {
    let offered = asked(&[
        ("direct_debit", 0.42),
        ("standing_order", 0.4),
        ("fees", 0.01),
    ]);
    assert_eq!(offered.unwrap(), ["Direct debits", "Standing orders"]);
    assert_eq!(asked(&[("transfer", 0.52), ("own_accounts", 0.5)]), None);
    assert_eq!(asked(&[("thanks", 0.3), ("transfer", 0.3)]), None);
}

#[test]
fn a_label_names_its_meaning() {
    let intents = ["transfer".to_owned(), "fees".to_owned()];
    let named = |text| named(&intents, text, Language::ENGLISH);
    assert_eq!(named("Send money please"), Some("transfer".to_owned()));
    assert_eq!(named("fees and charges"), Some("fees".to_owned()));
    assert_eq!(named("close my account"), None);
}

/// What a tap on a label does where no service is asked: it is understood as if it were typed.
#[test]
fn each_label_fits_a_button_and_is_an_example_of_its_intent() {
    for language in services::skill::languages() {
        let skill = services::skill::build(language).unwrap();
        let intents = skill["intents"].as_array().unwrap();
        for meaning in all(language) {
            let label = meaning.label.plain();
            assert!(label.chars().count() <= 20, "{label}");
            let is_it = |intent: &&serde_json::Value| intent["intent"] == meaning.intent;
            // A small skill may lack an intent; then it is never asked about.
            let Some(intent) = intents.iter().find(is_it) else {
                assert_ne!(language, Language::ENGLISH, "{label}");
                continue;
            };
            let mut examples = intent["examples"].as_array().unwrap().iter();
            let is_one = examples.any(|example| example["text"] == *label);
            assert!(is_one || meaning.service.is_some(), "{label}");
        }
    }
}

/// The names of a skill's intents, and how many examples each has.
fn intents(language: Language) -> Vec<(String, usize)> {
    let skill = services::skill::build(language).unwrap();
    let intents = skill["intents"].as_array().unwrap().iter();
    let counted = intents.map(|intent| {
        let examples = intent["examples"].as_array().unwrap();
        (
            intent["intent"].as_str().unwrap().to_owned(),
            examples.len(),
        )
    });
    counted.collect()
}

#[test]
fn portuguese_has_every_intent_of_english_with_enough_examples_and_none_twice() {
    let portuguese = Language::parse("pt-BR").unwrap();
    let (english, own) = (intents(Language::ENGLISH), intents(portuguese));
    let names =
        |all: &[(String, usize)]| all.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&own), names(&english));
    for (name, count) in own {
        assert!((20..=40).contains(&count), "{name}: {count}");
    }
    let skill = services::skill::build(portuguese).unwrap();
    let mut seen = std::collections::BTreeSet::new();
    for intent in skill["intents"].as_array().unwrap() {
        for example in intent["examples"].as_array().unwrap() {
            let text = example["text"].as_str().unwrap().to_lowercase();
            assert!(seen.insert(text.clone()), "{text}");
        }
    }
}
