//! A Watson dialog skill, as IBM exports it, ready to be talked to.
//!
//! Reads both the bare workspace and the newer export that wraps it. Annotation-trained entities,
//! webhooks and search are not simulated; [`Skill::check`] names whatever a skill uses of those.

use std::path::Path;
use std::sync::Arc;

use crate::entity::{self, Dictionary, Locale, Mention, Pattern};
use crate::intent::{Classifier, Encoder, Example};

mod actions;
mod check;
mod node;
mod settings;
mod tree;
mod workspace;

pub use actions::ClientActionUse;
pub use check::Summary;
pub use node::{Digression, NextStep, Node, NodeKind};
pub use settings::Disambiguation;
pub use tree::Tree;
use workspace::{Workspace, WorkspaceEntity};

/// Largest skill file IBM takes, in bytes.
pub const MAX_FILE_BYTES: usize = 15 * 1024 * 1024;

/// Prefix of IBM's own entities.
const SYSTEM: &str = "sys-";

/// Why a file is not a skill.
#[derive(Debug, thiserror::Error)]
pub enum SkillError {
    /// The file cannot be read.
    #[error("cannot read the skill file")]
    File(#[from] std::io::Error),
    /// Not the JSON of a dialog skill.
    #[error("not a dialog skill: {0}")]
    Json(#[from] serde_json::Error),
    /// More than [`MAX_FILE_BYTES`].
    #[error("the skill is larger than 15 MB")]
    TooLarge,
}

/// A loaded skill. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Skill(Arc<Parts>);

#[derive(Debug)]
struct Parts {
    workspace: Workspace,
    tree: Tree,
    classifier: Classifier,
    dictionaries: Vec<Dictionary>,
    patterns: Vec<Pattern>,
    disambiguation: Option<Disambiguation>,
    problems: Vec<String>,
}

impl Skill {
    /// Loads the skill in a file, and trains its classifier; see [`Self::parse_with`].
    pub fn load(path: &Path, encoder: Option<Arc<Encoder>>) -> Result<Self, SkillError> {
        if std::fs::metadata(path)?.len() > MAX_FILE_BYTES as u64 {
            return Err(SkillError::TooLarge);
        }
        Self::parse_with(&std::fs::read_to_string(path)?, encoder)
    }

    /// Reads a skill from its JSON, and trains its classifier on words alone.
    pub fn parse(json: &str) -> Result<Self, SkillError> {
        Self::parse_with(json, None)
    }

    /// Reads a skill from its JSON, and trains its classifier: on words, and on meaning if there is an encoder.
    pub fn parse_with(json: &str, encoder: Option<Arc<Encoder>>) -> Result<Self, SkillError> {
        let workspace = Workspace::parse(json)?;
        let mut problems = Vec::new();
        let tree = Tree::new(workspace.dialog_nodes.clone(), &mut problems);
        let classifier = Classifier::train(&examples(&workspace), encoder);
        let dictionaries = workspace.entities.iter().filter_map(dictionary).collect();
        let patterns = patterns(&workspace.entities, &mut problems);
        let disambiguation = Disambiguation::read(&workspace.system_settings);
        Ok(Self(Arc::new(Parts {
            workspace,
            tree,
            classifier,
            dictionaries,
            patterns,
            disambiguation,
            problems,
        })))
    }

    /// The skill's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.0.workspace.name
    }

    /// What is in the skill, and what of it is not simulated.
    #[must_use]
    pub fn check(&self) -> Summary {
        check::summary(&self.0.workspace, &self.0.tree, &self.0.problems)
    }

    /// Every client action the skill can ask for, with the names of its parameters, sorted by name.
    #[must_use]
    pub fn client_actions(&self) -> Vec<ClientActionUse> {
        actions::client_actions(&self.0.tree)
    }

    /// The classifier trained on the skill's examples.
    #[must_use]
    pub fn classifier(&self) -> &Classifier {
        &self.0.classifier
    }

    /// Every example of the skill with its intent, for measuring.
    pub fn examples(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.workspace.intents.iter().flat_map(|intent| {
            intent
                .examples
                .iter()
                .map(move |example| (intent.intent.as_str(), example.text.as_str()))
        })
    }

    /// The dialog's nodes.
    #[must_use]
    pub fn tree(&self) -> &Tree {
        &self.0.tree
    }

    /// How customers are asked which node they mean, if they are.
    #[must_use]
    pub fn disambiguation(&self) -> Option<&Disambiguation> {
        self.0.disambiguation.as_ref()
    }

    /// Whether conversations may come back from a digression. Old skills know no digressions.
    #[must_use]
    pub fn has_digressions(&self) -> bool {
        self.0.workspace.metadata["digressions"] != serde_json::Value::Bool(false)
    }

    /// Everything `text` mentions, from left to right.
    #[must_use]
    pub fn mentions(&self, text: &str, locale: &Locale) -> Vec<Mention> {
        let parts = &self.0;
        let known = |word: &str| parts.classifier.knows(word);
        let mut found: Vec<Mention> = parts
            .dictionaries
            .iter()
            .flat_map(|dictionary| dictionary.find(text, &known))
            .collect();
        found.extend(parts.patterns.iter().flat_map(|pattern| pattern.find(text)));
        found.extend(entity::system(text, &|name| self.has_entity(name), locale));
        found.sort_by_key(|mention| mention.location.0);
        found
    }

    fn has_entity(&self, name: &str) -> bool {
        self.0
            .workspace
            .entities
            .iter()
            .any(|entity| entity.entity == name)
    }
}

fn examples(workspace: &Workspace) -> Vec<Example<'_>> {
    let of_intents = workspace.intents.iter().flat_map(|intent| {
        let example = |text| Example {
            text,
            intent: Some(intent.intent.as_str()),
        };
        intent
            .examples
            .iter()
            .map(move |found| example(found.text.as_str()))
    });
    let beside = workspace.counterexamples.iter().map(|found| Example {
        text: &found.text,
        intent: None,
    });
    of_intents.chain(beside).collect()
}

fn dictionary(entity: &WorkspaceEntity) -> Option<Dictionary> {
    if entity.entity.starts_with(SYSTEM) {
        return None;
    }
    let mut dictionary = Dictionary::new(&entity.entity, entity.fuzzy_match.unwrap_or(false));
    for value in entity
        .values
        .iter()
        .filter(|value| value.patterns.is_empty())
    {
        dictionary.add(&value.value, &value.synonyms);
    }
    Some(dictionary)
}

fn patterns(entities: &[WorkspaceEntity], problems: &mut Vec<String>) -> Vec<Pattern> {
    let mut patterns = Vec::new();
    for entity in entities {
        for value in &entity.values {
            for pattern in &value.patterns {
                match Pattern::try_new(&entity.entity, &value.value, pattern) {
                    Ok(pattern) => patterns.push(pattern),
                    Err(problem) => problems.push(problem.to_string()),
                }
            }
        }
    }
    patterns
}
