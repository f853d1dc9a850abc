//! A customer's standing with the channel: suspended or not, and how many tries failed in a row.
//!
//! Counts only tries made with a page's session or in the customer's own chat: somebody who knows no
//! more than a phone number can never make one, and so can lock nobody out.

use crate::conversation::outbound::Purpose;
use crate::keyed_hash::Hash;
use crate::time::UnixSeconds;

/// Failures in a row after which only the bank itself can unlock (PSD2 RTS article 4(3)(b): at most five).
pub const MAX_FAILURES: u8 = 5;

/// Seconds to wait after so many failures in a row: one link's three tries may follow each other, the
/// next link's may not. The last delay holds for more, so that a locked customer's page waits like any
/// other.
const DELAY_SECONDS: [i64; 5] = [0, 0, 0, 30, 300];

/// Why the channel is suspended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SuspensionReason {
    /// The customer said so in the chat: a lost phone, a theft, a fear.
    Blocked,
    /// The customer pressed "I did not ask for this" on the confirmation page.
    NotAskedFor,
    /// WhatsApp reported another device, number or owner behind the channel.
    IdentityChange,
}

impl SuspensionReason {
    /// Every reason, for tables and tests.
    pub const ALL: [Self; 3] = [Self::Blocked, Self::NotAskedFor, Self::IdentityChange];

    /// The stable name in the table and in logs.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Blocked => "blocked",
            Self::NotAskedFor => "not_asked_for",
            Self::IdentityChange => "identity_change",
        }
    }

    /// Reads the name back.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.name() == name)
    }

    /// Whether the cards are stopped too: when the customer fears for more than this chat.
    #[must_use]
    pub const fn stops_cards(self) -> bool {
        matches!(self, Self::Blocked | Self::NotAskedFor)
    }
}

/// Since when and why nothing may be asked over the channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Suspension {
    /// Why.
    pub reason: SuspensionReason,
    /// Since when.
    pub since: UnixSeconds,
}

/// How a customer stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Suspended, until the bank itself lifts it.
    pub suspension: Option<Suspension>,
    /// Whether the cards are stopped.
    pub cards_stopped: bool,
    /// Tries that failed since the last confirmation that went through.
    pub failures: u8,
    /// When PIN and fact may be tried next.
    pub next_try_at: Option<UnixSeconds>,
    /// Name of the last failed try that had one, so that a repeat of it is not counted again.
    pub last_failed: Option<Hash>,
}

/// Why nothing that moves money may begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Barred {
    /// The channel is suspended.
    Suspended(SuspensionReason),
    /// Too many tries failed in a row.
    Locked,
}

impl Standing {
    /// Whether anything that moves money may begin.
    pub const fn admits(&self) -> Result<(), Barred> {
        match self.suspension {
            Some(Suspension { reason, .. }) => Err(Barred::Suspended(reason)),
            None if self.is_locked() => Err(Barred::Locked),
            None => Ok(()),
        }
    }

    /// Whether the bank may say such a thing over the channel of its own accord. Nothing to whoever has
    /// taken over phone or number, not even that money stays; and what has nothing to do with what the
    /// customer just did waits until a stopped chat goes on.
    #[must_use]
    pub const fn may_be_told(&self, purpose: Purpose) -> bool {
        match self.suspension {
            None => true,
            Some(Suspension { reason, .. }) => match reason {
                SuspensionReason::IdentityChange => false,
                SuspensionReason::Blocked | SuspensionReason::NotAskedFor => {
                    !matches!(purpose, Purpose::CreditNotice)
                }
            },
        }
    }

    /// Whether only the bank itself can let this customer try again.
    #[must_use]
    pub const fn is_locked(&self) -> bool {
        self.failures >= MAX_FAILURES
    }

    /// Seconds until PIN and fact may be tried again; nothing if they may be tried now.
    #[must_use]
    pub fn wait_seconds(&self, now: UnixSeconds) -> Option<i64> {
        let wait = now.seconds_until(self.next_try_at?);
        (wait > 0).then_some(wait)
    }

    /// One more try failed.
    #[must_use]
    pub fn failed(self, now: UnixSeconds) -> Self {
        let failures = self.failures.saturating_add(1).min(MAX_FAILURES);
        let [.., longest] = DELAY_SECONDS;
        let delay = DELAY_SECONDS.get(usize::from(failures)).unwrap_or(&longest);
        Self {
            failures,
            next_try_at: (*delay > 0).then(|| now.plus(*delay)),
            ..self
        }
    }

    /// The try called `name` failed: counted once, however often it is said in a row. One without a name
    /// counts each time.
    #[must_use]
    pub fn failed_once(self, name: Option<Hash>, now: UnixSeconds) -> Self {
        if name.is_some() && self.last_failed == name {
            return self;
        }
        Self {
            last_failed: name.or(self.last_failed),
            ..self.failed(now)
        }
    }

    /// A confirmation went through: whoever it was knows PIN, fact and passcode. A lock stays.
    #[must_use]
    pub const fn succeeded(self) -> Self {
        if self.is_locked() {
            return self;
        }
        self.unlocked()
    }

