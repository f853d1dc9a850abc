//! What posting a transfer writes, decided in one place: the transfer's new state and both entries.

use crate::authority::{Authority, Evidence, Redemption};
use crate::id::AccountId;
use crate::keyed_hash::Hash;
use crate::ledger::account::{Account, AccountKind};
use crate::ledger::entry::{Direction, Entry, Side};
use crate::ledger::refusal::Refusal;
use crate::ledger::transfer::{Posting, Transfer, TransferError, TransferState};
use crate::time::UnixSeconds;

/// A posting, ready to be written in one transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settlement {
    /// The transfer, posted.
    pub transfer: Transfer,
    /// The debit account's entry.
    pub debit: Entry,
    /// The credit account's entry.
    pub credit: Entry,
}

impl Settlement {
    /// Settles `transfer` between the accounts as they stand. `credit` is the account itself or, for a
    /// merchant, the shard that [`shard_for`] names.
    ///
    /// # Errors
    /// The [`TransferError`] of the ending that won, or why an account refuses.
    pub fn decide(
        transfer: Transfer,
        debit: &Account,
        credit: &Account,
        authority: &Authority,
        now: UnixSeconds,
    ) -> Result<Self, TransferError> {
        transfer.may_be_posted(now)?;
        let evidence = authority.evidence();
        transfer.is_permitted_by(authority)?;
        // Cash leaves by a machine's request against a hold, never by a transfer.
        if credit.is_cash() {
            return Err(Refusal::NotCreditable.into());
        }
        debit.may_be_debited(&transfer.customer, transfer.amount)?;
        credit.may_be_credited(transfer.amount)?;
        Self::between(transfer, debit, credit, Some(Box::new(evidence)), now)
    }

    /// Settles an authorised hold with what a cash machine gives out; the rest is held no more.
    ///
    /// # Errors
    /// The [`TransferError`] of the ending that won, or why an account or the amount refuses.
    pub fn redeem(
        transfer: Transfer,
        debit: &Account,
        cash: &Account,
        redemption: &Redemption,
        now: UnixSeconds,
    ) -> Result<Self, TransferError> {
        let transfer = transfer.redeem(redemption, now)?;
        if !cash.is_cash() {
            return Err(Refusal::NotCreditable.into());
        }
        debit.may_be_debited(&transfer.customer, transfer.amount)?;
        cash.may_be_credited(transfer.amount)?;
        let evidence = Box::new(redemption.evidence().clone());
        Self::between(transfer, debit, cash, Some(evidence), now)
    }

    /// Gives back what a cash machine kept.
    ///
    /// # Errors
    /// Why the customer's account takes nothing: it was closed meanwhile.
    pub fn reverse(
        reversal: Transfer,
        cash: &Account,
        customers: &Account,
        why: Evidence,
        now: UnixSeconds,
    ) -> Result<Self, TransferError> {
        reversal.is_authorised_by(&why)?;
        customers.may_be_credited(reversal.amount)?;
        Self::between(reversal, cash, customers, Some(Box::new(why)), now)
    }

    /// The bank credits an account with money that came from outside: the only way money enters.
    pub fn opening(
        transfer: Transfer,
        bank: &Account,
        account: &Account,
    ) -> Result<Self, TransferError> {
        let now = transfer.reserved_at;
        Self::between(transfer, bank, account, None, now)
    }

    fn between(
        transfer: Transfer,
        debit: &Account,
        credit: &Account,
        authority: Option<Box<Evidence>>,
        now: UnixSeconds,
    ) -> Result<Self, TransferError> {
        // Both sides carry one time, and neither journal runs backwards when a clock does.
        let posted_at = now
            .max(debit.journal.last_posted_at)
            .max(credit.journal.last_posted_at);
        let debited = Entry::next(debit, &debit_side(&transfer), posted_at)?;
        let credited = Entry::next(credit, &credit_side(&transfer), posted_at)?;
        let posting = Posting {
            posted_at,
            credited: credit.id.clone(),
            debit_entry: debited.number,
            credit_entry: credited.number,
            balance_after: debited.balance_after,
            authority,
        };
        let transfer = Transfer {
            state: TransferState::Posted(posting),
            ..transfer
        };
        Ok(Self {
            transfer,
            debit: debited,
            credit: credited,
        })
    }
}

/// What the debit account's entry records of a transfer.
#[must_use]
pub fn debit_side(transfer: &Transfer) -> Side<'_> {
    Side {
        direction: Direction::Debit,
        amount: transfer.amount,
        other_account: &transfer.credit_account,
        other_name: &transfer.payee_name,
        reference: transfer.reference.as_ref(),
        transfer: &transfer.id,
        transfer_digest: transfer.digest(),
    }
}

/// What the credit account's entry records of a transfer.
#[must_use]
pub fn credit_side(transfer: &Transfer) -> Side<'_> {
    Side {
        direction: Direction::Credit,
        amount: transfer.amount,
        other_account: &transfer.debit_account,
        other_name: &transfer.payer_name,
        reference: transfer.reference.as_ref(),
        transfer: &transfer.id,
        transfer_digest: transfer.digest(),
    }
}

/// The shard of a merchant's account that try number `tries` of posting a transfer credits; `None` for
/// an account without shards. Where one shard was busy, the next try takes another.
#[must_use]
pub fn shard_for(transfer: &Transfer, credit: &Account, tries: u32) -> Option<AccountId> {
    let AccountKind::Merchant { shards } = credit.kind else {
        return None;
    };
    let spread = Hash::plain(&[b"shard", transfer.id.0.as_bytes(), &tries.to_be_bytes()]);
    let [first, second, ..] = *spread.bytes();
    let number = u16::from_be_bytes([first, second]).checked_rem(u16::from(shards))?;
    Some(credit.id.shard(u8::try_from(number).ok()?))
}

impl From<crate::money::MoneyError> for TransferError {
    fn from(_: crate::money::MoneyError) -> Self {
        Self::Refused(Refusal::OutOfRange)
    }
}
