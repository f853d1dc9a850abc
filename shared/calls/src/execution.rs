//! How the workflow asks a function to carry an order out: prepare, commit, or abandon it.
//!
//! Deliberately names the order and nothing of it: amounts, accounts and names come from the sealed bytes.

use domain::confirmation::Ending;
use domain::id::OrderId;
use serde::{Deserialize, Serialize};

/// One step with an order.
#[derive(Debug, Deserialize)]
#[serde(tag = "action", rename_all = "snake_case")]
pub enum Step {
    /// Fix what must be fixed before the customer confirms.
    Prepare(Which),
    /// Carry it out. Repeated, it changes nothing.
    Commit(Which),
    /// Give up what was prepared, so that a late Commit finds it given up.
    Abandon(Which),
}

/// Names an order by its confirmation.
#[derive(Debug, Deserialize)]
pub struct Which {
    confirmation_id: String,
}

/// What became of an order.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Outcome {
    /// The customer may confirm it.
    Prepared,
    /// It needs no confirmation: commit it now.
    AtOnce,
    /// Not prepared, or no longer to be committed.
    Refused {
        /// The ending's name.
        reason: &'static str,
    },
    /// Carried out.
    Committed,
    /// Too late to abandon: it is carried out.
    AlreadyCommitted,
    /// Given up, or there was nothing to give up.
    Abandoned,
}

impl Which {
    /// The order's id.
    #[must_use]
    pub fn id(&self) -> OrderId {
        OrderId(self.confirmation_id.clone())
    }
}

impl Outcome {
    /// Refused, for the reason that `ending` names.
    #[must_use]
    pub const fn refused(ending: Ending) -> Self {
        Self::Refused {
            reason: ending.name(),
        }
    }
}
