//! What a customer has arranged with the bank, and how it changes: whom money may be sent to, and what is paid again
//! and again.
//!
//! What loosens must be confirmed like a payment, because it decides where the next one can go. What tightens
//! happens at once: nobody may be kept from being safer. Deliberately decides only whether a change still fits;
//! that it was confirmed is the executor's to demand.

use crate::bank_details::BankDetails;
use crate::customer::payee::{MAX_PAYEES, Payee, distinction};
use crate::customer::payee_check::PayeeCheck;
use jiff::civil::Date;

use crate::id::{CustomerId, OrderId, PayeeId};
use crate::standing_order::{Due, MAX_STANDING_ORDERS, Skip, StandingOrder, Terms, Which};
use crate::time::UnixSeconds;

/// What allows something that was not allowed before.
#[derive(Clone, PartialEq, Eq)]
pub enum Loosening {
    /// Somebody new may be sent money to.
    AddPayee(NewPayee),
    /// A payee is called something else. The name is what a customer goes by, so it is confirmed too.
    RenamePayee(Renaming),
    /// Money leaves again and again, or on a later day.
    StandingOrder(Box<Terms>),
}

/// What forbids something that was allowed before.
#[derive(Clone, PartialEq, Eq)]
pub enum Tightening {
    /// Somebody can no longer be sent money to.
    RemovePayee(Removal),
    /// One payment of a standing order is left out.
    SkipPayment(Skip),
    /// A standing order ends.
    StopStandingOrder(Which),
}

/// A payee to be saved, and what was known of it when that was decided.
#[derive(Clone, PartialEq, Eq)]
pub struct NewPayee {
    /// As it will be saved.
    pub name: String,
    /// The account.
    pub details: BankDetails,
    /// The account's holder, if it is one of this bank.
    pub holder: Option<CustomerId>,
    /// What the check of the name said: the customer confirms it with the rest.
    pub check: PayeeCheck,
}

/// Another name for a payee.
#[derive(Clone, PartialEq, Eq)]
pub struct Renaming {
    /// Which payee.
    pub payee: PayeeId,
    /// What it is called.
    pub from: String,
    /// What it will be called.
    pub to: String,
    /// Its account, which stays.
    pub details: BankDetails,
}

/// A payee to be removed.
#[derive(Clone, PartialEq, Eq)]
pub struct Removal {
    /// Which payee.
    pub payee: PayeeId,
    /// What it is called.
    pub name: String,
    /// Its account.
    pub details: BankDetails,
}

/// A change, whatever it needs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Change<'a> {
    /// It has to be confirmed.
    Loosen(&'a Loosening),
    /// It happens at once.
    Tighten(&'a Tightening),
}

/// What a customer has arranged, as it is when a change is decided on.
#[derive(Clone, Copy)]
pub struct Arranged<'a> {
    /// Whom money may be sent to.
    pub payees: &'a [Payee],
    /// What is paid again and again.
    pub standing_orders: &'a [StandingOrder],
    /// The day it is, by the bank's calendar.
    pub today: Date,
}

/// What is to be written, so that a change has happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A payee that is not there yet.
    Add(Payee),
    /// A payee under another name.
    Replace {
        /// As it is.
        before: Payee,
        /// As it will be.
        after: Payee,
    },
    /// A payee that is to be gone.
    Remove(Payee),
    /// A standing order that is not there yet, in place of another one where it is a change.
    Instruct {
        /// The payment that comes first.
        due: Due,
        /// What it takes the place of, as it is.
        replaces: Option<(OrderId, Due)>,
    },
    /// A standing order whose next payment is another one; none if it ends.
    Reschedule {
        /// Which.
        order: OrderId,
        /// As it is.
        before: Due,
        /// As it will be.
        after: Option<Due>,
    },
    /// It is so already.
    Nothing,
}

/// Why a change does not fit what is there.
#[derive(Clone, Copy, Debug, thiserror::Error, PartialEq, Eq)]
pub enum Misfit {
    /// There is a payee of that name with that account already.
    #[error("there is such a payee already")]
    AlreadyThere,
    /// The payee is gone.
    #[error("there is no such payee any more")]
    Gone,
    /// No more payees can be saved.
    #[error("no more payees can be saved")]
    Full,
}

