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
use crate::customer::failures::{MAX_FAILURES, delay_seconds};
use crate::customer::tries::{Tried, Tries};
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
    /// PIN and fact.
    pub credentials: Tries,
    /// The passcode.
    pub passcode: Tries,
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
                    !matches!(purpose, Purpose::CreditNotice | Purpose::Document)
                }
            },
        }
    }

    /// Whether what the bank says of its own accord may name a balance or a booking: who holds a stopped chat may
    /// have stolen it, and learns what became of an order, not what is left.
    #[must_use]
    pub const fn may_see_balances(&self) -> bool {
        self.suspension.is_none()
    }

    /// Tries that failed in a row, whatever was tried.
    #[must_use]
    pub const fn failures(&self) -> u8 {
        let credentials = self.credentials.failures.count();
        credentials.saturating_add(self.passcode.failures.count())
    }

    /// Whether only the bank itself can let this customer try again.
    #[must_use]
    pub const fn is_locked(&self) -> bool {
        self.failures() >= MAX_FAILURES
    }

    /// Seconds until PIN and fact may be tried again; nothing if they may be tried now.
    #[must_use]
    pub fn wait_seconds(&self, now: UnixSeconds) -> Option<i64> {
        let tries = [self.credentials, self.passcode];
        let last_at = tries.into_iter().filter_map(|tries| tries.last_at).max()?;
        let ignored = tries.map(|tries| tries.failures.ignored());
        let seen = match ignored.into_iter().fold(0, u8::saturating_add) {
            0 => self.failures(),
            ignored => ignored,
        };
        let wait = now.seconds_until(last_at.plus(delay_seconds(seen)));
        (wait > 0).then_some(wait)
    }

    /// Counts the try called `name` as failed, before it is compared; [`Self::succeeded`] takes that back. A try
    /// is counted once, however often it comes. What comes after the last that counts is not compared, and makes
    /// the customer wait as if nothing had failed before: whoever tries sees no difference.
    #[must_use]
    pub fn counted(self, tried: Tried, name: Hash, now: UnixSeconds) -> (Self, Counted) {
        let before = self.tries(tried);
        if before.failures.has(name) {
            return (self, Counted::Compare(MayCompare(())));
        }
        let (failures, counted) = if self.is_locked() {
            (before.failures.and_ignored(), Counted::Locked)
        } else {
            let may_compare = Counted::Compare(MayCompare(()));
            (before.failures.and(name), may_compare)
        };
        let last_at = Some(now);
        (self.with(tried, Tries { failures, last_at }), counted)
    }

    /// The same for PIN and fact, which have to wait after some failures. One that was counted before does not.
    pub fn counted_in_time(self, name: Hash, now: UnixSeconds) -> Result<(Self, Counted), TooSoon> {
        match self.wait_seconds(now) {
            Some(seconds) if !self.credentials.failures.has(name) => Err(TooSoon(seconds)),
            _ => Ok(self.counted(Tried::Credentials, name, now)),
        }
    }

    /// The counted try called `name` was right: whoever it was knows that much, and starts anew with it. What failed of
    /// the other kind stays, and so does a lock.
    #[must_use]
    pub fn succeeded(self, tried: Tried, name: Hash) -> Self {
        let right = self.found_right(tried, name);
        if right.is_locked() {
            return right;
        }
        right.with(tried, Tries::NONE)
    }

    /// PIN and fact were right: the next link may ask another fact.
    #[must_use]
    pub fn answered(self, name: Hash) -> Self {
        Self {
            question: None,
            ..self.succeeded(Tried::Credentials, name)
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

    /// The bank has made sure who it is.
    #[must_use]
    pub const fn unlocked(self) -> Self {
        Self {
            credentials: Tries::NONE,
            passcode: Tries::NONE,
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

    /// It is no failure.
    fn found_right(self, tried: Tried, name: Hash) -> Self {
        let before = self.tries(tried);
        if !before.failures.has(name) {
            return self;
        }
        let failures = before.failures.without(name);
        self.with(tried, Tries { failures, ..before })
    }

    const fn tries(&self, tried: Tried) -> Tries {
        match tried {
            Tried::Credentials => self.credentials,
            Tried::Passcode => self.passcode,
        }
    }

    const fn with(self, tried: Tried, now: Tries) -> Self {
        match tried {
            Tried::Credentials => Self {
                credentials: now,
                ..self
            },
            Tried::Passcode => Self {
                passcode: now,
                ..self
            },
        }
    }
}

#[cfg(test)]
#[path = "standing_tests.rs"]
mod tests;
