//! The only code that changes what customers have arranged. Invoked by the bank's workflow and by nothing else.
//!
//! Takes no name and no account from its caller: both come from the sealed order. Deliberately cannot read the
//! ledger: whether an account exists was looked up before the order was sealed, and is looked up again whenever
//! money is sent there.

mod due;

use aws::arrangements::Arrangements;
use aws::executions::{Done, Execution};
use aws::orders::Orders;
use calls::execution::{Outcome, Step, Which};
use domain::arrangement::{self, Arranged, Change};
use domain::authority::Authority;
use domain::confirmation::{Confirmation, Ending};
use domain::failure::Failure;
use domain::id::OrderId;
use domain::time::{Calendar, Clock};
use serde::{Deserialize, Serialize};

pub use due::Tried;

/// What the function works with.
pub struct Arranging {
    /// The sealed orders, and by which authority they may be carried out.
    pub orders: Orders,
    /// What is kept.
    pub arrangements: Arrangements,
    /// The time.
    pub clock: Clock,
    /// Says which day it is.
    pub calendar: Calendar,
}

/// What a workflow asks.
#[derive(Deserialize)]
#[serde(tag = "action", rename_all = "snake_case")]
pub enum Question {
    /// Look whether a change still fits.
    Prepare(Which),
    /// Make the change.
    Commit(Which),
    /// Give the change up.
    Abandon(Which),
    /// Which payments of standing orders are to be made now?
    DuePayments {},
    /// A payment was made, or tried in vain: another one comes next.
    Followed(Tried),
}

/// What the workflow is told.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Answer {
    /// Of a change.
    Change(Outcome),
    /// Of standing orders.
    Due(due::Answer),
}

impl Arranging {
    /// Answers a workflow.
    ///
    /// # Errors
    /// As [`Self::handle`].
    pub async fn answer(&self, question: Question) -> Result<Answer, Failure> {
        let step = match question {
            Question::Prepare(which) => Step::Prepare(which),
            Question::Commit(which) => Step::Commit(which),
            Question::Abandon(which) => Step::Abandon(which),
            Question::DuePayments {} => return self.due_payments().await.map(Answer::Due),
            Question::Followed(tried) => return self.followed(&tried).await.map(Answer::Due),
        };
        self.handle(step).await.map(Answer::Change)
    }

    /// Takes one step with an order.
    ///
    /// # Errors
    /// [`Failure::Retry`] while a table is away or somebody else changes the same; [`Failure::Fail`] if there is no
    /// such order, if it is another function's, or if it has to be confirmed and was not.
    pub async fn handle(&self, step: Step) -> Result<Outcome, Failure> {
        let (id, outcome) = match step {
            Step::Prepare(which) => (which.id(), self.prepare(&which.id()).await?),
            Step::Commit(which) => (which.id(), self.commit(&which.id()).await?),
            Step::Abandon(which) => (which.id(), self.abandon(&which.id()).await?),
        };
        tracing::info!(order.id = id.0, order.outcome = ?outcome, "arrangement handled");
        Ok(outcome)
    }

    /// Nothing is held: it is only looked whether the order still fits.
    async fn prepare(&self, id: &OrderId) -> Result<Outcome, Failure> {
        let confirmation = self.orders.get(id).await?;
        let change = change(&confirmation)?;
        if let Some(ending) = self.barred(&confirmation, change).await? {
            return Ok(Outcome::refused(ending));
        }
        match self.arrangements.of(id).await? {
            Some(Execution::GivenUp) => return Ok(Outcome::refused(Ending::Failed)),
            // It is carried out: to commit it again changes nothing.
            Some(Execution::Done { .. }) => return Ok(Outcome::AtOnce),
            None => {}
        }
        Ok(match (self.fits(&confirmation, change).await?, change) {
            (Err(ending), _) => Outcome::refused(ending),
            (Ok(_), Change::Loosen(_)) => Outcome::Prepared,
            (Ok(_), Change::Tighten(_)) => Outcome::AtOnce,
        })
    }

