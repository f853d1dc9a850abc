//! Money for a cash machine: held until a machine redeems it, redeemed once, and given back where the machine kept it.
//!
//! Deliberately takes no amount from its caller: a machine's request lies in a table, and what it may take at most in
//! the ledger.

use aws::withdrawals::{HeldForMachine, MachinesRequest};
use domain::authority::{AtmRequest, Evidence, Redemption};
use domain::cash::notes::Fit;
use domain::confirmation::{Confirmation, Ending};
use domain::failure::Failure;
use domain::id::{AccountId, OrderId, RequestId};
use domain::ledger::movement::Movement;
use domain::ledger::transfer::{Transfer, TransferError, TransferState};
use domain::money::Money;
use ledger::LedgerError;
use serde::Deserialize;

use crate::{Answer, Transfers, failure, refused};

/// Which request of a machine's, for which order.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AtAMachine {
    confirmation_id: String,
    request_id: String,
}

impl AtAMachine {
    /// The order.
    #[must_use]
    pub fn id(&self) -> OrderId {
        OrderId(self.confirmation_id.clone())
    }
}

impl Transfers {
    /// Whether a hold is what the machines can give out: whoever sealed it is not believed.
    pub(crate) async fn is_for_a_machine(&self, movement: &Movement) -> Result<bool, Failure> {
        let currency = movement.amount.currency();
        let is_fit = self.notes.fit(movement.amount) == Fit::Made
            && movement.credit_account == AccountId::cash(currency)
            && movement.bill.is_none();
        if is_fit {
            // The first withdrawal of a currency opens the account that its cash is booked on.
            self.ledger.cash(currency).await.map_err(failure)?;
        }
        Ok(is_fit)
    }

    /// Keeps a confirmed hold for a machine. The second write may be lost; whoever tries again makes up for it.
    pub(crate) async fn keep(&self, confirmation: &Confirmation) -> Result<Answer, Failure> {
        let id = confirmation.id();
        let authority = self.orders.authority(confirmation).await?;
        let kept = self.ledger.authorise(id, &authority, (self.clock)()).await;
        match kept {
            Ok(_) => self.note_held(id).await?,
            Err(LedgerError::Transfer(TransferError::Expired)) => {
                return Ok(refused(Ending::Expired));
            }
            Err(LedgerError::Transfer(TransferError::AlreadyVoided)) => {
                return Ok(refused(Ending::Failed));
            }
            // A machine was there before the answer was.
            Err(LedgerError::Transfer(TransferError::AlreadyPosted)) => {
                return Ok(Answer::Committed);
            }
            Err(error) => return Err(failure(error)),
        }
        Ok(Answer::Committed)
    }

    /// Notes for the page until when the money is held. The ledger has the last word.
    pub(crate) async fn note_held(&self, id: &OrderId) -> Result<(), Failure> {
        let held = self.ledger.transfer(id).await?;
        let held = held.ok_or_else(|| failure(LedgerError::NoSuchTransfer))?;
        let held = HeldForMachine {
            amount: held.asked_for(),
            until: held.hold_expires_at,
        };
        Ok(self.withdrawals.put_held(id, held).await?)
    }

    /// Posts what a machine's request gives out, once.
    pub(crate) async fn redeem(&self, asked: &AtAMachine) -> Result<Answer, Failure> {
        let (request, found) = self.asked_for(asked).await?;
        let dispensed = request.dispensed.ok_or_else(nothing_said)?;
        if found.redeemed_by() == Some(&request.by) {
            return Ok(Answer::Dispensed);
        }
        let confirmation = self.orders.get(&request.order).await?;
        if self.orders.stopped(&confirmation).await?.is_some() {
            return Ok(not_dispensed("stopped"));
        }
        let TransferState::Authorised(confirmed) = &found.state else {
            return told(&found.state);
        };
        self.post_for(&found.id, confirmed, &request.by, dispensed)
            .await
    }

    async fn post_for(
        &self,
        id: &OrderId,
        confirmed: &Evidence,
        by: &AtmRequest,
        dispensed: Money,
    ) -> Result<Answer, Failure> {
        let signers = self.orders.signers().await?;
        let redemption = Redemption::check(confirmed, &signers, by.clone(), dispensed);
        let redemption = redemption.ok_or_else(|| Failure::fail("the hold was not confirmed"))?;
        match self.ledger.redeem(id, &redemption, (self.clock)()).await {
            Ok(_) => Ok(Answer::Dispensed),
            Err(LedgerError::Transfer(TransferError::Refused(_))) => {
                Ok(not_dispensed("account_unavailable"))
            }
            Err(LedgerError::Transfer(error)) => Ok(not_dispensed(reason(error))),
            Err(error) => Err(failure(error)),
        }
    }

    /// Gives back what a machine kept of what it had been told to give out, once.
    ///
    /// A machine that heard nothing may reverse while its own redemption is still on its way. So that one is made first
    /// if it still can be: what comes later then finds it made, and not the hold. For somebody who was stopped it cannot
    /// be: nothing was given out, and nothing is booked.
    pub(crate) async fn reverse(&self, asked: &AtAMachine) -> Result<Answer, Failure> {
        let (request, found) = self.asked_for(asked).await?;
        let kept = request.kept.ok_or_else(nothing_said)?;
        if let (TransferState::Authorised(confirmed), Some(dispensed)) =
            (&found.state, request.dispensed)
        {
            let confirmation = self.orders.get(&request.order).await?;
            if self.orders.stopped(&confirmation).await?.is_some() {
                return Ok(Answer::NothingGivenOut);
            }
            self.post_for(&found.id, confirmed, &request.by, dispensed)
                .await?;
        }
        let now = (self.clock)();
        match self.ledger.reverse(&found.id, &request.by, kept, now).await {
            Ok(_) => Ok(Answer::Reversed),
            Err(LedgerError::Transfer(TransferError::NotAuthorised)) => Ok(Answer::NothingGivenOut),
            Err(LedgerError::Transfer(TransferError::Refused(_))) => {
                Ok(not_dispensed("amount_refused"))
            }
            Err(error) => Err(failure(error)),
        }
    }

    async fn asked_for(&self, asked: &AtAMachine) -> Result<(MachinesRequest, Transfer), Failure> {
        let id = RequestId(asked.request_id.clone());
        let request = self.withdrawals.request(&id).await?;
        let request = request.filter(|request| request.order == asked.id());
        let request = request.ok_or_else(|| Failure::fail("no such request of a machine"))?;
        let found = self.ledger.transfer(&request.order).await?;
        let found = found.ok_or_else(|| failure(LedgerError::NoSuchTransfer))?;
        Ok((request, found))
    }
}

fn nothing_said() -> Failure {
    Failure::fail("the machine has not said how much")
}

/// Why what is held no more is not given out.
fn told(state: &TransferState) -> Result<Answer, Failure> {
    match state {
        TransferState::Posted(_) => Ok(not_dispensed(reason(TransferError::AlreadyPosted))),
        TransferState::Voided => Ok(not_dispensed(reason(TransferError::AlreadyVoided))),
        TransferState::Expired => Ok(not_dispensed(reason(TransferError::Expired))),
        TransferState::Pending | TransferState::Authorised(_) => {
            Err(Failure::fail("the hold was not confirmed"))
        }
    }
}

const fn reason(error: TransferError) -> &'static str {
    match error {
        TransferError::AlreadyPosted => "already_dispensed",
        TransferError::AlreadyVoided => "called_off",
        TransferError::Expired => "expired",
        _ => "refused",
    }
}

const fn not_dispensed(reason: &'static str) -> Answer {
    Answer::NotDispensed { reason }
}
