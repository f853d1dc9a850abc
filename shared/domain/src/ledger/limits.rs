//! How much one customer may send, per transfer and per day.

use crate::money::{Currency, Money};

/// Most one transfer may move, in minor units of the account's currency.
const PER_TRANSFER_MINOR: i64 = 1_000_000;

/// Most a customer may reserve and post in one day, in minor units of the account's currency.
const PER_DAY_MINOR: i64 = 1_500_000;

/// Most one transfer in `currency` may move.
#[must_use]
pub const fn per_transfer(currency: Currency) -> Money {
    Money::new(PER_TRANSFER_MINOR, currency)
}

/// Most a customer may reserve and post in `currency` in one day.
#[must_use]
pub const fn per_day(currency: Currency) -> Money {
    Money::new(PER_DAY_MINOR, currency)
}
