//! Writing an item on the condition that another one, which may be somebody else's, has not changed meanwhile.

use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::{CancellationReason, ConditionCheck, Put, TransactWriteItem};

use super::{Item, Nonce, Seen, StoreError, Table, number};

/// One item of a transaction.
#[derive(Clone)]
pub struct Part<'a> {
    /// Its table.
    pub table: &'a Table,
    /// Its key.
    pub key: Item,
    /// What was seen there. If it is not there any more, the transaction changes nothing.
    pub seen: &'a Seen,
    /// What takes its place; nothing where it stays.
    pub next: Option<Item>,
}

/// [`Table::replace`] for items that change together. Answers whether they were saved.
pub async fn replace_together(parts: &[Part<'_>]) -> Result<bool, StoreError> {
    let Some(first) = parts.iter().find(|part| part.next.is_some()) else {
        return Ok(true);
    };
    let table = first.table;
    let nonce = table.nonce()?;
    let items = parts.iter().map(|part| part.item(&nonce));
    let request = table.client.transact_write_items();
    let request = request.set_transact_items(Some(items.collect::<Result<_, _>>()?));
    let saved = match Box::pin(request.send()).await {
        Ok(_) => return Ok(true),
        Err(error) => match error.as_service_error().and_then(reasons) {
            Some(reasons) if reasons.iter().all(is_a_rivals) => Ok(false),
            _ => Err(table.unavailable(&error)),
        },
    };
    if Box::pin(table.has(first.key.clone(), &nonce)).await {
        tracing::info!(table = table.role, "a write whose answer was lost");
        return Ok(true);
    }
    saved
}

impl Part<'_> {
    fn item(&self, nonce: &Nonce) -> Result<TransactWriteItem, StoreError> {
        let incomplete = |_| StoreError::Corrupt {
            kind: "transaction",
        };
        let (condition, values) = (self.seen.condition(), self.seen.values());
        let item = TransactWriteItem::builder();
        let item = if let Some(next) = self.next.clone() {
            let put = Put::builder().table_name(&self.table.name);
            let put = put.set_item(Some(self.seen.followed_by(next, nonce)));
            let put = put.condition_expression(condition);
            let put = put.set_expression_attribute_values(values);
            item.put(put.build().map_err(incomplete)?)
        } else {
            let check = ConditionCheck::builder().table_name(&self.table.name);
            let check = check.set_key(Some(self.key.clone()));
            let check = check.condition_expression(condition);
            let check = check.set_expression_attribute_values(values);
            item.condition_check(check.build().map_err(incomplete)?)
        };
        Ok(item.build())
    }
}

impl Seen {
    pub(super) const fn condition(&self) -> &'static str {
        match self.version {
            Some(_) => "version = :version",
            None => "attribute_not_exists(pk)",
        }
    }

    pub(super) fn values(&self) -> Option<Item> {
        let version = self.version?;
        Some(Item::from([(":version".to_owned(), number(version))]))
    }
}

fn reasons(error: &TransactWriteItemsError) -> Option<&[CancellationReason]> {
    match error {
        TransactWriteItemsError::TransactionCanceledException(cancelled) => {
            Some(cancelled.cancellation_reasons())
        }
        _ => None,
    }
}

/// Somebody was faster, or is at the same item. The codes are those of `TransactionCanceledException` in
/// `DynamoDB`'s API reference.
fn is_a_rivals(reason: &CancellationReason) -> bool {
    matches!(
        reason.code(),
        None | Some("None" | "ConditionalCheckFailed" | "TransactionConflict")
    )
}
