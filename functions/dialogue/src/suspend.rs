//! Pausing money for a customer whose phone may have passed to somebody else.

use aws::outcome::Failure;
use domain::confirmation::Ending;
use domain::suspension::SuspensionReason;

use crate::{CustomerTurn, Dialogue};

impl Dialogue {
    /// Pauses money actions and calls off what is open, until the customer has been to the bank.
    pub(crate) async fn suspend(
        &self,
        turn: &CustomerTurn<'_>,
        reason: SuspensionReason,
        sentence: Option<&str>,
    ) -> Result<(), Failure> {
        let id = &turn.customer.id;
        self.customers.suspend(id, reason, turn.now).await?;
        tracing::warn!(
            customer.id = id.0,
            suspension.reason = reason.name(),
            "money actions suspended"
        );
        let latest = self.confirmations.latest_of(id).await?;
        if let Some(open) = latest.filter(domain::confirmation::Confirmation::is_open) {
            self.call_off(&open, Ending::Cancelled).await?;
        }
        match sentence {
            Some(sentence) => turn.chat.say(sentence),
            None => Ok(()),
        }
    }

    /// Whether money may be moved from this chat.
    pub(crate) async fn is_suspended(&self, turn: &CustomerTurn<'_>) -> Result<bool, Failure> {
        Ok(self
            .customers
            .suspension(&turn.customer.id)
            .await?
            .is_some())
    }
}
