//! The only code that moves money. Invoked by the confirmation workflow and by nothing else.
//!
//! Takes no amount and no account from its caller: both come from the sealed intent.

use aws::bank_secrets::BankKeys;
use aws::confirmations::Confirmations;
use aws::ledger::{Ledger, LedgerError, Reserved};
use aws::outcome::Failure;
use aws::secrets::Secret;
use aws::standings::Standings;
use domain::confirmation::{Confirmation, Ending, Stage};
use domain::intent::ConfirmationId;
use domain::passcode::PasscodeVerified;
use domain::standing::Standing;
use domain::time::Clock;
use domain::transfer::{Transfer, TransferError, TransferState};
use serde::{Deserialize, Serialize};

/// What the function works with.
pub struct Transfers {
    /// Where sealed intents are read.
    pub confirmations: Confirmations,
    /// Who is frozen or locked.
    pub standings: Standings,
    /// Where money moves.
    pub ledger: Ledger,
    /// Keys the proof of a verified passcode.
    pub keys: Secret<BankKeys>,
    /// The time.
    pub clock: Clock,
}

/// What the workflow asks.
#[derive(Deserialize)]
pub struct Question {
    action: Action,
    confirmation_id: String,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Action {
    Reserve,
    Post,
    Void,
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
}

impl Transfers {
    /// Reserves, posts or voids the transfer of one confirmation.
    ///
    /// # Errors
    /// [`Failure::Retry`] while the ledger is busy or away; [`Failure::Fail`] if there is no such
    /// confirmation, its passcode was not verified, or its id was used for another movement.
    pub async fn handle(&self, question: Question) -> Result<Answer, Failure> {
        let id = ConfirmationId(question.confirmation_id);
        let answer = match question.action {
            Action::Reserve => self.reserve(&id).await?,
            Action::Post => self.post(&id).await?,
            Action::Void => self.void(&id).await?,
        };
        tracing::info!(transfer.id = id.0, transfer.outcome = ?answer, "transfer handled");
        Ok(answer)
    }

    async fn reserve(&self, id: &ConfirmationId) -> Result<Answer, Failure> {
        let confirmation = self.confirmation(id).await?;
        if let Stage::Ended(ending) = confirmation.stage {
            return Ok(refused(ending));
        }
        if let Err(barred) = self.standing(&confirmation).await?.admits() {
            return Ok(refused(barred.ending()));
        }
        let transfer = Transfer::reserve(&confirmation.intent, (self.clock)());
        Ok(
            match self.ledger.reserve(&transfer).await.map_err(failure)? {
                Reserved::Created | Reserved::AlreadyExists(TransferState::Pending) => {
                    Answer::Reserved
                }
                Reserved::InsufficientFunds => refused(Ending::InsufficientFunds),
                Reserved::LimitReached => refused(Ending::LimitReached),
                Reserved::AlreadyExists(TransferState::Expired) => refused(Ending::Expired),
                Reserved::AlreadyExists(_) => refused(Ending::Failed),
            },
        )
    }

    async fn post(&self, id: &ConfirmationId) -> Result<Answer, Failure> {
        let confirmation = self.confirmation(id).await?;
        let proof = self.proof(&confirmation).await?;
        self.must_be_held(&confirmation).await?;
        // Frozen in the moment between the passcode and here: still in time.
        if self.standing(&confirmation).await?.suspension.is_some() {
            return Ok(refused(Ending::Suspended));
        }
        match self.ledger.post(id, proof, (self.clock)()).await {
            Ok(_) => Ok(Answer::Posted),
            Err(LedgerError::Transfer(TransferError::Expired)) => Ok(refused(Ending::Expired)),
            Err(LedgerError::Transfer(TransferError::AlreadyVoided)) => Ok(refused(Ending::Failed)),
            Err(error) => Err(failure(error)),
        }
    }

    async fn void(&self, id: &ConfirmationId) -> Result<Answer, Failure> {
        match self.ledger.void(id).await {
            Ok(_) | Err(LedgerError::NoSuchTransfer) => Ok(Answer::Voided),
            Err(LedgerError::Transfer(TransferError::AlreadyPosted)) => Ok(Answer::AlreadyPosted),
            Err(error) => Err(failure(error)),
        }
    }

    /// The proof posting demands; without it the caller has skipped the passcode.
    async fn proof(&self, confirmation: &Confirmation) -> Result<PasscodeVerified, Failure> {
        let not_verified = || Failure::fail("the passcode of this confirmation was not verified");
        let Stage::Verified { seal } = confirmation.stage else {
            return Err(not_verified());
        };
        let keys = self.keys.get().await?;
        PasscodeVerified::check(seal, &keys.passcode_key, &confirmation.intent)
            .ok_or_else(not_verified)
    }

    /// What is held must be what was confirmed, to the penny and the account.
    async fn must_be_held(&self, confirmation: &Confirmation) -> Result<(), Failure> {
        let confirmed = Transfer::reserve(&confirmation.intent, (self.clock)());
        let held = self.ledger.transfer(&confirmed.id).await?;
        match held {
            Some(held) if held.is_same_request(&confirmed) => Ok(()),
            Some(_) => Err(failure(LedgerError::OtherRequest)),
            None => Err(failure(LedgerError::NoSuchTransfer)),
        }
    }

    async fn standing(&self, confirmation: &Confirmation) -> Result<Standing, Failure> {
        Ok(self.standings.of(&confirmation.intent.customer).await?)
    }

    async fn confirmation(&self, id: &ConfirmationId) -> Result<Confirmation, Failure> {
        let found = self.confirmations.get(id).await?;
        found.ok_or_else(|| Failure::fail("no such confirmation"))
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
