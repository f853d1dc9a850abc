//! The only code that moves money. Invoked by the bank's workflows and by nothing else.
//!
//! Takes no amount and no account from its caller: both come from the sealed order.

mod sweep;

use aws::bank_secrets::BankKeys;
use aws::confirmations::Confirmations;
use aws::secrets::Secret;
use aws::standings::Standings;
use domain::authority::{Authority, Proof};
use domain::confirmation::{Confirmation, Ending, Stage};
use domain::customer::standing::Standing;
use domain::failure::Failure;
use domain::id::OrderId;
use domain::ledger::refusal::Refusal;
use domain::ledger::transfer::{Transfer, TransferError, TransferState};
use domain::time::{Calendar, Clock};
use ledger::{Ledger, LedgerError, Reserved};
use serde::{Deserialize, Serialize};

/// What the function works with.
pub struct Transfers {
    /// Where sealed orders are read.
    pub confirmations: Confirmations,
    /// Who is frozen or locked.
    pub standings: Standings,
    /// Where money moves.
    pub ledger: Ledger,
    /// Keys the proof of a verified passcode.
    pub keys: Secret<BankKeys>,
    /// The time.
    pub clock: Clock,
    /// Says which day's limit a transfer uses.
    pub calendar: Calendar,
}

/// What a workflow asks.
#[derive(Deserialize)]
#[serde(tag = "action", rename_all = "snake_case")]
pub enum Question {
    /// Hold the money.
    Reserve(Which),
    /// Move the money.
    Post(Which),
    /// Give the hold back.
    Void(Which),
    /// Give back a hold that has run out.
    Expire(Which),
    /// Which holds have run out and were settled by nobody?
    ExpiredHolds {},
}

/// Names a confirmation.
#[derive(Deserialize)]
pub struct Which {
    confirmation_id: String,
}

/// What became of the money.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Answer {
    /// Held.
    Reserved,
    /// Not held, or no longer to be posted.
    Refused {
        /// The ending's name.
        reason: &'static str,
    },
    /// Moved.
    Posted,
    /// Released, or there was nothing to release.
    Voided,
    /// Too late to release: it has moved.
    AlreadyPosted,
    /// Released because its time had run out.
    Expired,
    /// Its time has not run out: it stays as it is.
    StillHeld,
    /// What a sweep has to settle.
    Found {
        /// Ids of confirmations.
        confirmation_ids: Vec<String>,
    },
}

impl Transfers {
    /// Takes one step with the transfer of one confirmation, or tells which are due.
    ///
    /// # Errors
    /// [`Failure::Retry`] while the ledger is busy or away; [`Failure::Fail`] if there is no such
    /// confirmation, its passcode was not verified, or its id was used for another movement.
    pub async fn handle(&self, question: Question) -> Result<Answer, Failure> {
        let answer = match &question {
            Question::Reserve(which) => self.reserve(&which.id()).await?,
            Question::Post(which) => self.post(&which.id()).await?,
            Question::Void(which) => self.void(&which.id()).await?,
            Question::Expire(which) => self.expire(&which.id()).await?,
            Question::ExpiredHolds {} => self.expired_holds().await?,
        };
        let id = question.confirmation_id();
        tracing::info!(transfer.id = id, transfer.outcome = ?answer, "transfer handled");
        Ok(answer)
    }

    async fn reserve(&self, id: &OrderId) -> Result<Answer, Failure> {
        let confirmation = self.confirmation(id).await?;
        if let Stage::Ended(ending) = confirmation.stage {
            return Ok(refused(ending));
        }
        if let Err(barred) = self.standing(&confirmation).await?.admits() {
            return Ok(refused(barred.into()));
        }
        let transfer = match self.transfer(&confirmation) {
            Ok(transfer) => transfer,
            Err(Untransferable::Refused(refusal)) => return Ok(refused(refusal.into())),
            Err(error @ Untransferable::NotOurs) => return Err(Failure::fail(error)),
        };
        Ok(
            match self.ledger.reserve(&transfer).await.map_err(failure)? {
                Reserved::Created | Reserved::AlreadyExists(TransferState::Pending) => {
                    Answer::Reserved
                }
                Reserved::Refused(refusal) => refused(refusal.into()),
                Reserved::AlreadyExists(TransferState::Expired) => refused(Ending::Expired),
                Reserved::AlreadyExists(_) => refused(Ending::Failed),
            },
        )
    }

