//! A hold that its customer has confirmed for a cash machine: authorised, then redeemed, given back or run out; and
//! the reversal of what a machine kept.
//!
//! Deliberately settles nothing itself: what a redemption and a reversal write is in `settlement`.

use super::{AUTHORISED_SECONDS, Transfer, TransferError, TransferState};
use crate::authority::{AtmRequest, Evidence, Redemption};
use crate::id::OrderId;
use crate::ledger::refusal::Refusal;
use crate::money::Money;
use crate::time::UnixSeconds;

/// What a cash machine's request made of a hold.
#[derive(Clone, PartialEq, Eq)]
pub struct Redeemed {
    /// Which request of which machine.
    pub by: AtmRequest,
    /// How much was held; the transfer's amount is what was given out.
    pub held: Money,
}

impl Redeemed {
    /// What a digest takes in for it; `held` is the amount in bytes.
    pub(super) fn fields<'a>(&'a self, held: &'a [u8; 8]) -> [&'a [u8]; 4] {
        let (request, terminal) = (&self.by.request.0, &self.by.terminal.0);
        [b"redeemed", request.as_bytes(), terminal.as_bytes(), held]
    }
}

/// Amounts are confidential: only the request may reach a log.
impl std::fmt::Debug for Redeemed {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Redeemed")
            .field("by", &self.by)
            .finish_non_exhaustive()
    }
}

impl Transfer {
    /// How much was asked for, whatever part of it was redeemed.
    #[must_use]
    pub fn asked_for(&self) -> Money {
        self.redeemed
            .as_ref()
            .map_or(self.amount, |redeemed| redeemed.held)
    }

    /// What comes back to the account when a hold is redeemed in part; zero if all of it was.
    #[must_use]
    pub fn given_back(&self) -> Option<Money> {
        self.asked_for().checked_sub(self.amount).ok()
    }

    /// The name of what gives back what a machine kept of `id`: one for each, so that it is given back once.
    #[must_use]
    pub fn reversal_id(id: &OrderId) -> OrderId {
        OrderId(format!("reversal-{}", id.0))
    }

    /// Keeps the hold of a pending transfer for a cash machine, from `now` on for [`AUTHORISED_SECONDS`].
    ///
    /// # Errors
    /// [`TransferError::NotAuthorised`] unless `confirmed` is for this very order; else why it is pending no more.
    pub fn authorise(self, confirmed: Evidence, now: UnixSeconds) -> Result<Self, TransferError> {
        self.is_authorised_by(&confirmed)?;
        self.may_be_posted(now)?;
        Ok(Self {
            state: TransferState::Authorised(Box::new(confirmed)),
            hold_expires_at: now.plus(AUTHORISED_SECONDS),
            ..self
        })
    }

    /// Releases a held transfer by its customer's wish, confirmed or not.
    ///
    /// # Errors
    /// What has become of it otherwise.
    pub fn call_off(self) -> Result<Self, TransferError> {
        self.must_be_held()?;
        Ok(Self {
            state: TransferState::Voided,
            ..self
        })
    }

    /// What a cash machine's request makes of it, short of its posting: the amount given out, with what was held.
    ///
    /// # Errors
    /// [`TransferError::NotAuthorised`] if nobody has confirmed it; [`TransferError::Expired`] once its time is over;
    /// [`Refusal::NotPositive`] if nothing is given out, [`Refusal::OverTransferLimit`] if more than is held.
    pub fn redeem(self, redemption: &Redemption, now: UnixSeconds) -> Result<Self, TransferError> {
        match &self.state {
            TransferState::Authorised(confirmed) => {
                self.is_authorised_by(confirmed)?;
                self.is_authorised_by(redemption.evidence())?;
            }
            TransferState::Pending => return Err(TransferError::NotAuthorised),
            _ => self.must_be_pending()?,
        }
        if now >= self.hold_expires_at {
            return Err(TransferError::Expired);
        }
        let dispensed = redemption.dispensed();
        let rest = self.amount.checked_sub(dispensed)?;
        if !dispensed.is_positive() {
            return Err(Refusal::NotPositive.into());
        }
        if rest.minor() < 0 {
            return Err(Refusal::OverTransferLimit.into());
        }
        Ok(Self {
            redeemed: Some(Redeemed {
                by: redemption.by().clone(),
                held: self.amount,
            }),
            amount: dispensed,
            ..self
        })
    }

    /// The request of the cash machine that redeemed it, if one has.
    #[must_use]
    pub fn redeemed_by(&self) -> Option<&AtmRequest> {
        self.redeemed.as_ref().map(|redeemed| &redeemed.by)
    }

    /// Why it was posted, if it was.
    #[must_use]
    pub fn evidence(&self) -> Option<&Evidence> {
        match &self.state {
            TransferState::Posted(posting) => posting.authority.as_deref(),
            _ => None,
        }
    }

    /// What gives back `kept` of what a machine had been told to give out.
    ///
    /// # Errors
    /// [`TransferError::NotAuthorised`] unless this was redeemed by that very request; a refusal if `kept` is nothing
    /// or more than was given out.
    pub fn reversal(
        &self,
        by: &AtmRequest,
        kept: Money,
        now: UnixSeconds,
    ) -> Result<Self, TransferError> {
        let TransferState::Posted(posting) = &self.state else {
            return Err(TransferError::NotAuthorised);
        };
        if self.redeemed_by() != Some(by) {
            return Err(TransferError::NotAuthorised);
        }
        let rest = self.amount.checked_sub(kept)?;
        if !kept.is_positive() {
            return Err(Refusal::NotPositive.into());
        }
        if rest.minor() < 0 {
            return Err(Refusal::OverTransferLimit.into());
        }
        Ok(Self {
            id: Self::reversal_id(&self.id),
            debit_account: posting.credited.clone(),
            credit_account: self.debit_account.clone(),
            // Both statements call it what they called the withdrawal.
            payer_name: self.payee_name.clone(),
            payee_name: self.payer_name.clone(),
            bill: None,
            amount: kept,
            redeemed: None,
            reverses: Some(self.id.clone()),
            state: TransferState::Pending,
            reserved_at: now,
            hold_expires_at: now,
            // Deliberately: the day's limit keeps what was withdrawn on it.
            spend_day: None,
            ..self.clone()
        })
    }

    pub(super) fn must_be_held(&self) -> Result<(), TransferError> {
        match self.state {
            TransferState::Authorised(_) => Ok(()),
            _ => self.must_be_pending(),
        }
    }
}

#[cfg(test)]
#[path = "hold_tests.rs"]
mod tests;
