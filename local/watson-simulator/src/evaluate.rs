//! Measures a skill on sentences with a known meaning: does each reach the right action?
//!
//! Every sentence opens a conversation of its own and runs through the whole dialog, so that what
//! is measured is what a customer would meet.

#![expect(clippy::float_arithmetic, reason = "fractions for a report")]

use jiff::ZonedDateTime;
use serde::{Deserialize, Serialize};

use crate::chat::Chat;
use crate::skill::{Node, Skill};

/// The action of a sentence that is none of the bank's business.
pub const FALLBACK: &str = "fallback";

/// One sentence of the measure: a line of JSON.
#[derive(Debug, Clone, Deserialize)]
pub struct Utterance {
    /// What somebody said.
    pub text: String,
    /// The intent it should reach, or [`FALLBACK`].
    pub action: String,
}

/// The result of a measure; the first four fields are the report's JSON.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Evaluation {
    /// Share of sentences with a meaning that reached it.
    pub in_scope_accuracy: f64,
    /// Share of fallback sentences that were not understood, as they should be.
    pub out_of_scope_rejected: f64,
    /// Share of fallback sentences that opened a dialogue about moving money.
    pub money_on_out_of_scope: f64,
    /// How many sentences.
    pub count: usize,
    /// What went wrong: the sentence, what it meant, what it was taken for.
    #[serde(skip)]
    pub mistakes: Vec<Mistake>,
}

/// A sentence that was misunderstood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// The sentence.
    pub text: String,
    /// What it meant.
    pub expected: String,
    /// What it was taken for.
    pub understood: String,
}

/// Reads a file of sentences, one JSON object a line.
pub fn utterances(lines: &str) -> Result<Vec<Utterance>, serde_json::Error> {
    lines
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(serde_json::from_str)
        .collect()
}

/// Measures `skill`. `money` names the intents that open a dialogue about moving money.
#[must_use]
pub fn evaluate(
    skill: &Skill,
    utterances: &[Utterance],
    money: &[&str],
    now: &ZonedDateTime,
) -> Evaluation {
    let mut tally = Tally::default();
    let mut mistakes = Vec::new();
    for utterance in utterances {
        let understood = understood(skill, &utterance.text, now);
        let right = understood == utterance.action;
        tally.count(
            utterance.action == FALLBACK,
            right,
            money.contains(&understood.as_str()),
        );
        if !right {
            let (text, expected) = (utterance.text.clone(), utterance.action.clone());
            mistakes.push(Mistake {
                text,
                expected,
                understood,
            });
        }
    }
    Evaluation {
        in_scope_accuracy: share(tally.right, tally.inside),
        out_of_scope_rejected: share(tally.rejected, tally.outside),
        money_on_out_of_scope: share(tally.money, tally.outside),
        count: utterances.len(),
        mistakes,
    }
}

#[derive(Default)]
struct Tally {
    inside: u32,
    right: u32,
    outside: u32,
    rejected: u32,
    money: u32,
}

impl Tally {
    fn count(&mut self, outside: bool, right: bool, money: bool) {
        let (all, good) = if outside {
            (&mut self.outside, &mut self.rejected)
        } else {
            (&mut self.inside, &mut self.right)
        };
        *all = all.saturating_add(1);
        *good = good.saturating_add(u32::from(right));
        self.money = self.money.saturating_add(u32::from(outside && money));
    }
}

fn share(part: u32, whole: u32) -> f64 {
    if whole == 0 {
        0.0
    } else {
        f64::from(part) / f64::from(whole)
    }
}

/// The intent a sentence reaches at the start of a conversation, or [`FALLBACK`].
fn understood(skill: &Skill, text: &str, now: &ZonedDateTime) -> String {
    let mut chat = Chat::new(skill.clone(), now.clone());
    chat.say(text);
    let Some(response) = chat.last() else {
        return FALLBACK.to_owned();
    };
    let visited = response
        .nodes_visited
        .first()
        .and_then(|id| skill.tree().node(id));
    let intent = response
        .intents
        .first()
        .filter(|_| visited.is_some_and(|node| !Node::catches_everything(node)));
    intent.map_or_else(|| FALLBACK.to_owned(), |intent| intent.intent.clone())
}
