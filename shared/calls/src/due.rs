//! How the workflow of standing orders speaks of one payment: by ids and a date, and by nothing else of it.
//!
//! Deliberately no amount, account or name: those come from the sealed bytes.

use domain::id::{CustomerId, OrderId};
use domain::standing_order::{Due, StandingOrder};
use serde::{Deserialize, Serialize};

/// One attempt at the payment that comes next under a standing order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DuePayment {
    customer_id: String,
    order_id: String,
    /// `yyyy-mm-dd`.
    due_on: String,
    /// How often it was tried in vain before.
    attempt: u8,
}

impl DuePayment {
    /// The payment that comes next.
    #[must_use]
    pub fn of(order: &StandingOrder) -> Self {
        Self {
            customer_id: order.customer.0.clone(),
            order_id: order.id.0.clone(),
            due_on: order.due.on.to_string(),
            attempt: order.due.attempt,
        }
    }

    /// Whose standing order it is.
    #[must_use]
    pub fn customer(&self) -> CustomerId {
        CustomerId(self.customer_id.clone())
    }

    /// The standing order.
    #[must_use]
    pub fn order(&self) -> OrderId {
        OrderId(self.order_id.clone())
    }

    /// Whether it is still the one that comes next.
    #[must_use]
    pub fn is(&self, due: &Due) -> bool {
        self.due_on == due.on.to_string() && self.attempt == due.attempt
    }
}
