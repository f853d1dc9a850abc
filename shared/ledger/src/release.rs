//! Void and expire: the hold, its share of the day's limit and the bill it would have paid are given back, together.

use aws_sdk_dynamodb::types::TransactWriteItem;
use domain::id::OrderId;
use domain::ledger::transfer::{Transfer, TransferError, TransferState};
use domain::money::Money;
use domain::time::UnixSeconds;

use super::transaction::{MAX_TRIES, Outcome, pause, updated};
use crate::item::bill::{TAKEN_BY, bill_key};
use crate::item::transfer::{TransferItem, name_of};
use crate::item::{ACCOUNT_SK, TRANSFER_SK, account_pk, owner_pk, spend_sk, transfer_pk};
use crate::{Ledger, LedgerError};
use aws::store::{StoreError, key, number, string, to_item};

impl Ledger {
    /// Releases whatever is held under the transfer's id. Voiding it again changes nothing and
    /// succeeds. One that was never reserved is recorded as voided, so that a reservation that
    /// arrives late finds it so.
    ///
    /// # Errors
    /// [`TransferError::AlreadyPosted`] if posting won: then the money has moved.
    pub async fn void(&self, asked: &Transfer) -> Result<Transfer, LedgerError> {
        for tries in 0..MAX_TRIES {
            let (voided, items) = match self.transfer(&asked.id).await? {
                None => self.never_to_be(asked)?,
                Some(found) => match found.clone().void() {
                    Err(TransferError::AlreadyVoided | TransferError::Expired) => return Ok(found),
                    decided => self.releasing(decided?, &found)?,
                },
            };
            if let Outcome::Committed = self.transact(items).await? {
                return Ok(voided);
            }
            pause(tries, &asked.id).await;
        }
        Err(self.table.contended().into())
    }

    /// Releases a hold that its customer no longer wants, also one they have confirmed. Calling it off again changes
    /// nothing and succeeds.
    ///
    /// # Errors
    /// [`TransferError::AlreadyPosted`] if a cash machine was faster.
    pub async fn call_off(&self, id: &OrderId) -> Result<Transfer, LedgerError> {
        for tries in 0..MAX_TRIES {
            let found = self.must_exist(id).await?;
            let called_off = match found.clone().call_off() {
                Err(TransferError::AlreadyVoided | TransferError::Expired) => return Ok(found),
                decided => decided?,
            };
            let (called_off, items) = self.releasing(called_off, &found)?;
            if let Outcome::Committed = self.transact(items).await? {
                return Ok(called_off);
            }
            pause(tries, id).await;
        }
        Err(self.table.contended().into())
    }

    /// Releases a transfer whose hold has run out. Expiring it again changes nothing and succeeds.
    ///
    /// # Errors
    /// [`TransferError::StillHeld`] before its time; [`TransferError::AlreadyPosted`] or
    /// [`TransferError::AlreadyVoided`] if another ending won.
    pub async fn expire(&self, id: &OrderId, now: UnixSeconds) -> Result<Transfer, LedgerError> {
        for tries in 0..MAX_TRIES {
            let found = self.must_exist(id).await?;
            if found.state == TransferState::Expired {
                return Ok(found);
            }
            let (expired, items) = self.releasing(found.clone().expire(now)?, &found)?;
            if let Outcome::Committed = self.transact(items).await? {
                return Ok(expired);
            }
            pause(tries, id).await;
        }
        Err(self.table.contended().into())
    }

    fn never_to_be(
        &self,
        asked: &Transfer,
    ) -> Result<(Transfer, Vec<TransactWriteItem>), LedgerError> {
        let voided = asked.clone().void()?;
        let put = self.put_new(to_item("transfer", &TransferItem::from(&voided))?)?;
        Ok((voided, vec![put]))
    }

    fn releasing(
        &self,
        released: Transfer,
        found: &Transfer,
    ) -> Result<(Transfer, Vec<TransactWriteItem>), LedgerError> {
        let mut items = vec![
            self.mark_released(&released, found)?,
            self.free(&released)?,
            self.unspend(&released, released.amount)?,
        ];
        items.extend(self.give_back_bill(&released).transpose()?);
        Ok((released, items))
    }

    /// Only from where it was found: one whose hold was kept longer meanwhile has not run out.
    fn mark_released(
        &self,
        released: &Transfer,
        found: &Transfer,
    ) -> Result<TransactWriteItem, StoreError> {
        let state = match released.state {
            TransferState::Expired => "expired",
            _ => "voided",
        };
        updated(
            self.update(key(&transfer_pk(&released.id), TRANSFER_SK))
                .update_expression("SET #state = :released REMOVE hold_bucket")
                .condition_expression("#state = :found")
                .expression_attribute_names("#state", "state")
                .expression_attribute_values(":released", string(state))
                .expression_attribute_values(":found", string(name_of(&found.state))),
        )
    }

    fn free(&self, released: &Transfer) -> Result<TransactWriteItem, StoreError> {
        updated(
            self.update(key(&account_pk(&released.debit_account), ACCOUNT_SK))
                .update_expression(
                    "SET available_minor = available_minor + :amount, \
                     pending_debits_minor = pending_debits_minor - :amount",
                )
                .expression_attribute_values(":amount", number(released.amount.minor())),
        )
    }

    /// Gives the bill back, which can then be paid by another transfer; only its own.
    fn give_back_bill(&self, released: &Transfer) -> Option<Result<TransactWriteItem, StoreError>> {
        let giving = self
            .update(bill_key(released)?)
            .update_expression("REMOVE #by")
            .condition_expression("#by = :by")
            .expression_attribute_names("#by", TAKEN_BY)
            .expression_attribute_values(":by", string(&released.id.0));
        Some(updated(giving))
    }

    /// Gives `amount` back to the day's limit it was taken from.
    pub(super) fn unspend(
        &self,
        transfer: &Transfer,
        amount: Money,
    ) -> Result<TransactWriteItem, StoreError> {
        let sk = spend_sk(transfer).ok_or(StoreError::Corrupt { kind: "transfer" })?;
        updated(
            self.update(key(&owner_pk(&transfer.customer), &sk))
                .update_expression("ADD spent_minor :given_back")
                .expression_attribute_values(
                    ":given_back",
                    number(amount.minor().saturating_neg()),
                ),
        )
    }
}
