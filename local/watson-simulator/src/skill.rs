//! A Watson dialog skill, as IBM exports it, ready to be talked to.
//!
//! Reads both the bare workspace and the newer export that wraps it. Annotation-trained entities,
//! webhooks and search are not simulated; [`Skill::check`] names whatever a skill uses of those.

use std::path::Path;
use std::sync::Arc;

use serde_json::{Map, Value};

use crate::entity::{self, Dictionary, Locale, Mention, Pattern};
use crate::intent::{Classifier, Encoder, Example};
use crate::spelling::{self, Speller};

mod actions;
mod check;
mod lint;
mod node;
mod settings;
mod tree;
mod variables;
mod workspace;

pub use actions::ClientActionUse;
pub use check::Summary;
pub use node::{Digression, NextStep, Node, NodeKind};
pub use settings::Disambiguation;
pub use tree::Tree;
pub use variables::Variables;
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
    source: Map<String, Value>,
    encoder: Option<Arc<Encoder>>,
    workspace: Workspace,
    tree: Tree,
    classifier: Classifier,
    dictionaries: Vec<Dictionary>,
    patterns: Vec<Pattern>,
    disambiguation: Option<Disambiguation>,
    speller: Speller,
    spelling: spelling::Wanted,
    /// Patterns that cannot be compiled here.
    uncompiled: Vec<String>,
    /// What is wrong with the tree.
    broken: Vec<String>,
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
        let source = workspace::unwrapped(json)?;
        let workspace: Workspace = serde_json::from_value(Value::Object(source.clone()))?;
        let (mut broken, mut uncompiled) = (Vec::new(), Vec::new());
        let tree = Tree::new(workspace.dialog_nodes.clone(), &mut broken);
        let classifier = Classifier::train(&examples(&workspace), encoder.clone());
        let dictionaries = workspace.entities.iter().filter_map(dictionary).collect();
        let patterns = patterns(&workspace.entities, &mut uncompiled);
        let speller = Speller::learn(sentences(&workspace));
        let spelling = spelling::Wanted::of_skill(&workspace.system_settings);
        let disambiguation = Disambiguation::read(&workspace.system_settings);
        Ok(Self(Arc::new(Parts {
            source,
            encoder,
            workspace,
            tree,
            classifier,
            dictionaries,
            patterns,
            disambiguation,
            speller,
            spelling,
            uncompiled,
            broken,
        })))
    }

    /// Another skill, its classifier trained by what this one's was: words alone, or meaning too.
    pub fn retrained(&self, json: &str) -> Result<Self, SkillError> {
        Self::parse_with(json, self.0.encoder.clone())
    }

    /// The workspace as it was read, without what may be wrapped around it.
    #[must_use]
    pub fn source(&self) -> &Map<String, Value> {
        &self.0.source
    }

    /// The skill's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.0.workspace.name
    }

    /// What is in the skill, what of it is not simulated, and what is wrong with it.
    #[must_use]
    pub fn check(&self) -> Summary {
        check::summary(
            &self.0.workspace,
            &self.0.tree,
            &self.0.uncompiled,
            &self.0.broken,
        )
    }

    /// Every client action the skill can ask for, with the names of its parameters, sorted by name.
    #[must_use]
    pub fn client_actions(&self) -> Vec<ClientActionUse> {
        actions::client_actions(&self.0.tree)
    }

    /// The context variables it writes and reads.
    #[must_use]
    pub fn variables(&self) -> Variables {
        variables::variables(&self.0.tree)
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

    /// The words it knows, for putting others right.
    #[must_use]
    pub fn speller(&self) -> &Speller {
        &self.0.speller
    }

    /// What it wants done about misspelt words.
    #[must_use]
    pub fn spelling(&self) -> spelling::Wanted {
        self.0.spelling
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

/// Everything a skill's author wrote for customers' words to be compared with.
fn sentences(workspace: &Workspace) -> impl Iterator<Item = &str> {
    let examples = workspace.intents.iter().flat_map(|intent| &intent.examples);
    let examples = examples.chain(&workspace.counterexamples);
    let values = workspace.entities.iter().flat_map(|entity| &entity.values);
    let values = values.flat_map(|value| value.synonyms.iter().chain([&value.value]));
    examples
        .map(|example| example.text.as_str())
        .chain(values.map(String::as_str))
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
