//! Carries webhooks to the bank: signed, in order at first, and again and again until it answers 200.
//!
//! Deliberately never in the way of whoever caused the webhook: each is carried by a task of its own.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use axum::body::Bytes;
use axum::http::StatusCode;
use thiserror::Error;
use tokio::sync::oneshot;

use crate::webhook::signature::sign;
use crate::{Config, Retry};

/// How many webhooks may wait or be under way; beyond that, new ones are dropped with a warning.
const MAX_CARRIED: usize = 10_000;

/// How long a webhook waits for the first attempt of the one before it. Meta promises no order at all;
/// a bank that is quick sees one.
const TURN_WAIT: Duration = Duration::from_secs(3);

/// The header that carries the signature.
pub(crate) const SIGNATURE_HEADER: &str = "x-hub-signature-256";

/// Why the webhook URL did not pass Meta's handshake.
#[derive(Debug, Error)]
pub enum VerifyError {
    /// No URL is set.
    #[error("no webhook url is set")]
    NoUrl,
    /// Nobody answered.
    #[error("the webhook did not answer the handshake: {0}")]
    Unreachable(#[from] reqwest::Error),
    /// It answered something else than 200.
    #[error("the webhook answered the handshake with status {status}: {body}")]
    Refused {
        /// Its HTTP status.
        status: u16,
        /// What it said, the first 200 characters.
        body: String,
    },
    /// It answered 200 without repeating the challenge, and nothing but the challenge.
    #[error("the webhook did not repeat the challenge")]
    WrongChallenge,
}

/// One webhook to carry.
pub(crate) struct Parcel {
    pub(crate) body: Bytes,
    /// Its place behind the webhook before it, if order matters.
    pub(crate) turn: Option<Turn>,
    /// A pause before the first attempt.
    pub(crate) delay: Duration,
    /// Runs once the bank has answered 200.
    pub(crate) on_taken: Option<Box<dyn FnOnce() + Send>>,
}

/// A place in a queue: goes when `before` is through, and lets the next go by being dropped.
pub(crate) struct Turn {
    before: Option<oneshot::Receiver<()>>,
    _after: oneshot::Sender<()>,
}

impl Turn {
    /// The place behind the last one in `lane`.
    pub(crate) fn in_lane(lane: &mut Option<oneshot::Receiver<()>>) -> Self {
        let (after, next) = oneshot::channel();
        Self {
            before: lane.replace(next),
            _after: after,
        }
    }

    async fn come(&mut self) {
        if let Some(before) = self.before.take() {
            // Either the one before is through or it takes too long: both mean "go".
            let _ = tokio::time::timeout(TURN_WAIT, before).await;
        }
    }
}

/// See the module.
pub(crate) struct Postman {
    client: reqwest::Client,
    url: RwLock<Option<String>>,
    app_secret: String,
    retry: Retry,
    round: AtomicU64,
    carried: AtomicUsize,
}

impl Postman {
    pub(crate) fn new(config: &Config) -> Self {
        Self {
            client: reqwest::Client::new(),
            url: RwLock::new(config.webhook_url.clone()),
            app_secret: config.app_secret.clone(),
            retry: config.retry,
            round: AtomicU64::new(0),
            carried: AtomicUsize::new(0),
        }
    }

    pub(crate) fn set_url(&self, url: &str) {
        *self.url.write().unwrap_or_else(PoisonError::into_inner) = Some(url.to_owned());
    }

    /// Webhooks whose first attempt failed are not tried again.
    pub(crate) fn give_up_waiting(&self) {
        self.round.fetch_add(1, Ordering::SeqCst);
    }

    /// Takes a webhook and returns at once.
    pub(crate) fn post(self: &Arc<Self>, parcel: Parcel) {
        if self.carried.fetch_add(1, Ordering::SeqCst) >= MAX_CARRIED {
            self.carried.fetch_sub(1, Ordering::SeqCst);
            tracing::warn!(
                webhook.waiting = MAX_CARRIED,
                "too many webhooks wait, one is dropped"
            );
            return;
        }
        let postman = Arc::clone(self);
        tokio::spawn(async move {
            postman.carry(parcel).await;
            postman.carried.fetch_sub(1, Ordering::SeqCst);
        });
    }

