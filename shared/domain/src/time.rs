//! Points in time and the two capabilities a handler is given: a clock and randomness.

/// Seconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnixSeconds(pub i64);

impl UnixSeconds {
    /// The moment `seconds` later; saturates at the end of time instead of wrapping.
    #[must_use]
    pub const fn plus(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds))
    }

    /// Whole seconds from `self` until `later`; zero if `later` has passed.
    #[must_use]
    pub const fn seconds_until(self, later: Self) -> i64 {
        let left = later.0.saturating_sub(self.0);
        if left > 0 { left } else { 0 }
    }

    /// The UTC calendar day as `yyyy-mm-dd` (proleptic Gregorian).
    #[must_use]
    pub fn day(self) -> String {
        let (year, month, day) = civil_from_days(self.0.div_euclid(SECONDS_PER_DAY));
        format!("{year:04}-{month:02}-{day:02}")
    }
}

const SECONDS_PER_DAY: i64 = 86_400;

/// Days since the epoch to year, month and day, by counting 400-year cycles that start on 1 March.
#[expect(
    clippy::arithmetic_side_effects,
    reason = "a day count fits far inside an i64, and every divisor is a constant"
)]
const fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 {
        shifted_month + 3
    } else {
        shifted_month - 9
    };
    let year = year_of_era + era * 400 + if month <= 2 { 1 } else { 0 };
    (year, month, day)
}

/// Reads the time. A function pointer, so that a test hands in its own.
pub type Clock = fn() -> UnixSeconds;

/// Fills a buffer with unpredictable bytes, or fails; never falls back to something weaker.
pub type Random = fn(&mut [u8]) -> Result<(), NoRandomness>;

/// Waits a number of seconds. A function pointer, so that a test lets its own time pass instead.
pub type Pause = fn(i64) -> std::pin::Pin<Box<dyn Future<Output = ()> + Send>>;

/// The operating system had no randomness to give.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("no randomness available")]
pub struct NoRandomness;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_named_across_leap_years_and_before_the_epoch() {
        for (seconds, day) in [
            (0, "1970-01-01"),
            (-1, "1969-12-31"),
            (951_782_400, "2000-02-29"),
            (1_795_391_999, "2026-11-22"),
            (1_795_392_000, "2026-11-23"),
        ] {
            assert_eq!(UnixSeconds(seconds).day(), day);
        }
    }
}
