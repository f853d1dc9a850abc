//! Entries and the transfers they are the two sides of, matched as they come.
//!
//! Deliberately forgets a transfer once both of its entries agree with it: a third one finds nothing.

use std::collections::HashMap;

use crate::authority::Signers;
use crate::id::{AccountId, OrderId};
use crate::keyed_hash::Hash;
use crate::ledger::entry::{Direction, Entry};
use crate::ledger::settlement::{credit_side, debit_side};
use crate::ledger::transfer::{Posting, Transfer, TransferState};
use crate::money::Money;

use super::difference::{Difference, Kind, Subject};

/// Halves whose other half has not come.
pub(super) struct MatchUp {
    signers: Signers,
    waiting: HashMap<OrderId, Vec<Walked>>,
    posted: HashMap<OrderId, Posted>,
}

/// An entry, and the hash its chain continues if that is known.
struct Walked {
    entry: Entry,
    previous: Option<Hash>,
}

struct Posted {
    transfer: Transfer,
    posting: Posting,
    digest: Hash,
    has_debit: bool,
    has_credit: bool,
}

impl MatchUp {
    pub(super) fn new(signers: Signers) -> Self {
        Self {
            signers,
            waiting: HashMap::new(),
            posted: HashMap::new(),
        }
    }

    pub(super) fn take_entry(
        &mut self,
        entry: Entry,
        previous: Option<Hash>,
        found: &mut Vec<Difference>,
    ) {
        let walked = Walked { entry, previous };
        let id = &walked.entry.transfer;
        if let Some(posted) = self.posted.get_mut(id) {
            posted.match_with(&walked, found);
            if posted.is_complete() {
                self.posted.remove(id);
            }
        } else {
            self.waiting.entry(id.clone()).or_default().push(walked);
        }
    }

    pub(super) fn take_transfer(&mut self, transfer: Transfer, found: &mut Vec<Difference>) {
        if let TransferState::Authorised(confirmed) = &transfer.state
            && !(transfer.is_authorised_by(confirmed).is_ok() && confirmed.is_good(&self.signers))
        {
            let subject = Subject::Account(transfer.debit_account.clone());
            let missing = Difference::of(subject, Kind::AuthorityMissing, Some(transfer.amount));
            found.push(missing.with(&transfer.id));
        }
        let TransferState::Posted(posting) = transfer.state.clone() else {
            // Its entries, if there are any, go on waiting for a posted one.
            return;
        };
        let waiting = self.waiting.remove(&transfer.id).unwrap_or_default();
        let mut posted = Posted {
            digest: transfer.digest(),
            transfer,
            posting,
            has_debit: false,
            has_credit: false,
        };
        for walked in &waiting {
            posted.match_with(walked, found);
        }
        if !posted.credits_its_payee() {
            found.push(posted.differs(&posted.posting.credited, Kind::EntryAltered));
        }
        if !posted.is_authorised(&self.signers) {
            found.push(posted.differs(&posted.transfer.debit_account, Kind::AuthorityMissing));
        }
        if !posted.is_complete() {
            self.posted.insert(posted.transfer.id.clone(), posted);
        }
    }

    /// What is still alone has lost its other half.
    pub(super) fn finish(&self, found: &mut Vec<Difference>) {
        for Walked { entry, .. } in self.waiting.values().flatten() {
            let subject = Subject::Account(entry.account.clone());
            let lost = Difference::of(subject, Kind::TransferMissing, Some(entry.amount));
            found.push(lost.with(&entry.transfer));
        }
        for posted in self.posted.values() {
            if !posted.has_debit {
                found.push(posted.differs(&posted.transfer.debit_account, Kind::EntryMissing));
            }
            if !posted.has_credit {
                found.push(posted.differs(&posted.posting.credited, Kind::EntryMissing));
            }
        }
    }
}

impl Posted {
    const fn is_complete(&self) -> bool {
        self.has_debit && self.has_credit
    }

    fn match_with(&mut self, walked: &Walked, found: &mut Vec<Difference>) {
        let entry = &walked.entry;
        let is_there = match entry.direction {
            Direction::Debit => &mut self.has_debit,
            Direction::Credit => &mut self.has_credit,
        };
        let kind = if std::mem::replace(is_there, true) {
            Kind::EntryDoubled
        } else if self.is_this(entry) && self.is_linked(walked) {
            return;
        } else {
            Kind::EntryAltered
        };
        let amount = entry.amount.checked_sub(self.transfer.amount);
        let subject = Subject::Account(entry.account.clone());
        let differs = Difference::of(subject, kind, amount.ok());
        found.push(differs.with(&entry.transfer));
    }

    /// Whether the entry says what the transfer and its receipt say of it.
    fn is_this(&self, entry: &Entry) -> bool {
        let (side, account, number) = match entry.direction {
            Direction::Debit => (
                debit_side(&self.transfer),
                &self.transfer.debit_account,
                self.posting.debit_entry,
            ),
            Direction::Credit => (
                credit_side(&self.transfer),
                &self.posting.credited,
                self.posting.credit_entry,
            ),
        };
        let is_receipt = |balance: Money| {
            entry.direction == Direction::Credit || balance == self.posting.balance_after
        };
        entry.account == *account
            && entry.number == number
            && entry.posted_at == self.posting.posted_at
            && entry.amount == side.amount
            && entry.other_account == *side.other_account
            && entry.other_name == side.other_name
            && entry.reference.as_ref() == side.reference
            && is_receipt(entry.balance_after)
    }

    /// After a gap nobody knows what the chain continued; the gap has been told.
    fn is_linked(&self, walked: &Walked) -> bool {
        walked
            .previous
            .is_none_or(|previous| walked.entry.link(previous, self.digest) == walked.entry.chain)
    }

    /// By the very order it was made for, and signed by both who must; money that entered the bank has neither.
    fn is_authorised(&self, signers: &Signers) -> bool {
        match &self.posting.authority {
            Some(authority) => {
                self.transfer.is_authorised_by(authority).is_ok() && authority.is_good(signers)
            }
            None => self.transfer.order.is_none(),
        }
    }

    fn credits_its_payee(&self) -> bool {
        let payee = &self.transfer.credit_account.0;
        let rest = self.posting.credited.0.strip_prefix(payee.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('#'))
    }

    fn differs(&self, account: &AccountId, kind: Kind) -> Difference {
        let subject = Subject::Account(account.clone());
        Difference::of(subject, kind, Some(self.transfer.amount)).with(&self.transfer.id)
    }
}
