//! Sending money to a payee.

mod english;

use domain::confirmation::order::{Effect, Order};
use domain::language::Language;
use wording::summary::Summary;

/// The service's name.
pub const NAME: &str = "transfer";

/// What is sent, in words.
pub fn summary(order: &Order) -> Summary {
    let Effect::Move(movement) = &order.effect;
    match order.language {
        Language::English => english::summary(movement),
    }
}
