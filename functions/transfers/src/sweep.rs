//! Settling what a lost workflow left open: the holds that have run out.

use domain::failure::Failure;
use domain::id::OrderId;
use domain::ledger::transfer::TransferError;
use ledger::LedgerError;

use crate::{Answer, Transfers, failure};

/// Most holds of one of the ledger's sixteen partitions that one sweep settles; the next takes the
/// rest. Keeps the answer far below the 256 KiB that a workflow may pass on, and a sweep in which
/// every call is tried again below the 25,000 events that its history may hold.
const MAX_SWEPT: i32 = 25;

impl Transfers {
    pub(crate) async fn expired_holds(&self) -> Result<Answer, Failure> {
        let due = self.ledger.expired_holds((self.clock)(), MAX_SWEPT).await?;
        let confirmation_ids = due.into_iter().map(|id| id.0).collect();
        Ok(Answer::Found { confirmation_ids })
    }

    /// Gives back a hold that has run out. Asks for no confirmation: its record may be gone by then.
    pub(crate) async fn expire(&self, id: &OrderId) -> Result<Answer, Failure> {
        match self.ledger.expire(id, (self.clock)()).await {
            // Nobody waits to be told: the next run tries again, and tells what came of it.
            Ok(expired) if expired.mandate.is_some() => Ok(Answer::Abandoned),
            Ok(_) => Ok(Answer::Expired),
            Err(LedgerError::Transfer(TransferError::StillHeld)) => Ok(Answer::StillHeld),
            Err(LedgerError::Transfer(TransferError::AlreadyVoided)) => Ok(Answer::Abandoned),
            Err(LedgerError::Transfer(TransferError::AlreadyPosted)) => {
                Ok(Answer::AlreadyCommitted)
            }
            Err(error) => Err(failure(error)),
        }
    }
}
