//! Cash without a card: which amounts a machine can give out, the code that is typed there, and who may redeem what is
//! held.
//!
//! Deliberately moves nothing: the hold and what becomes of it are the ledger's.

pub mod code;
pub mod notes;
pub mod withdrawal;

use crate::id::OrderId;
use crate::money::Money;

/// Giving back what is held for a machine, because its customer no longer wants it.
#[derive(Clone, PartialEq, Eq)]
pub struct Release {
    /// The order whose hold it is.
    pub hold: OrderId,
    /// How much is held.
    pub amount: Money,
}

/// Amounts are confidential: only the order's id may reach a log.
impl std::fmt::Debug for Release {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Release")
            .field("hold", &self.hold)
            .finish_non_exhaustive()
    }
}
