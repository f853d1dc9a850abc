//! Calls that are made once: what may have its effect twice is not sent twice.
//!
//! The SDK's clients try a call again whose answer does not come; [`crate::connection`] says how often. For a
//! conditional write or a read that is right. It is wrong for a text message and for another function: a caller that
//! repeats an `Invoke` runs the function again, and the one before may still be at work unless the caller's time-out
//! is longer than the function's own (AWS re:Post, "How do I troubleshoot retry and timeout issues when I use an AWS
//! SDK to invoke a Lambda function?").
//!
//! Deliberately not a client of its own for such calls: one client of a service is enough in a process, and each
//! call says for itself how it is made.

use std::error::Error;
use std::time::Duration;

use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_types::retry::RetryConfig;
use aws_smithy_types::timeout::TimeoutConfig;

/// How a call is made that is not repeated: one attempt, which may take this long.
#[derive(Clone, Copy, Debug)]
pub struct Once {
    within: Duration,
}

impl Once {
    /// One attempt, given up after so long. Longer than the other side may take: then whoever gets no answer
    /// knows that nobody is at it any more.
    #[must_use]
    pub const fn within(within: Duration) -> Self {
        Self { within }
    }

    /// For the call's own configuration.
    #[must_use]
    pub fn retries(self) -> RetryConfig {
        RetryConfig::disabled()
    }

    /// For the call's own configuration.
    #[must_use]
    pub fn timeouts(self) -> TimeoutConfig {
        TimeoutConfig::builder()
            .operation_attempt_timeout(self.within)
            .operation_timeout(self.within)
            .build()
    }
}

/// No connection was made, so nothing was asked of anybody.
#[derive(Debug, thiserror::Error)]
#[error("no connection was made")]
pub struct NotConnected(#[source] pub Box<dyn Error + Send + Sync>);

/// Whether a call that failed certainly had no effect: it never left, or was refused. Otherwise its answer is
/// missing, and it may have had.
#[must_use]
pub fn had_no_effect<E, R>(error: &SdkError<E, R>) -> bool {
    match error {
        SdkError::ConstructionFailure(_) | SdkError::ServiceError(_) => true,
        SdkError::DispatchFailure(failure) => {
            let cause = failure.as_connector_error();
            cause.is_some_and(|cause| cause.is_user() || was_not_connected(cause))
        }
        _ => false,
    }
}

fn was_not_connected(error: &(dyn Error + 'static)) -> bool {
    let causes = std::iter::successors(Some(error), |&error| error.source());
    causes.into_iter().any(<dyn Error>::is::<NotConnected>)
}
