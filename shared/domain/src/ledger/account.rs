//! An account: what it holds, and what of that may still be spent.

use crate::id::{AccountId, CustomerId};
use crate::keyed_hash::Hash;
use crate::ledger::refusal::Refusal;
use crate::money::{Currency, Money, MoneyError};
use crate::time::UnixSeconds;

/// Whose money an account holds, and so what may be done with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountKind {
    /// A customer's: never spends more than is available.
    Customer,
    /// What a customer owes, below zero: repaid by credits, never debited here.
    Loan,
    /// A busy payee's: holds nothing itself, is credited through its shards, is never debited here.
    Merchant {
        /// How many shards share the credits, at least one.
        shards: u8,
    },
    /// One of a merchant's shards.
    Shard,
    /// The bank's own side of money that came from outside; may be below zero, takes part in openings only.
    Internal,
    /// The bank's own side of the cash in its machines: credited by what a machine gives out, debited by what it kept
    /// after all. No order moves anything to or from it.
    Cash,
}

/// Whether an account may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountStatus {
    /// As usual.
    Open,
    /// Nothing goes out; credits still come in.
    Frozen,
    /// Nothing goes out or comes in.
    Closed,
}

/// One account as the ledger keeps it.
#[derive(Clone, PartialEq, Eq)]
pub struct Account {
    /// The bank's identifier.
    pub id: AccountId,
    /// Whose it is.
    pub owner: CustomerId,
    /// What the customer calls it: "Current account".
    pub name: String,
    /// What may be done with it.
    pub kind: AccountKind,
    /// Whether it may be used.
    pub status: AccountStatus,
    /// The sum of all posted journal entries.
    pub posted: Money,
    /// The sum of all pending debits: held, not yet posted.
    pub pending_debits: Money,
    /// Where its journal stands.
    pub journal: JournalHead,
}

/// The last entry of an account's journal; the next one builds on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JournalHead {
    /// How many entries there are; the next one takes the next number.
    pub entries: u64,
    /// When the last one was posted. The next is never earlier, whatever a clock says.
    pub last_posted_at: UnixSeconds,
    /// Hash over all entries so far.
    pub chain: Hash,
}

impl Account {
    /// An open account with nothing in it.
    #[must_use]
    pub const fn new(
        id: AccountId,
        owner: CustomerId,
        name: String,
        kind: AccountKind,
        currency: Currency,
        opened_at: UnixSeconds,
    ) -> Self {
        Self {
            id,
            owner,
            name,
            kind,
            status: AccountStatus::Open,
            posted: Money::new(0, currency),
            pending_debits: Money::new(0, currency),
            journal: JournalHead {
                entries: 0,
                last_posted_at: opened_at,
                chain: Hash::ZERO,
            },
        }
    }

    /// What may still be spent: posted less pending debits.
    pub fn available(&self) -> Result<Money, MoneyError> {
        self.posted.checked_sub(self.pending_debits)
    }

    /// Whether `amount` may be held on this account now, for `customer`.
    pub fn may_hold(&self, customer: &CustomerId, amount: Money) -> Result<(), Refusal> {
        self.may_be_debited(customer, amount)?;
        match self.available() {
            Ok(available) if available.minor() >= amount.minor() => Ok(()),
            _ => Err(Refusal::InsufficientFunds),
        }
    }

    /// Whether a hold on this account may become a debit of `customer`'s: its money is there, the account must be
    /// too. Somebody else's account is none of theirs, whoever has sealed the order.
    pub fn may_be_debited(&self, customer: &CustomerId, amount: Money) -> Result<(), Refusal> {
        if self.owner != *customer {
            return Err(Refusal::NoSuchAccount);
        }
        match (self.kind, self.status) {
            (AccountKind::Customer, AccountStatus::Open) => self.same_currency(amount),
            (AccountKind::Customer, AccountStatus::Frozen) => Err(Refusal::AccountFrozen),
            (AccountKind::Customer, AccountStatus::Closed) => Err(Refusal::AccountClosed),
            _ => Err(Refusal::NotDebitable),
        }
    }

    /// Whether only a cash machine's request may credit it.
    #[must_use]
    pub fn is_cash(&self) -> bool {
        self.kind == AccountKind::Cash
    }

    /// Whether `amount` may be credited to this account.
    pub fn may_be_credited(&self, amount: Money) -> Result<(), Refusal> {
        match (self.kind, self.status) {
            (AccountKind::Internal, _) => Err(Refusal::NotCreditable),
            (_, AccountStatus::Closed) => Err(Refusal::AccountClosed),
            _ => self.same_currency(amount),
        }
    }

    fn same_currency(&self, amount: Money) -> Result<(), Refusal> {
        if amount.currency() == self.posted.currency() {
            Ok(())
        } else {
            Err(Refusal::CurrencyMismatch)
        }
    }
}

/// Balances are confidential: only the identifier may reach a log.
impl std::fmt::Debug for Account {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Account")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}