    /// The bank has made sure who it is.
    #[must_use]
    pub const fn unlocked(self) -> Self {
        Self {
            failures: 0,
            next_try_at: None,
            ..self
        }
    }

    /// Suspends at once. The first reason stands, unless somebody else may have the channel now: then less
    /// may be said. Cards once stopped stay stopped.
    #[must_use]
    pub fn suspended(self, reason: SuspensionReason, now: UnixSeconds) -> Self {
        let fresh = Suspension { reason, since: now };
        let is_known = |before: &Suspension| {
            before.reason == reason || reason != SuspensionReason::IdentityChange
        };
        Self {
            suspension: self.suspension.filter(is_known).or(Some(fresh)),
            cards_stopped: self.cards_stopped || reason.stops_cards(),
            ..self
        }
    }

    /// The bank lifts it: channel and cards.
    #[must_use]
    pub const fn restored(self) -> Self {
        Self {
            suspension: None,
            cards_stopped: false,
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: UnixSeconds = UnixSeconds(1_795_392_000);

    fn failed(times: usize) -> Standing {
        (0..times).fold(Standing::default(), |standing, _| standing.failed(NOW))
    }

    #[test]
    fn the_fifth_failure_in_a_row_locks_and_only_the_bank_unlocks() {
        assert_eq!(failed(4).admits(), Ok(()));
        assert_eq!(failed(5).admits(), Err(Barred::Locked));
        assert_eq!(failed(5).succeeded().admits(), Err(Barred::Locked));
        assert_eq!(failed(5).unlocked(), Standing::default());
        assert_eq!(failed(4).succeeded(), Standing::default());
    }

    #[test]
    fn the_delay_grows_and_a_locked_customer_waits_like_one_who_failed_four_times() {
        let waits = [0, 1, 2, 3, 4, 5, 6].map(|times| failed(times).wait_seconds(NOW));
        assert_eq!(
            waits,
            [None, None, None, Some(30), Some(300), Some(300), Some(300)]
        );
        assert_eq!(failed(4).wait_seconds(NOW.plus(300)), None);
    }

    #[test]
    fn a_named_failure_counts_once_and_one_without_a_name_each_time() {
        let [one, other] = [b"one".as_slice(), b"other"].map(|name| Some(Hash::plain(&[name])));
        let counts = |names: &[Option<Hash>]| {
            let fail = |before: Standing, name: &Option<Hash>| before.failed_once(*name, NOW);
            names.iter().fold(Standing::default(), fail).failures
        };
        assert_eq!(counts(&[one, one, None, one]), 2);
        assert_eq!(counts(&[one, other]), 2);
        assert_eq!(counts(&[None, None]), 2);
    }

    #[test]
    fn a_change_of_identity_outranks_every_other_reason_and_silences_the_bank() {
        let suspended = Standing::default().suspended(SuspensionReason::NotAskedFor, NOW);
        let changed = suspended.suspended(SuspensionReason::IdentityChange, NOW.plus(9));
        let again = changed.suspended(SuspensionReason::Blocked, NOW.plus(19));
        let suspension = changed.suspension.unwrap();
        assert_eq!(suspension.reason, SuspensionReason::IdentityChange);
        assert_eq!(suspension.since, NOW.plus(9));
        assert_eq!(again, changed);
        for purpose in [Purpose::Link, Purpose::Receipt, Purpose::Ending] {
            assert!(suspended.may_be_told(purpose) && !changed.may_be_told(purpose));
        }
        assert!(!suspended.may_be_told(Purpose::CreditNotice));
        assert!(Standing::default().may_be_told(Purpose::CreditNotice));
    }

    #[test]
    fn a_suspension_bars_everything_until_it_is_lifted_and_the_first_reason_stands() {
        let suspended = Standing::default().suspended(SuspensionReason::Blocked, NOW);
        let again = suspended.suspended(SuspensionReason::NotAskedFor, NOW.plus(9));
        assert_eq!(again, suspended);
        assert!(suspended.cards_stopped);
        assert_eq!(
            suspended.admits(),
            Err(Barred::Suspended(SuspensionReason::Blocked))
        );
        assert_eq!(suspended.restored(), Standing::default());
    }

    #[test]
    fn lifting_a_suspension_unlocks_nothing_and_unlocking_lifts_no_suspension() {
        let both = failed(5).suspended(SuspensionReason::NotAskedFor, NOW);
        assert_eq!(both.restored().admits(), Err(Barred::Locked));
        assert!(both.unlocked().admits().is_err());
    }

    #[test]
    fn a_changed_identity_leaves_the_cards_alone() {
        let changed = Standing::default().suspended(SuspensionReason::IdentityChange, NOW);
        assert!(!changed.cards_stopped && changed.admits().is_err());
        for reason in SuspensionReason::ALL {
            assert_eq!(SuspensionReason::parse(reason.name()), Some(reason));
        }
    }
}
