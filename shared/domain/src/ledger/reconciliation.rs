//! Reconciliation: every balance rebuilt from the journal and compared with what the ledger says.
//!
//! Pure, and in one pass: records come in any order of accounts and transfers, but an account before its
//! entries and those in the order of their numbers, as a table's scan gives them. Deliberately repairs
//! nothing, and does not know whether money moved while the records were read: who feeds it a ledger in
//! use looks at what it finds again.

mod book;
mod difference;
mod mandated;
mod match_up;
mod paid;
mod reversed;

use std::collections::HashMap;

use crate::authority::Signers;
use crate::id::{AccountId, CustomerId, OrderId};
use crate::ledger::account::Account;
use crate::ledger::entry::Entry;
use crate::ledger::transfer::{Transfer, TransferState};
use crate::money::{Currency, Money};
use crate::time::Day;

pub use difference::{Difference, Kind, Subject};
pub use paid::BillKey;

use book::Book;
use mandated::Mandates;
use match_up::MatchUp;
use paid::Bills;
use reversed::Reversals;

/// What the ledger holds, one thing at a time.
#[derive(Clone, Debug)]
pub enum Record {
    /// An account, one shard of it, or the bank's own.
    Account {
        /// As it is stored.
        account: Account,
        /// What is stored as available; it can be told from the other balances, and is kept beside them.
        available: Money,
    },
    /// A journal entry.
    Entry(Entry),
    /// A transfer.
    Transfer {
        /// As it is stored.
        transfer: Box<Transfer>,
        /// Whether it is in the index of holds, as held ones and no others must be.
        is_indexed: bool,
    },
    /// What a customer has reserved and posted on one day.
    Spend {
        /// Whose, when, in which currency.
        of: SpendKey,
        /// How much, as it is stored.
        spent: Money,
    },
    /// By which transfer a bill is taken.
    Bill {
        /// Whose, and which.
        of: BillKey,
        /// The transfer; nothing if whatever held it was given back.
        by: Option<OrderId>,
    },
    /// Something that does not read as it was written, or lies where it does not belong.
    Unreadable(Subject),
}

/// Whose limit, on which day, in which currency.
pub type SpendKey = (CustomerId, Day, Currency);

/// What a reconciliation came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// How many accounts were read, shards and the bank's own included.
    pub accounts: u64,
    /// How many journal entries were read.
    pub entries: u64,
    /// How many transfers were read.
    pub transfers: u64,
    /// What does not agree.
    pub differences: Vec<Difference>,
}

/// A reconciliation under way. Needs memory for each account, and for the transfers and entries whose
/// other half has not come yet.
pub struct Reconciliation {
    books: HashMap<AccountId, Book>,
    match_up: MatchUp,
    spent: HashMap<SpendKey, i128>,
    spends: HashMap<SpendKey, Money>,
    bills: Bills,
    reversals: Reversals,
    mandates: Mandates,
    report: Report,
}

impl Reconciliation {
    /// Nothing read yet. What was posted has to be signed by `signers`.
    #[must_use]
    pub fn new(signers: Signers) -> Self {
        Self {
            books: HashMap::new(),
            match_up: MatchUp::new(signers),
            spent: HashMap::new(),
            spends: HashMap::new(),
            bills: Bills::default(),
            reversals: Reversals::default(),
            mandates: Mandates::default(),
            report: Report::default(),
        }
    }

    /// Takes the next record.
    pub fn take(&mut self, record: Record) {
        match record {
            Record::Account { account, available } => {
                self.report.accounts = self.report.accounts.saturating_add(1);
                self.book(&account.id).open(account, available);
            }
            Record::Entry(entry) => self.take_entry(entry),
            Record::Transfer {
                transfer,
                is_indexed,
            } => self.take_transfer(*transfer, is_indexed),
            Record::Spend { of, spent } => {
                self.spends.insert(of, spent);
            }
            Record::Bill { of, by } => self.bills.take(of, by),
            Record::Unreadable(subject) => {
                let found = Difference::of(subject, Kind::Unreadable, None);
                self.report.differences.push(found);
            }
        }
    }

