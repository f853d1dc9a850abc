//! "I did not ask for this", said of what has gone its way: nothing is promised that cannot be kept.
//!
//! Whoever did not ask for something has somebody else in their chat or their account: everything is stopped, and what
//! cannot be called off any more gets a person and a case.

use aws::confirmations::AdvanceError;
use domain::confirmation::{Confirmation, Stage};
use domain::customer::standing::SuspensionReason;
use domain::failure::Failure;
use services::wish::Wish;
use wording::belated::{Belated, Gone};
use wording::saying::Saying;

use crate::Dialogue;
use crate::turn::{CustomerTurn, afresh};

impl Dialogue {
    /// Whether a text disowned what is open or was carried out; then the chat and the cards are stopped, and what was
    /// carried out is told to be so. Where nothing like it is known, or the words are less than certain, it is asked
    /// whether to stop: somebody may be in the account.
    pub(crate) async fn disowns(
        &self,
        turn: &CustomerTurn<'_>,
        text: &str,
    ) -> Result<bool, Failure> {
        let is_certain = Wish::reads(text, turn.chat.language) == Some(Wish::Disown);
        if !is_certain && !Wish::may_disown(text, turn.chat.language) {
            return Ok(false);
        }
        let latest = self.doing.confirming.latest_of(&turn.customer.id).await?;
        match latest.filter(|_| is_certain) {
            Some(gone) if gone.has_gone_its_way() => self.stop_too_late(turn, &gone).await?,
            Some(open) if open.is_open() => {
                self.suspend(&turn.customer.id, SuspensionReason::NotAskedFor)
                    .await?;
                turn.chat.say(&Saying::CodeNotRequested)?;
                self.say_when_written(turn)?;
            }
            _ => {
                self.ask(
                    turn,
                    services::STOPS,
                    &afresh(text, turn.chat.language),
                    None,
                )
                .await?;
            }
        }
        Ok(true)
    }

    async fn stop_too_late(
        &self,
        turn: &CustomerTurn<'_>,
        gone: &Confirmation,
    ) -> Result<(), Failure> {
        // The case first: once the chat is stopped, a second run of this message gets no further.
        let opened = self.doing.confirming.open_case(gone.id(), turn.now).await;
        opened.map_err(unopened)?;
        turn.chat.forget();
        let reason = SuspensionReason::NotAskedFor;
        self.suspend(&turn.customer.id, reason).await?;
        turn.chat.say(&Belated::DisownedTooLate(how_far(gone)))?;
        self.say_when_written(turn)
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
