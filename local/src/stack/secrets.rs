//! The values of the secrets, which a person puts by hand on a real account.
//!
//! Deliberately drawn, not written down: the bank's own keys are made once per state and live only there.

use anyhow::Context;
use aws::connection::Connection;
use aws_sdk_secretsmanager::Client;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::keyed_hash::{KEY_BYTES, Key};
use domain::signature::SigningKey;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::deployment::STACK;
use super::simulators::{ASSISTANT_PATH, ENVIRONMENT_ID, SPEECH_PATH};

/// What PINs and facts are hashed with, in base64.
#[derive(Deserialize, Serialize)]
pub(super) struct Profiles {
    pin_pepper: String,
    fact_key: String,
}

/// What passcodes are checked with.
#[derive(Deserialize, Serialize)]
struct Passcodes {
    passcode_key: String,
    signing_key: String,
}

/// What is signed with: tickets, or that PIN and fact were right.
#[derive(Deserialize, Serialize)]
struct Signing {
    signing_key: String,
}

/// What the simulators of Meta accept.
pub(super) struct WhatsApp<'a> {
    /// What the bank shows to the Graph API.
    pub(super) access_token: &'a str,
    /// What signs webhooks.
    pub(super) app_secret: &'a str,
    /// What the webhook handshake must know.
    pub(super) verify_token: &'a str,
}

/// Secrets Manager on the emulated AWS.
pub(super) struct Secrets(Client);

impl Secrets {
    pub(super) fn new(connection: &Connection) -> Self {
        Self(Client::new(connection.sdk()))
    }

    /// The bank's own keys: the ones of this state, or new ones if it has none. Answers what the demo customers'
    /// credentials are hashed with.
    pub(super) async fn keys(&self) -> anyhow::Result<Profiles> {
        // A state of an older version keeps both in one.
        let older = self.kept("credentials").await;
        let drawn = || older.map_or_else(Profiles::draw, Ok);
        let profiles = self.kept_or("profiles", drawn).await?;
        let credentials = self.kept_or("credentials", Signing::draw).await?;
        let passcodes = self.kept_or("passcode", Passcodes::draw).await?;
        let tickets = self.kept_or("tickets", Signing::draw).await?;
        let activation = || Ok(json!({ "activation_key": draw()? }));
        self.kept_or("activation", activation).await?;
        let cash = || Ok(json!({ "code_key": draw()? }));
        self.kept_or("cash", cash).await?;
        let verifying = json!({
            "identified": [public(&credentials.signing_key)?],
            "confirmed": [public(&passcodes.signing_key)?],
            "sent": [public(&tickets.signing_key)?],
        });
        self.put(&format!("{STACK}/verifying"), &verifying).await?;
        Ok(profiles)
    }

    /// Sees to it that there is a key for the messages in the queue.
    pub(super) async fn message_keys(&self) -> anyhow::Result<()> {
        let one = || Ok(json!({ "message_keys": [draw()?] }));
        self.kept_or("queue", one).await.map(drop)
    }

    /// What this state has kept in a secret, or else what is drawn for it now.
    async fn kept_or<T: DeserializeOwned + Serialize>(
        &self,
        name: &str,
        draw: impl FnOnce() -> anyhow::Result<T>,
    ) -> anyhow::Result<T> {
        if let Some(kept) = self.kept(name).await {
            return Ok(kept);
        }
        let drawn = draw()?;
        self.put(&format!("{STACK}/{name}"), &drawn).await?;
        Ok(drawn)
    }

    async fn kept<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        let secret = self.0.get_secret_value();
        let stored = secret.secret_id(format!("{STACK}/{name}")).send().await;
        serde_json::from_str(&stored.ok()?.secret_string?).ok()
    }

    /// Points the functions to the simulators on `port`.
    pub(super) async fn point_to(
        &self,
        port: u16,
        whatsapp: &WhatsApp<'_>,
        watson_api_key: &str,
    ) -> anyhow::Result<()> {
        let webhook = json!({
            "app_secrets": [whatsapp.app_secret],
            "verify_token": whatsapp.verify_token,
        });
        let whatsapp = json!({ "access_token": whatsapp.access_token });
        let watson = json!({
            "assistant": {
                "url": format!("http://127.0.0.1:{port}{ASSISTANT_PATH}"),
                "api_key": watson_api_key,
                "environment_id": ENVIRONMENT_ID,
            },
            "text_to_speech": {
                "url": format!("http://127.0.0.1:{port}{SPEECH_PATH}"),
                "api_key": watson_api_key,
            },
        });
        self.put(&format!("{STACK}/webhook"), &webhook).await?;
        self.put(&format!("{STACK}/whatsapp"), &whatsapp).await?;
        self.put(&format!("{STACK}/watson"), &watson).await
    }

    async fn put(&self, id: &str, value: &impl Serialize) -> anyhow::Result<()> {
        let text = serde_json::to_string(value)?;
        let put = self
            .0
            .put_secret_value()
            .secret_id(id)
            .secret_string(text)
            .send()
            .await;
        put.with_context(|| format!("the secret {id} cannot be written"))?;
        Ok(())
    }
}

impl Passcodes {
    fn draw() -> anyhow::Result<Self> {
        Ok(Self {
            passcode_key: draw()?,
            signing_key: draw()?,
        })
    }
}

impl Signing {
    fn draw() -> anyhow::Result<Self> {
        Ok(Self {
            signing_key: draw()?,
        })
    }
}

impl Profiles {
    fn draw() -> anyhow::Result<Self> {
        Ok(Self {
            pin_pepper: draw()?,
            fact_key: draw()?,
        })
    }

    /// What PINs are peppered with.
    pub(super) fn pin_pepper(&self) -> anyhow::Result<Key> {
        decode(&self.pin_pepper)
    }

    /// What facts are hashed with.
    pub(super) fn fact_key(&self) -> anyhow::Result<Key> {
        decode(&self.fact_key)
    }
}

fn draw() -> anyhow::Result<String> {
    let mut bytes = [0; KEY_BYTES];
    aws::clock::random(&mut bytes)?;
    Ok(STANDARD.encode(bytes))
}

/// The public half of a key that signs.
fn public(seed: &str) -> anyhow::Result<String> {
    let key = SigningKey::try_new(&STANDARD.decode(seed)?)?;
    Ok(STANDARD.encode(key.public().bytes()))
}

fn decode(text: &str) -> anyhow::Result<Key> {
    Ok(Key::try_new(&STANDARD.decode(text)?)?)
}
