//! Building and sending one `DynamoDB` transaction, and telling why it was cancelled.

use std::time::Duration;

use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::builders::UpdateBuilder;
use aws_sdk_dynamodb::types::{
    CancellationReason, Put, ReturnValuesOnConditionCheckFailure, TransactWriteItem, Update,
};
use domain::id::OrderId;
use domain::keyed_hash::Hash;

use crate::Ledger;
use aws::store::{Item, StoreError};

/// How often a contended transaction is tried: about a second, then the workflow tries again.
pub const MAX_TRIES: u32 = 20;

/// Longest first pause between two tries, in milliseconds; it doubles each time.
const FIRST_PAUSE_MS: u64 = 5;

/// Longest pause between two tries, in milliseconds: ten transactions long. With longer ones a busy
/// account stands idle while everybody waits.
const MAX_PAUSE_MS: u64 = 80;

/// What became of a transaction.
pub enum Outcome {
    /// All of it happened.
    Committed,
    /// None of it happened: some condition did not hold, or somebody else was at the same item.
    Cancelled(Vec<Reason>),
}

/// Why one item of a cancelled transaction stood in the way.
pub enum Reason {
    /// It did not.
    None,
    /// Its condition did not hold; this is the item as it stands, `None` where there is none.
    Condition(Option<Item>),
    /// Others were writing it, or it took more writes than `DynamoDB` gives one item.
    Busy,
}

impl Ledger {
    /// Sends one transaction. Deliberately without `DynamoDB`'s request token: it would answer a
    /// repeat with success for ten minutes, where the record itself can say what became of it.
    pub(super) async fn transact(
        &self,
        items: Vec<TransactWriteItem>,
    ) -> Result<Outcome, StoreError> {
        let request = self.table.client().transact_write_items();
        let sent = request.set_transact_items(Some(items)).send().await;
        let Err(error) = sent else {
            return Ok(Outcome::Committed);
        };
        let Some(TransactWriteItemsError::TransactionCanceledException(cancelled)) =
            error.as_service_error()
        else {
            return Err(self.table.unavailable(&error));
        };
        let reasons = cancelled.cancellation_reasons().iter().map(reason);
        Ok(Outcome::Cancelled(reasons.collect::<Result<_, _>>()?))
    }

    /// Puts an item that must not exist yet.
    pub(super) fn put_new(&self, item: Item) -> Result<TransactWriteItem, StoreError> {
        let put = Put::builder()
            .table_name(self.table.name())
            .set_item(Some(item))
            .condition_expression("attribute_not_exists(pk)")
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
            .build()
            .map_err(|_| StoreError::Corrupt { kind: "put" })?;
        Ok(TransactWriteItem::builder().put(put).build())
    }

    /// Starts an update of the item at `key`.
    pub(super) fn update(&self, key: Item) -> UpdateBuilder {
        Update::builder()
            .table_name(self.table.name())
            .set_key(Some(key))
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
    }
}

/// Finishes an update.
pub fn updated(update: UpdateBuilder) -> Result<TransactWriteItem, StoreError> {
    let update = update
        .build()
        .map_err(|_| StoreError::Corrupt { kind: "update" })?;
    Ok(TransactWriteItem::builder().update(update).build())
}

/// Waits before the next try: full jitter, so that rivals spread apart. The transfer's own id is what
/// tells rivals apart, so no randomness is needed and a test can be replayed.
pub async fn pause(tries: u32, id: &OrderId) {
    let ceiling = FIRST_PAUSE_MS
        .saturating_mul(2_u64.saturating_pow(tries))
        .min(MAX_PAUSE_MS);
    let drawn = Hash::plain(&[b"pause", id.0.as_bytes(), &tries.to_be_bytes()]);
    let [high, low, ..] = *drawn.bytes();
    let drawn_ms = u64::from(u16::from_be_bytes([high, low])).checked_rem(ceiling);
    tokio::time::sleep(Duration::from_millis(drawn_ms.unwrap_or_default())).await;
}

/// The codes are those of `TransactionCanceledException` in `DynamoDB`'s API reference.
fn reason(reason: &CancellationReason) -> Result<Reason, StoreError> {
    match reason.code() {
        None | Some("None") => Ok(Reason::None),
        Some("ConditionalCheckFailed") => Ok(Reason::Condition(reason.item.clone())),
        Some("TransactionConflict" | "ThrottlingError" | "ProvisionedThroughputExceeded") => {
            Ok(Reason::Busy)
        }
        // Too large, or of the wrong type: trying again would not help.
        Some(_) => Err(StoreError::Corrupt {
            kind: "transaction",
        }),
    }
}
