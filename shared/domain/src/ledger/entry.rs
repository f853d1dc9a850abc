//! A journal entry: one account's side of a posted transfer. Written once, never changed.

use crate::id::{AccountId, OrderId};
use crate::keyed_hash::Hash;
use crate::ledger::account::{Account, JournalHead};
use crate::ledger::reference::Reference;
use crate::money::{Money, MoneyError};
use crate::time::UnixSeconds;

/// Which way money went, from the account's point of view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Out of the account.
    Debit,
    /// Into the account.
    Credit,
}

impl Direction {
    /// The stable name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Debit => "debit",
            Self::Credit => "credit",
        }
    }

    /// Reads the name back.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Debit, Self::Credit]
            .into_iter()
            .find(|direction| direction.name() == name)
    }

    /// `balance` after `amount` went this way.
    pub fn apply(self, balance: Money, amount: Money) -> Result<Money, MoneyError> {
        match self {
            Self::Debit => balance.checked_sub(amount),
            Self::Credit => balance.checked_add(amount),
        }
    }
}

/// One line of an account's journal.
#[derive(Clone, PartialEq, Eq)]
pub struct Entry {
    /// Which account.
    pub account: AccountId,
    /// Its place in the account's journal, from 1 without gaps.
    pub number: u64,
    /// The transfer it is a side of.
    pub transfer: OrderId,
    /// Which way.
    pub direction: Direction,
    /// How much; more than zero.
    pub amount: Money,
    /// The account's posted balance after it.
    pub balance_after: Money,
    /// The account on the other side.
    pub other_account: AccountId,
    /// Who is on the other side, as a statement shows it.
    pub other_name: String,
    /// What it is for, if the payer said so.
    pub reference: Option<Reference>,
    /// When; never before the entry with the number below.
    pub posted_at: UnixSeconds,
    /// Hash over this entry and all before it: a changed or missing one breaks the chain.
    pub chain: Hash,
}

/// Names, amounts and balances are confidential: only its place and its transfer may reach a log.
impl std::fmt::Debug for Entry {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Entry")
            .field("account", &self.account)
            .field("number", &self.number)
            .field("transfer", &self.transfer)
            .finish_non_exhaustive()
    }
}

/// The side of a transfer that an entry records.
pub struct Side<'a> {
    /// Which way.
    pub direction: Direction,
    /// How much.
    pub amount: Money,
    /// The account on the other side.
    pub other_account: &'a AccountId,
    /// Who is on the other side.
    pub other_name: &'a str,
    /// What it is for.
    pub reference: Option<&'a Reference>,
    /// The transfer's id.
    pub transfer: &'a OrderId,
    /// Hash over the transfer's own fields; the entry vouches for them too.
    pub transfer_digest: Hash,
}

impl Entry {
    /// The next entry of `account`.
    ///
    /// # Errors
    /// If the balance would leave its currency or the range of 64 bits.
    pub fn next(
        account: &Account,
        side: &Side<'_>,
        posted_at: UnixSeconds,
    ) -> Result<Self, MoneyError> {
        let mut entry = Self {
            account: account.id.clone(),
            number: account
                .journal
                .entries
                .checked_add(1)
                .ok_or(MoneyError::Overflow)?,
            transfer: side.transfer.clone(),
            direction: side.direction,
            amount: side.amount,
            balance_after: side.direction.apply(account.posted, side.amount)?,
            other_account: side.other_account.clone(),
            other_name: side.other_name.to_owned(),
            reference: side.reference.cloned(),
            posted_at,
            chain: Hash::ZERO,
        };
        entry.chain = entry.link(account.journal.chain, side.transfer_digest);
        Ok(entry)
    }

    /// The hash this entry should carry after `previous`.
    #[must_use]
    pub fn link(&self, previous: Hash, transfer_digest: Hash) -> Hash {
        let number = self.number.to_be_bytes();
        let [amount, balance] =
            [self.amount, self.balance_after].map(|money| money.minor().to_be_bytes());
        let posted_at = self.posted_at.0.to_be_bytes();
        let mut fields: Vec<&[u8]> = vec![
            previous.bytes(),
            transfer_digest.bytes(),
            self.account.0.as_bytes(),
            &number,
            self.transfer.0.as_bytes(),
            self.direction.name().as_bytes(),
            &amount,
            self.amount.currency().code().as_bytes(),
            &balance,
            self.other_account.0.as_bytes(),
            self.other_name.as_bytes(),
            &posted_at,
        ];
        fields.extend(self.reference.iter().flat_map(Reference::fields));
        Hash::plain(&fields)
    }

    /// Where the journal stands after this entry.
    #[must_use]
    pub const fn head(&self) -> JournalHead {
        JournalHead {
            entries: self.number,
            last_posted_at: self.posted_at,
            chain: self.chain,
        }
    }
}
