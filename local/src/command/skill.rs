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
use crate::skill::{self, By, contract};

/// What can be done with a skill.
#[derive(Debug, Subcommand)]
pub(super) enum Action {
    /// Merge the services' parts into one skill, as Watson Assistant imports it
    Build {
        /// Of which language, by its tag
        #[arg(long, default_value = "en", value_parser = skill::language)]
        language: Language,
        /// Where to write it; the standard output otherwise
        #[arg(long)]
        out: Option<PathBuf>,
    },
    /// Load a skill and say what is in it, what of it would not run here, and what is wrong with it; fails if anything is
    Check {
        /// Of which language, by its tag
        #[arg(long, default_value = "en", value_parser = skill::language)]
        language: Language,
        /// A skill as Watson Assistant exports it; the bank's own otherwise
        file: Option<PathBuf>,
    },
    /// Check a skill and put it into Watson Assistant, in place of the one that is there; waits until it is trained
    ///
    /// Reads `WATSON_URL`, `WATSON_API_KEY` and `WATSON_SKILL_ID` from the environment; of another language than English
    /// `WATSON_SKILL_ID_PT_BR`, and so on.
    Upload {
        /// Of which language, by its tag
        #[arg(long, default_value = "en", value_parser = skill::language)]
        language: Language,
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
        /// Of which language, by its tag
        #[arg(long, default_value = "en", value_parser = skill::language)]
        language: Language,
        /// Where to write it; the standard output otherwise
        #[arg(long)]
        out: Option<PathBuf>,
        /// As a skill of the assistant `WATSON_ASSISTANT_ID`, by the v2 API
        #[arg(long)]
        v2: bool,
    },
    /// Talk to a skill: one line in, its replies out
    Chat {
        /// Of which language, by its tag
        #[arg(long, default_value = "en", value_parser = skill::language)]
        language: Language,
        /// A skill as Watson Assistant exports it; the bank's own otherwise
        file: Option<PathBuf>,
    },
}

pub(super) async fn run(action: &Action) -> anyhow::Result<()> {
    match action {
        Action::Build { language, out } => build(out.as_deref(), *language),
        Action::Check { language, file } => check(file.as_deref(), *language),
        Action::Chat { language, file } => chat(file.as_deref(), *language),
        Action::Upload {
            language,
            file,
            new,
            v2,
        } => {
            let ibm = configured(wanted(*new, *v2), *language)?;
            upload(file.as_deref(), *language, &ibm).await
        }
        Action::Export { language, out, v2 } => {
            let ibm = configured(wanted(false, *v2), *language)?;
            write(out.as_deref(), &ibm.export().await?)
        }
    }
}

fn wanted(new: bool, v2: bool) -> Wanted {
    match (new, v2) {
        (true, _) => Wanted::New,
        (false, true) => Wanted::V2,
        (false, false) => Wanted::V1,
    }
}

fn configured(wanted: Wanted, language: Language) -> anyhow::Result<Ibm> {
    Ibm::configured(wanted, language, &|name| std::env::var(name).ok())
}

/// What is not in order is not sent.
async fn upload(file: Option<&Path>, language: Language, ibm: &Ibm) -> anyhow::Result<()> {
    let skill = load(file, By::better(language), language)?;
    refuse(&problems(&skill, file.is_none()))?;
    let id = ibm.upload(&Value::Object(skill.source().clone())).await?;
    println!("{} is trained as {id}", skill.name());
    Ok(())
}

/// Loads a skill, the bank's own if none is named, and trains its classifier.
pub(super) fn load(file: Option<&Path>, by: By, language: Language) -> anyhow::Result<Skill> {
    let Some(file) = file else {
        return skill::understood_by(by, language);
    };
    let loaded = Skill::load(file, skill::encoder(by)?);
    let loaded = loaded.with_context(|| format!("{} cannot be used", file.display()))?;
    skill::warn(&loaded);
    Ok(loaded)
}

fn build(out: Option<&Path>, language: Language) -> anyhow::Result<()> {
    write(out, &skill::build(language)?)
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
fn check(file: Option<&Path>, language: Language) -> anyhow::Result<()> {
    let skill = load(file, By::better(language), language)?;
    println!("{}, by {}", skill.name(), skill.classifier().goes_by());
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

fn chat(file: Option<&Path>, language: Language) -> anyhow::Result<()> {
    let skill = load(file, By::better(language), language)?;
    let mut chat = Chat::new(skill, ZonedDateTime::now());
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
