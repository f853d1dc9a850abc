//! `skill check` and `skill chat`: what is in a Watson dialog skill, and what it says.
//!
//! Deliberately needs no running stack: the skill runs inside this process.

use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Subcommand;
use jiff::ZonedDateTime;
use watson_simulator::{Chat, Skill};

/// What can be done with a skill.
#[derive(Debug, Subcommand)]
pub(super) enum Action {
    /// Load a skill and say what is in it, and what of it would not run here
    Check {
        /// The skill, as Watson Assistant exports it
        file: PathBuf,
    },
    /// Talk to a skill: one line in, its replies out
    Chat {
        /// The skill, as Watson Assistant exports it
        file: PathBuf,
    },
}

pub(super) fn run(action: &Action) -> anyhow::Result<()> {
    match action {
        Action::Check { file } => check(file),
        Action::Chat { file } => chat(file),
    }
}

/// Loads a skill and trains its classifier.
pub(super) fn load(file: &Path) -> anyhow::Result<Skill> {
    Skill::load(file).with_context(|| format!("{} cannot be used", file.display()))
}

fn check(file: &Path) -> anyhow::Result<()> {
    let skill = load(file)?;
    println!("{}", skill.name());
    println!("{}", serde_json::to_string(&skill.check())?);
    Ok(())
}

fn chat(file: &Path) -> anyhow::Result<()> {
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
