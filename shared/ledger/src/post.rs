//! Post: the transfer's state, both balances and both journal entries, together.

use aws_sdk_dynamodb::types::TransactWriteItem;
use domain::authority::Authority;
use domain::id::OrderId;
use domain::ledger::account::Account;
use domain::ledger::entry::{Direction, Entry};
use domain::ledger::settlement::{Settlement, shard_for};
use domain::ledger::transfer::{Posting, Transfer, TransferError, TransferState};
use domain::money::Money;
use domain::time::UnixSeconds;

use super::transaction::{MAX_TRIES, Outcome, pause, updated};
use crate::item::entry::EntryItem;
use crate::item::transfer::PostingItem;
use crate::item::{ACCOUNT_SK, TRANSFER_SK, account_pk, transfer_pk};
use crate::{Ledger, LedgerError};
use aws::store::{StoreError, key, number, string, to_item, to_value};

impl Ledger {
    /// Settles a pending transfer; the answer carries its receipt. Posting it again changes nothing
    /// and answers the same.
    ///
    /// # Errors
    /// [`TransferError::NotAuthorised`] unless `authority` is for the very order the transfer was made of;
    /// [`TransferError::AlreadyVoided`] or [`TransferError::Expired`] if another ending won, or the
    /// refusal of an account that was frozen or closed meanwhile.
    pub async fn post(
        &self,
        id: &OrderId,
        authority: &Authority,
        now: UnixSeconds,
    ) -> Result<Transfer, LedgerError> {
        for tries in 0..MAX_TRIES {
            let transfer = self.must_exist(id).await?;
            transfer.is_permitted_by(authority)?;
            match transfer.may_be_posted(now) {
                Err(TransferError::AlreadyPosted) => return Ok(transfer),
                decided => decided?,
            }
            let (debit, credit) = self.both_accounts(&transfer, tries).await?;
            let settlement = Settlement::decide(transfer, &debit, &credit, authority, now)?;
            let items = self.settling(&settlement, now)?;
            if let Outcome::Committed = self.transact(items).await? {
                return Ok(settlement.transfer);
            }
            pause(tries, id).await;
        }
        Err(self.table.contended().into())
    }

    pub(super) async fn both_accounts(
        &self,
        transfer: &Transfer,
        tries: u32,
    ) -> Result<(Account, Account), LedgerError> {
        let (debit, credit) = tokio::try_join!(
            self.account(&transfer.debit_account),
            self.account(&transfer.credit_account)
        )?;
        Ok(match shard_for(transfer, &credit, tries) {
            Some(shard) => (debit, self.account(&shard).await?),
            None => (debit, credit),
        })
    }

    fn settling(
        &self,
        settlement: &Settlement,
        now: UnixSeconds,
    ) -> Result<Vec<TransactWriteItem>, StoreError> {
        let transfer = &settlement.transfer;
        let TransferState::Posted(posting) = &transfer.state else {
            return Err(StoreError::Corrupt { kind: "settlement" });
        };
        Ok(vec![
            self.mark_posted(transfer, posting, now)?,
            self.book(&settlement.debit, Held::Yes)?,
            self.book(&settlement.credit, Held::No)?,
            self.write(&settlement.debit)?,
            self.write(&settlement.credit)?,
        ])
    }

    fn mark_posted(
        &self,
        transfer: &Transfer,
        posting: &Posting,
        now: UnixSeconds,
    ) -> Result<TransactWriteItem, StoreError> {
        let posting = PostingItem::from(posting);
        let authority = to_value("transfer", &posting.authority)?;
        updated(
            self.update(key(&transfer_pk(&transfer.id), TRANSFER_SK))
                .update_expression(
                    "SET #state = :posted, posted_at = :posted_at, credited = :credited, \
                     debit_entry = :debit_entry, credit_entry = :credit_entry, \
                     balance_minor = :balance, authority = :authority REMOVE hold_bucket",
                )
                .condition_expression("#state = :pending AND hold_expires_at > :now")
                .expression_attribute_names("#state", "state")
                .expression_attribute_values(":posted", string("posted"))
                .expression_attribute_values(":pending", string("pending"))
                .expression_attribute_values(":now", number(now.0))
                .expression_attribute_values(":posted_at", number(posting.posted_at))
                .expression_attribute_values(":credited", string(posting.credited))
                .expression_attribute_values(":debit_entry", number(posting.debit_entry))
                .expression_attribute_values(":credit_entry", number(posting.credit_entry))
                .expression_attribute_values(":balance", number(posting.balance_minor))
                .expression_attribute_values(":authority", authority),
        )
    }

    /// Moves an account's balance along with its entry, if the entry is still the next one. A held
    /// debit ends its hold, so that what is available stays as it is.
    pub(super) fn book(&self, entry: &Entry, held: Held) -> Result<TransactWriteItem, StoreError> {
        let balances = match (entry.direction, held) {
            (Direction::Debit, Held::Yes) => {
                "posted_minor = posted_minor - :amount, \
                 pending_debits_minor = pending_debits_minor - :amount"
            }
            (Direction::Debit, Held::More(_)) => {
                "posted_minor = posted_minor - :amount, \
                 pending_debits_minor = pending_debits_minor - :held, \
                 available_minor = available_minor + :rest"
            }
            (Direction::Debit, Held::No) => {
                "posted_minor = posted_minor - :amount, \
                 available_minor = available_minor - :amount"
            }
            (Direction::Credit, _) => {
                "posted_minor = posted_minor + :amount, \
                 available_minor = available_minor + :amount"
            }
        };
        let (usable, name, status) = match entry.direction {
            Direction::Debit => ("#status = :open", ":open", "open"),
            Direction::Credit => ("#status <> :closed", ":closed", "closed"),
        };
        let mut update = self.update(key(&account_pk(&entry.account), ACCOUNT_SK));
        if let (Direction::Debit, Held::More(rest)) = (entry.direction, held) {
            let all = entry.amount.checked_add(rest);
            let all = all.map_err(|_| StoreError::Corrupt { kind: "hold" })?;
            update = update
                .expression_attribute_values(":held", number(all.minor()))
                .expression_attribute_values(":rest", number(rest.minor()));
        }
        updated(update
            .update_expression(format!(
                "SET {balances}, entry_count = :next, last_posted_at = :posted_at, chain = :chain"
            ))
            .condition_expression(format!("entry_count = :known AND {usable}"))
            .expression_attribute_names("#status", "status")
            .expression_attribute_values(":amount", number(entry.amount.minor()))
            .expression_attribute_values(":known", number(entry.number.saturating_sub(1)))
            .expression_attribute_values(":next", number(entry.number))
            .expression_attribute_values(":posted_at", number(entry.posted_at.0))
            .expression_attribute_values(":chain", string(entry.chain.hex()))
            .expression_attribute_values(name, string(status)))
    }

    pub(super) fn write(&self, entry: &Entry) -> Result<TransactWriteItem, StoreError> {
        self.put_new(to_item("entry", &EntryItem::from(entry))?)
    }
}

/// Whether a debit was held before.
#[derive(Clone, Copy)]
pub enum Held {
    Yes,
    No,
    /// Held, and this much more with it, which is held no longer.
    More(Money),
}
