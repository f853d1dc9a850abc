//! Carries out orders to tell something: looks once more whether a proof is needed, records it, makes the PDF.
//!
//! Deliberately tells nobody: `messenger` does, once this function has recorded that it may. Takes nothing from its
//! caller but the order's id.

mod statement;
mod words;

use aws::bucket::Bucket;
use aws::channels::Channels;
use aws::disclosures::Disclosures;
use aws::executions::{Done, Execution};
use aws::orders::Orders;
use calls::execution::{Outcome, Step};
use domain::authority::Authority;
use domain::confirmation::{Confirmation, Ending, Stage};
use domain::disclosure::{self, Disclosure, Form};
use domain::failure::Failure;
use domain::id::OrderId;
use domain::time::{Calendar, Clock, Random};
use ledger::accounts::Accounts;

/// What the function works with.
pub struct Documents {
    /// The sealed orders, and by which authority they may be carried out.
    pub orders: Orders,
    /// Which phone speaks for whom, and since when.
    pub channels: Channels,
    /// What was told, and when customers proved who they are.
    pub disclosures: Disclosures,
    /// The ledger, to read.
    pub accounts: Accounts,
    /// Where documents lie.
    pub bucket: Bucket,
    /// The time.
    pub clock: Clock,
    /// Draws a document's key.
    pub random: Random,
    /// Says to which day a booking belongs.
    pub calendar: Calendar,
}

impl Documents {
    /// Takes one step with an order to tell something.
    ///
    /// # Errors
    /// [`Failure::Retry`] while a table or `accounts` is away; [`Failure::Fail`] if there is no such order, or if it
    /// needs a proof that was not given.
    pub async fn handle(&self, step: Step) -> Result<Outcome, Failure> {
        let (Step::Prepare(which) | Step::Commit(which) | Step::Abandon(which)) = &step;
        let id = which.id();
        let outcome = match step {
            Step::Prepare(_) => self.prepare(&id).await?,
            Step::Commit(_) => self.commit(&id).await?,
            Step::Abandon(_) => self.abandon(&id).await?,
        };
        tracing::info!(order.id = id.0, order.outcome = ?outcome, "disclosure handled");
        Ok(outcome)
    }

    async fn prepare(&self, id: &OrderId) -> Result<Outcome, Failure> {
        let confirmation = self.orders.get(id).await?;
        if let Some(ending) = self.orders.barred(&confirmation, (self.clock)()).await? {
            return Ok(Outcome::refused(ending));
        }
        if self.is_exempt(&confirmation).await? {
            return Ok(Outcome::AtOnce);
        }
        Ok(Outcome::Prepared)
    }

    async fn commit(&self, id: &OrderId) -> Result<Outcome, Failure> {
        let confirmation = self.orders.get(id).await?;
        if let Some(execution) = self.disclosures.of(id).await? {
            return Ok(committed(&execution));
        }
        let authority = self.authority(&confirmation).await?;
        // From before the phone is looked at: a proof never counts on one that is linked while this runs.
        let now = (self.clock)();
        // Suspended or linked anew in the moment between the passcode and here: still in time.
        if let Some(ending) = self.stopped(&confirmation, authority.as_ref()).await? {
            return Ok(Outcome::refused(ending));
        }
        let made = self.make(&confirmation).await?;
        let done = Done {
            order: &confirmation.order,
            authority: authority.as_ref(),
            made: made.as_deref(),
            now,
        };
        Ok(committed(&self.disclosures.done(&done).await?))
    }

    async fn abandon(&self, id: &OrderId) -> Result<Outcome, Failure> {
        self.orders.find(id).await?;
        match self.disclosures.give_up(id, (self.clock)()).await? {
            Execution::Done { .. } => Ok(Outcome::AlreadyCommitted),
            Execution::GivenUp => Ok(Outcome::Abandoned),
        }
    }

    /// By which authority; none where none is needed.
    async fn authority(&self, confirmation: &Confirmation) -> Result<Option<Authority>, Failure> {
        let is_verified = matches!(confirmation.stage, Stage::Verified { .. });
        if !is_verified && self.is_exempt(confirmation).await? {
            return Ok(None);
        }
        self.orders.authority(confirmation).await.map(Some)
    }

    /// What nobody confirmed is told only to whoever has just written.
    async fn stopped(
        &self,
        confirmation: &Confirmation,
        authority: Option<&Authority>,
    ) -> Result<Option<Ending>, Failure> {
        if authority.is_none()
            && !self
                .orders
                .is_asked_for(confirmation, (self.clock)())
                .await?
        {
            return Ok(Some(Ending::Cancelled));
        }
        self.orders.stopped(confirmation).await
    }

    /// By this function's own reading: whoever sealed the order is not believed.
    async fn is_exempt(&self, confirmation: &Confirmation) -> Result<bool, Failure> {
        let whose = confirmation.customer();
        let linked_at = self
            .channels
            .of(whose)
            .await?
            .map(|linked| linked.linked_at);
        let proved_at = self.disclosures.proved_at(whose).await?;
        let counting = disclosure::counting(proved_at, linked_at);
        let asked = asked(confirmation)?;
        Ok(asked.is_exempt(counting, (self.clock)(), &self.calendar))
    }

    /// The key of the document, where one is asked for and can be made: without it the customer is told in writing.
    async fn make(&self, confirmation: &Confirmation) -> Result<Option<String>, Failure> {
        let order = confirmation.order.order();
        let Disclosure::Statement(statement) = asked(confirmation)? else {
            return Ok(None);
        };
        if statement.form == Form::Message {
            return Ok(None);
        }
        match self.printed(order, statement).await {
            Ok(key) => Ok(Some(key)),
            Err(Failure::Retry(error)) => Err(Failure::Retry(error)),
            Err(failure) => {
                tracing::error!(order.id = order.id.0, "no document: {failure}");
                Ok(None)
            }
        }
    }
}

fn asked(confirmation: &Confirmation) -> Result<&Disclosure, Failure> {
    let asked = confirmation.order.order().effect.disclosure();
    asked.ok_or_else(|| Failure::fail("the order is not one to tell something"))
}

const fn committed(execution: &Execution) -> Outcome {
    match execution {
        Execution::Done { .. } => Outcome::Committed,
        Execution::GivenUp => Outcome::refused(Ending::Failed),
    }
}
