//! Trying a code. The try is counted and saved before it is judged, against the confirmation and against the
//! customer, so parallel guesses gain nothing, on whatever links and steps.
//!
//! A message or a page's request may bring the same code again: its try is then neither counted nor compared again,
//! unless whoever counted it went away before the verdict was stored; then that one guess is judged after all.

use calls::passcode::PasscodeAnswer;
use domain::authority::Seal;
use domain::confirmation::passcode::{MAX_TRIES, fits, try_name};
use domain::confirmation::{Confirmation, Ending, Stage, StepError};
use domain::customer::standing::{Counted, Standing};
use domain::customer::tries::Tried;
use domain::failure::Failure;
use domain::id::OrderId;
use domain::keyed_hash::{Hash, Key};
use domain::time::Random;

use crate::{AdvanceFailure, Passcodes};

/// What was typed, and what the try is called.
#[derive(Clone, Copy)]
struct Guess<'a> {
    code: &'a str,
    name: Hash,
}

impl<'a> Guess<'a> {
    fn of(
        id: &OrderId,
        code: &'a str,
        request_key: Option<&str>,
        (key, random): (&Key, Random),
    ) -> Result<Self, Failure> {
        let name = if let Some(request) = request_key {
            try_name(key, request, code, id)
        } else {
            unlike_any_other(random)?
        };
        Ok(Self { code, name })
    }
}

/// What was asked without a key does not come again: each is a try of its own.
fn unlike_any_other(random: Random) -> Result<Hash, Failure> {
    let mut drawn = [0; 32];
    random(&mut drawn).map_err(Failure::retry)?;
    Ok(Hash::plain(&[b"nameless-try", &drawn]))
}

impl Passcodes {
    pub(crate) async fn verify(
        &self,
        id: &OrderId,
        code: &str,
        request_key: Option<&str>,
    ) -> Result<PasscodeAnswer, Failure> {
        if let Some(barred) = self.barred(id).await? {
            return Ok(barred);
        }
        let keys = self.keys.get().await?;
        let guess = Guess::of(id, code, request_key, (&keys.passcode_key, self.random))?;
        let now = (self.clock)();
        let counted = self
            .confirming
            .advance(id, |before| before.count_passcode_try(guess.name, now))
            .await;
        match counted.map_err(AdvanceFailure::from) {
            Ok(counted) if counted.was_wrong(guess.name) => self.tell_workflow(&counted).await,
            Ok(counted) => self.judge(counted, guess).await,
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

    /// Counts the try against the customer as failed, over all confirmations, before it is compared.
    async fn count(&self, tried: &Confirmation, name: Hash) -> Result<Counted, Failure> {
        let now = (self.clock)();
        let count = |before: Standing| Ok::<_, Failure>(before.counted(Tried::Passcode, name, now));
        let counted = self.standings.try_change(tried.customer(), count).await?;
        Ok(counted?.1)
    }

    /// A right code takes its own count back, and clears the customer.
    async fn clear(&self, tried: &Confirmation, name: Hash) -> Result<(), Failure> {
        let clear = |before: Standing| before.succeeded(Tried::Passcode, name);
        self.standings.change(tried.customer(), clear).await?;
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
        let compared = self.count(&counted, guess.name).await? != Counted::Locked;
        // The same work, locked or not: the answer's time tells nothing.
        let right = fits(stored, &keys.passcode_key, guess.code, order) & compared;
        tracing::info!(
            confirmation.id = id.0,
            authentication.factors = "passcode",
            authentication.compared = compared,
            authentication.succeeded = right,
            "authentication tried"
        );
        if right {
            self.clear(&counted, guess.name).await?;
        }
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
            // Cancelled, or decided by another try or by a twin of this one, between counting and judging.
            Err(AdvanceFailure::Step(_) | AdvanceFailure::Refused(_)) => {
                self.already_judged(id).await
            }
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

    /// That the code was right is believed where it is signed, and not because the record says so.
    async fn must_be_signed(&self, judged: &Confirmation, seal: Seal) -> Result<(), Failure> {
        let signers = self.verifying.get().await?.signers();
        if seal.is_for(&signers, judged.id(), judged.order.digest()) {
            return Ok(());
        }
        Err(Failure::fail(
            "this confirmation was not verified by a code",
        ))
    }

    /// Whether the wait was still there makes no difference to the answer: an answer that was lost
    /// looks like one that came too late, and only the workflow knows which. It tells the customer.
    async fn tell_workflow(&self, judged: &Confirmation) -> Result<PasscodeAnswer, Failure> {
        if judged.task_token.is_none() {
            return Err(Failure::fail("the workflow is not waiting"));
        }
        Ok(match judged.stage {
            Stage::Verified { seal } => {
                self.must_be_signed(judged, seal).await?;
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
