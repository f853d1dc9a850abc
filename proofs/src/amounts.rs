//! A8, money: sums that would overflow, currencies that must not mix, amounts as people write them.

use domain::language::Language;
use domain::money::{Currency, Money, MoneyError};
use fastrand::Rng;
use services::reading::amount;

/// Checks `cases` random pairs of amounts, the extremes often among them.
///
/// # Errors
/// The first pair that breaks a law.
pub fn check(seed: u64, cases: u64) -> Result<(), String> {
    let mut chance = Rng::with_seed(seed);
    for _ in 0..cases {
        let (one, other) = (draw(&mut chance), draw(&mut chance));
        let holds = sums(one, other) && reads_back(one);
        if !holds {
            return Err(format!(
                "{} {} and {} {}",
                one.minor(),
                one.currency().code(),
                other.minor(),
                other.currency().code()
            ));
        }
    }
    Ok(())
}

fn draw(chance: &mut Rng) -> Money {
    const EDGES: [i64; 6] = [0, 1, -1, i64::MAX, i64::MIN, i64::MAX / 2];
    let minor = match chance.u8(0..4) {
        0 => chance.choice(EDGES).unwrap_or(0),
        1 => chance.i64(..),
        _ => chance.i64(-10_000_000..10_000_000),
    };
    Money::new(minor, chance.choice(Currency::ALL).unwrap_or(Currency::Gbp))
}

/// Against arithmetic that cannot overflow: 128 bits.
fn sums(one: Money, other: Money) -> bool {
    let exact = |minor: i128| {
        if one.currency() != other.currency() {
            return Err(MoneyError::CurrencyMismatch);
        }
        let minor = i64::try_from(minor).map_err(|_| MoneyError::Overflow)?;
        Ok(Money::new(minor, one.currency()))
    };
    let (left, right) = (i128::from(one.minor()), i128::from(other.minor()));
    one.checked_add(other) == exact(left.saturating_add(right))
        && one.checked_sub(other) == exact(left.saturating_sub(right))
        && other.checked_add(one) == one.checked_add(other)
}

/// What is shown to people and machines is read back as the same amount, or refused as not sendable.
fn reads_back(money: Money) -> bool {
    let read = |text: &str| {
        amount::whole(text, Language::default())?
            .in_currency(money.currency())
            .ok()
    };
    let (plain, shown) = (read(&money.plain()), read(&money.to_string()));
    if money.is_positive() {
        plain == Some(money) && shown == Some(money)
    } else {
        plain.is_none() && shown.is_none()
    }
}
