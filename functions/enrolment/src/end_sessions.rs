//! Ending what a customer has open on the bank's page, at once: a bank's answer to a stolen phone, or to
//! new credentials. The chat goes on; only a freeze stops that.

use aws::confirmations::AdvanceError;
use domain::confirmation::{Confirmation, Ending, Stage};
use domain::failure::Failure;
use domain::id::CustomerId;

use crate::{Answer, Enrolment, OpenConfirmation};

impl Enrolment {
    /// Ends the session and what it confirms; the workflow gives the hold back and tells the customer.
    /// Doing it again is harmless, and makes up for a crash between the table and the workflow.
    pub(crate) async fn end_sessions(&self, customer: &CustomerId) -> Result<Answer, Failure> {
        if self.customers.get(customer).await?.is_none() {
            return Err(Failure::fail("no such customer"));
        }
        let open_confirmation = match self.confirmations.latest_of(customer).await? {
            Some(latest) => self.end(&latest).await?,
            None => OpenConfirmation::None,
        };
        tracing::info!(
            customer.id = customer.0,
            confirmation.open = ?open_confirmation,
            "sessions ended"
        );
        Ok(Answer::SessionsEnded { open_confirmation })
    }

    async fn end(&self, latest: &Confirmation) -> Result<OpenConfirmation, Failure> {
        let step = |before: Confirmation| Ok(before.end_session());
        let ended = self.confirmations.advance(latest.id(), step).await;
        let ended = ended.map_err(|error| match error {
            AdvanceError::Store(error) => error.into(),
            other => Failure::fail(other),
        })?;
        if ended.stage == Stage::Ended(Ending::Cancelled)
            && let Some(token) = &ended.task_token
        {
            self.waits.fail(token, Ending::Cancelled).await?;
        }
        Ok(match (latest.is_open(), ended.stage) {
            (_, Stage::Verified { .. }) => OpenConfirmation::TooLate,
            (true, Stage::Ended(Ending::Cancelled)) => OpenConfirmation::CalledOff,
            _ => OpenConfirmation::None,
        })
    }
}
