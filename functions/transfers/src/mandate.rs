//! The payments of standing orders: each due day paid once, however often and however late it is asked for.
//!
//! Deliberately takes no amount, account or schedule from its caller, and no word of `arrangements` that anything was
//! confirmed: the sealed bytes say what, both signatures that it was, and the ledger whether it is paid.

use calls::due::DuePayment;
use domain::authority::{Authority, Mandated};
use domain::confirmation::Ending;
use domain::failure::Failure;
use domain::ledger::transfer::{Transfer, TransferError, TransferState};
use domain::standing_order::StandingOrder;
use ledger::{LedgerError, Reserved};

use crate::{Answer, Transfers, failure};

impl Transfers {
    /// Pays what is due under a standing order, in one attempt of its own name.
    pub(crate) async fn pay_due(&self, asked: &DuePayment) -> Result<Answer, Failure> {
        let (customer, id) = (asked.customer(), asked.order());
        let found = self.arrangements.standing_order(&customer, &id).await?;
        let today = self.calendar.date((self.clock)());
        let is_due = |order: &StandingOrder| asked.is(&order.due) && order.is_payable(today);
        let Some(order) = found.filter(is_due) else {
            return Ok(Answer::NotDue);
        };
        let authority = self.mandate(&order).await?;
        if self.is_paid_before(&order).await? {
            return Ok(Answer::Paid);
        }
        if self.orders.is_suspended(&customer).await? {
            return Ok(not_paid(Ending::Suspended));
        }
        let now = (self.clock)();
        match order.payment(order.due.attempt, now, &self.calendar) {
            Ok(transfer) => self.pay(&transfer, &authority).await,
            Err(refusal) => Ok(not_paid(refusal.into())),
        }
    }

    /// That the customer confirmed this very standing order, which pays no bill.
    async fn mandate(&self, order: &StandingOrder) -> Result<Authority, Failure> {
        if order.terms.movement.bill.is_some() {
            return Err(Failure::fail("a standing order pays no bill"));
        }
        let signers = self.orders.signers().await?;
        let mandated = Mandated::check(&order.confirmed, &signers, order.due.on);
        let mandated = mandated.map(Authority::Mandated);
        mandated.ok_or_else(|| Failure::fail("the standing order was not confirmed"))
    }

    /// Whether an earlier attempt has paid after all. From here on none can: each is given up in the ledger.
    async fn is_paid_before(&self, order: &StandingOrder) -> Result<bool, Failure> {
        for attempt in 0..order.due.attempt {
            let now = (self.clock)();
            let Ok(earlier) = order.payment(attempt, now, &self.calendar) else {
                continue;
            };
            match self.ledger.void(&earlier).await {
                Ok(_) => {}
                Err(LedgerError::Transfer(TransferError::AlreadyPosted)) => return Ok(true),
                Err(error) => return Err(failure(error)),
            }
        }
        Ok(false)
    }

    async fn pay(&self, transfer: &Transfer, authority: &Authority) -> Result<Answer, Failure> {
        let reserved = self.ledger.reserve(transfer).await;
        match reserved.map_err(failure)? {
            Reserved::Created | Reserved::AlreadyExists(TransferState::Pending) => {
                self.post_due(transfer, authority).await
            }
            Reserved::AlreadyExists(TransferState::Posted(_)) => Ok(Answer::Paid),
            Reserved::Refused(refusal) => Ok(not_paid(refusal.into())),
            Reserved::AlreadyExists(_) | Reserved::Taken(_) => Ok(not_paid(Ending::Failed)),
        }
    }

    async fn post_due(
        &self,
        transfer: &Transfer,
        authority: &Authority,
    ) -> Result<Answer, Failure> {
        match self
            .ledger
            .post(&transfer.id, authority, (self.clock)())
            .await
        {
            Ok(_) => Ok(Answer::Paid),
            Err(LedgerError::Transfer(TransferError::Refused(refusal))) => {
                self.ledger.void(transfer).await.map_err(failure)?;
                Ok(not_paid(refusal.into()))
            }
            Err(LedgerError::Transfer(TransferError::Expired | TransferError::AlreadyVoided)) => {
                Ok(not_paid(Ending::Failed))
            }
            Err(error) => Err(failure(error)),
        }
    }
}

const fn not_paid(ending: Ending) -> Answer {
    Answer::NotPaid {
        reason: ending.name(),
    }
}
