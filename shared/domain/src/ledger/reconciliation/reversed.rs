//! What was given back after a withdrawal, against the withdrawal: never more than a machine was told to give out, and
//! between the same two accounts.

use std::collections::HashMap;

use crate::id::{AccountId, OrderId};
use crate::ledger::transfer::{Transfer, TransferState};
use crate::money::Money;

use super::difference::{Difference, Kind, Subject};

/// A posted withdrawal, or what was given back of one: from where to where, and how much.
struct Leg {
    debited: AccountId,
    credited: AccountId,
    amount: Money,
}

/// Both, by the withdrawal's id.
#[derive(Default)]
pub(super) struct Reversals {
    withdrawn: HashMap<OrderId, Leg>,
    given_back: HashMap<OrderId, (OrderId, Leg)>,
}

impl Reversals {
    pub(super) fn take(&mut self, transfer: &Transfer) {
        let TransferState::Posted(posting) = &transfer.state else {
            return;
        };
        let leg = Leg {
            debited: transfer.debit_account.clone(),
            credited: posting.credited.clone(),
            amount: transfer.amount,
        };
        if let Some(withdrawal) = &transfer.reverses {
            let given_back = (transfer.id.clone(), leg);
            self.given_back.insert(withdrawal.clone(), given_back);
        } else if transfer.redeemed_by().is_some() {
            self.withdrawn.insert(transfer.id.clone(), leg);
        }
    }

    pub(super) fn finish(&self, found: &mut Vec<Difference>) {
        for (withdrawal, (id, given_back)) in &self.given_back {
            let withdrawn = self.withdrawn.get(withdrawal);
            if withdrawn.is_some_and(|withdrawn| withdrawn.covers(given_back)) {
                continue;
            }
            let subject = Subject::Account(given_back.debited.clone());
            let amount = Some(given_back.amount);
            found.push(Difference::of(subject, Kind::ReversalDiffers, amount).with(id));
        }
    }
}

impl Leg {
    fn covers(&self, back: &Self) -> bool {
        let rest = self.amount.checked_sub(back.amount);
        self.debited == back.credited
            && self.credited == back.debited
            && rest.is_ok_and(|rest| rest.minor() >= 0)
    }
}
