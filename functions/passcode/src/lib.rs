//! The SMS passcode: issue, resend, verify.
//!
//! The code itself exists only in memory and in the SMS; at rest there is a keyed hash that fits one
//! intent. The number is the one on the bank's file, whatever number the chat came from.

mod receipt;
mod verify;

use aws::bank_secrets::BankKeys;
use aws::calls::{PasscodeAnswer, PasscodeQuestion};
use aws::confirmations::{AdvanceError, Confirmations};
use aws::customers::Customers;
use aws::outcome::Failure;
use aws::secrets::Secret;
use aws::sms::Sms;
use aws::workflow::Waits;
use domain::confirmation::{Confirmation, Stage, StepError, TaskToken};
use domain::intent::ConfirmationId;
use domain::keyed_hash::Hash;
use domain::time::{Clock, Random, UnixSeconds};

/// What the function works with.
pub struct Passcodes {
    /// Where codes are kept, hashed.
    pub confirmations: Confirmations,
    /// Where the phone on file is read.
    pub customers: Customers,
    /// What sends the code.
    pub sms: Sms,
    /// What ends the workflow's wait.
    pub waits: Waits,
    /// Keys the hashes.
    pub keys: Secret<BankKeys>,
    /// The time.
    pub clock: Clock,
    /// Draws the codes.
    pub random: Random,
}

impl Passcodes {
    /// Issues, resends or tries a code.
    ///
    /// # Errors
    /// [`Failure::Retry`] while something outside is away; [`Failure::Ended`] if the confirmation
    /// ended before its first code was sent.
    pub async fn handle(&self, question: PasscodeQuestion) -> Result<PasscodeAnswer, Failure> {
        match question {
            PasscodeQuestion::Issue {
                confirmation_id,
                task_token,
            } => {
                self.issue(&ConfirmationId(confirmation_id), TaskToken(task_token))
                    .await
            }
            PasscodeQuestion::Resend { confirmation_id } => {
                self.resend(&ConfirmationId(confirmation_id)).await
            }
            PasscodeQuestion::Receipt { confirmation_id } => {
                self.receipt(&ConfirmationId(confirmation_id)).await
            }
            PasscodeQuestion::Verify {
                confirmation_id,
                code,
            } => self.verify(&ConfirmationId(confirmation_id), &code).await,
        }
    }

    async fn issue(
        &self,
        id: &ConfirmationId,
        token: TaskToken,
    ) -> Result<PasscodeAnswer, Failure> {
        let step = |before: Confirmation, code: Hash, now: UnixSeconds| {
            before.issue_passcode(code, token.clone(), now)
        };
        match self.send_code(id, step).await {
            Ok(()) => Ok(PasscodeAnswer::Sent),
            Err(AdvanceFailure::Step(_)) => Err(self.ended(id).await?),
            Err(AdvanceFailure::Other(failure)) => Err(failure),
        }
    }

    async fn resend(&self, id: &ConfirmationId) -> Result<PasscodeAnswer, Failure> {
        match self.send_code(id, Confirmation::resend_passcode).await {
            Ok(()) => Ok(PasscodeAnswer::Sent),
            Err(AdvanceFailure::Step(StepError::Exhausted)) => Ok(PasscodeAnswer::TooMany),
            Err(AdvanceFailure::Step(_)) => Ok(PasscodeAnswer::NotDue),
            Err(AdvanceFailure::Other(failure)) => Err(failure),
        }
    }

    /// Draws a code, stores its hash by `step`, then texts it: a code nobody stored is never sent.
    async fn send_code(
        &self,
        id: &ConfirmationId,
        step: impl Fn(Confirmation, Hash, UnixSeconds) -> Result<Confirmation, StepError>,
    ) -> Result<(), AdvanceFailure> {
        let keys = self.keys.get().await.map_err(Failure::from)?;
        let code = domain::passcode::Passcode::draw(self.random).map_err(Failure::retry)?;
        let now = (self.clock)();
        let store = |before: Confirmation| {
            let hash = code.hash(&keys.passcode_key, &before.intent);
            step(before, hash, now)
        };
        let intent = self.confirmations.advance(id, store).await?.intent;
        let customer = self
            .customers
            .get(&intent.customer)
            .await
            .map_err(Failure::from)?;
        let customer = customer.ok_or_else(|| Failure::fail("no such customer"))?;
        let text = wording::sms::passcode(code.expose(), intent.amount, &intent.payee_name);
        self.sms
            .send(&customer.phone, &text)
            .await
            .map_err(Failure::from)?;
        tracing::info!(confirmation.id = id.0, "passcode sent");
        Ok(())
    }

    /// How a confirmation ended that no longer takes a code.
    async fn ended(&self, id: &ConfirmationId) -> Result<Failure, Failure> {
        Ok(
            match self.confirmations.get(id).await?.map(|found| found.stage) {
                Some(Stage::Ended(ending)) => Failure::Ended(ending.name()),
                _ => Failure::fail("no passcode is due for this confirmation"),
            },
        )
    }
}

/// Tells a step that is not due from everything else that can go wrong.
enum AdvanceFailure {
    Step(StepError),
    Other(Failure),
}

impl From<Failure> for AdvanceFailure {
    fn from(failure: Failure) -> Self {
        Self::Other(failure)
    }
}

impl From<AdvanceError> for AdvanceFailure {
    fn from(error: AdvanceError) -> Self {
        match error {
            AdvanceError::Step(error) => Self::Step(error),
            AdvanceError::Store(error) => Self::Other(error.into()),
            AdvanceError::NoSuchConfirmation => Self::Other(Failure::fail(error)),
        }
    }
}
