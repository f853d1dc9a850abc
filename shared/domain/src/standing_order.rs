//! A standing order: the same amount to the same payee, on the days of a schedule, until it ends or is stopped. A
//! dated payment is one that is due once.
//!
//! Confirmed when it is made and at every change that loosens (PSD2 RTS article 14); what pays it later shows the
//! proof of that. Deliberately decides nothing about balances: whether a payment can be made is the ledger's to say.

pub mod schedule;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::authority::Evidence;
use crate::id::{CustomerId, OrderId};
use crate::language::Language;
use crate::ledger::movement::Movement;
use crate::ledger::refusal::Refusal;
use crate::ledger::transfer::{ATTEMPTS, Instruction, Mandate, Transfer};
use crate::money::Money;
use crate::time::{Calendar, UnixSeconds};
use schedule::Schedule;

/// Most standing orders one customer can have at a time.
pub const MAX_STANDING_ORDERS: usize = 50;

/// The local hour from which payments are made: who is told of one is not woken.
pub const FIRST_HOUR: i8 = 6;

/// What the customer confirms.
#[derive(Clone, PartialEq, Eq)]
pub struct Terms {
    /// What each payment moves.
    pub movement: Movement,
    /// On which days.
    pub schedule: Schedule,
    /// The standing order that this one takes the place of: a change is a new one, confirmed anew.
    pub replaces: Option<OrderId>,
}

/// Which standing order, and how its customer knows it.
#[derive(Clone, PartialEq, Eq)]
pub struct Which {
    /// The order that made it.
    pub order: OrderId,
    /// Who is paid.
    pub payee_name: String,
    /// How much each time.
    pub amount: Money,
}

/// One payment to be left out.
#[derive(Clone, PartialEq, Eq)]
pub struct Skip {
    /// Of which standing order.
    pub which: Which,
    /// The day it is due.
    pub due: Date,
}

/// The payment that comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// The day it is due.
    pub on: Date,
    /// How often it was tried in vain: less than [`ATTEMPTS`].
    pub attempt: u8,
    /// The day from which it is tried.
    pub try_on: Date,
}

/// A standing order as it is kept.
#[derive(Clone, PartialEq, Eq)]
pub struct StandingOrder {
    /// The order that made it, and its name.
    pub id: OrderId,
    /// Whose it is.
    pub customer: CustomerId,
    /// In which language it was asked for, and is spoken of.
    pub language: Language,
    /// What was confirmed.
    pub terms: Terms,
    /// That it was, and for which bytes.
    pub confirmed: Evidence,
    /// The payment that comes next.
    pub due: Due,
}

impl Due {
    /// Not tried yet.
    #[must_use]
    pub const fn on(day: Date) -> Self {
        Self {
            on: day,
            attempt: 0,
            try_on: day,
        }
    }
}

impl StandingOrder {
    /// What comes after the payment that was due is made, or was tried in vain; nothing if it was the last.
    ///
    /// In vain it is tried again the next morning, once. `today` is the day on which it was tried, which a late run
    /// makes later than the day it was due.
    #[must_use]
    pub fn after(&self, is_paid: bool, today: Date) -> Option<Due> {
        let attempt = self.due.attempt.saturating_add(1);
        if !is_paid && attempt < ATTEMPTS {
            let try_on = today.max(self.due.on).checked_add(1.day()).ok()?;
            return Some(Due {
                attempt,
                try_on,
                ..self.due
            });
        }
        self.terms.schedule.next_after(self.due.on).map(Due::on)
    }

    /// What comes after the payment of `day` is left out: as it is, if that is not the one that comes next.
    #[must_use]
    pub fn without(&self, day: Date) -> Option<Due> {
        if self.due.on == day {
            self.terms.schedule.next_after(day).map(Due::on)
        } else {
            Some(self.due)
        }
    }

    /// Whether the payment that comes next is to be made on `today`, and its day is one of the confirmed schedule's.
    #[must_use]
    pub fn is_payable(&self, today: Date) -> bool {
        self.due.on <= self.due.try_on
            && self.due.try_on <= today
            && self.due.attempt < ATTEMPTS
            && self.terms.schedule.is_due_on(self.due.on)
    }

    /// The transfer of one attempt at the payment that comes next, pending. Its id follows from order, day and attempt,
    /// so that whoever repeats it names the same one.
    ///
    /// # Errors
    /// Why such a transfer is never held.
    pub fn payment(
        &self,
        attempt: u8,
        now: UnixSeconds,
        calendar: &Calendar,
    ) -> Result<Transfer, Refusal> {
        let mandate = Mandate {
            order: self.id.clone(),
            due: self.due.on,
        };
        let instruction = Instruction {
            id: mandate.payment_id(attempt),
            customer: self.customer.clone(),
            order: self.confirmed.digest,
            movement: self.terms.movement.clone(),
        };
        let transfer = Transfer::try_new(instruction, now, calendar)?;
        Ok(Transfer {
            mandate: Some(mandate),
            ..transfer
        })
    }

    /// As its customer knows it.
    #[must_use]
    pub fn which(&self) -> Which {
        Which {
            order: self.id.clone(),
            payee_name: self.terms.movement.payee_name.clone(),
            amount: self.terms.movement.amount,
        }
    }
}

/// Names, accounts and amounts are confidential.
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
    Terms => "Terms(..)",
    Which => "Which(..)",
    Skip => "Skip(..)",
    StandingOrder => "StandingOrder(..)",
}

#[cfg(test)]
#[path = "standing_order_tests.rs"]
mod tests;
