//! Measures a skill on sentences with a known meaning: does each reach the right action?
//!
//! Every sentence opens a conversation of its own and runs through the whole dialog, so that what
//! is measured is what a customer would meet.

#![expect(clippy::float_arithmetic, reason = "fractions for a report")]

use std::collections::BTreeMap;

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

/// What the bank makes of actions.
pub struct Bank<'a> {
    /// Actions that open a dialogue about moving money.
    pub money: &'a [&'a str],
    /// An action as others name it, and one of ours that is that too.
    pub also: &'a [(&'a str, &'a str)],
    /// Actions of whoever wants something stopped.
    pub stopping: &'a [&'a str],
    /// Whether a sentence stops something at once.
    pub stops: &'a dyn Fn(&str) -> bool,
}

/// The result of a measure, as the report's JSON; what went wrong is beside it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Evaluation {
    /// Share of sentences with a meaning that reached it.
    pub in_scope_accuracy: f64,
    /// Share of fallback sentences that were not understood, as they should be.
    pub out_of_scope_rejected: f64,
    /// Share of fallback sentences that opened a dialogue about moving money.
    pub money_on_out_of_scope: f64,
    /// Share of sentences of people who want nothing stopped that would stop something.
    pub stop_on_others: f64,
    /// How many sentences.
    pub count: usize,
    /// The same for each action.
    pub by_action: BTreeMap<String, OfAction>,
    /// What went wrong: the sentence, what it meant, what it was taken for.
    #[serde(skip)]
    pub mistakes: Vec<Mistake>,
    /// The sentences that would stop something nobody wants stopped.
    #[serde(skip)]
    pub stopping: Vec<String>,
}

/// How well one action is understood.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct OfAction {
    /// Of what was taken for it, the share that meant it.
    pub precision: f64,
    /// Of what meant it, the share that was taken for it.
    pub recall: f64,
    /// How many sentences meant it.
    pub count: u32,
    #[serde(skip)]
    taken: u32,
    #[serde(skip)]
    right: u32,
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

/// Measures `skill`.
#[must_use]
pub fn evaluate(
    skill: &Skill,
    utterances: &[Utterance],
    bank: &Bank<'_>,
    now: &ZonedDateTime,
) -> Evaluation {
    let mut tally = Tally::default();
    for utterance in utterances {
        let understood = understood(skill, &utterance.text, now);
        tally.count(
            utterance,
            bank.by_their_name(understood, &utterance.action),
            bank,
        );
    }
    tally.evaluation(utterances.len())
}

impl Bank<'_> {
    /// What was understood, by the name that the measure has for it.
    fn by_their_name(&self, understood: String, action: &str) -> String {
        if self.also.contains(&(action, &understood)) {
            return action.to_owned();
        }
        understood
    }
}

#[derive(Default)]
struct Tally {
    rejected: u32,
    money: u32,
    others: u32,
    stopping: Vec<String>,
    actions: BTreeMap<String, OfAction>,
    mistakes: Vec<Mistake>,
}

impl Tally {
    fn count(&mut self, utterance: &Utterance, understood: String, bank: &Bank<'_>) {
        let (text, expected) = (&utterance.text, &utterance.action);
        let right = understood == *expected;
        let outside = expected == FALLBACK;
        add(&mut self.rejected, outside && right);
        add(
            &mut self.money,
            outside && bank.money.contains(&understood.as_str()),
        );
        let wants_no_stop = !bank.stopping.contains(&expected.as_str());
        add(&mut self.others, wants_no_stop);
        if wants_no_stop && (bank.stops)(text) {
            self.stopping.push(text.clone());
        }
        let meant = self.actions.entry(expected.clone()).or_default();
        add(&mut meant.count, true);
        add(&mut meant.right, right);
        add(
            &mut self.actions.entry(understood.clone()).or_default().taken,
            true,
        );
        if !right {
            self.mistakes.push(Mistake {
                text: text.clone(),
                expected: expected.clone(),
                understood,
            });
        }
    }

    fn evaluation(mut self, count: usize) -> Evaluation {
        for action in self.actions.values_mut() {
            action.precision = share(action.right, action.taken);
            action.recall = share(action.right, action.count);
        }
        let outside = self.actions.get(FALLBACK).map_or(0, |action| action.count);
        let inside = self.actions.iter().filter(|(name, _)| *name != FALLBACK);
        let (right, inside) = inside.fold((0_u32, 0_u32), |(right, all), (_, action)| {
            (
                right.saturating_add(action.right),
                all.saturating_add(action.count),
            )
        });
        Evaluation {
            in_scope_accuracy: share(right, inside),
            out_of_scope_rejected: share(self.rejected, outside),
            money_on_out_of_scope: share(self.money, outside),
            stop_on_others: share(count_of(&self.stopping), self.others),
            count,
            by_action: self.actions,
            mistakes: self.mistakes,
            stopping: self.stopping,
        }
    }
}

fn add(count: &mut u32, one: bool) {
    *count = count.saturating_add(u32::from(one));
}

fn count_of<T>(all: &[T]) -> u32 {
    u32::try_from(all.len()).unwrap_or(u32::MAX)
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

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str, action: &str) -> Utterance {
        Utterance {
            text: text.to_owned(),
            action: action.to_owned(),
        }
    }

    #[test]
    fn shares_are_of_those_they_speak_of() {
        let stops = |text: &str| text.contains("phone");
        let bank = Bank {
            money: &["transfer", "own_accounts"],
            also: &[("transfer", "own_accounts")],
            stopping: &["freeze"],
            stops: &stops,
        };
        let mut tally = Tally::default();
        let heard = [
            (said("to my savings", "transfer"), "own_accounts"),
            (said("to Ben", "transfer"), "help"),
            (said("stop the phone", "freeze"), "freeze"),
            (said("answer the phone", FALLBACK), "own_accounts"),
            (said("it rains", FALLBACK), FALLBACK),
        ];
        for (utterance, understood) in &heard {
            let understood = bank.by_their_name((*understood).to_owned(), &utterance.action);
            tally.count(utterance, understood, &bank);
        }
        let found = tally.evaluation(heard.len());
        let transfer = &found.by_action["transfer"];
        assert_eq!(
            (transfer.precision, transfer.recall, transfer.count),
            (1.0, 0.5, 2)
        );
        assert_eq!(
            (found.in_scope_accuracy, found.stop_on_others),
            (2.0 / 3.0, 0.25)
        );
        assert_eq!(
            (found.out_of_scope_rejected, found.money_on_out_of_scope),
            (0.5, 0.5)
        );
        assert_eq!(found.mistakes.len(), 2);
    }
}
