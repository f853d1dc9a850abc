//! One confirmation of a sealed order to its ending: which step may follow which.
//!
//! Every transition consumes the old state. The store saves the new one only if nobody else was
//! faster (optimistic versions), so of two racing steps exactly one takes effect.

mod ending;
mod identifying;
mod named_tries;
mod passcode_due;

pub mod link;
pub mod order;
pub mod passcode;
pub mod sms_policy;

use crate::authority::{Identification, Seal};
use crate::confirmation::link::{LINK_SECONDS, Session};
use crate::confirmation::order::SealedOrder;
use crate::conversation::ticket::Ticket;
use crate::customer::channel::ChannelAddress;
use crate::customer::credential::FactKind;
use crate::id::{CustomerId, OrderId};
use crate::keyed_hash::Hash;
use crate::time::UnixSeconds;

pub use ending::Ending;
pub use named_tries::{NamedTries, NamedTry};

/// How often PIN and fact may be tried.
pub const MAX_CREDENTIAL_TRIES: u8 = 3;

/// A confirmation as the bank keeps it.
#[derive(Clone, Debug)]
pub struct Confirmation {
    /// What is being confirmed.
    pub order: SealedOrder,
    /// Where the customer is told.
    pub address: ChannelAddress,
    /// `webhook`'s word that its customer had just written: nothing is begun without.
    pub ticket: Option<Ticket>,
    /// How far it has come.
    pub stage: Stage,
    /// The page's session, once the link was opened.
    pub session: Option<Session>,
    /// What `confirmation` signed, once PIN and fact were right.
    pub identification: Option<Identification>,
    /// The workflow's current wait; whoever ends the wait hands this back.
    pub task_token: Option<TaskToken>,
    /// When its customer said, too late to stop it, that it was not them: a case for a person.
    pub disowned_at: Option<UnixSeconds>,
}

/// A Step Functions task token. Prints as `[redacted]`: it can end a wait.
#[derive(Clone, PartialEq, Eq)]
pub struct TaskToken(pub String);

impl std::fmt::Debug for TaskToken {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("TaskToken([redacted])")
    }
}

/// How far a confirmation has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The order is stored; nothing was sent yet.
    Sealed,
    /// The link is in the chat, not yet opened.
    LinkSent {
        /// Hash of the link's token.
        link: Hash,
        /// The link's last second.
        expires_at: UnixSeconds,
    },
    /// The page is open and asks for PIN and fact.
    Identifying {
        /// Which fact is asked.
        question: FactKind,
        /// Tries counted so far, each before it was judged.
        attempts: u8,
        /// Those tries by name, so that a repeat is not counted again.
        tries: NamedTries,
    },
    /// PIN and fact were right; the SMS is on its way.
    Identified,
    /// A passcode was sent.
    PasscodeDue {
        /// Keyed hash over code and order.
        code: Hash,
        /// The code's last second.
        expires_at: UnixSeconds,
        /// Tries counted so far over all codes, each before it was judged.
        attempts: u8,
        /// Texts handed over so far, the first included.
        texts: u8,
        /// Those tries by name, so that a repeat is not counted again.
        tries: NamedTries,
        /// Name of the request for the last text, if it had one: a repeat of it brings no other.
        asked_by: Option<Hash>,
    },
    /// The passcode was right; the transfer may be posted.
    Verified {
        /// What whoever carries it out checks.
        seal: Seal,
    },
    /// Over.
    Ended(Ending),
}

/// Why a step may not be taken.
#[derive(Clone, Copy, Debug, thiserror::Error, PartialEq, Eq)]
pub enum StepError {
    /// This is not the step that is due.
    #[error("this step is not due")]
    NotDue,
    /// The link or the code ran out.
    #[error("too late")]
    Expired,
    /// The tries or resends are used up.
    #[error("no tries left")]
    Exhausted,
}

impl Confirmation {
    /// A fresh confirmation of `order`.
    #[must_use]
    pub const fn new(order: SealedOrder, address: ChannelAddress) -> Self {
        Self {
            order,
            address,
            ticket: None,
            stage: Stage::Sealed,
            session: None,
            identification: None,
            task_token: None,
            disowned_at: None,
        }
    }

    /// The same, asked for with `ticket`.
    #[must_use]
    pub fn asked_with(self, ticket: Ticket) -> Self {
        Self {
            ticket: Some(ticket),
            ..self
        }
    }

    /// The order's name, which is its own.
    #[must_use]
    pub const fn id(&self) -> &OrderId {
        self.order.id()
    }

    /// Who has to confirm it.
    #[must_use]
    pub const fn customer(&self) -> &CustomerId {
        self.order.customer()
    }

    /// Whether the customer can still call it off.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        !matches!(self.stage, Stage::Verified { .. } | Stage::Ended(_))
    }

    /// Whether a passcode typed in the chat belongs to this confirmation.
    #[must_use]
    pub const fn awaits_passcode(&self) -> bool {
        matches!(self.stage, Stage::Identified | Stage::PasscodeDue { .. })
    }

    /// A link goes out. A retry of the workflow step replaces the link nobody opened.
    pub fn send_link(
        self,
        link: Hash,
        token: TaskToken,
        now: UnixSeconds,
    ) -> Result<Self, StepError> {
        match self.stage {
            Stage::Sealed | Stage::LinkSent { .. } => {
                let stage = Stage::LinkSent {
                    link,
                    expires_at: now.plus(LINK_SECONDS),
                };
                Ok(Self {
                    stage,
                    task_token: Some(token),
                    ..self
                })
            }
            _ => Err(StepError::NotDue),
        }
    }

    /// The customer, or a newer wish, calls it off while that is still possible.
    pub fn call_off(self, ending: Ending) -> Result<Self, StepError> {
        if self.is_open() {
            Ok(self.ended(ending))
        } else {
            Err(StepError::NotDue)
        }
    }

    /// The bank ends the page's session, and with it whatever can still be called off. What was verified,
    /// or was over before, keeps its stage; no browser sees it any more.
    #[must_use]
    pub fn end_session(self) -> Self {
        let closed = Self {
            session: None,
            ..self
        };
        if closed.is_open() {
            closed.ended(Ending::Cancelled)
        } else {
            closed
        }
    }

    /// Whether it was carried out, or is being carried out: nobody can call it off any more.
    #[must_use]
    pub const fn has_gone_its_way(&self) -> bool {
        matches!(
            self.stage,
            Stage::Verified { .. } | Stage::Ended(Ending::Done)
        )
    }

    /// The customer says that it was not them, after it had gone its way. It stays what it is; the first time
    /// somebody says so stands.
    pub fn disown(self, now: UnixSeconds) -> Result<Self, StepError> {
        if !self.has_gone_its_way() {
            return Err(StepError::NotDue);
        }
        Ok(Self {
            disowned_at: self.disowned_at.or(Some(now)),
            ..self
        })
    }

    /// A workflow reports how it ended. The first ending stands, unless it left the hold to be looked at:
    /// then the one that decided it does.
    #[must_use]
    pub fn conclude(self, ending: Ending) -> Self {
        match self.stage {
            Stage::Ended(before) if !matches!(before, Ending::Unresolved) => self,
            _ => self.ended(ending),
        }
    }

    fn ended(self, ending: Ending) -> Self {
        Self {
            stage: Stage::Ended(ending),
            ..self
        }
    }
}

#[cfg(test)]
#[path = "confirmation_tests.rs"]
mod tests;
