//! How fast the bank may send: the bucket per customer and the throughput of the whole number.
//!
//! Deliberately counts also when nothing is enforced, so that a rule switched on in the middle of a
//! run knows the past.

use std::collections::VecDeque;

/// One message per this many milliseconds to one customer (Meta: about one per 6 s).
const PAIR_REFILL_MS: u64 = 6_000;

/// How many messages one customer can be sent at once, borrowed from later.
const PAIR_BURST: u64 = 45;

/// The most sends remembered to measure one second.
const MAX_REMEMBERED: usize = 10_000;

/// The allowance for one customer: full at 45 messages, one more every 6 s. Kept as the moment at which
/// it will be full again, so that no fraction of a message needs a float.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct PairRate {
    full_at_ms: u64,
}

impl PairRate {
    /// Takes one message's worth, and says whether there was one left.
    pub(crate) fn take(&mut self, now_ms: u64) -> bool {
        let debt_ms = self.full_at_ms.saturating_sub(now_ms);
        let most_ms = PAIR_REFILL_MS.saturating_mul(PAIR_BURST);
        let wanted_ms = debt_ms.saturating_add(PAIR_REFILL_MS);
        if wanted_ms > most_ms {
            return false;
        }
        self.full_at_ms = now_ms.saturating_add(wanted_ms);
        true
    }
}

/// Messages of the last second, in and out together.
#[derive(Debug, Default)]
pub(crate) struct Throughput {
    moments_ms: VecDeque<u64>,
}

impl Throughput {
    /// Counts one message and answers how many there were in the second before it, itself included.
    pub(crate) fn count(&mut self, now_ms: u64) -> usize {
        let second_ago = now_ms.saturating_sub(1_000);
        while self
            .moments_ms
            .front()
            .is_some_and(|moment| *moment <= second_ago)
        {
            self.moments_ms.pop_front();
        }
        if self.moments_ms.len() < MAX_REMEMBERED {
            self.moments_ms.push_back(now_ms);
        }
        self.moments_ms.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_customer_takes_45_messages_at_once_and_then_one_per_six_seconds() {
        let mut rate = PairRate::default();
        let now = 1_000_000;
        let taken = (0..60).filter(|_| rate.take(now)).count();
        assert_eq!(taken, 45);
        assert!(!rate.take(now + 5_999));
        assert!(rate.take(now + 6_000));
        assert!(!rate.take(now + 6_000));
    }

    #[test]
    fn throughput_looks_back_one_second() {
        let mut throughput = Throughput::default();
        for _ in 0..80 {
            throughput.count(5_000);
        }
        assert_eq!(throughput.count(5_500), 81);
        assert_eq!(throughput.count(6_000), 2);
    }
}
