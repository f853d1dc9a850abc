//! What a phone may not do in its first days: whoever talked a customer out of a code, or took their number over, finds
//! little to take while the customer still has time to notice.
//!
//! Deliberately goes by when the phone was linked and by nothing else: neither PIN nor passcode tells a customer who acts
//! freely from one who is told what to do.

use crate::ledger::limits;
use crate::money::{Currency, Money};
use crate::time::UnixSeconds;

/// How long a phone is fresh, in seconds: three days.
pub const FRESH_SECONDS: i64 = 3 * 86_400;

/// Most a customer may reserve and post in one day by a fresh phone, in minor units of the account's currency.
const PER_DAY_MINOR: i64 = 20_000;

/// Whether a phone that was linked at `linked_at` is still fresh.
#[must_use]
pub const fn is_fresh(linked_at: UnixSeconds, now: UnixSeconds) -> bool {
    linked_at.seconds_until(now) < FRESH_SECONDS
}

/// Most a customer may reserve and post in `currency` in one day.
#[must_use]
pub const fn per_day(is_fresh: bool, currency: Currency) -> Money {
    if is_fresh {
        Money::new(PER_DAY_MINOR, currency)
    } else {
        limits::per_day(currency)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINKED_AT: UnixSeconds = UnixSeconds(1_795_435_200);

    #[test]
    fn a_phone_is_fresh_for_three_days_to_the_second() {
        for (seconds, fresh) in [
            (-60, true),
            (0, true),
            (FRESH_SECONDS - 1, true),
            (FRESH_SECONDS, false),
            (30 * 86_400, false),
        ] {
            assert_eq!(
                is_fresh(LINKED_AT, LINKED_AT.plus(seconds)),
                fresh,
                "{seconds}"
            );
        }
    }

    #[test]
    fn a_fresh_phone_moves_less_than_another() {
        let (fresh, other) = (per_day(true, Currency::Gbp), per_day(false, Currency::Gbp));
        assert_eq!(fresh.minor(), 20_000);
        assert!(fresh.minor() < other.minor());
        assert_eq!(other, limits::per_day(Currency::Gbp));
    }
}
