//! "I did not ask for this", said of what has gone its way: nothing is promised that cannot be kept.
//!
//! What can still be called off is `block`'s: it asks, or stops at once. Here it is too late for that, so everything
//! else is stopped and a person gets the case.

use aws::confirmations::AdvanceError;
use domain::confirmation::{Confirmation, Stage};
use domain::customer::standing::SuspensionReason;
use domain::failure::Failure;
use services::wish::Wish;
use wording::belated::{Belated, Gone};

use crate::Dialogue;
use crate::turn::CustomerTurn;

impl Dialogue {
    /// Whether a text disowned what was carried out last; then the chat and the cards are stopped, and it is told
    /// that this cannot be.
    pub(crate) async fn disowns(
        &self,
        turn: &CustomerTurn<'_>,
        text: &str,
    ) -> Result<bool, Failure> {
        if Wish::reads(text, turn.chat.language) != Some(Wish::Disown) {
            return Ok(false);
        }
        let latest = self.doing.confirming.latest_of(&turn.customer.id).await?;
        let Some(gone) = latest.filter(Confirmation::has_gone_its_way) else {
            return Ok(false);
        };
        // The case first: once the chat is stopped, a second run of this message gets no further.
        let opened = self.doing.confirming.open_case(gone.id(), turn.now).await;
        opened.map_err(unopened)?;
        turn.chat.forget();
        let reason = SuspensionReason::NotAskedFor;
        self.suspend(&turn.customer.id, reason).await?;
        turn.chat.say(&Belated::DisownedTooLate(how_far(&gone)))?;
        self.say_when_written(turn)?;
        Ok(true)
    }
}

fn how_far(gone: &Confirmation) -> Gone {
    match (gone.stage, gone.order.order().effect.movement()) {
        (Stage::Verified { .. }, _) => Gone::BeingDone,
        (_, Some(_)) => Gone::Paid,
        (_, None) => Gone::Done,
    }
}

fn unopened(error: AdvanceError) -> Failure {
    match error {
        AdvanceError::Store(error) => error.into(),
        error => Failure::fail(error),
    }
}
