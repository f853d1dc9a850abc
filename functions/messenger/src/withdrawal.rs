//! What a cash machine gave out, and what it kept of it after all: told to whoever asked for it.

use domain::confirmation::Confirmation;
use domain::conversation::outbound::Purpose;
use domain::failure::Failure;
use domain::id::OrderId;
use domain::ledger::transfer::{Transfer, TransferState};
use wording::told;

use crate::Messenger;
use crate::receipt::{new_balance, words};
use crate::send::Words;

impl Messenger {
    /// Tells what the ledger has of it by now, each once.
    pub(crate) async fn withdrawal(&self, id: &OrderId) -> Result<(), Failure> {
        let found = self.confirmations.get(id).await?;
        let confirmation = found.ok_or_else(|| Failure::fail("no such confirmation"))?;
        for purpose in [Purpose::Withdrawal, Purpose::Reversal] {
            if let Some(words) = self.withdrawal_words(purpose, &confirmation).await? {
                let customer = confirmation.customer();
                self.tell(id, purpose, customer, &words).await?;
            }
        }
        Ok(())
    }

    /// What is told of what a machine gave out, or kept; nothing if it has not.
    pub(crate) async fn withdrawal_words(
        &self,
        purpose: Purpose,
        confirmation: &Confirmation,
    ) -> Result<Option<Words>, Failure> {
        let id = confirmation.id();
        let is_reversal = purpose == Purpose::Reversal;
        let booked = if is_reversal {
            self.accounts.transfer(&Transfer::reversal_id(id)).await?
        } else {
            self.accounts.transfer(id).await?
        };
        let is_booked = |booked: &Transfer| matches!(booked.state, TransferState::Posted(_));
        let Some(booked) = booked.filter(is_booked) else {
            return Ok(None);
        };
        let account = self.debited(confirmation).await?;
        let balance = account.as_ref().map(new_balance);
        let language = confirmation.order.order().language;
        let sentence = if is_reversal {
            told::kept_by_the_machine(booked.amount, balance, language)
        } else {
            told::given_out(booked.amount, booked.asked_for(), balance, language)
        };
        words(&sentence).map(Some)
    }
}
