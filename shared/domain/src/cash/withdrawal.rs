//! A withdrawal that waits for a machine: by which code it is found, how often it was missed, and which request has it.
//!
//! Pure. Whoever stores it stores the answer's withdrawal before the answer is told, so that a guess is counted before
//! anybody hears whether it was right.

use crate::authority::AtmRequest;
use crate::id::OrderId;
use crate::keyed_hash::Hash;
use crate::money::Money;
use crate::time::UnixSeconds;

/// Misses after which nobody withdraws it any more.
pub const MAX_MISSES: u8 = 3;

/// What waits under a code.
#[derive(Clone, PartialEq, Eq)]
pub struct Withdrawal {
    /// The order, and its hold.
    pub order: OrderId,
    /// How much. A code is good for this amount and no other.
    pub amount: Money,
    /// When the hold runs out.
    pub until: UnixSeconds,
    /// The keyed hash of its code.
    pub code: Hash,
    /// Misses so far.
    pub misses: u8,
    /// Keyed hash of the last miss, so that the same message again is not another.
    pub last_miss: Option<Hash>,
    /// Which request has it: no other may redeem it until it is let go.
    pub claimed_by: Option<AtmRequest>,
}

/// What somebody typed at a machine.
pub struct Tried {
    /// By which request.
    pub by: AtmRequest,
    /// The keyed hash of the code.
    pub code: Hash,
    /// The amount.
    pub amount: Money,
    /// Keyed hash of request, code and amount together: what makes a repeat a repeat.
    pub name: Hash,
}

/// What a machine is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It may ask to give the amount out.
    Approved,
    /// Code or amount is wrong; which of them is not told.
    Wrong,
    /// It was missed too often.
    Blocked,
    /// Its time is over.
    Expired,
    /// Another request has it.
    InUse,
}

impl Withdrawal {
    /// Judges a try. What comes back is stored first, and told then.
    #[must_use]
    pub fn judge(self, tried: &Tried, now: UnixSeconds) -> (Self, Verdict) {
        if self.misses >= MAX_MISSES {
            return (self, Verdict::Blocked);
        }
        let is_right = self.code == tried.code && self.amount == tried.amount;
        if !is_right {
            return self.missed(tried);
        }
        if now >= self.until {
            return (self, Verdict::Expired);
        }
        if self.is_anothers(&tried.by) {
            return (self, Verdict::InUse);
        }
        let claimed = Self {
            claimed_by: Some(tried.by.clone()),
            ..self
        };
        (claimed, Verdict::Approved)
    }

    /// Lets it go, so that another machine may have it; only whoever has it can.
    #[must_use]
    pub fn let_go(self, by: &AtmRequest) -> Self {
        if self.is_anothers(by) {
            return self;
        }
        Self {
            claimed_by: None,
            ..self
        }
    }

    fn missed(self, tried: &Tried) -> (Self, Verdict) {
        if self.last_miss == Some(tried.name) {
            return (self, Verdict::Wrong);
        }
        let misses = self.misses.saturating_add(1);
        let after = Self {
            misses,
            last_miss: Some(tried.name),
            ..self
        };
        let is_blocked = misses >= MAX_MISSES;
        let verdict = if is_blocked {
            Verdict::Blocked
        } else {
            Verdict::Wrong
        };
        (after, verdict)
    }

    fn is_anothers(&self, by: &AtmRequest) -> bool {
        self.claimed_by
            .as_ref()
            .is_some_and(|claimed| claimed != by)
    }
}

/// Amounts are confidential: only the order's id may reach a log.
impl std::fmt::Debug for Withdrawal {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Withdrawal")
            .field("order", &self.order)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{RequestId, TerminalId};
    use crate::money::Currency;

    const UNTIL: UnixSeconds = UnixSeconds(1_000);
    const NOW: UnixSeconds = UnixSeconds(999);

    fn hash(text: &str) -> Hash {
        Hash::plain(&[text.as_bytes()])
    }

    fn waiting() -> Withdrawal {
        Withdrawal {
            order: OrderId("w1".to_owned()),
            amount: Money::new(6_000, Currency::Gbp),
            until: UNTIL,
            code: hash("right"),
            misses: 0,
            last_miss: None,
            claimed_by: None,
        }
    }

    fn by(request: &str) -> AtmRequest {
        AtmRequest {
            request: RequestId(request.to_owned()),
            terminal: TerminalId("T1".to_owned()),
        }
    }

    fn tried(request: &str, code: &str, minor: i64) -> Tried {
        Tried {
            by: by(request),
            code: hash(code),
            amount: Money::new(minor, Currency::Gbp),
            name: hash(&format!("{request} {code} {minor}")),
        }
    }

    #[test]
    fn the_right_code_with_its_amount_has_it_however_often_the_machine_asks() {
        let (claimed, verdict) = waiting().judge(&tried("r1", "right", 6_000), NOW);
        assert_eq!(verdict, Verdict::Approved);
        let (again, verdict) = claimed.clone().judge(&tried("r1", "right", 6_000), NOW);
        assert_eq!((again, verdict), (claimed, Verdict::Approved));
    }

    #[test]
    fn another_request_waits_until_it_is_let_go() {
        let (claimed, _) = waiting().judge(&tried("r1", "right", 6_000), NOW);
        let crossed = |from: Withdrawal| from.judge(&tried("r2", "right", 6_000), NOW).1;
        assert_eq!(crossed(claimed.clone()), Verdict::InUse);
        assert_eq!(crossed(claimed.clone().let_go(&by("r2"))), Verdict::InUse);
        assert_eq!(crossed(claimed.let_go(&by("r1"))), Verdict::Approved);
    }

    #[test]
    fn three_misses_block_it_for_whoever_knows_the_code() {
        let (one, first) = waiting().judge(&tried("r1", "wrong", 6_000), NOW);
        let (two, second) = one.judge(&tried("r2", "right", 5_000), NOW);
        let (three, third) = two.judge(&tried("r3", "wrong", 6_000), NOW);
        assert_eq!(
            [first, second, third],
            [Verdict::Wrong, Verdict::Wrong, Verdict::Blocked]
        );
        let (_, late) = three.judge(&tried("r4", "right", 6_000), NOW);
        assert_eq!(late, Verdict::Blocked);
    }

    #[test]
    fn a_miss_that_is_repeated_counts_once_and_another_code_by_its_request_counts() {
        let (one, _) = waiting().judge(&tried("r1", "wrong", 6_000), NOW);
        let (same, _) = one.judge(&tried("r1", "wrong", 6_000), NOW);
        assert_eq!(same.misses, 1);
        let (more, _) = same.judge(&tried("r1", "other", 6_000), NOW);
        assert_eq!(more.misses, 2);
    }

    #[test]
    fn its_time_is_over_at_the_second_and_a_wrong_code_does_not_hear_of_it() {
        let right = waiting().judge(&tried("r1", "right", 6_000), UNTIL).1;
        let wrong = waiting().judge(&tried("r1", "wrong", 6_000), UNTIL).1;
        assert_eq!((right, wrong), (Verdict::Expired, Verdict::Wrong));
    }
}
