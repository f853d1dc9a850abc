//! Region, credentials, time-outs, retries and clients that every adapter shares.
//!
//! Deliberately only for what may be sent again: what may not is sent by [`crate::once`].

use std::any::Any;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use aws_credential_types::Credentials;
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_smithy_runtime_api::client::http::HttpClient;
use aws_smithy_types::retry::RetryConfig;
use aws_smithy_types::timeout::TimeoutConfig;
use aws_types::SdkConfig;
use aws_types::region::Region;
use aws_types::sdk_config::Builder;
use https::trust::Trust;

use crate::connector::OneConnector;
use crate::environment::{BadVariable, optional, required};

/// One attempt of one call, in milliseconds.
pub const ATTEMPT_TIMEOUT_MS: u64 = 2_500;

/// All attempts of one call together, in milliseconds.
pub const OPERATION_TIMEOUT_MS: u64 = 8_000;

/// Attempts of one call, the first included.
pub const MAX_ATTEMPTS: u32 = 3;

/// How to reach AWS. Cheap to share; build it once, in `main`.
#[derive(Clone, Debug)]
pub struct Connection {
    config: SdkConfig,
    /// One SDK client for each service that was asked for.
    clients: Arc<Mutex<Vec<Box<dyn Any + Send>>>>,
}

impl Connection {
    /// Reads region and credentials from the environment, as Lambda provides them, and
    /// `AWS_ENDPOINT_URL` where an emulator stands in for AWS.
    ///
    /// Believes Amazon's roots alone, or instead of them those in the PEM file that `AWS_CA_BUNDLE` names: for
    /// a proxy that signs for AWS, or an emulator that speaks TLS.
    ///
    /// Deliberately not the SDK's chain of places to look: it would only hide a broken role, and it
    /// links another service into every function.
    pub fn from_environment() -> Result<Self, BadVariable> {
        let credentials = Credentials::new(
            required("AWS_ACCESS_KEY_ID")?,
            required("AWS_SECRET_ACCESS_KEY")?,
            std::env::var("AWS_SESSION_TOKEN").ok(),
            None,
            "environment",
        );
        let trust = optional("AWS_CA_BUNDLE", Trust::bundle)?.unwrap_or_else(Trust::amazon);
        let mut builder = builder(credentials, required("AWS_REGION")?, trust);
        builder.set_endpoint_url(required("AWS_ENDPOINT_URL").ok());
        Ok(Self::over(builder.build()))
    }

    /// An AWS look-alike at `endpoint_url`, with throw-away credentials: for tests and the local stack.
    #[must_use]
    pub fn to_local(endpoint_url: &str, region: &str) -> Self {
        Self::to_local_trusting(endpoint_url, region, Trust::amazon())
    }

    /// The same where the look-alike speaks TLS, and `trust` vouches for it.
    #[must_use]
    pub fn to_local_trusting(endpoint_url: &str, region: &str, trust: Trust) -> Self {
        let credentials = Credentials::from_keys("test", "test", None);
        let builder = builder(credentials, region.to_owned(), trust);
        Self::over(builder.endpoint_url(endpoint_url).build())
    }

    /// The same with another way to send: for tests that stand between the adapters and AWS.
    #[must_use]
    pub fn through(self, client: impl HttpClient + 'static) -> Self {
        Self::over(self.config.into_builder().http_client(client).build())
    }

    /// The same without the pauses between one attempt and the next: for tests that lose many answers.
    #[must_use]
    pub fn hurried(self) -> Self {
        let at_once = RetryConfig::standard()
            .with_max_attempts(MAX_ATTEMPTS)
            .with_initial_backoff(Duration::from_millis(1));
        Self::over(self.config.into_builder().retry_config(at_once).build())
    }

    /// The same in the name of a session: for tools that try what a role may do.
    #[must_use]
    pub fn as_session(&self, key: &str, secret: &str, token: &str) -> Self {
        let session = Credentials::new(key, secret, Some(token.to_owned()), None, "session");
        let config = self.config.clone().into_builder();
        let provider = SharedCredentialsProvider::new(session);
        Self::over(config.credentials_provider(provider).build())
    }

    /// For tools that talk to AWS themselves.
    #[must_use]
    pub const fn sdk(&self) -> &SdkConfig {
        &self.config
    }

    /// The client of one service: made by `make` for whoever asks first, shared by all who ask after, in
    /// every clone of this connection.
    pub fn client<C: Clone + Send + 'static>(&self, make: impl FnOnce(&SdkConfig) -> C) -> C {
        let mut clients = self.clients.lock().unwrap_or_else(PoisonError::into_inner);
        let mut kept = clients.iter();
        if let Some(client) = kept.find_map(|one| one.downcast_ref::<C>()) {
            return client.clone();
        }
        let client = make(&self.config);
        clients.push(Box::new(client.clone()));
        client
    }

    fn over(config: SdkConfig) -> Self {
        Self {
            config,
            clients: Arc::default(),
        }
    }
}

fn builder(credentials: Credentials, region: String, trust: Trust) -> Builder {
    let timeouts = TimeoutConfig::builder()
        .operation_attempt_timeout(Duration::from_millis(ATTEMPT_TIMEOUT_MS))
        .operation_timeout(Duration::from_millis(OPERATION_TIMEOUT_MS));
    SdkConfig::builder()
        .http_client(OneConnector::new(trust))
        .behavior_version(
            aws_smithy_runtime_api::client::behavior_version::BehaviorVersion::latest(),
        )
        .region(Region::new(region))
        .credentials_provider(SharedCredentialsProvider::new(credentials))
        .retry_config(RetryConfig::standard().with_max_attempts(MAX_ATTEMPTS))
        .timeout_config(timeouts.build())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, Debug, PartialEq)]
    struct Queues(u32);

    #[derive(Clone, Debug, PartialEq)]
    struct Tables(u32);

    #[test]
    fn every_service_has_one_client_for_all_who_ask_in_every_clone() {
        let connection = Connection::to_local("http://127.0.0.1:1", "eu-west-2");
        assert_eq!(connection.client(|_| Queues(1)), Queues(1));
        assert_eq!(connection.client(|_| Tables(2)), Tables(2));
        assert_eq!(connection.client(|_| Queues(3)), Queues(1));
        assert_eq!(connection.clone().client(|_| Tables(4)), Tables(2));
    }

    #[test]
    fn another_connection_has_clients_of_its_own() {
        let connection = Connection::to_local("http://127.0.0.1:1", "eu-west-2");
        assert_eq!(connection.client(|_| Queues(1)), Queues(1));
        let other = Connection::to_local("http://127.0.0.1:2", "eu-west-2");
        assert_eq!(other.client(|_| Queues(2)), Queues(2));
    }
}
