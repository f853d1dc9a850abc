//! A confirmation's record and the workflow that waits for it, as one: calling off ends both.
//!
//! The record is ended first, then the workflow is told, and whoever does it may be gone in between. So every
//! way of calling off comes here, and one that finds the record ended tells the workflow again, by the ending
//! that stands in the record. Told twice is harmless: a wait ends once. A workflow that has not come to its
//! first wait needs no telling, since it finds the ending there.
//!
//! Steps are boxed here: a record is large, and the futures of those who take one would hold it several times.
//!
//! Deliberately decides nothing: whether something can still be called off is `domain`'s to say. And
//! deliberately nobody else can end a wait: it ends by what the record says and by no other name.

use domain::confirmation::{Confirmation, Ending, Stage, StepError};
use domain::failure::Failure;
use domain::id::{CustomerId, OrderId};
use domain::keyed_hash::Hash;
use domain::time::UnixSeconds;

use crate::confirmations::{AdvanceError, Confirmations, Created};
use crate::metric::Metric;
use crate::store::StoreError;
use crate::workflow::{Waited, Waits, WorkflowUnavailable};

/// Confirmations whose workflows can be told.
#[derive(Clone, Debug)]
pub struct Confirming {
    confirmations: Confirmations,
    waits: Waits,
}

/// What calling off came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CalledOff {
    /// It ends now, or ended before without its workflow having heard of it until now.
    Now,
    /// It was confirmed a moment ago.
    TooLate,
    /// It had ended before.
    NothingOpen,
}

