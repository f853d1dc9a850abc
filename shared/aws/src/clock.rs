//! The one place that reads the machine's clock and its randomness.

use domain::time::{NoRandomness, UnixSeconds};

/// The current time; the epoch if the machine's clock stands before it.
#[must_use]
#[expect(
    clippy::disallowed_methods,
    reason = "handlers receive this function as their clock"
)]
pub fn now() -> UnixSeconds {
    let since_epoch = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let seconds = since_epoch.map_or(0, |elapsed| elapsed.as_secs());
    UnixSeconds(i64::try_from(seconds).unwrap_or(i64::MAX))
}

/// Fills `bytes` from the operating system's generator.
pub fn random(bytes: &mut [u8]) -> Result<(), NoRandomness> {
    getrandom::fill(bytes).map_err(|_| NoRandomness)
}

/// Waits.
#[must_use]
pub fn pause(seconds: i64) -> std::pin::Pin<Box<dyn Future<Output = ()> + Send>> {
    let seconds = u64::try_from(seconds).unwrap_or_default();
    Box::pin(tokio::time::sleep(std::time::Duration::from_secs(seconds)))
}
