//! The bank's four secrets and how they lie in Secrets Manager.
//!
//! All of them print as `[redacted]`.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::conversation::sealed_message::MessageKeys;
use domain::keyed_hash::Key;
use serde::Deserialize;
use serde::de::{Deserializer, Error};

/// The keys under which the bank hashes what it must not keep.
#[derive(Deserialize)]
pub struct BankKeys {
    /// Keys the PINs' argon2id.
    #[serde(deserialize_with = "key")]
    pub pin_pepper: Key,
    /// Keys the hashes of confidential facts.
    #[serde(deserialize_with = "key")]
    pub fact_key: Key,
    /// Keys the hashes of passcodes and the seals of verified ones.
    #[serde(deserialize_with = "key")]
    pub passcode_key: Key,
    /// Keys the hashes of activation codes.
    #[serde(deserialize_with = "key")]
    pub activation_key: Key,
}

/// The keys under which messages are sealed while they wait in the queue. A secret of its own, so that
/// `webhook` reads no other key of the bank's.
#[derive(Deserialize)]
pub struct QueueSecret {
    /// The current key, then those that came before it and may still be needed.
    #[serde(deserialize_with = "message_keys")]
    pub message_keys: MessageKeys,
}

/// What proves the bank to Meta, and Meta to the bank.
#[derive(Deserialize)]
pub struct WhatsAppSecret {
    /// Sends messages.
    pub access_token: String,
    /// Sign webhooks; two while one replaces the other.
    pub app_secrets: Vec<String>,
    /// Answers Meta's handshake.
    pub verify_token: String,
}

/// Where the bank's Watson services are and what opens them.
#[derive(Deserialize)]
pub struct WatsonSecret {
    /// Watson Assistant.
    pub assistant: AssistantSecret,
    /// Watson Text to Speech.
    pub text_to_speech: SpeechSecret,
}

/// Watson Assistant's address, key and environment.
#[derive(Deserialize)]
pub struct AssistantSecret {
    /// The service instance.
    pub url: String,
    /// Its API key.
    pub api_key: String,
    /// The environment that carries the skill.
    pub environment_id: String,
}

/// Watson Text to Speech's address and key.
#[derive(Deserialize)]
pub struct SpeechSecret {
    /// The service instance.
    pub url: String,
    /// Its API key.
    pub api_key: String,
}

fn key<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Key, D::Error> {
    decode(&String::deserialize(deserializer)?)
}

fn message_keys<'de, D: Deserializer<'de>>(deserializer: D) -> Result<MessageKeys, D::Error> {
    let texts = Vec::<String>::deserialize(deserializer)?;
    let keys = texts.iter().map(|text| decode(text));
    MessageKeys::try_new(&keys.collect::<Result<Vec<_>, _>>()?).map_err(D::Error::custom)
}

fn decode<E: Error>(text: &str) -> Result<Key, E> {
    let bytes = STANDARD.decode(text).map_err(|_| E::custom("not base64"))?;
    Key::try_new(&bytes).map_err(E::custom)
}

macro_rules! redact {
    ($($secret:ident),*) => {$(
        impl fmt::Debug for $secret {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(concat!(stringify!($secret), "([redacted])"))
            }
        }
    )*};
}

redact!(
    BankKeys,
    QueueSecret,
    WhatsAppSecret,
    WatsonSecret,
    AssistantSecret,
    SpeechSecret
);
