//! An order: exactly what the customer is asked to confirm, fixed when it was asked for.
//!
//! Sealed, it is bytes. They are the only source of what is shown, confirmed and carried out: nothing typed
//! later can change them, and no field can be left out of what the passcode is bound to. A correction makes
//! another order and ends this one.

mod wire;

use crate::arrangement::{Change, Loosening, Tightening};
use crate::cash::Release;
use crate::disclosure::Disclosure;
use crate::id::{CustomerId, OrderId};
use crate::keyed_hash::Hash;
use crate::language::Language;
use crate::ledger::movement::Movement;
use crate::ledger::transfer::Instruction;

/// What somebody asked for and has to confirm.
#[derive(Clone, PartialEq, Eq)]
pub struct Order {
    /// Names it, and its confirmation, for ever.
    pub id: OrderId,
    /// Who asked.
    pub customer: CustomerId,
    /// What the customer calls themselves, as others are told.
    pub customer_name: String,
    /// The service it was asked of: its words describe it.
    pub service: String,
    /// In which language it was asked, and is confirmed.
    pub language: Language,
    /// What carrying it out does.
    pub effect: Effect,
}

/// Names, accounts and amounts are confidential: only the id may reach a log.
impl std::fmt::Debug for Order {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Order")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

/// What carrying an order out does. Each effect has one function that may do it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Money moves.
    Move(Movement),
    /// Money is held for a cash machine, which may redeem it for half an hour.
    Hold(Movement),
    /// What is held for a cash machine is given back. Needs no confirmation: the money stays where it is.
    Release(Release),
    /// Something of the customer's accounts is told.
    Disclose(Disclosure),
    /// Something is allowed that was not.
    Loosen(Loosening),
    /// Something is no longer allowed. Needs no confirmation.
    Tighten(Tightening),
}

impl Effect {
    /// The money that moves or is held, if any is.
    #[must_use]
    pub const fn movement(&self) -> Option<&Movement> {
        match self {
            Self::Move(movement) | Self::Hold(movement) => Some(movement),
            Self::Release(_) | Self::Disclose(_) | Self::Loosen(_) | Self::Tighten(_) => None,
        }
    }

    /// What is told, if anything is.
    #[must_use]
    pub const fn disclosure(&self) -> Option<&Disclosure> {
        match self {
            Self::Disclose(disclosure) => Some(disclosure),
            Self::Move(_)
            | Self::Hold(_)
            | Self::Release(_)
            | Self::Loosen(_)
            | Self::Tighten(_) => None,
        }
    }

    /// What changes of what the customer has arranged, if anything does.
    #[must_use]
    pub const fn change(&self) -> Option<Change<'_>> {
        match self {
            Self::Loosen(loosening) => Some(Change::Loosen(loosening)),
            Self::Tighten(tightening) => Some(Change::Tighten(tightening)),
            Self::Move(_) | Self::Hold(_) | Self::Release(_) | Self::Disclose(_) => None,
        }
    }

    /// Whether carrying it out only holds money, until a cash machine redeems it.
    #[must_use]
    pub const fn is_hold(&self) -> bool {
        matches!(self, Self::Hold(_))
    }

    /// Whether it is left without what it is about once `other` is done: money on its way to a payee who is
    /// removed, a new name for one.
    #[must_use]
    pub fn falls_with(&self, other: &Self) -> bool {
        let removal = match other {
            Self::Tighten(Tightening::RemovePayee(removal)) => removal,
            Self::Tighten(Tightening::StopStandingOrder(which)) => {
                return self.replaces() == Some(&which.order);
            }
            _ => return false,
        };
        match self {
            Self::Loosen(Loosening::StandingOrder(terms)) => {
                removal.details.home().as_ref() == Some(&terms.movement.credit_account)
                    && terms.movement.payee_name.starts_with(&removal.name)
            }
            Self::Move(movement) => {
                // A bill is paid to its biller, whoever is saved as a payee.
                let is_same = movement.bill.is_none()
                    && removal.details.home().as_ref() == Some(&movement.credit_account);
                // The same account may be saved under another name, and that payee stays.
                is_same && movement.payee_name.starts_with(&removal.name)
            }
            Self::Loosen(Loosening::RenamePayee(renaming)) => renaming.payee == removal.payee,
            Self::Hold(_)
            | Self::Release(_)
            | Self::Loosen(Loosening::AddPayee(_))
            | Self::Disclose(_)
            | Self::Tighten(_) => false,
        }
    }

    /// The standing order that it changes, if it does.
    fn replaces(&self) -> Option<&OrderId> {
        match self {
            Self::Loosen(Loosening::StandingOrder(terms)) => terms.replaces.as_ref(),
            _ => None,
        }
    }

    /// The function that carries it out.
    #[must_use]
    pub const fn executor(&self) -> Executor {
        match self {
            Self::Move(_) | Self::Hold(_) | Self::Release(_) => Executor::Transfers,
            Self::Disclose(_) => Executor::Documents,
            Self::Loosen(_) | Self::Tighten(_) => Executor::Arrangements,
        }
    }
}

