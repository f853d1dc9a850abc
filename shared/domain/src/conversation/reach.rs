//! Whether and how fast a customer may be written to on WhatsApp: the 24-hour window and the pace.
//!
//! Deliberately a little stricter than Meta: our clock and theirs differ, and so do our counts.

use crate::time::UnixSeconds;

/// Meta's customer-service window, less five minutes, in seconds.
pub const WINDOW_SECONDS: i64 = 86_400 - 300;

/// One message per this many seconds to one customer (Meta: about one per 6 s).
pub const REFILL_SECONDS: i64 = 6;

/// How many messages one customer can be sent at once. Meta allows 45.
pub const BURST: i64 = 40;

/// How many of those an answer in the chat leaves for links and receipts.
pub const RESERVE: i64 = 5;

/// What is known of the way to a customer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// When the customer last wrote.
    pub last_inbound_at: Option<UnixSeconds>,
    /// When the allowance will be full again; the past if it is.
    pub full_at: Option<UnixSeconds>,
    /// When the customer was last told that something is wrong on our side.
    pub apologised_at: Option<UnixSeconds>,
}

/// Customers hear of our troubles at most this often, in seconds.
pub const APOLOGY_SECONDS: i64 = 3_600;

/// When a message counts as heard: when it was written, which Meta counts from too, however long it waited
/// for us. A message without a legible time counts as written now, and so does one from the future, because
/// clocks differ. `None` for one so old that it opens no window.
#[must_use]
pub fn heard_at(written_at: Option<UnixSeconds>, now: UnixSeconds) -> Option<UnixSeconds> {
    let heard_at = written_at.unwrap_or(now).min(now);
    (now < heard_at.plus(WINDOW_SECONDS)).then_some(heard_at)
}

impl Reach {
    /// Whether free-form messages are allowed.
    #[must_use]
    pub fn is_open(&self, now: UnixSeconds) -> bool {
        self.last_inbound_at
            .is_some_and(|last| now < last.plus(WINDOW_SECONDS))
    }

    /// Takes one message's worth of the allowance, leaving `reserve` of it: when it will be full again.
    ///
    /// # Errors
    /// How many seconds to wait until there is one.
    pub fn take(&self, now: UnixSeconds, reserve: i64) -> Result<UnixSeconds, i64> {
        let debt_seconds = self.full_at.map_or(0, |full_at| now.seconds_until(full_at));
        let most_seconds = BURST.saturating_sub(reserve).saturating_mul(REFILL_SECONDS);
        let wanted_seconds = debt_seconds.saturating_add(REFILL_SECONDS);
        if wanted_seconds > most_seconds {
            return Err(wanted_seconds.saturating_sub(most_seconds));
        }
        Ok(now.plus(wanted_seconds))
    }

    /// The allowance after Meta said it is used up, whatever we thought.
    #[must_use]
    pub const fn used_up(now: UnixSeconds) -> UnixSeconds {
        now.plus(BURST.saturating_mul(REFILL_SECONDS))
    }

    /// Whether the customer may be told again that something is wrong on our side.
    #[must_use]
    pub fn may_apologise(&self, now: UnixSeconds) -> bool {
        self.apologised_at
            .is_none_or(|last| now >= last.plus(APOLOGY_SECONDS))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: UnixSeconds = UnixSeconds(1_000_000);

    /// How many messages can be sent at one moment.
    fn burst(mut reach: Reach, now: UnixSeconds, reserve: i64) -> usize {
        let next = || {
            reach.full_at = Some(reach.take(now, reserve).ok()?);
            reach.full_at
        };
        std::iter::from_fn(next).count()
    }

    #[test]
    fn a_burst_is_allowed_and_then_one_message_every_six_seconds() {
        assert_eq!(burst(Reach::default(), NOW, 0), 40);
        assert_eq!(burst(Reach::default(), NOW, RESERVE), 35);
        let spent = Reach {
            full_at: Some(Reach::used_up(NOW)),
            ..Reach::default()
        };
        assert_eq!(spent.take(NOW, 0), Err(REFILL_SECONDS));
        assert_eq!(burst(spent, NOW.plus(5), 0), 0);
        assert_eq!(burst(spent, NOW.plus(6), 0), 1);
        assert_eq!(burst(spent, NOW.plus(60), 0), 10);
    }

    #[test]
    fn the_window_closes_five_minutes_before_metas() {
        let heard = Reach {
            last_inbound_at: Some(NOW),
            ..Reach::default()
        };
        assert!(heard.is_open(NOW.plus(86_400 - 301)));
        assert!(!heard.is_open(NOW.plus(86_400 - 300)));
        assert!(!Reach::default().is_open(NOW), "never heard of");
    }

    #[test]
    fn a_message_is_heard_when_it_was_written_and_never_in_the_future() {
        let day_ago = NOW.plus(-WINDOW_SECONDS);
        for (written_at, heard) in [
            (None, Some(NOW)),
            (Some(NOW.plus(30)), Some(NOW)),
            (Some(UnixSeconds(i64::MAX)), Some(NOW)),
            (Some(NOW.plus(-3_600)), Some(NOW.plus(-3_600))),
            (Some(day_ago.plus(1)), Some(day_ago.plus(1))),
            (Some(day_ago), None),
            (Some(UnixSeconds(i64::MIN)), None),
        ] {
            assert_eq!(heard_at(written_at, NOW), heard, "{written_at:?}");
        }
    }

    #[test]
    fn an_apology_is_not_repeated_within_the_hour() {
        assert!(Reach::default().may_apologise(NOW));
        let told = Reach {
            apologised_at: Some(NOW),
            ..Reach::default()
        };
        assert!(!told.may_apologise(NOW.plus(3_599)));
        assert!(told.may_apologise(NOW.plus(3_600)));
    }
}
