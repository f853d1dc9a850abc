//! Points in time, the bank's calendar, and the two capabilities a handler is given: a clock and
//! randomness.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};

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
}

/// The bank's calendar: limits are per local day, and statements show local dates.
#[derive(Clone, Debug)]
pub struct Calendar(TimeZone);

/// A local calendar day, `yyyy-mm-dd`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub String);

/// The name is not one of the IANA time zone database.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("unknown time zone; use an IANA name such as Europe/London")]
pub struct UnknownTimeZone;

impl Calendar {
    /// The calendar of an IANA time zone: `Europe/London`.
    pub fn parse(time_zone: &str) -> Result<Self, UnknownTimeZone> {
        TimeZone::get(time_zone)
            .map(Self)
            .map_err(|_| UnknownTimeZone)
    }

    /// The calendar of Coordinated Universal Time.
    #[must_use]
    pub const fn utc() -> Self {
        Self(TimeZone::UTC)
    }

    /// The zone's IANA name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or("UTC")
    }

    /// The local date of a moment. Moments no calendar reaches belong to the epoch's.
    #[must_use]
    pub fn date(&self, moment: UnixSeconds) -> Date {
        self.at(moment).date()
    }

    /// Local date and time of a moment. Moments no calendar reaches are the epoch.
    #[must_use]
    pub fn at(&self, moment: UnixSeconds) -> DateTime {
        let timestamp = Timestamp::from_second(moment.0).unwrap_or(Timestamp::UNIX_EPOCH);
        self.0.to_datetime(timestamp)
    }

    /// The local date so many days before a moment's.
    #[must_use]
    pub fn days_before(&self, moment: UnixSeconds, days: i32) -> Date {
        let date = self.date(moment);
        date.saturating_sub(Span::new().days(days))
    }

    /// The first second of a local date.
    #[must_use]
    pub fn begins(&self, date: Date) -> UnixSeconds {
        let midnight = self
            .0
            .to_ambiguous_timestamp(date.at(0, 0, 0, 0))
            .compatible();
        UnixSeconds(midnight.map_or(0, Timestamp::as_second))
    }

    /// The local day a moment belongs to. Moments no calendar reaches (beyond the years −9999 and
    /// 9999) belong to the epoch's day.
    #[must_use]
    pub fn day(&self, moment: UnixSeconds) -> Day {
        Day(self.date(moment).to_string())
    }
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
            assert_eq!(Calendar::utc().day(UnixSeconds(seconds)).0, day);
        }
    }

    #[test]
    fn a_day_begins_at_the_banks_own_midnight_in_summer_and_in_winter() {
        let london = Calendar::parse("Europe/London").unwrap();
        for (seconds, day) in [
            (1_783_292_399, "2026-07-05"), // 2026-07-05T22:59:59Z, British Summer Time
            (1_783_292_400, "2026-07-06"),
            (1_795_391_999, "2026-11-22"),
            (1_795_392_000, "2026-11-23"),
        ] {
            assert_eq!(london.day(UnixSeconds(seconds)).0, day, "{seconds}");
        }
        let sao_paulo = Calendar::parse("America/Sao_Paulo").unwrap();
        assert_eq!(sao_paulo.day(UnixSeconds(1_795_392_000)).0, "2026-11-22");
        assert!(Calendar::parse("Europe/Atlantis").is_err());
    }
}
