//! Suspending a customer's channel: at once, from the chat, and undone only through the bank.
//!
//! Needs less than moving money does: whoever holds the phone may stop it, nobody may start it again.

use aws::metric::Metric;
use domain::confirmation::Ending;
use domain::conversation::quiet::ANSWERS_TO_A_STOPPED;
use domain::customer::standing::SuspensionReason;
use domain::failure::Failure;
use domain::id::CustomerId;
use wording::saying::Saying;

use crate::Dialogue;
use crate::fitting::deserves_a_word;
use crate::quiet::must_be_answered;
use crate::turn::Turn;

impl Dialogue {
    /// Suspends a customer's channel and calls off what is open. Doing it again is harmless.
    ///
    /// The suspension comes first: from then on nothing new can be reserved or posted.
    pub(crate) async fn suspend(
        &self,
        customer: &CustomerId,
        reason: SuspensionReason,
    ) -> Result<(), Failure> {
        let now = (self.clock)();
        self.people.standings.suspend(customer, reason, now).await?;
        let is_taken_over = reason == SuspensionReason::IdentityChange;
        tracing::warn!(
            customer.id = customer.0,
            suspension.reason = reason.name(),
            alarm = is_taken_over.then_some("identity_change"),
            "channel suspended"
        );
        // The customer is told nothing, so the bank's operations must be: else nobody would ever lift it.
        if is_taken_over {
            Metric::IdentityChanges.count(now, 1);
        }
        self.call_off_open(customer).await
    }

    /// Whatever a suspended customer writes gets one sentence, a few times an hour, and nothing is left open.
    pub(crate) async fn answer_suspended(
        &self,
        turn: &Turn<'_>,
        customer: &CustomerId,
        reason: SuspensionReason,
    ) -> Result<(), Failure> {
        // A crash between suspending and calling off is made up for here.
        self.call_off_open(customer).await?;
        let is_due = deserves_a_word(&turn.message.content)
            && (must_be_answered(&turn.message.content, turn.chat.language)
                || self.may_answer(turn, ANSWERS_TO_A_STOPPED).await?);
        if !is_due {
            return Ok(());
        }
        turn.chat.say(&Saying::Suspended(reason))
    }

    async fn call_off_open(&self, customer: &CustomerId) -> Result<(), Failure> {
        if let Some(latest) = self.doing.confirming.latest_of(customer).await? {
            let suspended = self
                .doing
                .confirming
                .call_off(latest.id(), Ending::Suspended);
            suspended.await?;
        }
        Ok(())
    }
}
