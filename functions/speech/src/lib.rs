//! Watson Text to Speech to S3: words in, the key of a voice note out.
//!
//! Never given a passcode or a link: its callers speak receipts only. The object's name is a hash of
//! what is spoken, so asking twice stores once and the name tells nothing.

use std::time::Duration;

use aws::bank_secrets::WatsonSecret;
use aws::bucket::Bucket;
use aws::secrets::Secret;
use calls::speech::{SpeechAnswer, SpeechPiece, SpeechQuestion};
use domain::failure::Failure;
use domain::keyed_hash::Hash;
use domain::language::Language;
use watson::speech::{Client, Config, Ssml, SsmlError};

/// The media type of a voice note.
const VOICE_NOTE: &str = "audio/ogg; codecs=opus";

/// How long Watson may take, in milliseconds.
const WATSON_TIMEOUT_MS: u64 = 10_000;

/// What the function works with.
pub struct Speech {
    /// Speaks to Watson.
    pub http: reqwest::Client,
    /// Watson's address and key.
    pub watson: Secret<WatsonSecret>,
    /// The voice for English, by Watson's name for it; each other language says its own in `languages/`.
    pub voice: String,
    /// Where voice notes go.
    pub audio: Bucket,
}

impl Speech {
    /// Speaks and stores.
    ///
    /// # Errors
    /// [`Failure::Retry`] if Watson or S3 is away, [`Failure::Fail`] if the words cannot be spoken.
    pub async fn handle(&self, question: SpeechQuestion) -> Result<SpeechAnswer, Failure> {
        let ssml = ssml(&question.pieces).map_err(Failure::fail)?;
        let voice = self.voice(&question.language);
        let spoken = [voice.as_bytes(), ssml.as_str().as_bytes()];
        let key = format!("{}.ogg", Hash::plain(&spoken).hex());
        let note = self.synthesize(&ssml, voice).await?;
        self.audio.put(&key, VOICE_NOTE, note).await?;
        Ok(SpeechAnswer { key })
    }

    fn voice(&self, tag: &str) -> &str {
        match Language::parse(tag).unwrap_or_default() {
            Language::ENGLISH => &self.voice,
            language => language.voice(),
        }
    }

    async fn synthesize(&self, ssml: &Ssml, voice: &str) -> Result<Vec<u8>, Failure> {
        let secret = self.watson.get().await?;
        let service = &secret.text_to_speech;
        let config = Config {
            url: service.url.clone(),
            api_key: service.api_key.clone(),
        };
        let timeout = Duration::from_millis(WATSON_TIMEOUT_MS);
        let client = Client::new(self.http.clone(), config, timeout);
        match client.synthesize(ssml, voice).await {
            Ok(note) => Ok(note),
            Err(watson::error::Error::Unauthorized) => {
                // Perhaps the key was rotated: the next try reads it afresh.
                self.watson.forget().await;
                Err(Failure::retry(watson::error::Error::Unauthorized))
            }
            Err(error) if error.is_transient() => Err(Failure::retry(error)),
            Err(error) => Err(Failure::fail(error)),
        }
    }
}

fn ssml(pieces: &[SpeechPiece]) -> Result<Ssml, SsmlError> {
    pieces
        .iter()
        .try_fold(Ssml::escape("")?, |ssml, piece| match piece {
            SpeechPiece::Text(text) => ssml.text(text),
            SpeechPiece::Money { currency, amount } => ssml.money(currency, amount),
        })
}
