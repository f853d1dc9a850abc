//! A transfer that pays under a standing order: which, for which day, and under which name.

use jiff::civil::Date;

use crate::id::OrderId;

/// How often the payment of one due day is tried: on the day, and on the next morning.
pub const ATTEMPTS: u8 = 2;

/// Under which standing order a transfer pays, and for which day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mandate {
    /// The order that made the standing order.
    pub order: OrderId,
    /// The day on which the payment is due.
    pub due: Date,
}

impl Mandate {
    /// The name of one attempt at this day's payment, for ever: the ledger's idempotency key.
    #[must_use]
    pub fn payment_id(&self, attempt: u8) -> OrderId {
        let day = self.due.strftime("%Y%m%d");
        OrderId(format!("{}.{day}.{attempt}", self.order.0))
    }

    /// What a digest takes in for it; `due` is its day as text.
    pub(super) fn fields<'a>(&'a self, due: &'a str) -> [&'a [u8]; 3] {
        [b"mandate", self.order.0.as_bytes(), due.as_bytes()]
    }
}
