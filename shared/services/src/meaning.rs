//! What a text may mean where that is not certain: between which of the things a customer can ask for it lies.
//!
//! Deliberately strict where money or a stop is at stake: what is only likely is asked about.

use domain::language::Language;
use wording::sentence::Sentence;

use crate::reading::plain_words;
use crate::talk;

/// From this confidence on a guess is acted on, where nothing is at stake.
const LIKELY: f64 = 0.3;

/// The same where money or a stop is at stake.
const CERTAIN: f64 = 0.5;

/// From this confidence on something may be meant at all.
const POSSIBLE: f64 = 0.15;

/// Two guesses so close to one another are not told apart.
const CLOSE: f64 = 0.08;

/// Most meanings that are offered: with "something else" they fill the buttons of a message.
const MOST: usize = 2;

/// What is at stake in being misunderstood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stake {
    /// An answer that was not wanted.
    Nothing,
    /// Money would begin to move.
    Money,
    /// Something would be stopped, or changed.
    Change,
}

/// Something a customer can mean.
#[derive(Clone, PartialEq, Eq)]
pub struct Meaning {
    /// The skill's intent.
    pub intent: &'static str,
    /// What it is called, at most 20 characters. Where no service does it, also what asks for it.
    pub label: Sentence,
    /// The service that does it, with the text as it stands.
    pub service: Option<&'static str>,
    /// What is at stake.
    pub stake: Stake,
}

/// An intent, and how sure the skill is of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Guess<'a> {
    /// The intent's name.
    pub intent: &'a str,
    /// 0 to 1.
    pub confidence: f64,
}

/// Everything that can be meant: by the services, and what is answered without one.
#[must_use]
pub fn all(language: Language) -> Vec<Meaning> {
    let mut all = crate::meanings(language);
    let talk = talk::meanings(language)
        .iter()
        .map(|(intent, label)| Meaning {
            intent,
            label: wording::say![*label],
            service: None,
            stake: Stake::Nothing,
        });
    all.extend(talk);
    all
}

/// The meaning of an intent, if it can be asked about.
#[must_use]
pub fn of(intent: &str, language: Language) -> Option<Meaning> {
    all(language).into_iter().find(|one| one.intent == intent)
}

/// The one of some intents that a whole text names by its label.
#[must_use]
pub fn named(intents: &[String], text: &str, language: Language) -> Option<String> {
    let typed = plain_words(text);
    let is_named = |intent: &&String| {
        of(intent, language).is_some_and(|meaning| plain_words(&meaning.label.plain()) == typed)
    };
    intents.iter().find(is_named).cloned()
}

/// Between which meanings a text lies; nothing where the best guess is one to act on. Guesses come best first.
#[must_use]
pub fn in_doubt(guesses: &[Guess<'_>], language: Language) -> Option<Vec<Meaning>> {
    let all = all(language);
    let known = |guess: &Guess<'_>| all.iter().find(|one| one.intent == guess.intent);
    let first = guesses.first()?;
    // A greeting, thanks and the like are never doubted.
    let best = known(first)?;
    if is_sure(first, best) && rival(guesses, best, &known).is_none() {
        return None;
    }
    let possible = guesses.iter().filter(|guess| guess.confidence >= POSSIBLE);
    let mut some: Vec<Meaning> = Vec::new();
    for meaning in possible.filter_map(known) {
        if some.iter().all(|one| one.label != meaning.label) {
            some.push(meaning.clone());
        }
    }
    some.truncate(MOST);
    Some(some)
}

fn is_sure(guess: &Guess<'_>, meaning: &Meaning) -> bool {
    let least = match meaning.stake {
        Stake::Nothing => LIKELY,
        Stake::Money | Stake::Change => CERTAIN,
    };
    guess.confidence >= least
}

/// The second guess, where it is as good as the first and leads elsewhere. Services that move money hand a text over
/// to one another.
#[expect(
    clippy::float_arithmetic,
    reason = "a classifier's confidence; no money is reckoned with it"
)]
fn rival<'m>(
    guesses: &[Guess<'_>],
    best: &Meaning,
    known: &impl Fn(&Guess<'_>) -> Option<&'m Meaning>,
) -> Option<&'m Meaning> {
    let (first, second) = (guesses.first()?, guesses.get(1)?);
    let rival = known(second)?;
    let is_close = second.confidence >= first.confidence - CLOSE;
    let both_move_money = best.stake == Stake::Money && rival.stake == Stake::Money;
    let leads_elsewhere = best.label != rival.label && !both_move_money;
    (is_close && leads_elsewhere).then_some(rival)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(guesses: &[(&str, f64)]) -> Option<Vec<String>> {
        let guesses: Vec<Guess<'_>> = guesses
            .iter()
            .map(|(intent, confidence)| Guess {
                intent,
                confidence: *confidence,
            })
            .collect();
        let some = in_doubt(&guesses, Language::English)?;
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
        let named = |text| named(&intents, text, Language::English);
        assert_eq!(named("Send money please"), Some("transfer".to_owned()));
        assert_eq!(named("fees and charges"), Some("fees".to_owned()));
        assert_eq!(named("close my account"), None);
    }

    /// What a tap on a label does where no service is asked: it is understood as if it were typed.
    #[test]
    fn each_label_fits_a_button_and_is_an_example_of_its_intent() {
        let skill = crate::skill::build(Language::English).unwrap();
        let intents = skill["intents"].as_array().unwrap();
        for meaning in all(Language::English) {
            let label = meaning.label.plain();
            assert!(label.chars().count() <= 20, "{label}");
            let is_it = |intent: &&serde_json::Value| intent["intent"] == meaning.intent;
            let intent = intents.iter().find(is_it).unwrap();
            let mut examples = intent["examples"].as_array().unwrap().iter();
            let is_one = examples.any(|example| example["text"] == *label);
            assert!(is_one || meaning.service.is_some(), "{label}");
        }
    }
}
