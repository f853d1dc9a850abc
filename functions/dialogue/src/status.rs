//! What became of our messages, and the other way for those that matter and were not delivered.

use domain::confirmation::{Ending, Stage};
use domain::conversation::outbound::{OutboundId, Purpose};
use domain::conversation::way::Way;
use domain::failure::Failure;
use outbox::Undelivered;
use whatsapp::webhook::Delivery;

use crate::Dialogue;

impl Dialogue {
    /// Writes a status down; a failed message that matters is told another way, by `messenger`.
    pub(crate) async fn note_status(&self, delivery: &Delivery) -> Result<(), Failure> {
        let Some(status) = delivery.status() else {
            return Ok(());
        };
        let Some(undelivered) = self.outbox.note(&delivery.address, &status).await? else {
            return Ok(());
        };
        self.tell_another_way(&undelivered).await?;
        self.outbox.acknowledge(&undelivered.id).await
    }

    async fn tell_another_way(&self, undelivered: &Undelivered) -> Result<(), Failure> {
        let Undelivered { id, error } = undelivered;
        let Some(purpose) = id.purpose().filter(|purpose| purpose.is_followed()) else {
            tracing::error!(
                outbound.id = id.0,
                error.code = error.code(),
                outbound.way = Way::Nothing.name(),
                "a message was not delivered"
            );
            return Ok(());
        };
        let way = self.doing.messenger.another_way(id, error.code()).await?;
        if purpose == Purpose::Link {
            self.release_unreachable(id, way == Way::Nothing).await?;
        }
        Ok(())
    }

    /// A link nobody can open only holds the money back: it ends now, not in a quarter of an hour.
    async fn release_unreachable(
        &self,
        id: &OutboundId,
        is_without_way: bool,
    ) -> Result<(), Failure> {
        let Some(confirmation) = id.confirmation() else {
            return Ok(());
        };
        let found = self.doing.confirming.get(&confirmation).await?;
        let is_stuck = match found.map(|found| found.stage) {
            Some(Stage::LinkSent { .. }) => is_without_way,
            // Ended here before, perhaps without the workflow having heard of it.
            Some(Stage::Ended(Ending::Failed)) => true,
            _ => false,
        };
        if is_stuck {
            let failed = self
                .doing
                .confirming
                .call_off(&confirmation, Ending::Failed);
            failed.await?;
        }
        Ok(())
    }
}