    async fn post(&self, id: &OrderId) -> Result<Answer, Failure> {
        let confirmation = self.confirmation(id).await?;
        let authority = self.authority(&confirmation).await?;
        self.must_be_held(&confirmation).await?;
        // Frozen in the moment between the passcode and here: still in time.
        if self.standing(&confirmation).await?.suspension.is_some() {
            return Ok(refused(Ending::Suspended));
        }
        match self.ledger.post(id, &authority, (self.clock)()).await {
            Ok(_) => Ok(Answer::Posted),
            Err(LedgerError::Transfer(TransferError::Expired)) => Ok(refused(Ending::Expired)),
            Err(LedgerError::Transfer(TransferError::AlreadyVoided)) => Ok(refused(Ending::Failed)),
            Err(LedgerError::Transfer(TransferError::Refused(refusal))) => {
                Ok(refused(refusal.into()))
            }
            Err(error) => Err(failure(error)),
        }
    }

    /// Whatever was confirmed or not: a transfer that was never held is recorded as voided, so that a
    /// Reserve that is still on its way finds it so.
    async fn void(&self, id: &OrderId) -> Result<Answer, Failure> {
        let sealed = self.confirmations.get(id).await?;
        let sealed = sealed.and_then(|confirmation| self.transfer(&confirmation).ok());
        let asked = match sealed {
            Some(transfer) => Some(transfer),
            None => self.ledger.transfer(id).await?,
        };
        let Some(asked) = asked else {
            return Ok(Answer::Voided);
        };
        match self.ledger.void(&asked).await {
            Ok(_) => Ok(Answer::Voided),
            Err(LedgerError::Transfer(TransferError::AlreadyPosted)) => Ok(Answer::AlreadyPosted),
            Err(error) => Err(failure(error)),
        }
    }

    /// The pending transfer a confirmation asks for.
    fn transfer(&self, confirmation: &Confirmation) -> Result<Transfer, Untransferable> {
        let instruction = confirmation.order.instruction();
        let instruction = instruction.ok_or(Untransferable::NotOurs)?;
        Ok(Transfer::try_new(
            instruction,
            (self.clock)(),
            &self.calendar,
        )?)
    }

    /// The authority posting demands; without it the caller has skipped the passcode.
    async fn authority(&self, confirmation: &Confirmation) -> Result<Authority, Failure> {
        let not_verified = || Failure::fail("the passcode of this confirmation was not verified");
        let Stage::Verified { seal } = confirmation.stage else {
            return Err(not_verified());
        };
        let keys = self.keys.get().await?;
        let (id, digest) = (confirmation.id(), confirmation.order.digest());
        let proof = Proof::check(seal, &keys.passcode_key, id, digest);
        proof.map(Authority::Confirmed).ok_or_else(not_verified)
    }

    /// What is held must be what was confirmed, to the penny and the account.
    async fn must_be_held(&self, confirmation: &Confirmation) -> Result<(), Failure> {
        let confirmed = self.transfer(confirmation).map_err(Failure::fail)?;
        let held = self.ledger.transfer(&confirmed.id).await?;
        match held {
            Some(held) if held.is_same_request(&confirmed) => Ok(()),
            Some(_) => Err(failure(LedgerError::OtherRequest)),
            None => Err(failure(LedgerError::NoSuchTransfer)),
        }
    }

    async fn standing(&self, confirmation: &Confirmation) -> Result<Standing, Failure> {
        Ok(self.standings.of(confirmation.customer()).await?)
    }

    async fn confirmation(&self, id: &OrderId) -> Result<Confirmation, Failure> {
        let found = self.confirmations.get(id).await?;
        found.ok_or_else(|| Failure::fail("no such confirmation"))
    }
}

/// Why an order moves no money.
#[derive(Debug, thiserror::Error)]
enum Untransferable {
    #[error("the order is not one that moves money")]
    NotOurs,
    #[error(transparent)]
    Refused(#[from] Refusal),
}

impl Question {
    fn confirmation_id(&self) -> Option<&str> {
        match self {
            Self::Reserve(which) | Self::Post(which) | Self::Void(which) | Self::Expire(which) => {
                Some(&which.confirmation_id)
            }
            Self::ExpiredHolds {} => None,
        }
    }
}

impl Which {
    fn id(&self) -> OrderId {
        OrderId(self.confirmation_id.clone())
    }
}

const fn refused(ending: Ending) -> Answer {
    Answer::Refused {
        reason: ending.name(),
    }
}

fn failure(error: LedgerError) -> Failure {
    match error {
        LedgerError::Store(error) => error.into(),
        error => Failure::fail(error),
    }
}
