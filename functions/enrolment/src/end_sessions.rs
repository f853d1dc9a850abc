//! Ending what a customer has open on the bank's page, at once: a bank's answer to a stolen phone, or to
//! new credentials. The chat goes on; only a suspension stops that.

use domain::confirmation::{Confirmation, Ending, Stage};
use domain::failure::Failure;
use domain::id::CustomerId;

use crate::{Answer, Enrolment, OpenConfirmation};

impl Enrolment {
    /// Ends the session and what it confirms; the workflow gives the hold back and tells the customer.
    /// Doing it again is harmless, and makes up for a crash between the table and the workflow.
    pub(crate) async fn end_sessions(&self, customer: &CustomerId) -> Result<Answer, Failure> {
        let open_confirmation = self.end_open(customer).await?;
        Ok(Answer::SessionsEnded { open_confirmation })
    }

    pub(crate) async fn end_open(
        &self,
        customer: &CustomerId,
    ) -> Result<OpenConfirmation, Failure> {
        let open_confirmation = match self.confirming.latest_of(customer).await? {
            Some(latest) => self.end(&latest).await?,
            None => OpenConfirmation::None,
        };
        tracing::info!(
            customer.id = customer.0,
            confirmation.open = ?open_confirmation,
            "sessions ended"
        );
        Ok(open_confirmation)
    }

    async fn end(&self, latest: &Confirmation) -> Result<OpenConfirmation, Failure> {
        let ended = self.confirming.end_session(latest.id()).await?;
        Ok(match (latest.is_open(), ended.stage) {
            (_, Stage::Verified { .. }) => OpenConfirmation::TooLate,
            (true, Stage::Ended(Ending::Cancelled)) => OpenConfirmation::CalledOff,
            _ => OpenConfirmation::None,
        })
    }
}
