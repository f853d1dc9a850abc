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
    let typed = plain_words(text, language);
    let is_named = |intent: &&String| {
        of(intent, language)
            .is_some_and(|meaning| plain_words(&meaning.label.plain(), language) == typed)
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
