//! Reserve: a pending transfer, a hold on the debit account and a share of the day's limit, together.

use aws_sdk_dynamodb::types::{ConditionCheck, TransactWriteItem};
use domain::limits;
use domain::transfer::{Transfer, TransferState};

use super::transaction::{MAX_TRIES, Outcome, pause, updated};
use super::{Ledger, LedgerError};
use crate::ledger_item::{ACCOUNT_SK, TABLE, TransferItem, account_pk, owner_pk, spend_sk};
use crate::store::{StoreError, key, number, string, to_item};

/// A day's spend is kept this long, in seconds, then deleted.
const SPEND_KEPT_SECONDS: i64 = 3 * 86_400;

/// What a reservation came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reserved {
    /// The hold was placed now.
    Created,
    /// The same request was made before; this is where that transfer stands.
    AlreadyExists(TransferState),
    /// The account has less available than the amount.
    InsufficientFunds,
    /// The day's limit has less left than the amount.
    LimitReached,
}

/// Positions of the items in the transaction, and so of their cancellation reasons.
const TRANSFER: usize = 0;
const DEBIT_ACCOUNT: usize = 1;
const SPEND: usize = 2;

impl Ledger {
    /// Places the hold of a pending transfer. The id is the idempotency key for ever.
    ///
    /// # Errors
    /// [`LedgerError::OtherRequest`] if the id was used for another movement.
    pub async fn reserve(&self, transfer: &Transfer) -> Result<Reserved, LedgerError> {
        for tries in 0..MAX_TRIES {
            let items = self.reservation(transfer)?;
            let outcome = self.transact(items).await?;
            if outcome.condition_failed(TRANSFER) {
                return self.existing(transfer).await;
            }
            if outcome.condition_failed(DEBIT_ACCOUNT) {
                return Ok(Reserved::InsufficientFunds);
            }
            if outcome.condition_failed(SPEND) {
                return Ok(Reserved::LimitReached);
            }
            if matches!(outcome, Outcome::Committed) {
                return Ok(Reserved::Created);
            }
            pause(tries, &transfer.id).await;
        }
        Err(StoreError::Contended { table: TABLE }.into())
    }

    async fn existing(&self, transfer: &Transfer) -> Result<Reserved, LedgerError> {
        let existing = self
            .transfer(&transfer.id)
            .await?
            .ok_or(LedgerError::NoSuchTransfer)?;
        if existing.is_same_request(transfer) {
            Ok(Reserved::AlreadyExists(existing.state))
        } else {
            Err(LedgerError::OtherRequest)
        }
    }

    fn reservation(&self, transfer: &Transfer) -> Result<Vec<TransactWriteItem>, StoreError> {
        Ok(vec![
            self.put_new(to_item("transfer", &TransferItem::from(transfer))?)?,
            self.hold(transfer)?,
            self.spend(transfer)?,
            self.credit_account_exists(transfer)?,
        ])
    }

    fn hold(&self, transfer: &Transfer) -> Result<TransactWriteItem, StoreError> {
        let account = key(&account_pk(&transfer.debit_account), ACCOUNT_SK);
        updated(
            self.update(account)
                .update_expression(
                    "SET available_minor = available_minor - :amount, \
                     pending_debits_minor = pending_debits_minor + :amount",
                )
                .condition_expression("available_minor >= :amount AND currency = :currency")
                .expression_attribute_values(":amount", number(transfer.amount.minor()))
                .expression_attribute_values(
                    ":currency",
                    string(transfer.amount.currency().code()),
                ),
        )
    }

    fn spend(&self, transfer: &Transfer) -> Result<TransactWriteItem, StoreError> {
        let limit = limits::per_day(transfer.amount.currency());
        let room = limit
            .checked_sub(transfer.amount)
            .map_or(-1, domain::money::Money::minor);
        let day = key(&owner_pk(&transfer.customer), &spend_sk(transfer));
        let kept_until = transfer.reserved_at.plus(SPEND_KEPT_SECONDS).0;
        updated(
            self.update(day)
                .update_expression("ADD spent_minor :amount SET expires_at = :kept_until")
                .condition_expression(
                    "(attribute_not_exists(spent_minor) AND :room >= :zero) \
                     OR spent_minor <= :room",
                )
                .expression_attribute_values(":amount", number(transfer.amount.minor()))
                .expression_attribute_values(":room", number(room))
                .expression_attribute_values(":zero", number(0))
                .expression_attribute_values(":kept_until", number(kept_until)),
        )
    }

    fn credit_account_exists(&self, transfer: &Transfer) -> Result<TransactWriteItem, StoreError> {
        let check = ConditionCheck::builder()
            .table_name(&self.table)
            .set_key(Some(key(&account_pk(&transfer.credit_account), ACCOUNT_SK)))
            .condition_expression("currency = :currency")
            .expression_attribute_values(":currency", string(transfer.amount.currency().code()))
            .build()
            .map_err(|_| StoreError::Corrupt {
                kind: "condition check",
            })?;
        Ok(TransactWriteItem::builder().condition_check(check).build())
    }
}