    /// Everything that does not agree once the last record has been taken.
    #[must_use]
    pub fn finish(mut self) -> Report {
        let found = &mut self.report.differences;
        self.match_up.finish(found);
        self.bills.finish(found);
        self.reversals.finish(found);
        let mut sums: HashMap<Currency, i128> = HashMap::new();
        for (id, book) in &self.books {
            book.finish(id, found);
            if let Some(posted) = book.posted() {
                add(sums.entry(posted.currency()).or_default(), posted.minor());
            }
        }
        for (currency, sum) in sums.into_iter().filter(|(_, sum)| *sum != 0) {
            let amount = Some(money(sum, currency));
            found.push(Difference::of(
                Subject::Currency(currency),
                Kind::MoneyFromNowhere,
                amount,
            ));
        }
        for (key, stored) in &self.spends {
            let rebuilt = self.spent.get(key).copied().unwrap_or_default();
            compare_spend(key, *stored, rebuilt, found);
        }
        self.report
    }

    fn take_entry(&mut self, entry: Entry) {
        self.report.entries = self.report.entries.saturating_add(1);
        let book = self.books.entry(entry.account.clone()).or_default();
        let previous = book.walk(&entry, &mut self.report.differences);
        let found = &mut self.report.differences;
        self.match_up.take_entry(entry, previous, found);
    }

    fn take_transfer(&mut self, transfer: Transfer, is_indexed: bool) {
        self.report.transfers = self.report.transfers.saturating_add(1);
        let is_held = transfer.state.is_held();
        if is_held != is_indexed {
            let subject = Subject::Account(transfer.debit_account.clone());
            let found = Difference::of(subject, Kind::IndexDiffers, Some(transfer.amount));
            self.report.differences.push(found.with(&transfer.id));
        }
        if is_held {
            self.book(&transfer.debit_account).hold(transfer.amount);
        }
        self.take_orderer(&transfer);
        if is_held || matches!(transfer.state, TransferState::Posted(_)) {
            self.count_spend(&transfer);
        }
        self.bills.take_transfer(&transfer);
        self.reversals.take(&transfer);
        let found = &mut self.report.differences;
        self.mandates.take(&transfer, found);
        self.match_up.take_transfer(transfer, found);
    }

    /// Nobody but its owner has an account debited. Money that entered the bank was ordered by nobody, and what gives
    /// back is compared with what it gives back.
    fn take_orderer(&mut self, transfer: &Transfer) {
        if transfer.order.is_some() && transfer.reverses.is_none() {
            let book = self.books.entry(transfer.debit_account.clone());
            let found = &mut self.report.differences;
            book.or_default().debited_by(transfer, found);
        }
    }

    fn count_spend(&mut self, transfer: &Transfer) {
        if let Some(day) = &transfer.spend_day {
            let currency = transfer.amount.currency();
            let key = (transfer.customer.clone(), day.clone(), currency);
            add(self.spent.entry(key).or_default(), transfer.amount.minor());
        }
    }

    fn book(&mut self, id: &AccountId) -> &mut Book {
        self.books.entry(id.clone()).or_default()
    }
}

fn compare_spend(key: &SpendKey, stored: Money, rebuilt: i128, found: &mut Vec<Difference>) {
    let (customer, _, currency) = key;
    let difference = i128::from(stored.minor()).saturating_sub(rebuilt);
    if difference != 0 {
        found.push(Difference::of(
            Subject::Customer(customer.clone()),
            Kind::SpendDiffers,
            Some(money(difference, *currency)),
        ));
    }
}

/// Sums of 64-bit amounts do not leave 128 bits.
const fn add(sum: &mut i128, minor: i64) {
    *sum = sum.saturating_add(minor as i128);
}

/// A difference too large for the ledger's own numbers is told as the largest there is.
fn money(minor: i128, currency: Currency) -> Money {
    let most = if minor < 0 { i64::MIN } else { i64::MAX };
    Money::new(i64::try_from(minor).unwrap_or(most), currency)
}