/// Why it is not known whether something was called off. Trying again is harmless.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum CallOffError {
    /// The record is not there, or could not be read or written.
    #[error(transparent)]
    Record(#[from] AdvanceError),
    /// The record is ended, and the workflow was not told.
    #[error(transparent)]
    Workflow(#[from] WorkflowUnavailable),
}

impl From<StoreError> for CallOffError {
    fn from(error: StoreError) -> Self {
        Self::Record(error.into())
    }
}

impl From<CallOffError> for Failure {
    fn from(error: CallOffError) -> Self {
        match error {
            CallOffError::Record(AdvanceError::Store(error)) => error.into(),
            CallOffError::Record(error) => Self::fail(error),
            CallOffError::Workflow(error) => error.into(),
        }
    }
}

impl Confirming {
    /// These records, and the waits of their workflows.
    #[must_use]
    pub const fn new(confirmations: Confirmations, waits: Waits) -> Self {
        Self {
            confirmations,
            waits,
        }
    }

    /// Ends a confirmation that can still be called off and wakes its workflow. Answers what it came to, and
    /// the record as it is now: the first ending stands.
    ///
    /// # Errors
    /// [`CallOffError`]; the same call, or any other that calls it off, makes up for what was not done.
    pub async fn call_off(
        &self,
        id: &OrderId,
        ending: Ending,
    ) -> Result<(CalledOff, Confirmation), CallOffError> {
        let step = |before: Confirmation| before.call_off(ending);
        let (is_ours, now) = match Box::pin(self.confirmations.advance(id, step)).await {
            Ok(ended) => (true, ended),
            Err(AdvanceError::Step(_)) => (false, self.must_exist(id).await?),
            Err(error) => return Err(error.into()),
        };
        let waited = self.wake(&now).await?;
        let came_to = match now.stage {
            Stage::Verified { .. } => CalledOff::TooLate,
            _ if is_ours || waited == Waited::Ended => CalledOff::Now,
            _ => CalledOff::NothingOpen,
        };
        Ok((came_to, now))
    }

    /// Ends the page's session, and with it whatever can still be called off; answers the record as it is now.
    ///
    /// # Errors
    /// As [`Self::call_off`].
    pub async fn end_session(&self, id: &OrderId) -> Result<Confirmation, CallOffError> {
        let step = |before: Confirmation| Ok(before.end_session());
        let now = self.confirmations.advance(id, step).await?;
        self.wake(&now).await?;
        Ok(now)
    }

    /// Notes that the customer disowns what had gone its way before they said so, for a person to look at: in
    /// the record, and in one line for operations. Said again it changes nothing.
    ///
    /// # Errors
    /// [`AdvanceError`]; the same call makes up for what was not done.
    pub async fn open_case(&self, id: &OrderId, now: UnixSeconds) -> Result<(), AdvanceError> {
        let step = |before: Confirmation| before.disown(now);
        self.advance(id, step).await?;
        tracing::error!(
            order.id = id.0,
            alarm = "disowned_after_it_was_done",
            "a customer disowns an order that had gone its way"
        );
        Metric::DisownedOrders.count(now, 1);
        Ok(())
    }

    /// Sends the workflow of an ended confirmation to its compensation, by the ending in its record. Nothing
    /// if it is not over, or waits for nothing.
    ///
    /// # Errors
    /// [`WorkflowUnavailable`] if the workflow was not told.
    pub async fn wake(&self, ended: &Confirmation) -> Result<Waited, WorkflowUnavailable> {
        match (ended.stage, &ended.task_token) {
            // Only the workflow itself says so, after its last wait.
            (Stage::Ended(Ending::Done), _) => Ok(Waited::Gone),
            (Stage::Ended(ending), Some(wait)) => self.waits.fail(wait, ending).await,
            _ => Ok(Waited::Gone),
        }
    }

    /// Lets the workflow of a confirmation go on to its next step.
    ///
    /// # Errors
    /// [`WorkflowUnavailable`] if the workflow was not told.
    pub async fn go_on(&self, judged: &Confirmation) -> Result<Waited, WorkflowUnavailable> {
        match &judged.task_token {
            Some(wait) => self.waits.succeed(wait).await,
            None => Ok(Waited::Gone),
        }
    }

    /// As [`Confirmations::create`].
    pub async fn create(
        &self,
        confirmation: &Confirmation,
        replaces: Option<&OrderId>,
        now: UnixSeconds,
    ) -> Result<Created, StoreError> {
        self.confirmations.create(confirmation, replaces, now).await
    }

    /// As [`Confirmations::create_beside`].
    pub async fn create_beside(
        &self,
        confirmation: &Confirmation,
        now: UnixSeconds,
    ) -> Result<Created, StoreError> {
        self.confirmations.create_beside(confirmation, now).await
    }

    /// As [`Confirmations::get`].
    pub async fn get(&self, id: &OrderId) -> Result<Option<Confirmation>, StoreError> {
        self.confirmations.get(id).await
    }

    /// As [`Confirmations::latest_of`].
    pub async fn latest_of(
        &self,
        customer: &CustomerId,
    ) -> Result<Option<Confirmation>, StoreError> {
        Box::pin(self.confirmations.latest_of(customer)).await
    }

    /// As [`Confirmations::asked_at`].
    pub async fn asked_at(&self, id: &OrderId) -> Result<Option<UnixSeconds>, StoreError> {
        Box::pin(self.confirmations.asked_at(id)).await
    }

    /// As [`Confirmations::by_link`].
    pub async fn by_link(&self, link: &Hash) -> Result<Option<Confirmation>, StoreError> {
        self.confirmations.by_link(link).await
    }

    /// As [`Confirmations::advance`]: the workflow is not told of what the step came to.
    pub async fn advance(
        &self,
        id: &OrderId,
        step: impl Fn(Confirmation) -> Result<Confirmation, StepError>,
    ) -> Result<Confirmation, AdvanceError> {
        Box::pin(self.confirmations.advance(id, step)).await
    }

    async fn must_exist(&self, id: &OrderId) -> Result<Confirmation, AdvanceError> {
        let found = self.confirmations.get(id).await?;
        found.ok_or(AdvanceError::NoSuchConfirmation)
    }
}
