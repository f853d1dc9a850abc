//! The bank's own Watson dialog skill, merged from the services' folders.

use std::sync::Arc;

use anyhow::Context;
use domain::language::Language;
use serde_json::Value;
use watson_simulator::Skill;
use watson_simulator::intent::Encoder;

use crate::stack;

pub mod contract;
pub mod ibm;

/// The skill of a language, as Watson Assistant imports it.
///
/// # Errors
/// If a service's part of it is not JSON.
pub fn build(language: Language) -> anyhow::Result<Value> {
    services::skill::build(language).context("a service's part of the skill is not JSON")
}

/// The same, loaded, its classifier trained.
///
/// # Errors
/// If it is not a dialog skill, or [`encoder`] cannot be loaded.
pub fn of_the_bank(language: Language) -> anyhow::Result<Skill> {
    let skill = build(language)?.to_string();
    let skill = Skill::parse_with(&skill, encoder()?);
    let skill = skill.context("the bank's skill cannot be loaded")?;
    warn(&skill);
    Ok(skill)
}

/// Names what a skill uses and the simulated Watson cannot do, before a conversation stumbles over it.
pub fn warn(skill: &Skill) {
    for lacking in skill.check().unsupported {
        eprintln!("warning: the simulated Watson cannot do this: {lacking}");
    }
}

/// The model of sentences, if its package is installed where the stack's tools are.
///
/// # Errors
/// If it is installed and cannot be loaded.
pub fn encoder() -> anyhow::Result<Option<Arc<Encoder>>> {
    let Some(directory) = stack::sentence_model() else {
        return Ok(None);
    };
    let encoder = Encoder::open(&directory, &directory.join("learnt.json"));
    let encoder = encoder.with_context(|| format!("{} cannot be used", directory.display()))?;
    Ok(Some(Arc::new(encoder)))
}
