//! The only code that moves money. Invoked by the bank's workflows and by nothing else.
//!
//! Takes no amount and no account from its caller: both come from the sealed order.

mod bill;
mod cash;
mod mandate;
mod release;
mod sweep;

use aws::arrangements::Arrangements;
use aws::bills::Bills;
use aws::orders::Orders;
use aws::withdrawals::Withdrawals;
use calls::due::DuePayment;
use calls::execution::Which;
use domain::cash::notes::Notes;
use domain::confirmation::order::Effect;
use domain::confirmation::{Confirmation, Ending};
use domain::customer::fresh_phone;
use domain::failure::Failure;
use domain::id::OrderId;
use domain::ledger::refusal::Refusal;
use domain::ledger::transfer::{Transfer, TransferError, TransferState};
use domain::time::{Calendar, Clock};
use ledger::{Ledger, LedgerError, Reserved};
use serde::{Deserialize, Serialize};

pub use cash::AtAMachine;

/// What the function works with.
pub struct Transfers {
    /// The sealed orders, and by which authority they may be carried out.
    pub orders: Orders,
    /// What the bank has on file of billers and bills.
    pub bills: Bills,
    /// The standing orders that customers have confirmed, to read.
    pub arrangements: Arrangements,
    /// What waits for a cash machine, and what machines asked for.
    pub withdrawals: Withdrawals,
    /// The notes in the bank's machines.
    pub notes: Notes,
    /// Where money moves.
    pub ledger: Ledger,
    /// The time.
    pub clock: Clock,
    /// Says which day's limit a transfer uses.
    pub calendar: Calendar,
}

/// What a workflow asks.
#[derive(Deserialize)]
#[serde(tag = "action", rename_all = "snake_case")]
pub enum Question {
    /// Hold the money.
    Prepare(Which),
    /// Move the money.
    Commit(Which),
    /// Give the hold back.
    Abandon(Which),
    /// Give back a hold that has run out.
    Expire(Which),
    /// A cash machine gives out what is held.
    Redeem(AtAMachine),
    /// A cash machine kept what it was told to give out.
    Reverse(AtAMachine),
    /// A payment is due under a standing order.
    PayDue(DuePayment),
    /// Which holds have run out and were settled by nobody?
    ExpiredHolds {},
}

/// What became of the money.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Answer {
    /// Held.
    Prepared,
    /// It needs no confirmation: commit it now.
    AtOnce,
    /// Not held, or no longer to be moved.
    Refused {
        /// The ending's name.
        reason: &'static str,
    },
    /// Moved.
    Committed,
    /// Released, or there was nothing to release.
    Abandoned,
    /// Too late to release: it has moved.
    AlreadyCommitted,
    /// Released because its time had run out.
    Expired,
    /// Its time has not run out: it stays as it is.
    StillHeld,
    /// Posted: the machine may give it out.
    Dispensed,
    /// The machine may not give anything out.
    NotDispensed {
        /// Why.
        reason: &'static str,
    },
    /// What the machine kept is back on the account.
    Reversed,
    /// That request was never told to give anything out, so there is nothing to give back.
    NothingGivenOut,
    /// What was due is paid, now or before.
    Paid,
    /// What is due could not be paid.
    NotPaid {
        /// The ending's name.
        reason: &'static str,
    },
    /// It is not what comes next under that standing order, or its day has not come.
    NotDue,
    /// What a sweep has to settle.
    Found {
        /// Ids of confirmations.
        confirmation_ids: Vec<String>,
    },
}

impl Transfers {
    /// Takes one step with the transfer of one confirmation, or tells which are due.
    ///
    /// # Errors
    /// [`Failure::Retry`] while the ledger is busy or away; [`Failure::Fail`] if there is no such
    /// confirmation, its passcode was not verified, or its id was used for another movement.
    pub async fn handle(&self, question: Question) -> Result<Answer, Failure> {
        let answer = match &question {
            Question::Prepare(which) => self.hold(&which.id()).await?,
            Question::Commit(which) => self.post(&which.id()).await?,
            Question::Abandon(which) => self.void(&which.id()).await?,
            Question::Expire(which) => self.expire(&which.id()).await?,
            Question::Redeem(asked) => Box::pin(self.redeem(asked)).await?,
            Question::Reverse(asked) => Box::pin(self.reverse(asked)).await?,
            Question::PayDue(asked) => Box::pin(self.pay_due(asked)).await?,
            Question::ExpiredHolds {} => self.expired_holds().await?,
        };
        let id = question.id().map(|id| id.0);
        tracing::info!(transfer.id = id, transfer.outcome = ?answer, "transfer handled");
        Ok(answer)
    }

