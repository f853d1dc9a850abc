//! The steps of a confirmation that waits for its passcode: text it, count a try, judge the try.
//!
//! Deliberately compares nothing: whether a code was right is `passcode`'s to say.

use super::{Confirmation, Ending, Stage, StepError, TaskToken};
use crate::authority::Seal;
use crate::confirmation::passcode::{MAX_TEXTS, MAX_TRIES, PASSCODE_SECONDS};
use crate::keyed_hash::Hash;
use crate::time::UnixSeconds;

/// A try that comes from a queue, and so may come again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NamedTry {
    /// What [`crate::confirmation::passcode::try_name`] makes of message and guess.
    pub name: Hash,
    /// Whether it was found wrong. If not, it was counted, and whoever counted it went away.
    pub was_wrong: bool,
}

impl Confirmation {
    /// A passcode goes out. A retry of the workflow step replaces the code.
    pub fn issue_passcode(
        self,
        code: Hash,
        token: TaskToken,
        now: UnixSeconds,
    ) -> Result<Self, StepError> {
        let stage = match self.stage {
            Stage::Identified => one_more_text(code, (0, 0), None, now)?,
            stage => resent(stage, code, now)?,
        };
        Ok(Self {
            stage,
            task_token: Some(token),
            ..self
        })
    }

    /// Another code goes out and replaces the first; the tries already used stay used.
    pub fn resend_passcode(self, code: Hash, now: UnixSeconds) -> Result<Self, StepError> {
        let stage = resent(self.stage, code, now)?;
        Ok(Self { stage, ..self })
    }

    /// Counts a try of the passcode. Saved before the try is judged. The last try that had a `name` is
    /// not counted again: what comes back then says whether it was judged, see [`Self::was_wrong`].
    pub fn count_passcode_try(
        self,
        name: Option<Hash>,
        now: UnixSeconds,
    ) -> Result<Self, StepError> {
        match self.stage {
            Stage::PasscodeDue { last, .. } if is_named(last, name) => Ok(self),
            Stage::PasscodeDue { expires_at, .. } if now >= expires_at => Err(StepError::Expired),
            Stage::PasscodeDue {
                code,
                expires_at,
                attempts,
                texts,
                last,
            } if attempts < MAX_TRIES => {
                let stage = Stage::PasscodeDue {
                    code,
                    expires_at,
                    attempts: attempts.saturating_add(1),
                    texts,
                    last: name.map(unjudged).or(last),
                };
                Ok(Self { stage, ..self })
            }
            Stage::PasscodeDue { .. } => Err(StepError::Exhausted),
            _ => Err(StepError::NotDue),
        }
    }

    /// Whether the try of this name was counted before and found wrong: nothing is compared again.
    #[must_use]
    pub fn was_wrong(&self, name: Option<Hash>) -> bool {
        matches!(self.stage, Stage::PasscodeDue { last: Some(last), .. }
            if last.was_wrong && Some(last.name) == name)
    }

    /// The outcome of a counted try: `seal` if the code was right. A try nobody counted is not judged.
    pub fn judge_passcode(self, name: Option<Hash>, seal: Option<Seal>) -> Result<Self, StepError> {
        let Stage::PasscodeDue {
            code,
            expires_at,
            attempts: attempts @ 1..,
            texts,
            last,
        } = self.stage
        else {
            return Err(StepError::NotDue);
        };
        Ok(match (seal, attempts >= MAX_TRIES) {
            (Some(seal), _) => Self {
                stage: Stage::Verified { seal },
                ..self
            },
            (None, true) => self.ended(Ending::PasscodeRejected),
            (None, false) => Self {
                stage: Stage::PasscodeDue {
                    code,
                    expires_at,
                    attempts,
                    texts,
                    last: last.map(|last| judged_wrong(last, name)),
                },
                ..self
            },
        })
    }
}

fn is_named(last: Option<NamedTry>, name: Option<Hash>) -> bool {
    name.is_some() && last.map(|last| last.name) == name
}

const fn unjudged(name: Hash) -> NamedTry {
    NamedTry {
        name,
        was_wrong: false,
    }
}

/// Only the try that was judged; another one may have been counted meanwhile.
fn judged_wrong(last: NamedTry, name: Option<Hash>) -> NamedTry {
    NamedTry {
        was_wrong: last.was_wrong || Some(last.name) == name,
        ..last
    }
}

/// Another text of a code that is due. A try nobody judged is forgotten: against the new code it would
/// be another guess, and has to be counted as one.
fn resent(stage: Stage, code: Hash, now: UnixSeconds) -> Result<Stage, StepError> {
    let Stage::PasscodeDue {
        attempts,
        texts,
        last,
        ..
    } = stage
    else {
        return Err(StepError::NotDue);
    };
    let last = last.filter(|last| last.was_wrong);
    one_more_text(code, (attempts, texts), last, now)
}

/// A fresh code is due, and one more text is used up.
fn one_more_text(
    code: Hash,
    (attempts, texts): (u8, u8),
    last: Option<NamedTry>,
    now: UnixSeconds,
) -> Result<Stage, StepError> {
    if texts >= MAX_TEXTS {
        return Err(StepError::Exhausted);
    }
    Ok(Stage::PasscodeDue {
        code,
        expires_at: now.plus(PASSCODE_SECONDS),
        attempts,
        texts: texts.saturating_add(1),
        last,
    })
}
