//! Region, credentials, time-outs and retries that every adapter shares.

use std::time::Duration;

use aws_config::environment::EnvironmentVariableCredentialsProvider;
use aws_config::retry::RetryConfig;
use aws_config::timeout::TimeoutConfig;
use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_credential_types::Credentials;

/// One attempt of one call, in milliseconds.
pub const ATTEMPT_TIMEOUT_MS: u64 = 2_500;

/// All attempts of one call together, in milliseconds.
pub const OPERATION_TIMEOUT_MS: u64 = 8_000;

/// Attempts of one call, the first included.
pub const MAX_ATTEMPTS: u32 = 3;

/// How to reach AWS. Cheap to share; build it once, in `main`.
#[derive(Clone, Debug)]
pub struct Connection(SdkConfig);

impl Connection {
    /// Reads region and credentials from the environment, as Lambda provides them. Looks nowhere
    /// else: a chain of other places would only cost start-up time and hide a broken role.
    pub async fn from_environment() -> Self {
        let provider = EnvironmentVariableCredentialsProvider::new();
        let loader = aws_config::defaults(BehaviorVersion::latest()).credentials_provider(provider);
        Self(loader.retry_config(retries()).timeout_config(timeouts()).load().await)
    }

    /// An AWS look-alike at `endpoint_url`, with throw-away credentials: for tests and the local stack.
    #[must_use]
    pub async fn to_local(endpoint_url: &str, region: &str) -> Self {
        let credentials = Credentials::from_keys("test", "test", None);
        let loader = aws_config::defaults(BehaviorVersion::latest())
            .credentials_provider(credentials)
            .region(Region::new(region.to_owned()))
            .endpoint_url(endpoint_url);
        Self(loader.retry_config(retries()).timeout_config(timeouts()).load().await)
    }

    /// For the SDK clients inside this crate, and for tools that talk to AWS themselves.
    #[must_use]
    pub const fn sdk(&self) -> &SdkConfig {
        &self.0
    }
}

fn retries() -> RetryConfig {
    RetryConfig::standard().with_max_attempts(MAX_ATTEMPTS)
}

fn timeouts() -> TimeoutConfig {
    TimeoutConfig::builder()
        .operation_attempt_timeout(Duration::from_millis(ATTEMPT_TIMEOUT_MS))
        .operation_timeout(Duration::from_millis(OPERATION_TIMEOUT_MS))
        .build()
}
