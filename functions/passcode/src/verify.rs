//! Trying a code. The try is counted and saved before it is judged, so parallel guesses gain nothing.

use aws::calls::PasscodeAnswer;
use aws::outcome::Failure;
use domain::confirmation::{Confirmation, Ending, Stage, StepError};
use domain::intent::ConfirmationId;
use domain::passcode::{MAX_TRIES, PasscodeVerified, fits};

use crate::{AdvanceFailure, Passcodes};

impl Passcodes {
    pub(crate) async fn verify(
        &self,
        id: &ConfirmationId,
        code: &str,
    ) -> Result<PasscodeAnswer, Failure> {
        let now = (self.clock)();
        let counted = self
            .confirmations
            .advance(id, |before| before.count_passcode_try(now))
            .await;
        match counted.map_err(AdvanceFailure::from) {
            Ok(counted) => self.judge(counted, code).await,
            Err(AdvanceFailure::Step(StepError::Expired)) => Ok(PasscodeAnswer::Expired),
            Err(AdvanceFailure::Step(StepError::NotDue)) => self.already_judged(id).await,
            Err(AdvanceFailure::Step(StepError::Exhausted)) => Ok(PasscodeAnswer::Locked),
            Err(AdvanceFailure::Other(failure)) => Err(failure),
        }
    }

    async fn judge(&self, counted: Confirmation, code: &str) -> Result<PasscodeAnswer, Failure> {
        let keys = self.keys.get().await?;
        let intent = &counted.intent;
        let Stage::PasscodeDue { code: stored, .. } = counted.stage else {
            return Ok(PasscodeAnswer::NotDue);
        };
        let right = fits(stored, &keys.passcode_key, code, intent);
        let seal = right.then(|| PasscodeVerified::seal(&keys.passcode_key, intent));
        let judge = |before: Confirmation| before.judge_passcode(seal);
        match self
            .confirmations
            .advance(&intent.id, judge)
            .await
            .map_err(AdvanceFailure::from)
        {
            Ok(judged) => self.tell_workflow(&judged).await,
            // Cancelled, or decided by another try, between counting and judging.
            Err(AdvanceFailure::Step(_)) => Ok(PasscodeAnswer::NotDue),
            Err(AdvanceFailure::Other(failure)) => Err(failure),
        }
    }

    /// What was judged before may not have reached the workflow: telling it again is harmless.
    async fn already_judged(&self, id: &ConfirmationId) -> Result<PasscodeAnswer, Failure> {
        match self.confirmations.get(id).await? {
            Some(judged) if is_judgement(judged.stage) => self.tell_workflow(&judged).await,
            _ => Ok(PasscodeAnswer::NotDue),
        }
    }

    /// Whether the wait was still there makes no difference to the answer: an answer that was lost
    /// looks like one that came too late, and only the workflow knows which. It tells the customer.
    async fn tell_workflow(&self, judged: &Confirmation) -> Result<PasscodeAnswer, Failure> {
        let token = judged.task_token.as_ref();
        let token = token.ok_or_else(|| Failure::fail("the workflow is not waiting"))?;
        Ok(match judged.stage {
            Stage::Verified { .. } => {
                self.waits.succeed(token).await?;
                PasscodeAnswer::Verified
            }
            Stage::Ended(_) => {
                self.waits.fail(token, Ending::PasscodeRejected).await?;
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
