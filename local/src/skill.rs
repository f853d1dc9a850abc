//! The bank's own Watson dialog skill, merged from the services' folders.

use anyhow::Context;
use domain::language::Language;
use serde_json::Value;
use watson_simulator::Skill;

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
/// If it is not a dialog skill.
pub fn of_the_bank(language: Language) -> anyhow::Result<Skill> {
    let skill = build(language)?.to_string();
    Skill::parse(&skill).context("the bank's skill cannot be loaded")
}
