//! What customers were told under a proof of who they are, and when they last gave one.
//!
//! Deliberately one table of its own: whoever may write here decides who sees balances without another proof.

use aws_sdk_dynamodb::types::{Put, TransactWriteItem};
use domain::confirmation::order::SealedOrder;
use domain::id::{CustomerId, OrderId};
use domain::time::UnixSeconds;
use serde::{Deserialize, Serialize};

use crate::connection::Connection;
use crate::executions::{Done, Execution, Executions};
use crate::store::{StoreError, Table, customer_pk, from_item, key, to_item};

/// Role of the table in errors and logs.
const TABLE: &str = "disclosures";

const PROOF_SK: &str = "PROOF";

/// The disclosures table.
#[derive(Clone, Debug)]
pub struct Disclosures {
    table: Table,
    executions: Executions,
}

#[derive(Serialize, Deserialize)]
struct ProofItem {
    pk: String,
    sk: String,
    proved_at: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    order: Option<String>,
}

impl Disclosures {
    /// Uses `table`.
    #[must_use]
    pub fn new(connection: &Connection, table: String) -> Self {
        let table = Table::new(connection, table, TABLE);
        Self {
            executions: Executions::new(table.clone()),
            table,
        }
    }

    /// When a customer last proved who they are to be told something.
    pub async fn proved_at(
        &self,
        customer: &CustomerId,
    ) -> Result<Option<UnixSeconds>, StoreError> {
        let item = self
            .table
            .get(key(&customer_pk(customer), PROOF_SK))
            .await?;
        item.map(|item| {
            Ok(UnixSeconds(
                from_item::<ProofItem>("proof", item)?.proved_at,
            ))
        })
        .transpose()
    }

    /// What became of an order to tell something.
    pub async fn of(&self, id: &OrderId) -> Result<Option<Execution>, StoreError> {
        self.executions.of(id).await
    }

    /// The same of this very order: nothing if another one was carried out under its id.
    pub async fn of_order(&self, order: &SealedOrder) -> Result<Option<Execution>, StoreError> {
        self.executions.of_order(order).await
    }

    /// Records that an order is carried out, and the proof if one was given. The first record stands.
    pub async fn done(&self, done: &Done<'_>) -> Result<Execution, StoreError> {
        let proof = match done.authority {
            Some(_) => vec![self.proof(done.order, done.now)?],
            None => Vec::new(),
        };
        self.executions.done(done, proof).await
    }

    /// Records that an order is given up.
    pub async fn give_up(&self, id: &OrderId, now: UnixSeconds) -> Result<Execution, StoreError> {
        self.executions.give_up(id, now).await
    }

    /// Writes down that a customer proved who they are elsewhere: in a branch, in internet banking.
    pub async fn proved(&self, customer: &CustomerId, at: UnixSeconds) -> Result<(), StoreError> {
        let item = ProofItem::new(customer, None, at);
        self.table.put(to_item("proof", &item)?).await
    }

    fn proof(
        &self,
        order: &SealedOrder,
        now: UnixSeconds,
    ) -> Result<TransactWriteItem, StoreError> {
        let item = ProofItem::new(order.customer(), Some(order.id()), now);
        let put = Put::builder()
            .table_name(self.table.name())
            .set_item(Some(to_item("proof", &item)?));
        let put = put
            .build()
            .map_err(|_| StoreError::Corrupt { kind: "proof" })?;
        Ok(TransactWriteItem::builder().put(put).build())
    }
}

impl ProofItem {
    fn new(customer: &CustomerId, order: Option<&OrderId>, at: UnixSeconds) -> Self {
        Self {
            pk: customer_pk(customer),
            sk: PROOF_SK.to_owned(),
            proved_at: at.0,
            order: order.map(|order| order.0.clone()),
        }
    }
}
