//! Reading some items of the ledger again: consistently, and all of what was asked for.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::KeysAndAttributes;
use domain::id::{AccountId, CustomerId, OrderId};
use domain::ledger::entry::Entry;
use domain::ledger::reconciliation::Record;
use domain::time::UnixSeconds;

use super::Journal;
use crate::item::record::record;
use crate::item::{
    ACCOUNT_PREFIX, ACCOUNT_SK, BILL_PREFIX, ENTRY_PREFIX, HOLD_BUCKETS, HOLDS_INDEX, SPEND_PREFIX,
    TRANSFER_SK, account_pk, bucket_name, entry_sk, owner_pk, transfer_id, transfer_pk,
};
use aws::store::{Item, StoreError, key, string};

/// Most items `BatchGetItem` takes at once.
const MAX_BATCH: usize = 100;

/// How often what `DynamoDB` held back of a batch is asked for again.
const MAX_BATCH_TRIES: u32 = 10;

impl Journal {
    /// An account's item as it is.
    pub(super) async fn account_item(&self, id: &AccountId) -> Result<Option<Item>, StoreError> {
        self.table.get(key(&account_pk(id), ACCOUNT_SK)).await
    }

    /// Whether an account's journal has an entry.
    pub(super) async fn has_entry(
        &self,
        id: &AccountId,
        posted_at: UnixSeconds,
        number: u64,
    ) -> Result<bool, StoreError> {
        let entry = key(&account_pk(id), &entry_sk(posted_at, number));
        Ok(self.table.get(entry).await?.is_some())
    }

    /// An account's whole journal.
    pub(super) async fn entries(&self, id: &AccountId) -> Result<Vec<Record>, StoreError> {
        let items = self.of(&account_pk(id), ENTRY_PREFIX).await?;
        Ok(items.into_iter().filter_map(record).collect())
    }

    /// What a customer spent, day by day, and which bills are taken.
    pub(super) async fn counted(&self, id: &CustomerId) -> Result<Vec<Item>, StoreError> {
        let mut items = self.of(&owner_pk(id), SPEND_PREFIX).await?;
        items.extend(self.of(&owner_pk(id), BILL_PREFIX).await?);
        Ok(items)
    }

    /// The accounts a customer owns.
    pub(super) async fn owned(&self, id: &CustomerId) -> Result<Vec<AccountId>, StoreError> {
        let items = self.of(&owner_pk(id), ACCOUNT_PREFIX).await?;
        let ids = items.iter().filter_map(|item| {
            let sk = item.get("sk")?.as_s().ok()?;
            Some(AccountId(sk.strip_prefix(ACCOUNT_PREFIX)?.to_owned()))
        });
        Ok(ids.collect())
    }

    /// The transfers that entries are sides of.
    pub(super) async fn transfers_of(
        &self,
        entries: &[Record],
    ) -> Result<HashMap<OrderId, Record>, StoreError> {
        let entries = entries.iter().filter_map(|record| match record {
            Record::Entry(Entry { transfer, .. }) => Some(transfer.clone()),
            _ => None,
        });
        self.transfers(entries.collect()).await
    }

    /// Transfers by their ids; those that are there and read as written.
    pub(super) async fn transfers(
        &self,
        mut ids: Vec<OrderId>,
    ) -> Result<HashMap<OrderId, Record>, StoreError> {
        ids.sort_by(|one, other| one.0.cmp(&other.0));
        ids.dedup();
        let mut found = HashMap::new();
        for batch in ids.chunks(MAX_BATCH) {
            let keys = batch.iter().map(|id| key(&transfer_pk(id), TRANSFER_SK));
            for item in self.batch(keys.collect()).await? {
                if let Some(Record::Transfer {
                    transfer,
                    is_indexed,
                }) = record(item)
                {
                    let id = transfer.id.clone();
                    found.insert(
                        id,
                        Record::Transfer {
                            transfer,
                            is_indexed,
                        },
                    );
                }
            }
        }
        Ok(found)
    }

    /// The ids of all transfers that are in the index of holds.
    pub(super) async fn held(&self) -> Result<Vec<OrderId>, StoreError> {
        let mut held = Vec::new();
        for bucket in 0..HOLD_BUCKETS {
            let request = self.table.client().query();
            let mut items = request
                .table_name(self.table.name())
                .index_name(HOLDS_INDEX)
                .key_condition_expression("hold_bucket = :bucket")
                .expression_attribute_values(":bucket", string(bucket_name(bucket)))
                .into_paginator()
                .items()
                .send();
            while let Some(item) = items.next().await {
                let item = item.map_err(|error| self.table.unavailable(&error))?;
                held.push(transfer_id(&item)?);
            }
        }
        Ok(held)
    }

    async fn of(&self, pk: &str, prefix: &str) -> Result<Vec<Item>, StoreError> {
        self.table.query_all(pk, prefix, usize::MAX).await
    }

    async fn batch(&self, mut keys: Vec<Item>) -> Result<Vec<Item>, StoreError> {
        let mut found = Vec::new();
        for _ in 0..MAX_BATCH_TRIES {
            let wanted = KeysAndAttributes::builder().consistent_read(true);
            let wanted = wanted.set_keys(Some(keys)).build();
            let wanted = wanted.map_err(|_| StoreError::Corrupt {
                kind: "transfer key",
            })?;
            let request = self.table.client().batch_get_item();
            let answer = request
                .request_items(self.table.name(), wanted)
                .send()
                .await;
            let answer = answer.map_err(|error| self.table.unavailable(&error))?;
            let read = answer.responses.unwrap_or_default();
            found.extend(read.into_values().flatten());
            let left = answer.unprocessed_keys.unwrap_or_default();
            keys = left.into_values().flat_map(|wanted| wanted.keys).collect();
            if keys.is_empty() {
                return Ok(found);
            }
            tokio::time::sleep(self.pause).await;
        }
        Err(self.table.contended())
    }
}
