//! Accounts and their entries as their owner sees them: what `accounts` tells, and nothing more.

use crate::id::{AccountId, OrderId};
use crate::ledger::account::{Account, AccountKind};
use crate::ledger::entry::{Direction, Entry};
use crate::ledger::reference::Reference;
use crate::money::{Money, MoneyError};
use crate::time::UnixSeconds;

/// An account as its owner sees it.
#[derive(Clone, PartialEq, Eq)]
pub struct AccountView {
    /// The bank's identifier.
    pub id: AccountId,
    /// What the customer calls it.
    pub name: String,
    /// What may be done with it.
    pub use_of: AccountUse,
    /// What is booked.
    pub posted: Money,
    /// What may be spent.
    pub available: Money,
}

/// What its owner may do with an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountUse {
    /// Pay from it and into it.
    Everyday,
    /// Repay it: a loan.
    Repay,
    /// Collect on it: a merchant's.
    Collect,
}

impl AccountUse {
    /// Every use, for tables and tests.
    pub const ALL: [Self; 3] = [Self::Everyday, Self::Repay, Self::Collect];

    /// The stable name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Everyday => "everyday",
            Self::Repay => "repay",
            Self::Collect => "collect",
        }
    }

    /// Reads the name back.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }
}

impl TryFrom<&Account> for AccountView {
    type Error = MoneyError;

    fn try_from(account: &Account) -> Result<Self, MoneyError> {
        Ok(Self {
            id: account.id.clone(),
            name: account.name.clone(),
            use_of: match account.kind {
                AccountKind::Customer => AccountUse::Everyday,
                AccountKind::Loan => AccountUse::Repay,
                AccountKind::Merchant { .. }
                | AccountKind::Shard
                | AccountKind::Internal
                | AccountKind::Cash => AccountUse::Collect,
            },
            posted: account.posted,
            available: account.available()?,
        })
    }
}

/// A line of a statement.
#[derive(Clone, PartialEq, Eq)]
pub struct EntryView {
    /// When.
    pub posted_at: UnixSeconds,
    /// Which way.
    pub direction: Direction,
    /// How much; more than zero.
    pub amount: Money,
    /// The balance after it.
    pub balance: Money,
    /// Who is on the other side.
    pub other_name: String,
    /// What it is for, if the payer said so.
    pub reference: Option<Reference>,
    /// The transfer it is a side of.
    pub transfer: OrderId,
}

impl From<&Entry> for EntryView {
    fn from(entry: &Entry) -> Self {
        Self {
            posted_at: entry.posted_at,
            direction: entry.direction,
            amount: entry.amount,
            balance: entry.balance_after,
            other_name: entry.other_name.clone(),
            reference: entry.reference.clone(),
            transfer: entry.transfer.clone(),
        }
    }
}

/// Names, amounts and balances are confidential: only the identifier may reach a log.
impl std::fmt::Debug for AccountView {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("AccountView")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

/// Names, amounts and balances are confidential: only the transfer may reach a log.
impl std::fmt::Debug for EntryView {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("EntryView")
            .field("transfer", &self.transfer)
            .finish_non_exhaustive()
    }
}