    async fn carry(&self, parcel: Parcel) {
        let Parcel {
            body,
            mut turn,
            delay,
            on_taken,
        } = parcel;
        let round = self.round.load(Ordering::SeqCst);
        tokio::time::sleep(delay).await;
        if let Some(turn) = &mut turn {
            turn.come().await;
        }
        let first = self.attempt(&body).await;
        drop(turn);
        let taken = first || self.insist(&body, round).await;
        if let (true, Some(on_taken)) = (taken, on_taken) {
            on_taken();
        }
    }

    /// The attempts after the first, with growing pauses. False if it was given up.
    async fn insist(&self, body: &Bytes, round: u64) -> bool {
        let (mut pause_ms, mut waited_ms) = (self.retry.first_pause_ms, 0_u64);
        while waited_ms < self.retry.give_up_after_ms {
            tokio::time::sleep(Duration::from_millis(pause_ms)).await;
            if self.round.load(Ordering::SeqCst) != round {
                return false;
            }
            if self.attempt(body).await {
                return true;
            }
            waited_ms = waited_ms.saturating_add(pause_ms);
            pause_ms = pause_ms.saturating_mul(2).min(self.retry.longest_pause_ms);
        }
        tracing::warn!(
            webhook.waited_ms = waited_ms,
            "webhook given up: the bank never answered 200"
        );
        false
    }

    async fn attempt(&self, body: &Bytes) -> bool {
        match self
            .deliver(body.clone(), Some(sign(&self.app_secret, body)))
            .await
        {
            Ok(Some(answer)) if answer.status() == StatusCode::OK => true,
            Ok(Some(answer)) => {
                tracing::debug!(http.status = answer.status().as_u16(), "webhook not taken");
                false
            }
            Ok(None) => {
                tracing::debug!("webhook not delivered: no url is set");
                false
            }
            Err(error) => {
                tracing::debug!(error = %error.without_url(), "webhook not delivered");
                false
            }
        }
    }

    /// Delivers exactly these bytes once. `None` if there is no URL.
    pub(crate) async fn deliver(
        &self,
        body: Bytes,
        signature: Option<String>,
    ) -> Result<Option<reqwest::Response>, reqwest::Error> {
        let Some(url) = self.url() else {
            return Ok(None);
        };
        let mut request = self
            .client
            .post(url)
            .timeout(Duration::from_millis(self.retry.attempt_timeout_ms))
            .header("content-type", "application/json")
            .header("user-agent", "facebookexternalua")
            .body(body);
        if let Some(signature) = signature {
            request = request.header(SIGNATURE_HEADER, signature);
        }
        request.send().await.map(Some)
    }

    /// The right signature of these bytes, or a well-formed wrong one.
    pub(crate) fn signature(&self, body: &[u8], right: bool) -> String {
        if right {
            sign(&self.app_secret, body)
        } else {
            sign(&format!("not {}", self.app_secret), body)
        }
    }

    pub(crate) async fn verify(&self, verify_token: &str) -> Result<(), VerifyError> {
        let url = self.url().ok_or(VerifyError::NoUrl)?;
        let challenge = fastrand::u32(100_000_000..).to_string();
        let query = [
            ("hub.mode", "subscribe"),
            ("hub.challenge", &challenge),
            ("hub.verify_token", verify_token),
        ];
        let timeout = Duration::from_millis(self.retry.attempt_timeout_ms);
        let answer = self
            .client
            .get(url)
            .query(&query)
            .timeout(timeout)
            .send()
            .await?;
        if answer.status() != StatusCode::OK {
            let status = answer.status().as_u16();
            let body = answer.text().await?.chars().take(200).collect();
            return Err(VerifyError::Refused { status, body });
        }
        if answer.text().await? == challenge {
            Ok(())
        } else {
            Err(VerifyError::WrongChallenge)
        }
    }

    fn url(&self) -> Option<String> {
        self.url
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}