impl Change<'_> {
    /// What is to be done of it to what is arranged.
    ///
    /// # Errors
    /// [`Misfit`] if it no longer fits; what tightens always does.
    pub fn step(
        &self,
        arranged: Arranged<'_>,
        order: &OrderId,
        now: UnixSeconds,
    ) -> Result<Step, Misfit> {
        let payees = arranged.payees;
        match self {
            Self::Loosen(Loosening::StandingOrder(terms)) => instruct(terms, arranged),
            Self::Tighten(Tightening::SkipPayment(skip)) => {
                Ok(reschedule(&skip.which, arranged, |order| {
                    order.without(skip.due)
                }))
            }
            Self::Tighten(Tightening::StopStandingOrder(which)) => {
                Ok(reschedule(which, arranged, |_| None))
            }
            Self::Loosen(Loosening::AddPayee(new)) => add(new, payees, order, now),
            Self::Loosen(Loosening::RenamePayee(renaming)) => rename(renaming, payees),
            Self::Tighten(Tightening::RemovePayee(removal)) => Ok(remove(removal, payees)),
        }
    }
}

/// Begins after today, so that it never pays a day that the one before it has paid.
fn instruct(terms: &Terms, arranged: Arranged<'_>) -> Result<Step, Misfit> {
    let orders = arranged.standing_orders;
    let first = terms.schedule.next_after(arranged.today);
    let due = Due::on(first.ok_or(Misfit::Gone)?);
    let Some(replaced) = &terms.replaces else {
        let is_full = orders.len() >= MAX_STANDING_ORDERS;
        let new = Step::Instruct {
            due,
            replaces: None,
        };
        return if is_full { Err(Misfit::Full) } else { Ok(new) };
    };
    let before = orders.iter().find(|order| order.id == *replaced);
    // What is due by now is paid, or given up, as it was confirmed.
    let before = before.filter(|order| order.due.on > arranged.today);
    let before = before.ok_or(Misfit::Gone)?;
    Ok(Step::Instruct {
        due,
        replaces: Some((before.id.clone(), before.due)),
    })
}

/// Another payment comes next, or none, unless it is so already.
fn reschedule(
    which: &Which,
    arranged: Arranged<'_>,
    after: impl Fn(&StandingOrder) -> Option<Due>,
) -> Step {
    let mut orders = arranged.standing_orders.iter();
    let Some(order) = orders.find(|order| order.id == which.order) else {
        return Step::Nothing;
    };
    let after = after(order);
    if after == Some(order.due) {
        return Step::Nothing;
    }
    Step::Reschedule {
        order: order.id.clone(),
        before: order.due,
        after,
    }
}

fn add(
    new: &NewPayee,
    payees: &[Payee],
    order: &OrderId,
    now: UnixSeconds,
) -> Result<Step, Misfit> {
    must_be_new(&new.name, &new.details, payees)?;
    if payees.len() >= MAX_PAYEES {
        return Err(Misfit::Full);
    }
    Ok(Step::Add(Payee {
        id: PayeeId::from_order(order),
        name: new.name.clone(),
        details: new.details.clone(),
        customer: new.holder.clone(),
        added_at: now,
    }))
}

fn rename(renaming: &Renaming, payees: &[Payee]) -> Result<Step, Misfit> {
    let before = find(&renaming.payee, payees).ok_or(Misfit::Gone)?;
    if before.name == renaming.to {
        return Ok(Step::Nothing);
    }
    let others: Vec<Payee> = payees
        .iter()
        .filter(|payee| payee.id != before.id)
        .cloned()
        .collect();
    must_be_new(&renaming.to, &before.details, &others)?;
    Ok(Step::Replace {
        before: before.clone(),
        after: Payee {
            name: renaming.to.clone(),
            ..before.clone()
        },
    })
}

fn remove(removal: &Removal, payees: &[Payee]) -> Step {
    let found = find(&removal.payee, payees);
    found.map_or(Step::Nothing, |payee| Step::Remove(payee.clone()))
}

fn find<'a>(id: &PayeeId, payees: &'a [Payee]) -> Option<&'a Payee> {
    payees.iter().find(|payee| payee.id == *id)
}

fn must_be_new(name: &str, details: &BankDetails, payees: &[Payee]) -> Result<(), Misfit> {
    let wanted = distinction(name, details);
    let is_taken = payees.iter().any(|payee| payee.distinction() == wanted);
    if is_taken {
        Err(Misfit::AlreadyThere)
    } else {
        Ok(())
    }
}

/// Names and accounts are confidential.
macro_rules! mute {
    ($($kind:ty => $name:literal),* $(,)?) => {
        $(impl std::fmt::Debug for $kind {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str($name)
            }
        })*
    };
}

mute! {
    Loosening => "Loosening(..)",
    Tightening => "Tightening(..)",
    NewPayee => "NewPayee(..)",
    Renaming => "Renaming(..)",
    Removal => "Removal(..)",
    Arranged<'_> => "Arranged(..)",
    Change<'_> => "Change(..)",
}

#[cfg(test)]
#[path = "arrangement_tests.rs"]
mod tests;
