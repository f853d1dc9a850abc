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

/// The languages whose skill the simulated Watson understands better with the model of English sentences than by words
/// alone, as measured: `docs/skill.md` has the figures.
const BY_MEANING: [&str; 1] = ["en"];

/// What a classifier goes by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum By {
    /// The words of the examples.
    Words,
    /// What sentences mean, too.
    Meaning,
}

impl By {
    /// What was measured to be the better for a language.
    #[must_use]
    pub fn better(language: Language) -> Self {
        if BY_MEANING.contains(&language.tag()) {
            Self::Meaning
        } else {
            Self::Words
        }
    }
}

/// A language by its tag, as it stands on the command line.
///
/// # Errors
/// If the bank does not speak it; those it speaks are named.
pub fn language(tag: &str) -> Result<Language, String> {
    let all = Language::ALL.map(Language::tag).join(", ");
    Language::parse(tag).ok_or_else(|| format!("there is no {tag}; there are {all}"))
}

/// The languages that have a skill.
pub fn languages() -> impl Iterator<Item = Language> {
    services::skill::languages()
}

/// The skill of a language, as Watson Assistant imports it.
///
/// # Errors
/// If a service's part of it is not JSON.
pub fn build(language: Language) -> anyhow::Result<Value> {
    services::skill::build(language).context("a service's part of the skill is not JSON")
}

/// The same, loaded, its classifier trained in this way.
///
/// # Errors
/// If it is not a dialog skill, or the model cannot be loaded.
pub fn understood_by(by: By, language: Language) -> anyhow::Result<Skill> {
    let skill = build(language)?.to_string();
    let skill = Skill::parse_with(&skill, encoder(by)?);
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

/// The model of sentences for whoever goes by meaning, if its package is installed where the stack's tools are.
///
/// # Errors
/// If it is installed and cannot be loaded.
pub fn encoder(by: By) -> anyhow::Result<Option<Arc<Encoder>>> {
    let wanted = stack::sentence_model().filter(|_| by == By::Meaning);
    let Some(directory) = wanted else {
        return Ok(None);
    };
    let encoder = Encoder::open(&directory, &directory.join("learnt.json"));
    let encoder = encoder.with_context(|| format!("{} cannot be used", directory.display()))?;
    Ok(Some(Arc::new(encoder)))
}
