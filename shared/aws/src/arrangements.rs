//! What customers have arranged with the bank: whom they may send money to, and what is paid again and again.
//!
//! Deliberately changes nothing but together with the record of the order that asked for it, in one transaction:
//! an order carried out twice, or after it was given up, changes nothing.

mod item;
mod standing;
mod standing_item;

use aws_sdk_dynamodb::types::{Delete, Put, TransactWriteItem};
use domain::arrangement::Step;
use domain::customer::payee::{MAX_PAYEES, Payee};
use domain::id::{CustomerId, OrderId};
use domain::time::UnixSeconds;

use self::item::{
    CORRUPT, DistinctionItem, PAYEE_PREFIX, PayeeItem, TABLE, distinction_sk, payee_sk,
};
use crate::connection::Connection;
use crate::executions::{Done, Execution, Executions};
use crate::store::{StoreError, Table, customer_pk, from_item, key, string, to_item};

/// The arrangements table.
#[derive(Clone, Debug)]
pub struct Arrangements {
    table: Table,
    executions: Executions,
}

impl Arrangements {
    /// Uses `table`.
    #[must_use]
    pub fn new(connection: &Connection, table: String) -> Self {
        let table = Table::new(connection, table, TABLE);
        Self {
            executions: Executions::new(table.clone()),
            table,
        }
    }

    /// Everybody a customer may send money to, by name. The read is consistent: whom somebody has just removed
    /// is offered no more.
    pub async fn payees(&self, owner: &CustomerId) -> Result<Vec<Payee>, StoreError> {
        let request = self.table.client().query().table_name(self.table.name());
        let answer = request
            .key_condition_expression("pk = :pk AND begins_with(sk, :prefix)")
            .expression_attribute_values(":pk", string(customer_pk(owner)))
            .expression_attribute_values(":prefix", string(PAYEE_PREFIX))
            .consistent_read(true)
            .limit(i32::try_from(MAX_PAYEES).unwrap_or(i32::MAX))
            .send()
            .await;
        let answer = answer.map_err(|error| self.table.unavailable(&error))?;
        let items = answer.items.unwrap_or_default().into_iter();
        let read = |item| from_item::<PayeeItem>("payee", item)?.try_into();
        let mut payees = items.map(read).collect::<Result<Vec<Payee>, _>>()?;
        payees.sort_by(|one, other| (&one.name, &one.id.0).cmp(&(&other.name, &other.id.0)));
        Ok(payees)
    }

    /// What became of an order to arrange something.
    pub async fn of(&self, id: &OrderId) -> Result<Option<Execution>, StoreError> {
        self.executions.of(id).await
    }

    /// Records that an order is carried out, with what it changes. The first record stands.
    ///
    /// # Errors
    /// [`StoreError::Contended`] if something else changed meanwhile: what `step` was decided on no longer is.
    pub async fn done(&self, done: &Done<'_>, step: &Step) -> Result<Execution, StoreError> {
        let mut changes = self.changes(done.order.customer(), step)?;
        changes.extend(self.standing(done, step)?);
        self.executions.done(done, changes).await
    }

    /// Records that an order is given up.
    pub async fn give_up(&self, id: &OrderId, now: UnixSeconds) -> Result<Execution, StoreError> {
        self.executions.give_up(id, now).await
    }

    /// Writes a payee that was saved elsewhere: in a branch, in internet banking. One that is there is left as it
    /// is.
    pub async fn put_payee(&self, owner: &CustomerId, payee: &Payee) -> Result<(), StoreError> {
        let items = self.changes(owner, &Step::Add(payee.clone()))?;
        let request = self.table.client().transact_write_items();
        let answer = request.set_transact_items(Some(items)).send().await;
        let is_there = |payees: Vec<Payee>| payees.iter().any(|saved| saved.id == payee.id);
        match answer {
            Ok(_) => Ok(()),
            Err(_) if is_there(self.payees(owner).await?) => Ok(()),
            Err(error) => Err(self.table.unavailable(&error)),
        }
    }

    /// Each payee has a second item that holds the place of its name and account: that there is no other such.
    fn changes(
        &self,
        owner: &CustomerId,
        step: &Step,
    ) -> Result<Vec<TransactWriteItem>, StoreError> {
        let is_same_place =
            |before: &Payee, after: &Payee| before.distinction() == after.distinction();
        Ok(match step {
            Step::Nothing | Step::Instruct { .. } | Step::Reschedule { .. } => Vec::new(),
            Step::Add(payee) => vec![
                self.write(owner, payee, None)?,
                self.take_place(owner, payee)?,
            ],
            Step::Replace { before, after } if is_same_place(before, after) => {
                vec![self.write(owner, after, Some(before))?]
            }
            Step::Replace { before, after } => vec![
                self.write(owner, after, Some(before))?,
                self.take_place(owner, after)?,
                self.delete(owner, &distinction_sk(before), None)?,
            ],
            Step::Remove(payee) => vec![
                self.delete(owner, &payee_sk(&payee.id), Some(&payee.name))?,
                self.delete(owner, &distinction_sk(payee), None)?,
            ],
        })
    }

    /// Writes a payee, where nothing was, or where it was still called as `before`.
    fn write(
        &self,
        owner: &CustomerId,
        payee: &Payee,
        before: Option<&Payee>,
    ) -> Result<TransactWriteItem, StoreError> {
        let item = to_item("payee", &PayeeItem::new(owner, payee))?;
        let put = Put::builder()
            .table_name(self.table.name())
            .set_item(Some(item));
        let put = match before {
            None => put.condition_expression("attribute_not_exists(pk)"),
            Some(before) => put
                .condition_expression("#name = :before")
                .expression_attribute_names("#name", "name")
                .expression_attribute_values(":before", string(&before.name)),
        };
        let put = put.build().map_err(|_| CORRUPT)?;
        Ok(TransactWriteItem::builder().put(put).build())
    }

    fn take_place(
        &self,
        owner: &CustomerId,
        payee: &Payee,
    ) -> Result<TransactWriteItem, StoreError> {
        let item = to_item("payee", &DistinctionItem::new(owner, payee))?;
        let put = Put::builder()
            .table_name(self.table.name())
            .set_item(Some(item))
            .condition_expression("attribute_not_exists(pk)");
        let put = put.build().map_err(|_| CORRUPT)?;
        Ok(TransactWriteItem::builder().put(put).build())
    }

    /// Deletes an item, if it is still called `name` where that matters.
    fn delete(
        &self,
        owner: &CustomerId,
        sk: &str,
        name: Option<&str>,
    ) -> Result<TransactWriteItem, StoreError> {
        let delete = Delete::builder()
            .table_name(self.table.name())
            .set_key(Some(key(&customer_pk(owner), sk)));
        let delete = match name {
            None => delete,
            Some(name) => delete
                .condition_expression("#name = :name")
                .expression_attribute_names("#name", "name")
                .expression_attribute_values(":name", string(name)),
        };
        let delete = delete.build().map_err(|_| CORRUPT)?;
        Ok(TransactWriteItem::builder().delete(delete).build())
    }
}
