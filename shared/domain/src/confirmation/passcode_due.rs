//! The steps of a confirmation that waits for its passcode: text it, count a try, judge the try.
//!
//! Deliberately compares nothing: whether a code was right is `passcode`'s to say.

use super::{Confirmation, Ending, NamedTries, Stage, StepError, TaskToken};
use crate::authority::Seal;
use crate::confirmation::passcode::{MAX_TEXTS, MAX_TRIES, PASSCODE_SECONDS};
use crate::keyed_hash::Hash;
use crate::time::UnixSeconds;

impl Confirmation {
    /// A passcode goes out. A retry of the workflow step replaces the code.
    pub fn issue_passcode(
        self,
        code: Hash,
        token: TaskToken,
        now: UnixSeconds,
    ) -> Result<Self, StepError> {
        let stage = match self.stage {
            Stage::Identified => one_more_text(code, Before::default(), None, now)?,
            stage => resent(stage, code, None, now)?,
        };
        Ok(Self {
            stage,
            task_token: Some(token),
            ..self
        })
    }

    /// Another code goes out and replaces the first; the tries already used stay used. The request that brought
    /// the last text brings no other, under its own name.
    pub fn resend_passcode(
        self,
        code: Hash,
        name: Option<Hash>,
        now: UnixSeconds,
    ) -> Result<Self, StepError> {
        if self.was_resent_for(name) {
            return Ok(self);
        }
        let stage = resent(self.stage, code, name, now)?;
        Ok(Self { stage, ..self })
    }

    /// Whether the last text was asked for under this name.
    #[must_use]
    pub fn was_resent_for(&self, name: Option<Hash>) -> bool {
        name.is_some()
            && matches!(self.stage, Stage::PasscodeDue { asked_by, .. } if asked_by == name)
    }

    /// The text asked for under this name certainly did not go out: asked for again, another does.
    #[must_use]
    pub fn not_resent(self, name: Option<Hash>) -> Self {
        if !self.was_resent_for(name) {
            return self;
        }
        let mut stage = self.stage;
        if let Stage::PasscodeDue { asked_by, .. } = &mut stage {
            *asked_by = None;
        }
        Self { stage, ..self }
    }

    /// Whether the code of this hash is the one that is due.
    #[must_use]
    pub fn takes(&self, hash: Hash) -> bool {
        matches!(self.stage, Stage::PasscodeDue { code, .. } if code == hash)
    }

    /// Counts a try of the passcode. Saved before the try is judged. One that was counted under this `name` is
    /// not counted again: what comes back then says whether it was judged, see [`Self::was_wrong`].
    pub fn count_passcode_try(self, name: Hash, now: UnixSeconds) -> Result<Self, StepError> {
        match self.stage {
            Stage::PasscodeDue { tries, .. } if tries.has(name) => Ok(self),
            Stage::PasscodeDue { expires_at, .. } if now >= expires_at => Err(StepError::Expired),
            Stage::PasscodeDue {
                code,
                expires_at,
                attempts,
                texts,
                tries,
                asked_by,
            } if attempts < MAX_TRIES => {
                let stage = Stage::PasscodeDue {
                    code,
                    expires_at,
                    attempts: attempts.saturating_add(1),
                    texts,
                    tries: tries.and(name),
                    asked_by,
                };
                Ok(Self { stage, ..self })
            }
            Stage::PasscodeDue { .. } => Err(StepError::Exhausted),
            _ => Err(StepError::NotDue),
        }
    }

    /// The outcome of a counted try: `seal` if the code was right. A try nobody counted is not judged.
    pub fn judge_passcode(self, name: Hash, seal: Option<Seal>) -> Result<Self, StepError> {
        let mut stage = self.stage;
        let Stage::PasscodeDue {
            attempts, tries, ..
        } = &mut stage
        else {
            return Err(StepError::NotDue);
        };
        if !tries.has(name) {
            return Err(StepError::NotDue);
        }
        *tries = tries.judged_wrong(name);
        let is_last = *attempts >= MAX_TRIES;
        Ok(match (seal, is_last) {
            (Some(seal), _) => Self {
                stage: Stage::Verified { seal },
                ..self
            },
            (None, true) => self.ended(Ending::PasscodeRejected),
            (None, false) => Self { stage, ..self },
        })
    }
}

/// What was used up before another text.
#[derive(Clone, Copy, Default)]
struct Before {
    attempts: u8,
    texts: u8,
    tries: NamedTries,
}

/// Another text of a code that is due. A try nobody judged is forgotten: against the new code it would
/// be another guess, and has to be counted as one.
fn resent(
    stage: Stage,
    code: Hash,
    name: Option<Hash>,
    now: UnixSeconds,
) -> Result<Stage, StepError> {
    let Stage::PasscodeDue {
        attempts,
        texts,
        tries,
        ..
    } = stage
    else {
        return Err(StepError::NotDue);
    };
    let before = Before {
        attempts,
        texts,
        tries: tries.judged(),
    };
    one_more_text(code, before, name, now)
}

/// A fresh code is due, and one more text is used up.
fn one_more_text(
    code: Hash,
    before: Before,
    asked_by: Option<Hash>,
    now: UnixSeconds,
) -> Result<Stage, StepError> {
    if before.texts >= MAX_TEXTS {
        return Err(StepError::Exhausted);
    }
    Ok(Stage::PasscodeDue {
        code,
        expires_at: now.plus(PASSCODE_SECONDS),
        attempts: before.attempts,
        texts: before.texts.saturating_add(1),
        tries: before.tries,
        asked_by,
    })
}
