//! Region, credentials, time-outs and retries that every adapter shares.

use std::time::Duration;

use aws_credential_types::Credentials;
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_smithy_runtime_api::client::http::HttpClient;
use aws_smithy_types::retry::RetryConfig;
use aws_smithy_types::timeout::TimeoutConfig;
use aws_types::SdkConfig;
use aws_types::region::Region;
use aws_types::sdk_config::Builder;

use crate::environment::{MissingVariable, required};

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
    /// Reads region and credentials from the environment, as Lambda provides them, and
    /// `AWS_ENDPOINT_URL` where an emulator stands in for AWS.
    ///
    /// Deliberately not the SDK's chain of places to look: it would only hide a broken role, and it
    /// links another service into every function.
    pub fn from_environment() -> Result<Self, MissingVariable> {
        let credentials = Credentials::new(
            required("AWS_ACCESS_KEY_ID")?,
            required("AWS_SECRET_ACCESS_KEY")?,
            std::env::var("AWS_SESSION_TOKEN").ok(),
            None,
            "environment",
        );
        let mut builder = builder(credentials, required("AWS_REGION")?);
        builder.set_endpoint_url(required("AWS_ENDPOINT_URL").ok());
        Ok(Self(builder.build()))
    }

    /// An AWS look-alike at `endpoint_url`, with throw-away credentials: for tests and the local stack.
    #[must_use]
    pub fn to_local(endpoint_url: &str, region: &str) -> Self {
        let credentials = Credentials::from_keys("test", "test", None);
        Self(
            builder(credentials, region.to_owned())
                .endpoint_url(endpoint_url)
                .build(),
        )
    }

    /// The same with another way to send: for tests that stand between the adapters and AWS.
    #[must_use]
    pub fn through(self, client: impl HttpClient + 'static) -> Self {
        Self(self.0.into_builder().http_client(client).build())
    }

    /// For the SDK clients inside this crate, and for tools that talk to AWS themselves.
    #[must_use]
    pub const fn sdk(&self) -> &SdkConfig {
        &self.0
    }
}

fn builder(credentials: Credentials, region: String) -> Builder {
    let timeouts = TimeoutConfig::builder()
        .operation_attempt_timeout(Duration::from_millis(ATTEMPT_TIMEOUT_MS))
        .operation_timeout(Duration::from_millis(OPERATION_TIMEOUT_MS));
    SdkConfig::builder()
        .behavior_version(
            aws_smithy_runtime_api::client::behavior_version::BehaviorVersion::latest(),
        )
        .region(Region::new(region))
        .credentials_provider(SharedCredentialsProvider::new(credentials))
        .retry_config(RetryConfig::standard().with_max_attempts(MAX_ATTEMPTS))
        .timeout_config(timeouts.build())
}