    async fn hold(&self, id: &OrderId) -> Result<Answer, Failure> {
        let confirmation = self.orders.get(id).await?;
        if let Effect::Release(release) = &confirmation.order.order().effect {
            return self.may_release(&confirmation, release).await;
        }
        if let Some(ending) = self.orders.barred(&confirmation, (self.clock)()).await? {
            return Ok(refused(ending));
        }
        let transfer = match self.transfer(&confirmation) {
            Ok(transfer) => transfer,
            Err(Untransferable::Refused(refusal)) => return Ok(refused(refusal.into())),
            Err(error @ Untransferable::NotOurs) => return Err(Failure::fail(error)),
        };
        if !self.is_as_filed(&confirmation).await? {
            return Ok(refused(Ending::BillChanged));
        }
        if let Effect::Hold(movement) = &confirmation.order.order().effect
            && !self.is_for_a_machine(movement).await?
        {
            return Err(Failure::fail("the hold is for no cash machine"));
        }
        let is_fresh = self
            .orders
            .is_of_a_fresh_phone(&confirmation, (self.clock)());
        let is_fresh = is_fresh.await?;
        let per_day = fresh_phone::per_day(is_fresh, transfer.amount.currency());
        Ok(match self.reserve(&transfer, per_day).await? {
            Reserved::Created | Reserved::AlreadyExists(TransferState::Pending) => Answer::Prepared,
            Reserved::Refused(Refusal::OverDayLimit) if is_fresh => refused(Ending::FreshPhone),
            Reserved::Refused(refusal) => refused(refusal.into()),
            Reserved::Taken(_) => refused(Ending::AlreadyPaid),
            Reserved::AlreadyExists(TransferState::Expired) => refused(Ending::Expired),
            Reserved::AlreadyExists(_) => refused(Ending::Failed),
        })
    }

    async fn post(&self, id: &OrderId) -> Result<Answer, Failure> {
        let confirmation = self.orders.get(id).await?;
        if let Effect::Release(release) = &confirmation.order.order().effect {
            return self.release(&confirmation, release).await;
        }
        let authority = self.orders.authority(&confirmation).await?;
        self.must_be_held(&confirmation).await?;
        // Suspended or linked anew in the moment between the passcode and here: still in time.
        if let Some(ending) = self.orders.stopped(&confirmation).await? {
            return Ok(refused(ending));
        }
        if confirmation.order.order().effect.is_hold() {
            return self.keep(&confirmation).await;
        }
        match self.ledger.post(id, &authority, (self.clock)()).await {
            Ok(_) => Ok(Answer::Committed),
            Err(LedgerError::Transfer(TransferError::Expired)) => Ok(refused(Ending::Expired)),
            Err(LedgerError::Transfer(TransferError::AlreadyVoided)) => Ok(refused(Ending::Failed)),
            Err(LedgerError::Transfer(TransferError::Refused(refusal))) => {
                Ok(refused(refusal.into()))
            }
            Err(error) => Err(failure(error)),
        }
    }

    /// Whatever was confirmed or not: a transfer that was never held is recorded as voided, so that a
    /// Reserve that is still on its way finds it so.
    async fn void(&self, id: &OrderId) -> Result<Answer, Failure> {
        let sealed = self.orders.find(id).await?;
        let sealed = sealed.and_then(|confirmation| self.transfer(&confirmation).ok());
        let asked = match sealed {
            Some(transfer) => Some(transfer),
            None => self.ledger.transfer(id).await?,
        };
        let Some(asked) = asked else {
            return Ok(Answer::Abandoned);
        };
        match self.ledger.void(&asked).await {
            Ok(_) => Ok(Answer::Abandoned),
            Err(LedgerError::Transfer(TransferError::AlreadyPosted)) => {
                Ok(Answer::AlreadyCommitted)
            }
            // Kept for a machine is carried out: its customer alone can call it off.
            Err(LedgerError::Transfer(TransferError::AlreadyAuthorised)) => {
                self.note_held(id).await?;
                Ok(Answer::AlreadyCommitted)
            }
            Err(error) => Err(failure(error)),
        }
    }

    /// The pending transfer a confirmation asks for.
    fn transfer(&self, confirmation: &Confirmation) -> Result<Transfer, Untransferable> {
        let instruction = confirmation.order.instruction();
        let instruction = instruction.ok_or(Untransferable::NotOurs)?;
        Ok(Transfer::try_new(
            instruction,
            (self.clock)(),
            &self.calendar,
        )?)
    }

    /// What is held must be what was confirmed, to the penny and the account.
    async fn must_be_held(&self, confirmation: &Confirmation) -> Result<(), Failure> {
        let confirmed = self.transfer(confirmation).map_err(Failure::fail)?;
        let held = self.ledger.transfer(&confirmed.id).await?;
        match held {
            Some(held) if held.is_same_request(&confirmed) => Ok(()),
            Some(_) => Err(failure(LedgerError::OtherRequest)),
            None => Err(failure(LedgerError::NoSuchTransfer)),
        }
    }
}

/// Why an order moves no money.
#[derive(Debug, thiserror::Error)]
enum Untransferable {
    #[error("the order is not one that moves money")]
    NotOurs,
    #[error(transparent)]
    Refused(#[from] Refusal),
}

impl Question {
    fn id(&self) -> Option<OrderId> {
        match self {
            Self::Prepare(which)
            | Self::Commit(which)
            | Self::Abandon(which)
            | Self::Expire(which) => Some(which.id()),
            Self::Redeem(asked) | Self::Reverse(asked) => Some(asked.id()),
            Self::PayDue(asked) => Some(asked.order()),
            Self::ExpiredHolds {} => None,
        }
    }
}

const fn refused(ending: Ending) -> Answer {
    Answer::Refused {
        reason: ending.name(),
    }
}

fn failure(error: LedgerError) -> Failure {
    match error {
        LedgerError::Store(error) => error.into(),
        error => Failure::fail(error),
    }
}
