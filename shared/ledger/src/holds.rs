//! Finding the holds that have run out: what a lost workflow left open.

use domain::id::OrderId;
use domain::time::UnixSeconds;

use crate::Ledger;
use crate::item::{HOLD_BUCKETS, HOLDS_INDEX, bucket_name, transfer_id};
use aws::store::{Item, StoreError, number, string};

impl Ledger {
    /// Transfers whose hold has run out and that nobody has settled, at most `limit` of each of the
    /// index's sixteen partitions, the oldest first in each.
    ///
    /// An index follows its table with a delay, usually under a second: one settled a moment ago may
    /// still be among them, and one that ran out a moment ago not yet.
    pub async fn expired_holds(
        &self,
        now: UnixSeconds,
        limit: i32,
    ) -> Result<Vec<OrderId>, StoreError> {
        let mut expired = Vec::new();
        for bucket in 0..HOLD_BUCKETS {
            for item in self.expired_in(bucket, now, limit).await? {
                expired.push(transfer_id(&item)?);
            }
        }
        Ok(expired)
    }

    async fn expired_in(
        &self,
        bucket: u8,
        now: UnixSeconds,
        limit: i32,
    ) -> Result<Vec<Item>, StoreError> {
        let answer = self
            .table
            .client()
            .query()
            .table_name(self.table.name())
            .index_name(HOLDS_INDEX)
            .key_condition_expression("hold_bucket = :bucket AND hold_expires_at <= :now")
            .expression_attribute_values(":bucket", string(bucket_name(bucket)))
            .expression_attribute_values(":now", number(now.0))
            .limit(limit)
            .send()
            .await
            .map_err(|error| self.table.unavailable(&error))?;
        Ok(answer.items.unwrap_or_default())
    }
}
