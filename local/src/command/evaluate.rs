//! `evaluate`: how well the bank's skill understands sentences whose meaning is known.
//!
//! Deliberately judges the whole dialog, not the classifier alone: what counts is what a customer meets.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::{fmt, fs};

use anyhow::Context;
use clap::Args;
use domain::language::Language;
use jiff::ZonedDateTime;
use watson_simulator::evaluate::{Bank, Evaluation, evaluate, utterances};

use super::skill;
use crate::skill::{self as local_skill, By};

/// The intents that open a dialogue about moving money.
const MONEY: [&str; 2] = ["transfer", "own_accounts"];

/// Who tells no own accounts from others' calls moving between them a transfer too.
const ALSO: [(&str, &str); 1] = [("transfer", "own_accounts")];

/// What somebody means who wants something stopped.
const STOPPING: [&str; 3] = ["freeze", "lost_card", "lost_phone"];

/// How many kinds of confusion are listed.
const CONFUSIONS: usize = 15;

/// What `evaluate` must be told.
#[derive(Args, Debug)]
pub(super) struct Arguments {
    /// Sentences, one JSON object a line: {"text": "…", "action": "…"}; the action `fallback` means
    /// that it is none of the bank's business
    file: PathBuf,
    /// The skill to measure, if it is not the bank's own
    #[arg(long)]
    skill: Option<PathBuf>,
    /// In which language they are, by its tag
    #[arg(long, default_value = "en", value_parser = local_skill::language)]
    language: Language,
    /// What the classifier goes by, if not by what is the better for the language
    #[arg(long)]
    by: Option<By>,
    /// List every sentence that was misunderstood
    #[arg(long)]
    mistakes: bool,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let file = arguments.file.display();
    let lines = fs::read_to_string(&arguments.file).with_context(|| format!("{file}"))?;
    let utterances = utterances(&lines).with_context(|| format!("{file} is not as expected"))?;
    let language = arguments.language;
    let by = arguments.by.unwrap_or_else(|| By::better(language));
    let skill = skill::load(arguments.skill.as_deref(), by, language)?;
    let bank = Bank {
        money: &MONEY,
        also: &ALSO,
        stopping: &STOPPING,
        stops: &|text| services::reader(text, language, true).is_some(),
    };
    let evaluation = evaluate(&skill, &utterances, &bank, &ZonedDateTime::now());
    print!("{}", Table(&evaluation));
    if arguments.mistakes {
        for mistake in &evaluation.mistakes {
            let (expected, understood) = (&mistake.expected, &mistake.understood);
            println!("{expected} taken for {understood}: {}", mistake.text);
        }
        for text in &evaluation.stopping {
            println!("would stop something: {text}");
        }
    }
    println!("understood by {}", skill.classifier().goes_by());
    println!("{}", serde_json::to_string(&evaluation)?);
    Ok(())
}

/// Precision and recall of each action, and what is most often taken for what.
struct Table<'a>(&'a Evaluation);

impl fmt::Display for Table<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            formatter,
            "{:<18} {:>9} {:>6} {:>6}",
            "action", "precision", "recall", "count"
        )?;
        for (name, of) in &self.0.by_action {
            let (precision, recall, count) = (of.precision, of.recall, of.count);
            writeln!(
                formatter,
                "{name:<18} {precision:>9.3} {recall:>6.3} {count:>6}"
            )?;
        }
        writeln!(formatter)?;
        for ((expected, understood), count) in confusions(self.0).into_iter().take(CONFUSIONS) {
            writeln!(formatter, "{count:>4} × {expected} taken for {understood}")?;
        }
        writeln!(formatter)
    }
}

/// What was taken for what, the most frequent first.
fn confusions(evaluation: &Evaluation) -> Vec<((&str, &str), usize)> {
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for mistake in &evaluation.mistakes {
        let count = counts
            .entry((&mistake.expected, &mistake.understood))
            .or_default();
        *count = count.saturating_add(1);
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| Reverse(*count));
    counts
}
