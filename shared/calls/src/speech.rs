//! `speech`: words in, the key of a voice note out.

use serde::{Deserialize, Serialize};

#[cfg(feature = "invoke")]
use crate::function::{CallError, Function};
#[cfg(feature = "invoke")]
use aws::connection::Connection;
#[cfg(feature = "invoke")]
use domain::language::Language;

/// How long `speech` may take for an answer, in seconds: its `Timeout` in the templates.
pub const ANSWERS_WITHIN_SECONDS: u64 = 30;

/// What `speech` can be asked.
#[derive(Serialize, Deserialize)]
pub struct SpeechQuestion {
    /// What to say, in pieces.
    pub pieces: Vec<SpeechPiece>,
    /// The tag of the language they are in. English where it is not said.
    #[serde(default)]
    pub language: String,
}

/// A piece of something spoken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SpeechPiece {
    /// Words.
    Text(String),
    /// An amount, which speech reads as one.
    Money {
        /// ISO 4217.
        currency: String,
        /// Decimal digits: `2400.00`.
        amount: String,
    },
}

/// What `speech` answers.
#[derive(Debug, Serialize, Deserialize)]
pub struct SpeechAnswer {
    /// Where in the audio bucket the voice note lies.
    pub key: String,
}

/// The `speech` function.
#[cfg(feature = "invoke")]
#[derive(Clone, Debug)]
pub struct SpeechFunction(Function);

#[cfg(feature = "invoke")]
impl SpeechFunction {
    /// The function called `name`.
    #[must_use]
    pub fn new(connection: &Connection, name: String) -> Self {
        Self(Function::acting(connection, name, ANSWERS_WITHIN_SECONDS))
    }

    /// Turns words into a voice note; answers its key.
    pub async fn speak(
        &self,
        pieces: Vec<SpeechPiece>,
        language: Language,
    ) -> Result<String, CallError> {
        let language = language.tag().to_owned();
        let question = SpeechQuestion { pieces, language };
        Ok(self.0.call::<SpeechAnswer>(&question).await?.key)
    }
}
