//! Void: the hold and its share of the day's limit are given back, together.

use aws_sdk_dynamodb::types::TransactWriteItem;
use domain::intent::ConfirmationId;
use domain::transfer::{Transfer, TransferError};

use super::transaction::{MAX_TRIES, Outcome, pause, updated};
use super::{Ledger, LedgerError};
use crate::ledger_item::{
    ACCOUNT_SK, TABLE, TRANSFER_SK, account_pk, owner_pk, spend_sk, transfer_pk,
};
use crate::store::{StoreError, key, number, string};

impl Ledger {
    /// Releases a pending transfer. Voiding it again changes nothing and succeeds.
    ///
    /// # Errors
    /// [`TransferError::AlreadyPosted`] if posting won: then the money has moved.
    pub async fn void(&self, id: &ConfirmationId) -> Result<Transfer, LedgerError> {
        for tries in 0..MAX_TRIES {
            let transfer = self
                .transfer(id)
                .await?
                .ok_or(LedgerError::NoSuchTransfer)?;
            let voided = match transfer.clone().void() {
                Err(TransferError::AlreadyVoided | TransferError::Expired) => return Ok(transfer),
                decided => decided?,
            };
            if let Outcome::Committed = self.transact(self.release(&voided)?).await? {
                return Ok(voided);
            }
            pause(tries, id).await;
        }
        Err(StoreError::Contended { table: TABLE }.into())
    }

    fn release(&self, transfer: &Transfer) -> Result<Vec<TransactWriteItem>, StoreError> {
        let mark = self
            .update(key(&transfer_pk(&transfer.id), TRANSFER_SK))
            .update_expression("SET #state = :voided")
            .condition_expression("#state = :pending")
            .expression_attribute_names("#state", "state")
            .expression_attribute_values(":voided", string("voided"))
            .expression_attribute_values(":pending", string("pending"));
        let free = self
            .update(key(&account_pk(&transfer.debit_account), ACCOUNT_SK))
            .update_expression(
                "SET available_minor = available_minor + :amount, \
                 pending_debits_minor = pending_debits_minor - :amount",
            )
            .expression_attribute_values(":amount", number(transfer.amount.minor()));
        let unspend = self
            .update(key(&owner_pk(&transfer.customer), &spend_sk(transfer)))
            .update_expression("ADD spent_minor :given_back")
            .expression_attribute_values(
                ":given_back",
                number(transfer.amount.minor().saturating_neg()),
            );
        Ok(vec![updated(mark)?, updated(free)?, updated(unspend)?])
    }
}
