//! Secrets Manager, cached: at most one read per secret and five minutes.

use std::sync::Arc;
use std::time::{Duration, Instant};

use aws_sdk_secretsmanager::Client;
use aws_sdk_secretsmanager::error::ProvideErrorMetadata;
use serde::de::DeserializeOwned;
use tokio::sync::Mutex;

use crate::connection::Connection;
use domain::failure::Failure;

/// How long a value is used before it is read again, in seconds.
pub const CACHE_SECONDS: u64 = 300;

/// One secret holding a JSON document that reads as `T`.
#[derive(Clone)]
pub struct Secret<T> {
    client: Client,
    id: String,
    cached: Arc<Mutex<Option<Cached<T>>>>,
}

/// A value and when it was read.
type Cached<T> = (Instant, Arc<T>);

/// Why a secret could not be had. Names the secret, never its content.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum SecretError {
    /// Secrets Manager did not answer or refused.
    #[error("secret {id} could not be read ({code})")]
    Unavailable {
        /// The secret's name.
        id: String,
        /// The error code, or what went wrong on the way.
        code: String,
    },
    /// The value is not the JSON document this function needs.
    #[error("secret {id} does not hold what this function needs; ARCHITECTURE.md shows its form")]
    Malformed {
        /// The secret's name.
        id: String,
    },
}

impl From<SecretError> for Failure {
    fn from(error: SecretError) -> Self {
        match error {
            SecretError::Unavailable { .. } => Self::retry(error),
            SecretError::Malformed { .. } => Self::fail(error),
        }
    }
}

impl<T: DeserializeOwned> Secret<T> {
    /// The secret called `id`.
    #[must_use]
    pub fn new(connection: &Connection, id: String) -> Self {
        Self {
            client: connection.client(Client::new),
            id,
            cached: Arc::default(),
        }
    }

    /// The value, from the cache while it is fresh.
    pub async fn get(&self) -> Result<Arc<T>, SecretError> {
        let mut cached = self.cached.lock().await;
        if let Some((read_at, value)) = cached.as_ref()
            && read_at.elapsed() < Duration::from_secs(CACHE_SECONDS)
        {
            return Ok(Arc::clone(value));
        }
        let value = Arc::new(self.read().await?);
        *cached = Some((Instant::now(), Arc::clone(&value)));
        Ok(value)
    }

    /// Forgets the cached value: the next [`Secret::get`] reads again. For after a refused credential.
    pub async fn forget(&self) {
        *self.cached.lock().await = None;
    }

    async fn read(&self) -> Result<T, SecretError> {
        let answer = self
            .client
            .get_secret_value()
            .secret_id(&self.id)
            .send()
            .await;
        let answer = answer.map_err(|error| SecretError::Unavailable {
            id: self.id.clone(),
            code: error.code().unwrap_or("no answer").to_owned(),
        })?;
        let text = answer.secret_string().unwrap_or_default();
        serde_json::from_str(text).map_err(|_| SecretError::Malformed {
            id: self.id.clone(),
        })
    }
}