/// A function that carries orders out. Each refuses what is not its own, whoever sends it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Executor {
    /// Moves money.
    Transfers,
    /// Tells, and makes what is told a document.
    Documents,
    /// Keeps what customers arrange.
    Arrangements,
}

impl Executor {
    /// The function's name, which the workflow goes by.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Transfers => "transfers",
            Self::Documents => "documents",
            Self::Arrangements => "arrangements",
        }
    }
}

/// An order as bytes, with what they say and their digest.
#[derive(Clone, PartialEq, Eq)]
pub struct SealedOrder {
    order: Order,
    text: String,
    digest: Hash,
}

/// The bytes are not an order this version reads.
#[derive(Clone, Copy, Debug, thiserror::Error, PartialEq, Eq)]
#[error("the sealed order does not read as one of this version")]
pub struct Unreadable;

impl SealedOrder {
    /// Fixes an order for good.
    #[must_use]
    pub fn seal(order: Order) -> Self {
        let text = wire::write(&order);
        let digest = digest(&text);
        Self {
            order,
            text,
            digest,
        }
    }

    /// Reads what was sealed.
    ///
    /// # Errors
    /// [`Unreadable`] if a later version wrote it, or if it was damaged: it is never read in part.
    pub fn open(text: String) -> Result<Self, Unreadable> {
        let order = wire::read(&text).ok_or(Unreadable)?;
        let digest = digest(&text);
        Ok(Self {
            order,
            text,
            digest,
        })
    }

    /// What was asked for.
    #[must_use]
    pub const fn order(&self) -> &Order {
        &self.order
    }

    /// Its name.
    #[must_use]
    pub const fn id(&self) -> &OrderId {
        &self.order.id
    }

    /// Who asked.
    #[must_use]
    pub const fn customer(&self) -> &CustomerId {
        &self.order.customer
    }

    /// The bytes, as they are kept. They hold names, accounts and amounts.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.text
    }

    /// What a passcode is bound to (PSD2 RTS article 5, dynamic linking): any change of the bytes gives
    /// another digest, and the code no longer fits.
    #[must_use]
    pub const fn digest(&self) -> Hash {
        self.digest
    }

    /// What the ledger is told to move; nothing if the order moves no money.
    #[must_use]
    pub fn instruction(&self) -> Option<Instruction> {
        let movement = self.order.effect.movement()?;
        Some(Instruction {
            id: self.order.id.clone(),
            customer: self.order.customer.clone(),
            order: self.digest,
            movement: movement.clone(),
        })
    }
}

impl std::fmt::Debug for SealedOrder {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.order.fmt(formatter)
    }
}

fn digest(text: &str) -> Hash {
    Hash::plain(&[b"order", text.as_bytes()])
}

#[cfg(test)]
#[path = "order_tests.rs"]
mod tests;
