//! The bank's secrets and how they lie in Secrets Manager: one for each use, so that nobody reads what another
//! function needs.
//!
//! All of them print as `[redacted]`.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::authority::Signers;
use domain::conversation::sealed_message::MessageKeys;
use domain::keyed_hash::Key;
use domain::signature::{SigningKey, VerifyingKey, VerifyingKeys};
use serde::Deserialize;
use serde::de::{Deserializer, Error};

/// What PINs and facts are judged with. A secret of its own, so that whoever brings customers from the core bank can
/// sign nothing.
#[derive(Deserialize)]
pub struct ProfileKeys {
    /// Keys the PINs' argon2id.
    #[serde(deserialize_with = "key")]
    pub pin_pepper: Key,
    /// Keys the hashes of confidential facts.
    #[serde(deserialize_with = "key")]
    pub fact_key: Key,
}

/// What `confirmation` signs with that PIN and fact were right.
#[derive(Deserialize)]
pub struct CredentialKeys {
    /// Signs [`domain::authority::Identification`].
    #[serde(deserialize_with = "signing_key")]
    pub signing_key: SigningKey,
}

/// What `passcode` judges codes with, and signs that one was right.
#[derive(Deserialize)]
pub struct PasscodeKeys {
    /// Keys the hashes of passcodes.
    #[serde(deserialize_with = "key")]
    pub passcode_key: Key,
    /// Signs [`domain::authority::Seal`].
    #[serde(deserialize_with = "signing_key")]
    pub signing_key: SigningKey,
}

/// What activation codes are hashed with.
#[derive(Deserialize)]
pub struct ActivationKey {
    /// Keys the hashes of activation codes.
    #[serde(deserialize_with = "key")]
    pub activation_key: Key,
}

/// What the codes for cash machines are derived from and hashed with.
#[derive(Deserialize)]
pub struct CashKey {
    /// Derives the codes, and keys their hashes.
    #[serde(deserialize_with = "key")]
    pub code_key: Key,
}

/// The public halves of the keys that sign: no secret, but whoever could change them could forge. Of each the current
/// one, then those before it.
#[derive(Deserialize)]
pub struct PublicKeys {
    /// `confirmation`'s.
    #[serde(deserialize_with = "verifying_keys")]
    pub identified: VerifyingKeys,
    /// `passcode`'s.
    #[serde(deserialize_with = "verifying_keys")]
    pub confirmed: VerifyingKeys,
    /// `webhook`'s.
    #[serde(deserialize_with = "verifying_keys")]
    pub sent: VerifyingKeys,
}

impl PublicKeys {
    /// Who has to have signed an order.
    #[must_use]
    pub fn signers(&self) -> Signers {
        Signers {
            identified: self.identified.clone(),
            confirmed: self.confirmed.clone(),
        }
    }
}

/// What `webhook` signs tickets with.
#[derive(Deserialize)]
pub struct TicketKey {
    /// Signs [`domain::conversation::ticket::Ticket`].
    #[serde(deserialize_with = "signing_key")]
    pub signing_key: SigningKey,
}

/// The keys under which messages are sealed while they wait in the queue. A secret of its own, so that
/// `webhook` reads no other key of the bank's.
#[derive(Deserialize)]
pub struct QueueSecret {
    /// The current key, then those that came before it and may still be needed.
    #[serde(deserialize_with = "message_keys")]
    pub message_keys: MessageKeys,
}

/// What proves the bank to Meta.
#[derive(Deserialize)]
pub struct WhatsAppSecret {
    /// Sends messages.
    pub access_token: String,
}

/// What proves Meta to the bank: with it a webhook can be forged, and so any customer's message. A secret of its own,
/// because whoever answers customers must not be able to speak for them.
#[derive(Deserialize)]
pub struct WebhookSecret {
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

fn signing_key<'de, D: Deserializer<'de>>(deserializer: D) -> Result<SigningKey, D::Error> {
    SigningKey::try_new(&bytes(&String::deserialize(deserializer)?)?).map_err(D::Error::custom)
}

fn verifying_keys<'de, D: Deserializer<'de>>(deserializer: D) -> Result<VerifyingKeys, D::Error> {
    let texts = Vec::<String>::deserialize(deserializer)?;
    let keys = texts.iter().map(|text| {
        let bytes = bytes::<D::Error>(text)?;
        VerifyingKey::try_new(&bytes).map_err(D::Error::custom)
    });
    VerifyingKeys::try_new(keys.collect::<Result<_, _>>()?).map_err(D::Error::custom)
}

fn message_keys<'de, D: Deserializer<'de>>(deserializer: D) -> Result<MessageKeys, D::Error> {
    let texts = Vec::<String>::deserialize(deserializer)?;
    let keys = texts.iter().map(|text| decode(text));
    MessageKeys::try_new(&keys.collect::<Result<Vec<_>, _>>()?).map_err(D::Error::custom)
}

fn decode<E: Error>(text: &str) -> Result<Key, E> {
    Key::try_new(&bytes(text)?).map_err(E::custom)
}

fn bytes<E: Error>(text: &str) -> Result<Vec<u8>, E> {
    STANDARD.decode(text).map_err(|_| E::custom("not base64"))
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
    CredentialKeys,
    PasscodeKeys,
    ActivationKey,
    CashKey,
    PublicKeys,
    TicketKey,
    QueueSecret,
    WhatsAppSecret,
    WebhookSecret,
    WatsonSecret,
    AssistantSecret,
    SpeechSecret
);
