//! The simulator's clock: the machine's, or one that a test sets.
//!
//! Deliberately milliseconds since 1970 only; nothing here knows time zones.

use std::sync::Arc;
use std::time::UNIX_EPOCH;

use jiff::Timestamp;

/// Where the simulator reads the time.
#[derive(Clone)]
pub struct Clock {
    now_ms: Arc<dyn Fn() -> u64 + Send + Sync>,
}

impl Clock {
    /// The machine's clock.
    #[must_use]
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one place where the simulator reads the clock"
    )]
    pub fn system() -> Self {
        Self::new(|| {
            let since_1970 = std::time::SystemTime::now()
                .duration_since(UNIX_EPOCH)
                .unwrap_or_default();
            u64::try_from(since_1970.as_millis()).unwrap_or(u64::MAX)
        })
    }

    /// A clock of the caller's, in milliseconds since 1970.
    pub fn new(now_ms: impl Fn() -> u64 + Send + Sync + 'static) -> Self {
        Self {
            now_ms: Arc::new(now_ms),
        }
    }

    pub(crate) fn now_ms(&self) -> u64 {
        (self.now_ms)()
    }

    /// Unix seconds as the string that every WhatsApp timestamp is.
    pub(crate) fn timestamp(&self) -> String {
        self.now_ms().div_euclid(1000).to_string()
    }
}

/// RFC 3339, in UTC.
pub(crate) fn rfc3339(unix_ms: u64) -> String {
    let unix_ms = i64::try_from(unix_ms).ok();
    let moment = unix_ms.and_then(|unix_ms| Timestamp::from_millisecond(unix_ms).ok());
    moment.map(|moment| moment.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #[test]
    fn moments_are_written_in_utc_with_milliseconds() {
        assert_eq!(super::rfc3339(1_795_435_231_250), "2026-11-23T12:00:31.25Z");
    }
}
