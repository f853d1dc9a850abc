//! `skill build`, `check` and `chat`: the bank's Watson dialog skill, what is in it, what it says. `skill upload` and
//! `export`: its way to IBM and back.
//!
//! Deliberately needs no running stack: the skill runs inside this process, or at IBM.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Subcommand;
use domain::language::Language;
use jiff::ZonedDateTime;
use serde_json::Value;
use watson_simulator::{Chat, Skill};

use crate::skill::ibm::{Ibm, Wanted};
use crate::skill::{self, contract};

/// What can be done with a skill.
#[derive(Debug, Subcommand)]
pub(super) enum Action {
    /// Merge the services' parts into one skill, as Watson Assistant imports it
    Build {
        /// Where to write it; the standard output otherwise
        #[arg(long)]
        out: Option<PathBuf>,
    },
    /// Load a skill and say what is in it, what of it would not run here, and what is wrong with it; fails if anything is
    Check {
        /// A skill as Watson Assistant exports it; the bank's own otherwise
        file: Option<PathBuf>,
    },
    /// Check a skill and put it into Watson Assistant, in place of the one that is there; waits until it is trained
    ///
    /// Reads `WATSON_URL`, `WATSON_API_KEY` and `WATSON_SKILL_ID` from the environment.
    Upload {
        /// A skill as Watson Assistant exports it; the bank's own otherwise
        file: Option<PathBuf>,
        /// Make a new skill, and print its id
        #[arg(long, conflicts_with = "v2")]
        new: bool,
        /// As a skill of the assistant `WATSON_ASSISTANT_ID`, by the v2 API
        #[arg(long)]
        v2: bool,
    },
    /// Fetch the skill from Watson Assistant, in the form it is uploaded in
    Export {
        /// Where to write it; the standard output otherwise
        #[arg(long)]
        out: Option<PathBuf>,
        /// As a skill of the assistant `WATSON_ASSISTANT_ID`, by the v2 API
        #[arg(long)]
        v2: bool,
    },
    /// Talk to a skill: one line in, its replies out
    Chat {
        /// A skill as Watson Assistant exports it; the bank's own otherwise
        file: Option<PathBuf>,
    },
}

pub(super) async fn run(action: &Action) -> anyhow::Result<()> {
    match action {
        Action::Build { out } => build(out.as_deref()),
        Action::Check { file } => check(file.as_deref()),
        Action::Chat { file } => chat(file.as_deref()),
        Action::Upload { file, new, v2 } => upload(file.as_deref(), wanted(*new, *v2)).await,
        Action::Export { out, v2 } => export(out.as_deref(), wanted(false, *v2)).await,
    }
}

fn wanted(new: bool, v2: bool) -> Wanted {
    match (new, v2) {
        (true, _) => Wanted::New,
        (false, true) => Wanted::V2,
        (false, false) => Wanted::V1,
    }
}

fn configured(wanted: Wanted) -> anyhow::Result<Ibm> {
    Ibm::configured(wanted, &|name| std::env::var(name).ok())
}

/// What is not in order is not sent.
async fn upload(file: Option<&Path>, wanted: Wanted) -> anyhow::Result<()> {
    let ibm = configured(wanted)?;
    let skill = load(file)?;
    refuse(&problems(&skill, file.is_none()))?;
    let id = ibm.upload(&Value::Object(skill.source().clone())).await?;
    println!("{} is trained as {id}", skill.name());
    Ok(())
}

async fn export(out: Option<&Path>, wanted: Wanted) -> anyhow::Result<()> {
    write(out, &configured(wanted)?.export().await?)
}

/// Loads a skill, the bank's own if none is named, and trains its classifier.
pub(super) fn load(file: Option<&Path>) -> anyhow::Result<Skill> {
    let Some(file) = file else {
        return skill::of_the_bank(Language::ENGLISH);
    };
    let loaded = Skill::load(file, skill::encoder()?);
    let loaded = loaded.with_context(|| format!("{} cannot be used", file.display()))?;
    skill::warn(&loaded);
    Ok(loaded)
}

fn build(out: Option<&Path>) -> anyhow::Result<()> {
    write(out, &skill::build(Language::ENGLISH)?)
}

fn write(out: Option<&Path>, skill: &Value) -> anyhow::Result<()> {
    let skill = serde_json::to_string_pretty(skill)?;
    let Some(file) = out else {
        println!("{skill}");
        return Ok(());
    };
    fs::write(file, skill).with_context(|| format!("{} cannot be written", file.display()))
}

/// Prints what is in the skill, and fails if it is not in order.
fn check(file: Option<&Path>) -> anyhow::Result<()> {
    let skill = load(file)?;
    println!("{}", skill.name());
    println!("{}", serde_json::to_string(&skill.check())?);
    refuse(&problems(&skill, file.is_none()))
}

/// What is wrong with a skill; of the bank's own also where it and the services differ.
fn problems(skill: &Skill, is_own: bool) -> Vec<String> {
    let mut problems = skill.check().problems;
    if is_own {
        problems.extend(contract::breaches(skill));
    }
    problems
}

fn refuse(problems: &[String]) -> anyhow::Result<()> {
    let list = problems.join("\n  ");
    anyhow::ensure!(problems.is_empty(), "the skill is not in order:\n  {list}");
    Ok(())
}

fn chat(file: Option<&Path>) -> anyhow::Result<()> {
    let mut chat = Chat::new(load(file)?, ZonedDateTime::now());
    show(&mut chat, "");
    for line in std::io::stdin().lines() {
        let line = line?;
        if !line.trim().is_empty() {
            show(&mut chat, &line);
        }
    }
    Ok(())
}

fn show(chat: &mut Chat, text: &str) {
    for reply in chat.say(text) {
        println!("{reply}");
    }
    for (name, parameters) in chat.actions() {
        println!("[{name} {parameters}]");
    }
}
