//! What became of an order at the function that carries it out: done or given up, once and for good.
//!
//! The record is written together with whatever the order changes, in one transaction, and keeps the authority
//! under which it was done. Deliberately holds nothing of the order itself but its digest.

use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::{Put, TransactWriteItem};
use domain::authority::Authority;
use domain::confirmation::order::SealedOrder;
use domain::id::OrderId;
use domain::time::UnixSeconds;
use serde::{Deserialize, Serialize};

use crate::store::{StoreError, Table, from_item, key, to_item};

const EXECUTION_SK: &str = "EXECUTION";

/// The executions kept in one executor's table.
#[derive(Clone, Debug)]
pub struct Executions {
    table: Table,
}

/// What became of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Execution {
    /// It is carried out, and where what came of it lies, if anything did.
    Done {
        /// The key of what was made.
        made: Option<String>,
    },
    /// It was given up before it was carried out.
    GivenUp,
}

/// What is written of an execution that is done.
pub struct Done<'a> {
    /// The order.
    pub order: &'a SealedOrder,
    /// By which authority; none where none is needed.
    pub authority: Option<&'a Authority>,
    /// The key of what was made, if anything was.
    pub made: Option<&'a str>,
    /// When.
    pub now: UnixSeconds,
}

#[derive(Serialize, Deserialize)]
struct ExecutionItem {
    pk: String,
    sk: String,
    is_done: bool,
    at: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    digest: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    seal: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    made: Option<String>,
}

impl Executions {
    /// In `table`.
    #[must_use]
    pub const fn new(table: Table) -> Self {
        Self { table }
    }

    /// What became of an order; nothing if neither has happened yet.
    pub async fn of(&self, id: &OrderId) -> Result<Option<Execution>, StoreError> {
        Ok(self.item(id).await?.map(Execution::from))
    }

    /// The same of this very order: nothing if another one was carried out under its id.
    pub async fn of_order(&self, order: &SealedOrder) -> Result<Option<Execution>, StoreError> {
        let digest = Some(order.digest().hex());
        let item = self.item(order.id()).await?;
        let is_its = |item: &ExecutionItem| !item.is_done || item.digest == digest;
        Ok(item.filter(is_its).map(Execution::from))
    }

    async fn item(&self, id: &OrderId) -> Result<Option<ExecutionItem>, StoreError> {
        let item = self.table.get(key(&order_pk(id), EXECUTION_SK)).await?;
        item.map(|item| from_item("execution", item)).transpose()
    }

    /// Records that an order is carried out, together with what it changes. The first record stands: it is the
    /// answer.
    pub async fn done(
        &self,
        done: &Done<'_>,
        changes: Vec<TransactWriteItem>,
    ) -> Result<Execution, StoreError> {
        let evidence = done.authority.map(Authority::evidence);
        let item = ExecutionItem {
            digest: Some(done.order.digest().hex()),
            seal: evidence.map(|evidence| evidence.seal.to_text()),
            made: done.made.map(str::to_owned),
            ..ExecutionItem::new(done.order.id(), true, done.now)
        };
        self.record(item, changes).await
    }

    /// Records that an order is given up, so that whoever would carry it out finds it so.
    pub async fn give_up(&self, id: &OrderId, now: UnixSeconds) -> Result<Execution, StoreError> {
        let item = ExecutionItem::new(id, false, now);
        self.record(item, Vec::new()).await
    }

    async fn record(
        &self,
        item: ExecutionItem,
        mut changes: Vec<TransactWriteItem>,
    ) -> Result<Execution, StoreError> {
        let wanted = Execution::from(&item);
        let pk = item.pk.clone();
        changes.insert(0, self.put_new(&item)?);
        let request = self.table.client().transact_write_items();
        let answer = request.set_transact_items(Some(changes)).send().await;
        let Err(error) = answer else {
            return Ok(wanted);
        };
        let is_cancelled = error.as_service_error();
        if !is_cancelled.is_some_and(TransactWriteItemsError::is_transaction_canceled_exception) {
            return Err(self.table.unavailable(&error));
        }
        // Somebody was first; else it was what the order changes that did not fit.
        match self.table.get(key(&pk, EXECUTION_SK)).await? {
            Some(item) => Ok(from_item::<ExecutionItem>("execution", item)?.into()),
            None => Err(self.table.contended()),
        }
    }

    fn put_new(&self, item: &ExecutionItem) -> Result<TransactWriteItem, StoreError> {
        let put = Put::builder()
            .table_name(self.table.name())
            .set_item(Some(to_item("execution", item)?))
            .condition_expression("attribute_not_exists(pk)");
        let put = put
            .build()
            .map_err(|_| StoreError::Corrupt { kind: "execution" })?;
        Ok(TransactWriteItem::builder().put(put).build())
    }
}

impl ExecutionItem {
    fn new(id: &OrderId, is_done: bool, now: UnixSeconds) -> Self {
        Self {
            pk: order_pk(id),
            sk: EXECUTION_SK.to_owned(),
            is_done,
            at: now.0,
            digest: None,
            seal: None,
            made: None,
        }
    }
}

impl From<&ExecutionItem> for Execution {
    fn from(item: &ExecutionItem) -> Self {
        if item.is_done {
            Self::Done {
                made: item.made.clone(),
            }
        } else {
            Self::GivenUp
        }
    }
}

impl From<ExecutionItem> for Execution {
    fn from(item: ExecutionItem) -> Self {
        Self::from(&item)
    }
}

fn order_pk(id: &OrderId) -> String {
    format!("ORDER#{}", id.0)
}
