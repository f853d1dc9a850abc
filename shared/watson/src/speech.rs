//! Watson Text to Speech v1: a sentence in, a WhatsApp-ready voice note out.
//!
//! Neither stores nor plays audio, and speaks only [`Ssml`], because Watson reads every text as SSML.

use std::fmt;
use std::time::Duration;

use serde_json::json;

use crate::error::Error;
use crate::http;

mod ssml;

pub use ssml::{MAX_BYTES as MAX_TEXT_BYTES, Ssml, SsmlError};

/// Opus in Ogg, 48 kHz, one channel: what WhatsApp plays as a voice note. (A bare `audio/ogg` would
/// be Vorbis.)
pub const AUDIO_FORMAT: &str = "audio/ogg;codecs=opus";

/// Largest audio read, in bytes: WhatsApp's limit for an audio message.
pub const MAX_AUDIO_BYTES: usize = 16 * 1024 * 1024;

/// The first bytes of every Ogg page.
const OGG_MAGIC: &[u8] = b"OggS";

/// Asks IBM not to learn from what our customers hear.
const OPT_OUT: (&str, &str) = ("X-Watson-Learning-Opt-Out", "true");

/// Where Text to Speech lives and how to get in.
#[derive(Clone)]
pub struct Config {
    /// The service instance: `https://api.eu-gb.text-to-speech.watson.cloud.ibm.com/instances/…`.
    /// Always https: over plain http IBM's redirect loses the body.
    pub url: String,
    /// The API key of the instance.
    pub api_key: String,
}

impl fmt::Debug for Config {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Config")
            .field("url", &self.url)
            .finish_non_exhaustive()
    }
}

/// A client of one Text to Speech instance.
#[derive(Debug, Clone)]
pub struct Client {
    http: reqwest::Client,
    config: Config,
    timeout: Duration,
}

impl Client {
    /// A client that gives each synthesis at most `timeout`, download included.
    #[must_use]
    pub fn new(http: reqwest::Client, config: Config, timeout: Duration) -> Self {
        Self {
            http,
            config,
            timeout,
        }
    }

    /// Speaks `text` with `voice` (such as `en-GB_KateV3Voice`); returns Ogg/Opus bytes.
    pub async fn synthesize(&self, text: &Ssml, voice: &str) -> Result<Vec<u8>, Error> {
        let url = format!("{}/v1/synthesize", self.config.url.trim_end_matches('/'));
        let request = self
            .http
            .post(url)
            .query(&[("voice", voice)])
            .header("Accept", AUDIO_FORMAT)
            .header(OPT_OUT.0, OPT_OUT.1)
            .json(&json!({ "text": text.as_str() }));
        let key = &self.config.api_key;
        let audio =
            http::exchange(request, key, self.timeout, MAX_AUDIO_BYTES, text.as_str()).await?;
        if audio.starts_with(OGG_MAGIC) {
            Ok(audio)
        } else {
            Err(Error::Garbled)
        }
    }
}
