//! Sentences as vectors: what is close in meaning is close in space, also where no word is the same.
//!
//! all-MiniLM-L6-v2 (Apache-2.0) as it is published: word pieces, six layers, the mean over the pieces, brought to
//! length one. It was trained on English and knows little of other languages.

#![expect(
    clippy::float_arithmetic,
    reason = "geometry; no money is decided here"
)]

use std::collections::HashMap;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use candle_core::{DType, Device, Tensor};
use candle_nn::VarBuilder;
use candle_transformers::models::bert::{BertModel, Config};
use tokenizers::Tokenizer;

/// Vectors by their sentence.
type Vectors = HashMap<String, Vec<f32>>;

/// Why a directory holds no encoder.
#[derive(Debug, thiserror::Error)]
pub enum EncoderError {
    /// A file of the model is missing or cannot be read.
    #[error("the model's files cannot be read: {0}")]
    File(#[from] std::io::Error),
    /// The configuration is not a model's.
    #[error("the model's configuration cannot be read: {0}")]
    Config(#[from] serde_json::Error),
    /// The weights do not fit the configuration, or no tensor can be computed.
    #[error("the model cannot be run: {0}")]
    Model(#[from] candle_core::Error),
    /// The word pieces cannot be read.
    #[error("the model's word pieces cannot be read: {0}")]
    Pieces(#[from] tokenizers::Error),
}

/// The model, ready to read sentences.
pub struct Encoder {
    model: BertModel,
    tokenizer: Tokenizer,
    known: Mutex<Vectors>,
    memory: PathBuf,
}

impl Encoder {
    /// Loads the model in `directory`. Sentences to learn from are read once and kept in the file `memory`: the same
    /// skill is trained at every start.
    ///
    /// # Errors
    /// If the directory does not hold the model as it is published.
    pub fn open(directory: &Path, memory: &Path) -> Result<Self, EncoderError> {
        let config = fs::read(directory.join("config.json"))?;
        let config: Config = serde_json::from_slice(&config)?;
        let weights = fs::read(directory.join("model.safetensors"))?;
        let weights = VarBuilder::from_buffered_safetensors(weights, DType::F32, &Device::Cpu)?;
        let mut tokenizer = Tokenizer::from_file(directory.join("tokenizer.json"))?;
        tokenizer.with_padding(None);
        // What was kept by another version, or half written, is read anew.
        let kept = fs::read(memory).ok();
        let kept = kept.and_then(|kept| serde_json::from_slice(&kept).ok());
        Ok(Self {
            model: BertModel::load(weights, &config)?,
            tokenizer,
            known: Mutex::new(kept.unwrap_or_default()),
            memory: memory.to_owned(),
        })
    }

    /// Reads sentences that a classifier learns from, and keeps what it read for the next start.
    pub(super) fn learn<'a>(&self, sentences: impl Iterator<Item = &'a str>) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let before = known.len();
        for sentence in sentences {
            if !known.contains_key(sentence) {
                known.insert(sentence.to_owned(), self.read(sentence));
            }
        }
        if known.len() > before
            && let Err(error) = keep(&known, &self.memory)
        {
            tracing::warn!("what was learnt is not kept: {error}");
        }
    }

    /// The vector of `sentence`, of length one. Longer ones than the model can read are cut.
    pub(super) fn vector(&self, sentence: &str) -> Vec<f32> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let found = known.get(sentence).cloned();
        drop(known);
        found.unwrap_or_else(|| self.read(sentence))
    }

    /// Nothing where a sentence cannot be read: the words alone then decide.
    fn read(&self, sentence: &str) -> Vec<f32> {
        self.try_read(sentence).unwrap_or_else(|error| {
            tracing::warn!("a sentence was read by its words alone: {error}");
            Vec::new()
        })
    }

    fn try_read(&self, sentence: &str) -> Result<Vec<f32>, EncoderError> {
        let pieces = self.tokenizer.encode(sentence, true)?;
        let pieces = Tensor::new(pieces.get_ids(), &Device::Cpu)?.unsqueeze(0)?;
        let one_sentence = pieces.zeros_like()?;
        let layers = self.model.forward(&pieces, &one_sentence, None)?;
        let mean: Vec<f32> = layers.mean(1)?.squeeze(0)?.to_vec1()?;
        let length = mean.iter().map(|part| part * part).sum::<f32>().sqrt();
        Ok(mean.into_iter().map(|part| part / length).collect())
    }
}

impl fmt::Debug for Encoder {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Encoder").finish_non_exhaustive()
    }
}

/// Two starts at once may both keep; neither leaves half a file.
fn keep(known: &Vectors, memory: &Path) -> std::io::Result<()> {
    let half = memory.with_extension(std::process::id().to_string());
    fs::write(&half, serde_json::to_vec(known)?)?;
    fs::rename(half, memory)
}