    async fn commit(&self, id: &OrderId) -> Result<Outcome, Failure> {
        let confirmation = self.orders.get(id).await?;
        let change = change(&confirmation)?;
        if let Some(execution) = self.arrangements.of(id).await? {
            return Ok(committed(&execution));
        }
        let authority = self.authority(&confirmation, change).await?;
        if let Some(ending) = self.stopped(&confirmation, change).await? {
            return Ok(Outcome::refused(ending));
        }
        let step = match self.fits(&confirmation, change).await? {
            Ok(step) => step,
            Err(ending) => return Ok(Outcome::refused(ending)),
        };
        let done = Done {
            order: &confirmation.order,
            authority: authority.as_ref(),
            made: None,
            now: (self.clock)(),
        };
        Ok(committed(&self.arrangements.done(&done, &step).await?))
    }

    /// Whatever was confirmed or not: from now on a Commit that is still on its way finds it given up.
    async fn abandon(&self, id: &OrderId) -> Result<Outcome, Failure> {
        self.orders.find(id).await?;
        let execution = self.arrangements.give_up(id, (self.clock)()).await?;
        Ok(match execution {
            Execution::Done { .. } => Outcome::AlreadyCommitted,
            Execution::GivenUp => Outcome::Abandoned,
        })
    }

    /// Who is locked out of loosening, or does it from a fresh phone, may tighten all the same.
    async fn barred(
        &self,
        confirmation: &Confirmation,
        change: Change<'_>,
    ) -> Result<Option<Ending>, Failure> {
        let barred = self.orders.barred(confirmation, (self.clock)()).await?;
        Ok(match change {
            Change::Loosen(_) if barred.is_none() => {
                let now = (self.clock)();
                let is_fresh = self.orders.is_of_a_fresh_phone(confirmation, now).await?;
                is_fresh.then_some(Ending::FreshPhone)
            }
            Change::Loosen(_) => barred,
            Change::Tighten(_) => barred.filter(|ending| *ending != Ending::Locked),
        })
    }

    /// Why an order is not carried out, if something happened in the moment before.
    async fn stopped(
        &self,
        confirmation: &Confirmation,
        change: Change<'_>,
    ) -> Result<Option<Ending>, Failure> {
        match change {
            // That it is neither over nor called off says its authority.
            Change::Loosen(_) => self.orders.stopped(confirmation).await,
            Change::Tighten(_) => self.barred(confirmation, change).await,
        }
    }

    /// The authority of what must be confirmed; none where none is needed.
    async fn authority(
        &self,
        confirmation: &Confirmation,
        change: Change<'_>,
    ) -> Result<Option<Authority>, Failure> {
        match change {
            Change::Loosen(_) => self.orders.authority(confirmation).await.map(Some),
            Change::Tighten(_) => Ok(None),
        }
    }

    /// What is to be done of an order, by what is there now; or how it ends, because it does not fit.
    async fn fits(
        &self,
        confirmation: &Confirmation,
        change: Change<'_>,
    ) -> Result<Result<arrangement::Step, Ending>, Failure> {
        let (customer, now) = (confirmation.customer(), (self.clock)());
        let arranged = Arranged {
            payees: &self.arrangements.payees(customer).await?,
            standing_orders: &self.arrangements.standing_orders(customer).await?,
            today: self.calendar.date(now),
        };
        let step = change.step(arranged, confirmation.id(), now);
        Ok(step.map_err(Ending::from))
    }
}

fn change(confirmation: &Confirmation) -> Result<Change<'_>, Failure> {
    let change = confirmation.order.order().effect.change();
    change.ok_or_else(|| Failure::fail("the order changes no arrangement"))
}

const fn committed(execution: &Execution) -> Outcome {
    match execution {
        Execution::Done { .. } => Outcome::Committed,
        Execution::GivenUp => Outcome::refused(Ending::Failed),
    }
}
