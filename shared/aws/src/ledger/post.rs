//! Post: the transfer's state, both balances and both journal entries, together.

use aws_sdk_dynamodb::types::TransactWriteItem;
use domain::account::{Account, AccountId};
use domain::intent::ConfirmationId;
use domain::money::Money;
use domain::passcode::PasscodeVerified;
use domain::time::UnixSeconds;
use domain::transfer::{Transfer, TransferError};

use super::transaction::{MAX_TRIES, Outcome, pause, updated};
use super::{Ledger, LedgerError};
use crate::ledger_item::{
    ACCOUNT_SK, EntryItem, TABLE, TRANSFER_SK, account_pk, entry_sk, transfer_pk,
};
use crate::store::{StoreError, key, number, string, to_item};

impl Ledger {
    /// Settles a pending transfer. Posting it again changes nothing and succeeds.
    ///
    /// # Errors
    /// [`TransferError::AlreadyVoided`] or [`TransferError::Expired`] if another ending won.
    pub async fn post(
        &self,
        id: &ConfirmationId,
        _proof: PasscodeVerified,
        now: UnixSeconds,
    ) -> Result<Transfer, LedgerError> {
        for tries in 0..MAX_TRIES {
            let transfer = self
                .transfer(id)
                .await?
                .ok_or(LedgerError::NoSuchTransfer)?;
            let posted = match transfer.clone().post(now) {
                Err(TransferError::AlreadyPosted) => return Ok(transfer),
                decided => decided?,
            };
            let items = self.settlement(&posted, now).await?;
            if let Outcome::Committed = self.transact(items).await? {
                return Ok(posted);
            }
            pause(tries, id).await;
        }
        Err(StoreError::Contended { table: TABLE }.into())
    }

    async fn settlement(
        &self,
        transfer: &Transfer,
        now: UnixSeconds,
    ) -> Result<Vec<TransactWriteItem>, LedgerError> {
        let debited = self.account(&transfer.debit_account).await?;
        let credited = self.account(&transfer.credit_account).await?;
        let debit = Side::debit(&debited, transfer)?;
        let credit = Side::credit(&credited, transfer)?;
        Ok(vec![
            self.mark_posted(transfer, now)?,
            self.settle(&debit, transfer)?,
            self.settle(&credit, transfer)?,
            self.put_new(to_item("entry", &debit.entry(transfer, now))?)?,
            self.put_new(to_item("entry", &credit.entry(transfer, now))?)?,
        ])
    }

    fn mark_posted(
        &self,
        transfer: &Transfer,
        now: UnixSeconds,
    ) -> Result<TransactWriteItem, StoreError> {
        updated(
            self.update(key(&transfer_pk(&transfer.id), TRANSFER_SK))
                .update_expression("SET #state = :posted, posted_at = :now")
                .condition_expression("#state = :pending")
                .expression_attribute_names("#state", "state")
                .expression_attribute_values(":posted", string("posted"))
                .expression_attribute_values(":pending", string("pending"))
                .expression_attribute_values(":now", number(now.0)),
        )
    }

    /// The debit account's hold ends with the posting, so its available balance stays as it is;
    /// the credit account's available balance grows.
    fn settle(&self, side: &Side, transfer: &Transfer) -> Result<TransactWriteItem, StoreError> {
        let expression = match side.direction {
            Direction::Debit => {
                "SET posted_minor = posted_minor - :amount, entry_count = :next, \
                 pending_debits_minor = pending_debits_minor - :amount"
            }
            Direction::Credit => {
                "SET posted_minor = posted_minor + :amount, entry_count = :next, \
                 available_minor = available_minor + :amount"
            }
        };
        updated(
            self.update(key(&account_pk(&side.account), ACCOUNT_SK))
                .update_expression(expression)
                .condition_expression("entry_count = :known")
                .expression_attribute_values(":amount", number(transfer.amount.minor()))
                .expression_attribute_values(":known", number(side.known_entries))
                .expression_attribute_values(":next", number(side.entry_number)),
        )
    }
}

#[derive(Clone, Copy)]
enum Direction {
    Debit,
    Credit,
}

/// One account's half of a posting.
struct Side {
    direction: Direction,
    account: AccountId,
    other: AccountId,
    known_entries: u64,
    entry_number: u64,
    balance_after: Money,
}

impl Side {
    fn debit(account: &Account, transfer: &Transfer) -> Result<Self, StoreError> {
        let after = account.posted.checked_sub(transfer.amount);
        Self::new(
            Direction::Debit,
            account,
            &transfer.credit_account,
            after.ok(),
        )
    }

    fn credit(account: &Account, transfer: &Transfer) -> Result<Self, StoreError> {
        let after = account.posted.checked_add(transfer.amount);
        Self::new(
            Direction::Credit,
            account,
            &transfer.debit_account,
            after.ok(),
        )
    }

    fn new(
        direction: Direction,
        account: &Account,
        other: &AccountId,
        balance_after: Option<Money>,
    ) -> Result<Self, StoreError> {
        let unreadable = StoreError::Corrupt { kind: "account" };
        Ok(Self {
            direction,
            account: account.id.clone(),
            other: other.clone(),
            known_entries: account.entry_count,
            entry_number: account.entry_count.saturating_add(1),
            balance_after: balance_after.ok_or(unreadable)?,
        })
    }

    fn entry(&self, transfer: &Transfer, now: UnixSeconds) -> EntryItem {
        let direction = match self.direction {
            Direction::Debit => "debit",
            Direction::Credit => "credit",
        };
        EntryItem {
            pk: account_pk(&self.account),
            sk: entry_sk(self.entry_number),
            transfer_id: transfer.id.0.clone(),
            direction: direction.to_owned(),
            amount_minor: transfer.amount.minor(),
            currency: transfer.amount.currency().code().to_owned(),
            balance_minor: self.balance_after.minor(),
            other_account: self.other.0.clone(),
            posted_at: now.0,
        }
    }
}
