//! Giving back what is held for a cash machine, because its customer no longer wants it: at once, and confirmed by
//! nobody, since the money stays where it is.

use domain::cash::Release;
use domain::confirmation::{Confirmation, Ending};
use domain::failure::Failure;
use domain::ledger::transfer::{Transfer, TransferError, TransferState};
use ledger::LedgerError;

use crate::{Answer, Transfers, failure, refused};

impl Transfers {
    /// Whether it can be given back.
    pub(crate) async fn may_release(
        &self,
        confirmation: &Confirmation,
        release: &Release,
    ) -> Result<Answer, Failure> {
        if let Some(ending) = self.barred_from_releasing(confirmation).await? {
            return Ok(refused(ending));
        }
        let held = self.hold_of(confirmation, release).await?;
        Ok(match held.state {
            // Released is what a repeated step finds.
            TransferState::Authorised(_) | TransferState::Voided => Answer::AtOnce,
            TransferState::Pending | TransferState::Posted(_) | TransferState::Expired => {
                refused(Ending::Gone)
            }
        })
    }

    /// Gives it back. A machine may be faster: then there is nothing to give back.
    pub(crate) async fn release(
        &self,
        confirmation: &Confirmation,
        release: &Release,
    ) -> Result<Answer, Failure> {
        if let Some(ending) = self.barred_from_releasing(confirmation).await? {
            return Ok(refused(ending));
        }
        self.hold_of(confirmation, release).await?;
        match self.ledger.call_off(&release.hold).await {
            Ok(_) => Ok(Answer::Committed),
            Err(LedgerError::Transfer(TransferError::AlreadyPosted)) => Ok(refused(Ending::Gone)),
            Err(error) => Err(failure(error)),
        }
    }

    /// Who is locked may tighten all the same.
    async fn barred_from_releasing(
        &self,
        confirmation: &Confirmation,
    ) -> Result<Option<Ending>, Failure> {
        let barred = self.orders.barred(confirmation, (self.clock)()).await?;
        Ok(barred.filter(|ending| *ending != Ending::Locked))
    }

    /// The hold, which has to be the customer's own and as large as they were told.
    async fn hold_of(
        &self,
        confirmation: &Confirmation,
        release: &Release,
    ) -> Result<Transfer, Failure> {
        let found = self.ledger.transfer(&release.hold).await?;
        let found = found.ok_or_else(|| failure(LedgerError::NoSuchTransfer))?;
        let is_theirs =
            found.customer == *confirmation.customer() && found.asked_for() == release.amount;
        is_theirs
            .then_some(found)
            .ok_or_else(|| Failure::fail("the hold is not what its customer was told"))
    }
}
