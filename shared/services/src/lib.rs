//! What a customer can ask for: one room per service.
//!
//! Deliberately pure: what a service decides on is fetched by others, and what it decides is done by others.

mod transfer;

use domain::confirmation::order::Order;
use wording::summary::Summary;

/// No service of this version knows how to describe the order.
#[derive(Clone, Copy, Debug, thiserror::Error, PartialEq, Eq)]
#[error("no service describes this order")]
pub struct Undescribed;

/// An order in the words of its language: the only thing of it that is ever shown.
///
/// # Errors
/// [`Undescribed`] if no service has its name, or if it is none of that service's.
pub fn summary(order: &Order) -> Result<Summary, Undescribed> {
    match order.service.as_str() {
        transfer::NAME => Ok(transfer::summary(order)),
        _ => Err(Undescribed),
    }
}
