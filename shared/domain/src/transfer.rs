//! A two-phase transfer: pending, then exactly one of posted, voided or expired.
//!
//! The words are TigerBeetle's. What the ledger stores is decided here; that it is stored
//! atomically is the ledger adapter's work.

use crate::account::AccountId;
use crate::customer::CustomerId;
use crate::intent::{ConfirmationId, SealedIntent};
use crate::money::Money;
use crate::time::UnixSeconds;

/// How long a hold lasts unless it is posted or voided, in seconds. Longer than the workflow's waits
/// together, so that a live workflow never finds its hold gone.
pub const HOLD_SECONDS: i64 = 3_600;

/// Where a transfer stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TransferState {
    /// Held: the debit account's available balance is reduced.
    Pending,
    /// Settled: both accounts have their journal entry.
    Posted,
    /// Released by the customer or the workflow.
    Voided,
    /// Released because nobody settled it in time.
    Expired,
}

/// A transfer between two accounts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transfer {
    /// The confirmation's id, and the idempotency key for ever.
    pub id: ConfirmationId,
    /// Whose daily limit it counts against.
    pub customer: CustomerId,
    /// Debited account.
    pub debit_account: AccountId,
    /// Credited account.
    pub credit_account: AccountId,
    /// How much; more than zero.
    pub amount: Money,
    /// Where it stands.
    pub state: TransferState,
    /// When it was reserved; also names the day whose limit it used.
    pub reserved_at: UnixSeconds,
}

/// Why a transfer could not move on; each tells who won.
#[derive(Clone, Copy, Debug, thiserror::Error, PartialEq, Eq)]
pub enum TransferError {
    /// It has been posted before.
    #[error("transfer is already posted")]
    AlreadyPosted,
    /// It has been voided before.
    #[error("transfer is already voided")]
    AlreadyVoided,
    /// Its hold ran out.
    #[error("transfer has expired")]
    Expired,
}

impl Transfer {
    /// The pending transfer a sealed intent asks for.
    #[must_use]
    pub fn reserve(intent: &SealedIntent, now: UnixSeconds) -> Self {
        Self {
            id: intent.id.clone(),
            customer: intent.customer.clone(),
            debit_account: intent.debit_account.clone(),
            credit_account: intent.credit_account.clone(),
            amount: intent.amount,
            state: TransferState::Pending,
            reserved_at: now,
        }
    }

    /// When the hold runs out.
    #[must_use]
    pub const fn hold_expires_at(&self) -> UnixSeconds {
        self.reserved_at.plus(HOLD_SECONDS)
    }

    /// Settles a pending transfer whose hold still stands.
    pub fn post(self, now: UnixSeconds) -> Result<Self, TransferError> {
        self.must_be_pending()?;
        if now >= self.hold_expires_at() {
            return Err(TransferError::Expired);
        }
        Ok(Self {
            state: TransferState::Posted,
            ..self
        })
    }

    /// Releases a pending transfer.
    pub fn void(self) -> Result<Self, TransferError> {
        self.must_be_pending()?;
        Ok(Self {
            state: TransferState::Voided,
            ..self
        })
    }

    /// Whether `other` asks for the same movement: a replay, not a second use of the id.
    #[must_use]
    pub fn is_same_request(&self, other: &Self) -> bool {
        self.id == other.id
            && self.customer == other.customer
            && self.debit_account == other.debit_account
            && self.credit_account == other.credit_account
            && self.amount == other.amount
    }

    const fn must_be_pending(&self) -> Result<(), TransferError> {
        match self.state {
            TransferState::Pending => Ok(()),
            TransferState::Posted => Err(TransferError::AlreadyPosted),
            TransferState::Voided => Err(TransferError::AlreadyVoided),
            TransferState::Expired => Err(TransferError::Expired),
        }
    }
}
