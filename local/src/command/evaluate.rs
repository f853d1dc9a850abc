//! `evaluate`: how well the bank's skill understands sentences whose meaning is known.
//!
//! Deliberately judges the whole dialog, not the classifier alone: what counts is what a customer meets.

use std::fs;
use std::path::PathBuf;

use anyhow::Context;
use clap::Args;
use jiff::ZonedDateTime;
use watson_simulator::evaluate::{evaluate, utterances};

use super::skill;

/// The intents that open a dialogue about moving money.
const MONEY: [&str; 2] = ["transfer", "own_accounts"];

/// What `evaluate` must be told.
#[derive(Args, Debug)]
pub(super) struct Arguments {
    /// Sentences, one JSON object a line: {"text": "…", "action": "…"}; the action `fallback` means
    /// that it is none of the bank's business
    file: PathBuf,
    /// The skill to measure, if it is not the bank's own
    #[arg(long)]
    skill: Option<PathBuf>,
    /// List every sentence that was misunderstood
    #[arg(long)]
    mistakes: bool,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let file = arguments.file.display();
    let lines = fs::read_to_string(&arguments.file).with_context(|| format!("{file}"))?;
    let utterances = utterances(&lines).with_context(|| format!("{file} is not as expected"))?;
    let skill = skill::load(arguments.skill.as_deref())?;
    let evaluation = evaluate(&skill, &utterances, &MONEY, &ZonedDateTime::now());
    if arguments.mistakes {
        for mistake in &evaluation.mistakes {
            println!(
                "{} taken for {}: {}",
                mistake.expected, mistake.understood, mistake.text
            );
        }
    }
    println!("{}", serde_json::to_string(&evaluation)?);
    Ok(())
}
