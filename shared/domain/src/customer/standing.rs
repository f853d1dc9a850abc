//! A customer's standing with the channel: suspended or not, how many tries failed in a row, and which fact is
//! asked until it is known.
//!
//! A try is counted as failed before anything is compared, and taken back once it was found right: of guesses made
//! at once, on whatever links and steps, no more are compared than of guesses made one after the other.
//!
//! Counts only tries made with a page's session or in the customer's own chat: somebody who knows no
//! more than a phone number can never make one, and so can lock nobody out.

use crate::conversation::outbound::Purpose;
use crate::customer::credential::FactKind;
use crate::customer::failures::Failures;
use crate::keyed_hash::Hash;
use crate::time::UnixSeconds;

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
    /// Tries that failed since the last confirmation that went through, and those that are being compared.
    pub failures: Failures,
    /// When PIN and fact may be tried next.
    pub next_try_at: Option<UnixSeconds>,
    /// The fact that is asked, on whatever link, until it was answered: nobody draws an easier one.
    pub question: Option<FactKind>,
}

/// That a try was counted, and so may be compared. Only counting gives it.
#[derive(Debug, PartialEq, Eq)]
pub struct MayCompare(());

/// What came of counting a try.
#[derive(Debug, PartialEq, Eq)]
pub enum Counted {
    /// It may be compared.
    Compare(MayCompare),
    /// Nothing is compared any more; it looks as if it were.
    Locked,
}

/// PIN and fact may not be tried yet: so many seconds to wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooSoon(pub i64);

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
        self.failures.are_too_many()
    }

    /// Seconds until PIN and fact may be tried again; nothing if they may be tried now.
    #[must_use]
    pub fn wait_seconds(&self, now: UnixSeconds) -> Option<i64> {
        let wait = now.seconds_until(self.next_try_at?);
        (wait > 0).then_some(wait)
    }

    /// Counts the try called `name` as failed, before it is compared; [`Self::found_right`] takes that back. A try
    /// is counted once, however often it comes. What comes after the last that counts is not compared, and makes
    /// the customer wait as if nothing had failed before: whoever tries sees no difference.
    #[must_use]
    pub fn counted(self, name: Hash, now: UnixSeconds) -> (Self, Counted) {
        if self.failures.has(name) {
            return (self, Counted::Compare(MayCompare(())));
        }
        let counted = if self.is_locked() {
            Counted::Locked
        } else {
            Counted::Compare(MayCompare(()))
        };
        let failures = self.failures.and(name);
        let delay = failures.delay_seconds();
        let after = Self {
            failures,
            next_try_at: (delay > 0).then(|| now.plus(delay)),
            ..self
        };
        (after, counted)
    }

    /// The same for PIN and fact, which have to wait after some failures. One that was counted before does not.
    pub fn counted_in_time(self, name: Hash, now: UnixSeconds) -> Result<(Self, Counted), TooSoon> {
        match self.wait_seconds(now) {
            Some(seconds) if !self.failures.has(name) => Err(TooSoon(seconds)),
            _ => Ok(self.counted(name, now)),
        }
    }

    /// The counted try called `name` was right, so it is no failure.
    #[must_use]
    pub fn found_right(self, name: Hash) -> Self {
        if !self.failures.has(name) {
            return self;
        }
        Self {
            failures: self.failures.without(name),
            next_try_at: None,
            ..self
        }
    }

    /// PIN and fact were right: the next link may ask another fact.
    #[must_use]
    pub fn answered(self, name: Hash) -> Self {
        Self {
            question: None,
            ..self.found_right(name)
        }
    }

    /// The fact to ask: the one that was asked and not answered, if it is on file, else `drawn`.
    #[must_use]
    pub fn asked(self, drawn: FactKind, on_file: &[FactKind]) -> Self {
        let pinned = self.question.filter(|asked| on_file.contains(asked));
        Self {
            question: pinned.or(Some(drawn)),
            ..self
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
            failures: Failures::NONE,
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
}

#[cfg(test)]
#[path = "standing_tests.rs"]
mod tests;
