//! Sending through Meta's Graph API.
//!
//! Deliberately sends once: there is no idempotency key, so whether to send again after
//! [`SendError::Ambiguous`] or [`SendError::Retry`] is for the caller, who knows if a second copy
//! would hurt. No trait either: tests speak to it over HTTP.

use std::time::Duration;

use domain::customer::channel::ChannelAddress;
use reqwest::multipart::{Form, Part};
use reqwest::{RequestBuilder, Response};

use crate::message::{self, MediaId, Outgoing, limits};
use crate::redacted;

mod code;
mod error;
mod wire;

pub use error::{Fault, SendError};

/// Meta's answers are below a kilobyte; more is not an answer of Meta's.
const MAX_ANSWER_BYTES: usize = 64 * 1024;

/// A bearer token of a system user of the business.
#[derive(Clone)]
pub struct AccessToken(String);

/// Meta's id of a message we sent. `Debug` hides it: it holds the phone number in base64.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct MessageId(String);

/// Which number to send from, and as whom.
#[derive(Clone, Debug)]
pub struct Config {
    /// With the version, such as `https://graph.facebook.com/v26.0`.
    pub graph_url: String,
    /// Meta's id of the bank's number.
    pub phone_number_id: String,
    /// The token to send with.
    pub access_token: AccessToken,
}

/// Sends messages from one number.
#[derive(Clone, Debug)]
pub struct Client {
    http: reqwest::Client,
    messages_url: String,
    media_url: String,
    access_token: AccessToken,
    timeout: Duration,
}

redacted::redact_debug!(AccessToken, MessageId);

impl AccessToken {
    /// Wraps a token.
    pub fn new(token: impl Into<String>) -> Self {
        Self(token.into())
    }
}

impl MessageId {
    /// The id. Not for logs.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Client {
    /// Makes a client whose every call ends within `timeout`, answer included. Meta does not
    /// redirect, so `http` had better not follow.
    #[must_use]
    pub fn new(http: reqwest::Client, config: Config, timeout: Duration) -> Self {
        let graph_url = config.graph_url.trim_end_matches('/');
        let number_url = format!("{graph_url}/{}", config.phone_number_id);
        Self {
            http,
            messages_url: format!("{number_url}/messages"),
            media_url: format!("{number_url}/media"),
            access_token: config.access_token,
            timeout,
        }
    }

    /// Sends one message. `callback_data` (at most 512 characters) comes back in its statuses.
    ///
    /// `Ok` means accepted, not delivered: failures may follow as a status.
    pub async fn send(
        &self,
        to: &ChannelAddress,
        message: &Outgoing,
        callback_data: Option<&str>,
    ) -> Result<MessageId, SendError> {
        if callback_data.is_some_and(is_too_long) {
            return Err(SendError::Ours(Fault::default()));
        }
        let body = wire::Message::new(to, message::content(message), callback_data);
        let answer: wire::Sent = self
            .call(self.http.post(&self.messages_url).json(&body))
            .await?;
        let first = answer.messages.into_iter().next();
        first
            .map(|message| MessageId(message.id))
            .ok_or(SendError::Ambiguous(Fault::default()))
    }

    /// Marks a message of the customer's, and those before it, as read; with `typing` also shows
    /// that an answer is being written, until it comes or 25 seconds have passed.
    pub async fn mark_read(&self, message_id: &str, typing: bool) -> Result<(), SendError> {
        let body = wire::Read::new(message_id, typing);
        let answer: wire::Success = self
            .call(self.http.post(&self.messages_url).json(&body))
            .await?;
        if answer.success {
            Ok(())
        } else {
            Err(SendError::Unknown(Fault::default()))
        }
    }

    /// Uploads a file for sending, for instance `audio/ogg` for a voice note (at most 512 KiB to
    /// play at once, see [`limits::VOICE_NOTE_BYTES`]). Meta keeps it for 30 days.
    pub async fn upload_media(&self, bytes: Vec<u8>, mime: &str) -> Result<MediaId, SendError> {
        if bytes.is_empty() || bytes.len() > limit_bytes(mime) {
            return Err(SendError::MediaFault(Fault::default()));
        }
        let file = Part::bytes(bytes)
            .file_name("file")
            .mime_str(mime)
            .map_err(|_| SendError::Ours(Fault::default()))?;
        let form = Form::new()
            .text("messaging_product", wire::PRODUCT)
            .text("type", mime.to_owned())
            .part("file", file);
        let answer: wire::Uploaded = self
            .call(self.http.post(&self.media_url).multipart(form))
            .await?;
        Ok(MediaId::new(answer.id))
    }

    async fn call<T: serde::de::DeserializeOwned>(
        &self,
        request: RequestBuilder,
    ) -> Result<T, SendError> {
        let request = request
            .bearer_auth(&self.access_token.0)
            .timeout(self.timeout);
        let response = request
            .send()
            .await
            .map_err(|error| error::sending(&error))?;
        let status = response.status();
        let retry_after = error::retry_after_seconds(response.headers());
        let body = body(response).await;
        if !status.is_success() {
            return Err(SendError::from_answer(
                status.as_u16(),
                retry_after,
                body.as_deref(),
            ));
        }
        // Accepted, but what became of it cannot be read: it may well be on its way.
        body.and_then(|body| serde_json::from_slice(&body).ok())
            .ok_or(SendError::Ambiguous(Fault::of_status(status.as_u16())))
    }
}

/// The answer's bytes, or nothing if it broke off or is no answer of Meta's.
async fn body(mut response: Response) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.ok()? {
        body.extend_from_slice(&chunk);
        if body.len() > MAX_ANSWER_BYTES {
            return None;
        }
    }
    Some(body)
}

fn is_too_long(callback_data: &str) -> bool {
    callback_data.encode_utf16().count() > limits::CALLBACK_DATA_CHARS
}

fn limit_bytes(mime: &str) -> usize {
    match mime.split('/').next() {
        Some("image") => limits::IMAGE_BYTES,
        Some("audio" | "video") => limits::AUDIO_BYTES,
        _ => limits::DOCUMENT_BYTES,
    }
}
