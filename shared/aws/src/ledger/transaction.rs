//! Building and sending one `DynamoDB` transaction, and telling why it was cancelled.

use std::time::Duration;

use aws_sdk_dynamodb::types::builders::UpdateBuilder;
use aws_sdk_dynamodb::types::{Put, TransactWriteItem, Update};
use domain::intent::ConfirmationId;

use crate::ledger::Ledger;
use crate::ledger_item::TABLE;
use crate::store::{Item, StoreError};

/// How often a contended transaction is tried.
pub const MAX_TRIES: u32 = 6;

/// First pause between two tries, in milliseconds; it doubles each time.
const FIRST_PAUSE_MS: u64 = 10;

/// What became of a transaction.
pub enum Outcome {
    /// All of it happened.
    Committed,
    /// None of it happened; one reason per item, `None` where the item was fine.
    Cancelled(Vec<Option<String>>),
}

impl Outcome {
    /// Whether the item at `index` failed its own condition.
    pub fn condition_failed(&self, index: usize) -> bool {
        self.reason(index) == Some("ConditionalCheckFailed")
    }

    fn reason(&self, index: usize) -> Option<&str> {
        match self {
            Self::Committed => None,
            Self::Cancelled(reasons) => reasons.get(index)?.as_deref(),
        }
    }
}

impl Ledger {
    /// Sends one transaction. Deliberately without `DynamoDB`'s request token: it would answer a
    /// repeat with success for ten minutes, where the record itself can say what became of it.
    pub(super) async fn transact(
        &self,
        items: Vec<TransactWriteItem>,
    ) -> Result<Outcome, StoreError> {
        let request = self
            .client
            .transact_write_items()
            .set_transact_items(Some(items));
        let Err(error) = request.send().await else {
            return Ok(Outcome::Committed);
        };
        let service_error = error.as_service_error();
        match service_error.and_then(|error| match error {
            aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError::TransactionCanceledException(cancelled) => {
                Some(cancelled.cancellation_reasons())
            }
            _ => None,
        }) {
            Some(reasons) => Ok(Outcome::Cancelled(reasons.iter().map(code_of).collect())),
            None => Err(StoreError::unavailable(TABLE, &error)),
        }
    }

    /// Puts an item that must not exist yet.
    pub(super) fn put_new(&self, item: Item) -> Result<TransactWriteItem, StoreError> {
        let put = Put::builder()
            .table_name(&self.table)
            .set_item(Some(item))
            .condition_expression("attribute_not_exists(pk)")
            .build()
            .map_err(|_| StoreError::Corrupt { kind: "put" })?;
        Ok(TransactWriteItem::builder().put(put).build())
    }

    /// Starts an update of the item at `key`.
    pub(super) fn update(&self, key: Item) -> UpdateBuilder {
        Update::builder().table_name(&self.table).set_key(Some(key))
    }
}

/// Finishes an update.
pub fn updated(update: UpdateBuilder) -> Result<TransactWriteItem, StoreError> {
    let update = update
        .build()
        .map_err(|_| StoreError::Corrupt { kind: "update" })?;
    Ok(TransactWriteItem::builder().update(update).build())
}

/// Waits before try number `tries`; the transfer's own id spreads rivals apart.
pub async fn pause(tries: u32, id: &ConfirmationId) {
    let spread =
        id.0.bytes()
            .map(u64::from)
            .sum::<u64>()
            .rem_euclid(FIRST_PAUSE_MS);
    let base = FIRST_PAUSE_MS.saturating_mul(2_u64.saturating_pow(tries));
    tokio::time::sleep(Duration::from_millis(base.saturating_add(spread))).await;
}

fn code_of(reason: &aws_sdk_dynamodb::types::CancellationReason) -> Option<String> {
    reason
        .code()
        .filter(|code| *code != "None")
        .map(str::to_owned)
}
