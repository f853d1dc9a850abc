//! Which bills are paid: those that a transfer has taken which is posted.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::KeysAndAttributes;
use domain::id::{BillId, CustomerId, OrderId};
use domain::ledger::transfer::{Transfer, TransferState};
use domain::time::UnixSeconds;

use super::Accounts;
use crate::item::transfer::TransferItem;
use crate::item::{TRANSFER_SK, bill, bill_sk, owner_pk, transfer_pk};
use aws::store::{Item, StoreError, from_item, key};

impl Accounts {
    /// When each of some bills of a customer was paid; one that is not among the answers is not paid. At most 100
    /// bills, as many as one request reads.
    ///
    /// # Errors
    /// [`StoreError::Contended`] if not all of them could be read: what is unknown is not taken for unpaid.
    pub async fn paid_at(
        &self,
        owner: &CustomerId,
        bills: &[BillId],
    ) -> Result<HashMap<BillId, UnixSeconds>, StoreError> {
        let keys = bills
            .iter()
            .map(|bill| key(&owner_pk(owner), &bill_sk(bill)));
        let taken = self
            .items(keys.collect())
            .await?
            .into_iter()
            .map(bill::read);
        let taken: Vec<(BillId, Option<OrderId>)> = taken.collect::<Result<_, _>>()?;
        let by = taken.iter().filter_map(|(_, by)| by.as_ref());
        let keys = by.map(|transfer| key(&transfer_pk(transfer), TRANSFER_SK));
        let mut paid = HashMap::new();
        for item in self.items(keys.collect()).await? {
            let transfer: Transfer = from_item::<TransferItem>("transfer", item)?.try_into()?;
            let payment = transfer.bill.and_then(|payment| payment.bill);
            if let (Some(bill), TransferState::Posted(posting)) = (payment, transfer.state) {
                paid.insert(bill, posting.posted_at);
            }
        }
        Ok(paid)
    }

    /// Items by their keys, as far as they are there.
    async fn items(&self, keys: Vec<Item>) -> Result<Vec<Item>, StoreError> {
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        let wanted = KeysAndAttributes::builder().consistent_read(true);
        let wanted = wanted.set_keys(Some(keys)).build();
        let wanted = wanted.map_err(|_| StoreError::Corrupt { kind: "bill key" })?;
        let request = self.table.client().batch_get_item();
        let answer = request
            .request_items(self.table.name(), wanted)
            .send()
            .await;
        let answer = answer.map_err(|error| self.table.unavailable(&error))?;
        if answer.unprocessed_keys.is_some_and(|left| !left.is_empty()) {
            return Err(self.table.contended());
        }
        Ok(answer
            .responses
            .unwrap_or_default()
            .into_values()
            .flatten()
            .collect())
    }
}
