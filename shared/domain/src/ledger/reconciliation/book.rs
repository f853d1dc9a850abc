//! One account's book: its entries walked in order, and what the account should say in the end.

use crate::id::{AccountId, CustomerId, OrderId};
use crate::keyed_hash::Hash;
use crate::ledger::account::{Account, JournalHead};
use crate::ledger::entry::{Direction, Entry};
use crate::ledger::transfer::Transfer;
use crate::money::Money;
use crate::time::UnixSeconds;

use super::difference::{Difference, Kind, Subject};
use super::{add, money};

/// An account as it is stored, and as its journal and its holds tell it.
pub(super) struct Book {
    stored: Option<(Account, Money)>,
    head: JournalHead,
    /// The balance after the last entry walked; none before the first.
    balance: Option<Money>,
    /// Sum of all entries walked.
    sum: i128,
    /// Sum of all pending transfers.
    held: i128,
    /// Who ordered a debit, and by which transfer: the first seen, for all are compared with it.
    orderer: Option<(CustomerId, OrderId)>,
}

impl Default for Book {
    fn default() -> Self {
        Self {
            stored: None,
            head: JournalHead {
                entries: 0,
                last_posted_at: UnixSeconds(i64::MIN),
                chain: Hash::ZERO,
            },
            balance: None,
            sum: 0,
            held: 0,
            orderer: None,
        }
    }
}

impl Book {
    pub(super) fn open(&mut self, account: Account, available: Money) {
        self.stored = Some((account, available));
    }

    pub(super) fn hold(&mut self, amount: Money) {
        add(&mut self.held, amount.minor());
    }

    /// Somebody ordered a debit. Two who did cannot both own the account; one is compared with it in the end.
    pub(super) fn debited_by(&mut self, transfer: &Transfer, found: &mut Vec<Difference>) {
        let by = || (transfer.customer.clone(), transfer.id.clone());
        let (orderer, _) = self.orderer.get_or_insert_with(by);
        if *orderer != transfer.customer {
            let subject = Subject::Account(transfer.debit_account.clone());
            let other = Difference::of(subject, Kind::OwnerDiffers, Some(transfer.amount));
            found.push(other.with(&transfer.id));
        }
    }

    pub(super) fn posted(&self) -> Option<Money> {
        self.stored.as_ref().map(|(account, _)| account.posted)
    }

    /// Goes on to the next entry. Answers the hash its chain continues, unless nobody knows which.
    pub(super) fn walk(&mut self, entry: &Entry, found: &mut Vec<Difference>) -> Option<Hash> {
        let expected = self.head.entries.saturating_add(1);
        let before = self.balance.map_or(0, Money::minor);
        add(&mut self.sum, signed(entry));
        if entry.number < expected {
            found.push(about(entry, Kind::EntryDoubled, signed(entry).into()));
            return None;
        }
        let unexplained = i128::from(entry.balance_after.minor())
            .saturating_sub(before.into())
            .saturating_sub(signed(entry).into());
        if entry.number > expected {
            found.push(about(entry, Kind::EntryMissing, unexplained));
        } else if unexplained != 0 || !self.fits(entry) {
            found.push(about(entry, Kind::EntryAltered, unexplained));
        }
        let previous = (entry.number == expected).then_some(self.head.chain);
        self.head = entry.head();
        self.balance = Some(entry.balance_after);
        previous
    }

    /// What the account should say, now that all of its entries and holds are known.
    pub(super) fn finish(&self, id: &AccountId, found: &mut Vec<Difference>) {
        found.extend(self.owner_differs(id));
        let mut differs = |kind, amount, account: &Account| {
            let amount = Some(money(amount, account.posted.currency()));
            found.push(Difference::of(Subject::Account(id.clone()), kind, amount));
        };
        let Some((account, available)) = &self.stored else {
            let amount = self.balance.map(|last| money(self.sum, last.currency()));
            let subject = Subject::Account(id.clone());
            found.push(Difference::of(subject, Kind::AccountMissing, amount));
            return;
        };
        let less =
            |stored: Money, rebuilt: i128| i128::from(stored.minor()).saturating_sub(rebuilt);
        let posted = less(account.posted, self.sum);
        if posted != 0 {
            differs(Kind::BalanceDiffers, posted, account);
        }
        if !self.is_headed(account) {
            let last = self.balance.map_or(0, Money::minor);
            differs(
                Kind::HeadDiffers,
                less(account.posted, last.into()),
                account,
            );
        }
        let held = less(account.pending_debits, self.held);
        if held != 0 {
            differs(Kind::PendingDiffers, held, account);
        }
        let available = less(*available, self.sum.saturating_sub(self.held));
        if available != 0 {
            differs(Kind::AvailableDiffers, available, account);
        }
    }

    fn owner_differs(&self, id: &AccountId) -> Option<Difference> {
        let (account, _) = self.stored.as_ref()?;
        let (orderer, transfer) = self.orderer.as_ref()?;
        let differs = || Difference::of(Subject::Account(id.clone()), Kind::OwnerDiffers, None);
        (*orderer != account.owner).then(|| differs().with(transfer))
    }

    /// An account without entries says when it was opened; that is in no entry.
    fn is_headed(&self, account: &Account) -> bool {
        let is_new = self.head.entries == 0;
        let last_posted_at = if is_new {
            account.journal.last_posted_at
        } else {
            self.head.last_posted_at
        };
        account.journal
            == JournalHead {
                last_posted_at,
                ..self.head
            }
    }

    fn fits(&self, entry: &Entry) -> bool {
        let currency = entry.amount.currency();
        let is_same = |money: Money| money.currency() == currency;
        entry.amount.is_positive()
            && entry.posted_at >= self.head.last_posted_at
            && self.balance.is_none_or(is_same)
            && self.posted().is_none_or(is_same)
    }
}

/// The amount as it changes the balance.
fn signed(entry: &Entry) -> i64 {
    match entry.direction {
        Direction::Debit => entry.amount.minor().saturating_neg(),
        Direction::Credit => entry.amount.minor(),
    }
}

fn about(entry: &Entry, kind: Kind, amount: i128) -> Difference {
    let amount = money(amount, entry.amount.currency());
    let subject = Subject::Account(entry.account.clone());
    Difference::of(subject, kind, Some(amount)).with(&entry.transfer)
}
