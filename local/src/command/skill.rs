//! `skill build`, `skill check` and `skill chat`: the bank's Watson dialog skill, what is in it, what it says.
//!
//! Deliberately needs no running stack: the skill runs inside this process.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Subcommand;
use domain::language::Language;
use jiff::ZonedDateTime;
use watson_simulator::{Chat, Skill};

use crate::skill;

/// What can be done with a skill.
#[derive(Debug, Subcommand)]
pub(super) enum Action {
    /// Merge the services' parts into one skill, as Watson Assistant imports it
    Build {
        /// Where to write it; the standard output otherwise
        #[arg(long)]
        out: Option<PathBuf>,
    },
    /// Load a skill and say what is in it, and what of it would not run here
    Check {
        /// A skill as Watson Assistant exports it; the bank's own otherwise
        file: Option<PathBuf>,
    },
    /// Talk to a skill: one line in, its replies out
    Chat {
        /// A skill as Watson Assistant exports it; the bank's own otherwise
        file: Option<PathBuf>,
    },
}

pub(super) fn run(action: &Action) -> anyhow::Result<()> {
    match action {
        Action::Build { out } => build(out.as_deref()),
        Action::Check { file } => check(file.as_deref()),
        Action::Chat { file } => chat(file.as_deref()),
    }
}

/// Loads a skill, the bank's own if none is named, and trains its classifier.
pub(super) fn load(file: Option<&Path>) -> anyhow::Result<Skill> {
    let Some(file) = file else {
        return skill::of_the_bank(Language::English);
    };
    Skill::load(file, skill::encoder()?)
        .with_context(|| format!("{} cannot be used", file.display()))
}

fn build(out: Option<&Path>) -> anyhow::Result<()> {
    let skill = serde_json::to_string_pretty(&skill::build(Language::English)?)?;
    let Some(file) = out else {
        println!("{skill}");
        return Ok(());
    };
    fs::write(file, skill).with_context(|| format!("{} cannot be written", file.display()))
}

fn check(file: Option<&Path>) -> anyhow::Result<()> {
    let skill = load(file)?;
    println!("{}", skill.name());
    println!("{}", serde_json::to_string(&skill.check())?);
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
