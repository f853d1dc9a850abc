//! Trying a code. The try is counted and saved before it is judged, so parallel guesses gain nothing.
//!
//! A message may bring the same code again: its try is then neither counted nor compared again, unless
//! whoever counted it went away before the verdict was stored; then that one guess is judged after all.

use calls::passcode::PasscodeAnswer;
use domain::authority::Seal;
use domain::confirmation::passcode::{MAX_TRIES, fits, try_name};
use domain::confirmation::{Confirmation, Ending, Stage, StepError};
use domain::customer::standing::Standing;
use domain::failure::Failure;
use domain::id::OrderId;
use domain::keyed_hash::Hash;

use crate::{AdvanceFailure, Passcodes};

/// What was typed, and what the try is called if its message may come again.
#[derive(Clone, Copy)]
struct Guess<'a> {
    code: &'a str,
    name: Option<Hash>,
}

impl Passcodes {
    pub(crate) async fn verify(
        &self,
        id: &OrderId,
        code: &str,
        message_key: Option<&str>,
    ) -> Result<PasscodeAnswer, Failure> {
        if let Some(barred) = self.barred(id).await? {
            return Ok(barred);
        }
        let keys = self.keys.get().await?;
        let name = message_key.map(|message| try_name(&keys.passcode_key, message, code, id));
        let now = (self.clock)();
        let counted = self
            .confirming
            .advance(id, |before| before.count_passcode_try(name, now))
            .await;
        match counted.map_err(AdvanceFailure::from) {
            Ok(counted) if counted.was_wrong(name) => self.tell_workflow(&counted).await,
            Ok(counted) => self.judge(counted, Guess { code, name }).await,
            Err(AdvanceFailure::Step(StepError::Expired)) => Ok(PasscodeAnswer::Expired),
            Err(AdvanceFailure::Step(StepError::NotDue)) => self.already_judged(id).await,
            Err(AdvanceFailure::Step(StepError::Exhausted)) => Ok(PasscodeAnswer::Locked),
            Err(AdvanceFailure::Refused(refused)) => Err(Failure::fail(refused)),
            Err(AdvanceFailure::Other(failure)) => Err(failure),
        }
    }

    /// A suspended customer's confirmation ends here, whoever types the code. What was judged before keeps
    /// its verdict.
    async fn barred(&self, id: &OrderId) -> Result<Option<PasscodeAnswer>, Failure> {
        let Some(found) = self.confirming.get(id).await? else {
            return Ok(None);
        };
        if self.standing(&found).await?.suspension.is_none() || is_judgement(found.stage) {
            return Ok(None);
        }
        self.confirming.call_off(id, Ending::Suspended).await?;
        Ok(Some(PasscodeAnswer::NotDue))
    }

    /// A wrong code counts against the customer, over all confirmations; a right one clears them.
    async fn remember(
        &self,
        counted: &Confirmation,
        name: Option<Hash>,
        right: bool,
    ) -> Result<(), Failure> {
        let now = (self.clock)();
        let customer = counted.customer();
        let step = |before: Standing| {
            if right {
                before.succeeded()
            } else {
                before.failed_once(name, now)
            }
        };
        self.standings.change(customer, step).await?;
        Ok(())
    }

    pub(crate) async fn standing(&self, confirmation: &Confirmation) -> Result<Standing, Failure> {
        Ok(self.standings.of(confirmation.customer()).await?)
    }

    async fn judge(
        &self,
        counted: Confirmation,
        guess: Guess<'_>,
    ) -> Result<PasscodeAnswer, Failure> {
        let keys = self.keys.get().await?;
        let (id, order) = (counted.id(), &counted.order);
        let Stage::PasscodeDue { code: stored, .. } = counted.stage else {
            return Ok(PasscodeAnswer::NotDue);
        };
        let standing = self.standing(&counted).await?;
        // Always compared, locked or not: the answer's time tells nothing.
        let right = fits(stored, &keys.passcode_key, guess.code, order) & !standing.is_locked();
        tracing::info!(
            confirmation.id = id.0,
            authentication.factors = "passcode",
            authentication.succeeded = right,
            "authentication tried"
        );
        self.remember(&counted, guess.name, right).await?;
        let sign = |identified| Seal::sign(&keys.signing_key, identified, id, order.digest());
        let seal = counted.identification.filter(|_| right).map(sign);
        let judge = |before: Confirmation| before.judge_passcode(guess.name, seal);
        match self
            .confirming
            .advance(id, judge)
            .await
            .map_err(AdvanceFailure::from)
        {
            Ok(judged) => self.tell_workflow(&judged).await,
            // Cancelled, or decided by another try, between counting and judging.
            Err(AdvanceFailure::Step(_) | AdvanceFailure::Refused(_)) => Ok(PasscodeAnswer::NotDue),
            Err(AdvanceFailure::Other(failure)) => Err(failure),
        }
    }

    /// What was judged before may not have reached the workflow: telling it again is harmless.
    async fn already_judged(&self, id: &OrderId) -> Result<PasscodeAnswer, Failure> {
        match self.confirming.get(id).await? {
            Some(judged) if is_judgement(judged.stage) => self.tell_workflow(&judged).await,
            _ => Ok(PasscodeAnswer::NotDue),
        }
    }

    /// Whether the wait was still there makes no difference to the answer: an answer that was lost
    /// looks like one that came too late, and only the workflow knows which. It tells the customer.
    async fn tell_workflow(&self, judged: &Confirmation) -> Result<PasscodeAnswer, Failure> {
        if judged.task_token.is_none() {
            return Err(Failure::fail("the workflow is not waiting"));
        }
        Ok(match judged.stage {
            Stage::Verified { .. } => {
                self.confirming.go_on(judged).await?;
                PasscodeAnswer::Verified
            }
            Stage::Ended(_) => {
                self.confirming.wake(judged).await?;
                PasscodeAnswer::Locked
            }
            Stage::PasscodeDue { attempts, .. } => PasscodeAnswer::Wrong {
                tries_left: MAX_TRIES.saturating_sub(attempts),
            },
            _ => PasscodeAnswer::NotDue,
        })
    }
}

const fn is_judgement(stage: Stage) -> bool {
    matches!(
        stage,
        Stage::Verified { .. } | Stage::Ended(Ending::PasscodeRejected)
    )
}
