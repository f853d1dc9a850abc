//! What a text is about: a classifier trained on the skill's own examples when it is loaded.
//!
//! Stands in for IBM's trained models. It knows the skill's words and, with an [`Encoder`], what sentences mean;
//! without one it is humbler than they are: where few words are known its confidence falls below the threshold, and
//! nothing is recognised. Deterministic: the same skill and text always give the same answer.

#![expect(
    clippy::float_arithmetic,
    reason = "statistics; no money is decided here"
)]

use std::collections::HashMap;
use std::sync::Arc;

use serde::Serialize;

mod encoder;
mod features;
mod model;

pub use encoder::{Encoder, EncoderError};
use features::{Counter, Row, Vocabulary};
use model::Model;

/// How much the words count beside a sentence's meaning. Found on published sentences, as what the model believes.
const WORDS_BESIDE_MEANING: f32 = 0.5;

/// Below this confidence Watson does not recognise an intent.
pub const MIN_CONFIDENCE: f64 = 0.2;

/// Most intents returned when the caller asks for alternatives.
pub const MAX_ALTERNATIVES: usize = 10;

/// An intent with how sure the classifier is of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Recognised {
    /// The intent's name.
    pub intent: String,
    /// 0 to 1.
    pub confidence: f64,
}

/// What the classifier makes of a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Understanding {
    /// All intents, most likely first.
    pub intents: Vec<Recognised>,
    /// More like the counterexamples than like any intent.
    pub irrelevant: bool,
}

impl Understanding {
    /// The intents a dialog may act on.
    #[must_use]
    pub fn recognised(&self) -> Vec<Recognised> {
        if self.irrelevant {
            return Vec::new();
        }
        let sure = self
            .intents
            .iter()
            .filter(|intent| intent.confidence >= MIN_CONFIDENCE);
        sure.cloned().collect()
    }

    /// The best intent, if any was recognised.
    #[must_use]
    pub fn best(&self) -> Option<&Recognised> {
        self.intents
            .first()
            .filter(|best| !self.irrelevant && best.confidence >= MIN_CONFIDENCE)
    }
}

/// One sentence to learn from; without an intent it is a counterexample.
#[derive(Debug, Clone, Copy)]
pub struct Example<'a> {
    /// The sentence.
    pub text: &'a str,
    /// What it means.
    pub intent: Option<&'a str>,
}

/// The trained classifier.
#[derive(Debug, Clone)]
pub struct Classifier {
    features: Features,
    model: Model,
    intents: Vec<String>,
    /// Normalised examples, for which IBM answers with full confidence.
    exact: HashMap<String, Option<usize>>,
}

/// What the model sees of a text.
#[derive(Debug, Clone)]
struct Features {
    vocabulary: Vocabulary,
    encoder: Option<Arc<Encoder>>,
}

impl Classifier {
    /// Learns from `examples`, by their words alone or by their meaning too.
    #[must_use]
    pub fn train(examples: &[Example<'_>], encoder: Option<Arc<Encoder>>) -> Self {
        let mut intents: Vec<String> = examples
            .iter()
            .filter_map(|example| example.intent.map(str::to_owned))
            .collect();
        intents.sort_unstable();
        intents.dedup();
        let class = |example: &Example<'_>| {
            example
                .intent
                .and_then(|intent| intents.iter().position(|name| name == intent))
        };
        let mut counter = Counter::default();
        for example in examples {
            counter.add(example.text);
        }
        let features = Features::new(counter.vocabulary(), encoder, examples);
        let row = |example: &Example<'_>| {
            let class = class(example).unwrap_or(intents.len());
            (features.row(example.text), class)
        };
        let rows: Vec<_> = examples.iter().map(row).collect();
        let exact = examples
            .iter()
            .map(|example| (features::normal(example.text), class(example)));
        let exact = exact.collect();
        let model = Model::train(&rows, intents.len().saturating_add(1));
        Self {
            features,
            model,
            intents,
            exact,
        }
    }

    /// What `text` may mean.
    #[must_use]
    pub fn classify(&self, text: &str) -> Understanding {
        if let Some(known) = self.exact.get(&features::normal(text)) {
            return self.certain(*known);
        }
        if self.features.vocabulary.row(text).is_empty() {
            return self.certain(None);
        }
        let likelihoods = self.model.likelihoods(&self.features.row(text));
        let beside = likelihoods.last().copied().unwrap_or(0.0);
        let mut intents: Vec<Recognised> = self
            .intents
            .iter()
            .zip(&likelihoods)
            .map(|(intent, confidence)| Recognised {
                intent: intent.clone(),
                confidence: f64::from(*confidence),
            })
            .collect();
        intents.sort_by(|one, other| other.confidence.total_cmp(&one.confidence));
        let best = intents.first().map_or(0.0, |best| best.confidence);
        Understanding {
            irrelevant: best < f64::from(beside) || best < MIN_CONFIDENCE,
            intents,
        }
    }

    /// Whether a word occurs in the examples.
    #[must_use]
    pub fn knows(&self, word: &str) -> bool {
        self.features.vocabulary.knows(word)
    }

    /// What it goes by: for whoever reads a measure.
    #[must_use]
    pub fn goes_by(&self) -> &'static str {
        match self.features.encoder {
            Some(_) => "words and sentence embeddings (all-MiniLM-L6-v2)",
            None => "words alone",
        }
    }

    fn certain(&self, known: Option<usize>) -> Understanding {
        let confidence = |position: usize| if Some(position) == known { 1.0 } else { 0.0 };
        let mut intents: Vec<Recognised> = self
            .intents
            .iter()
            .enumerate()
            .map(|(position, intent)| Recognised {
                intent: intent.clone(),
                confidence: confidence(position),
            })
            .collect();
        intents.sort_by(|one, other| other.confidence.total_cmp(&one.confidence));
        Understanding {
            intents,
            irrelevant: known.is_none(),
        }
    }
}

impl Features {
    fn new(
        vocabulary: Vocabulary,
        encoder: Option<Arc<Encoder>>,
        examples: &[Example<'_>],
    ) -> Self {
        if let Some(encoder) = &encoder {
            encoder.learn(examples.iter().map(|example| example.text));
        }
        Self {
            vocabulary,
            encoder,
        }
    }

    /// The row of a text: its words, one feature that is always there (how common each class is), its meaning.
    fn row(&self, text: &str) -> Row {
        let mut row = self.vocabulary.row(text);
        let constant = self.vocabulary.len();
        if let Some(encoder) = &self.encoder {
            for (_, amount) in &mut row {
                *amount *= WORDS_BESIDE_MEANING;
            }
            let after = constant.saturating_add(1)..;
            row.extend(after.zip(encoder.vector(text)));
        }
        row.push((constant, 1.0));
        row
    }
}
