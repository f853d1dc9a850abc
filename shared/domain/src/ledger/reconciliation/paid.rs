//! Bills against the transfers that pay them: each is taken by exactly the one that is pending or posted for it.

use std::collections::HashMap;

use crate::id::{BillId, CustomerId, OrderId};
use crate::ledger::transfer::{Transfer, TransferState};

use super::difference::{Difference, Kind, Subject};

/// Whose bill.
pub type BillKey = (CustomerId, BillId);

/// What the ledger says of one bill.
#[derive(Default)]
struct Paid {
    /// By which transfer it is taken, as it is stored.
    stored: Option<OrderId>,
    /// The transfers that are pending or posted for it.
    paying: Vec<OrderId>,
}

/// All bills the ledger knows.
#[derive(Default)]
pub(super) struct Bills(HashMap<BillKey, Paid>);

impl Bills {
    pub(super) fn take(&mut self, of: BillKey, by: Option<OrderId>) {
        self.0.entry(of).or_default().stored = by;
    }

    /// One that was given back or never held pays nothing.
    pub(super) fn take_transfer(&mut self, transfer: &Transfer) {
        let pays = transfer.state.is_held() || matches!(transfer.state, TransferState::Posted(_));
        let bill = transfer.bill.as_ref().and_then(|paid| paid.bill.as_ref());
        if let Some(bill) = bill.filter(|_| pays) {
            let of = (transfer.customer.clone(), bill.clone());
            self.0
                .entry(of)
                .or_default()
                .paying
                .push(transfer.id.clone());
        }
    }

    pub(super) fn finish(&self, found: &mut Vec<Difference>) {
        for ((customer, _), paid) in &self.0 {
            let agrees = match paid.paying.as_slice() {
                [] => paid.stored.is_none(),
                [one] => paid.stored.as_ref() == Some(one),
                _ => false,
            };
            if agrees {
                continue;
            }
            let subject = Subject::Customer(customer.clone());
            let differs = Difference::of(subject, Kind::BillDiffers, None);
            let transfer = paid.stored.as_ref().or_else(|| paid.paying.first());
            found.push(match transfer {
                Some(transfer) => differs.with(transfer),
                None => differs,
            });
        }
    }
}
