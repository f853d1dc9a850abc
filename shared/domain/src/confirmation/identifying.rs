//! The steps on the page up to PIN and fact: open the link, count a try, judge the try.
//!
//! Deliberately compares nothing: whether PIN and fact were right is `confirmation`'s to say.

use super::{Confirmation, Ending, MAX_CREDENTIAL_TRIES, NamedTries, Stage, StepError};
use crate::authority::Identification;
use crate::confirmation::link::Session;
use crate::confirmation::order::SealedOrder;
use crate::customer::credential::FactKind;
use crate::keyed_hash::Hash;
use crate::time::UnixSeconds;

impl Confirmation {
    /// Refuses where another order lies in the record than the one somebody was shown, or asked for.
    ///
    /// # Errors
    /// [`StepError::NotDue`].
    pub fn must_be_of(&self, order: &SealedOrder) -> Result<(), StepError> {
        if self.order.digest() == order.digest() {
            Ok(())
        } else {
            Err(StepError::NotDue)
        }
    }

    /// The link is opened, once; from now on the session decides.
    pub fn open(
        self,
        session: Session,
        question: FactKind,
        now: UnixSeconds,
    ) -> Result<Self, StepError> {
        match self.stage {
            Stage::LinkSent { expires_at, .. } if now < expires_at => {
                let stage = Stage::Identifying {
                    question,
                    attempts: 0,
                    tries: NamedTries::default(),
                };
                Ok(Self {
                    stage,
                    session: Some(session),
                    ..self
                })
            }
            Stage::LinkSent { .. } => Err(StepError::Expired),
            _ => Err(StepError::NotDue),
        }
    }

    /// The page that opened the link never heard so, and asks again under the key it opened it with: it gets a
    /// session in place of the one that was lost, good for as long.
    pub fn open_again(
        self,
        token: Hash,
        opened_by: Hash,
        now: UnixSeconds,
    ) -> Result<Self, StepError> {
        match self.session {
            Some(session) if session.was_opened_by(opened_by, now) => Ok(Self {
                session: Some(Session { token, ..session }),
                ..self
            }),
            _ => Err(StepError::NotDue),
        }
    }

    /// Counts a try of PIN and fact. Saved before the try is judged, so parallel guesses gain nothing. One that
    /// was counted under this `name` is not counted again.
    pub fn count_credential_try(self, name: Hash) -> Result<Self, StepError> {
        match self.stage {
            Stage::Identifying { tries, .. } if tries.has(name) => Ok(self),
            Stage::Identifying {
                question,
                attempts,
                tries,
            } if attempts < MAX_CREDENTIAL_TRIES => {
                let stage = Stage::Identifying {
                    question,
                    attempts: attempts.saturating_add(1),
                    tries: tries.and(name),
                };
                Ok(Self { stage, ..self })
            }
            Stage::Identifying { .. } => Err(StepError::Exhausted),
            _ => Err(StepError::NotDue),
        }
    }

    /// The outcome of a counted try of PIN and fact: the identification if both were right. A try nobody counted
    /// is not judged.
    pub fn judge_credentials(
        self,
        name: Hash,
        identification: Option<Identification>,
    ) -> Result<Self, StepError> {
        let Stage::Identifying {
            question,
            attempts,
            tries,
        } = self.stage
        else {
            return Err(StepError::NotDue);
        };
        if !tries.has(name) {
            return Err(StepError::NotDue);
        }
        Ok(match (identification, attempts >= MAX_CREDENTIAL_TRIES) {
            (Some(identification), _) => Self {
                stage: Stage::Identified,
                identification: Some(identification),
                ..self
            },
            (None, true) => self.ended(Ending::CredentialsRejected),
            (None, false) => Self {
                stage: Stage::Identifying {
                    question,
                    attempts,
                    tries: tries.judged_wrong(name),
                },
                ..self
            },
        })
    }

    /// Whether the try of this name was counted before and found wrong: nothing is compared again.
    #[must_use]
    pub fn was_wrong(&self, name: Hash) -> bool {
        match self.stage {
            Stage::Identifying { tries, .. } | Stage::PasscodeDue { tries, .. } => {
                tries.was_wrong(name)
            }
            _ => false,
        }
    }
}
