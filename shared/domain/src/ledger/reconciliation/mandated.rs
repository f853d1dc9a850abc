//! Payments of standing orders: each under the name of its order, day and attempt, and each day paid once.

use std::collections::HashSet;

use jiff::civil::Date;

use crate::id::OrderId;
use crate::ledger::transfer::{ATTEMPTS, Mandate, Transfer, TransferState};

use super::difference::{Difference, Kind, Subject};

/// Which days are paid, by order.
#[derive(Default)]
pub(super) struct Mandates(HashSet<(OrderId, Date)>);

impl Mandates {
    /// One that was given back or never held has paid nothing.
    pub(super) fn take(&mut self, transfer: &Transfer, found: &mut Vec<Difference>) {
        let Some(mandate) = &transfer.mandate else {
            return;
        };
        let is_posted = matches!(transfer.state, TransferState::Posted(_));
        let is_new = !is_posted || self.0.insert((mandate.order.clone(), mandate.due));
        if is_new && is_named(&transfer.id, mandate) {
            return;
        }
        let subject = Subject::Account(transfer.debit_account.clone());
        let amount = Some(transfer.amount);
        found.push(Difference::of(subject, Kind::MandateDiffers, amount).with(&transfer.id));
    }
}

fn is_named(id: &OrderId, mandate: &Mandate) -> bool {
    (0..ATTEMPTS).any(|attempt| *id == mandate.payment_id(attempt))
}
