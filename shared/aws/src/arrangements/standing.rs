//! Standing orders, in the arrangements table: each as its customer confirmed it, and which payment comes next.
//!
//! Deliberately keeps the sealed bytes and both signatures, and nothing read out of them: whoever pays reads what was
//! confirmed, and checks that it was.

use aws_sdk_dynamodb::types::{Delete, Put, TransactWriteItem, Update};
use domain::arrangement::Step;
use domain::authority::Authority;
use domain::confirmation::order::SealedOrder;
use domain::id::{CustomerId, OrderId};
use domain::standing_order::{Due, MAX_STANDING_ORDERS, StandingOrder};
use domain::time::Day;

use super::Arrangements;
use super::standing_item::{
    BUCKETS, CORRUPT, DUE_INDEX, STANDING, STANDING_PREFIX, StandingItem, bucket_name, standing_sk,
};
use crate::executions::Done;
use crate::store::{Item, StoreError, customer_pk, from_item, key, number, string, to_item};

impl Arrangements {
    /// A customer's standing orders, by the day that comes next. The read is consistent.
    pub async fn standing_orders(
        &self,
        owner: &CustomerId,
    ) -> Result<Vec<StandingOrder>, StoreError> {
        let found = self
            .table
            .query_all(&customer_pk(owner), STANDING_PREFIX, MAX_STANDING_ORDERS)
            .await?;
        let orders = found.into_iter().map(|item| read(item, owner));
        let mut orders = orders.collect::<Result<Vec<_>, _>>()?;
        orders.sort_by(|one, other| (one.due.on, &one.id.0).cmp(&(other.due.on, &other.id.0)));
        Ok(orders)
    }

    /// One of a customer's standing orders, unless it has ended.
    pub async fn standing_order(
        &self,
        owner: &CustomerId,
        id: &OrderId,
    ) -> Result<Option<StandingOrder>, StoreError> {
        let place = key(&customer_pk(owner), &standing_sk(id));
        let item = self.table.get(place).await?;
        item.map(|item| read(item, owner)).transpose()
    }

    /// Whose standing orders are to be paid by `today`, and which, at most `limit` of each of the index's sixteen
    /// partitions, the oldest first in each. An index follows its table with a delay, usually under a second.
    pub async fn due(
        &self,
        today: &Day,
        limit: i32,
    ) -> Result<Vec<(CustomerId, OrderId)>, StoreError> {
        let mut due = Vec::new();
        for bucket in 0..BUCKETS {
            let found = self.due_in(bucket, today, limit).await?;
            due.extend(found.iter().filter_map(whose));
        }
        Ok(due)
    }

    async fn due_in(&self, bucket: u8, today: &Day, limit: i32) -> Result<Vec<Item>, StoreError> {
        let request = self.table.client().query().table_name(self.table.name());
        let answer = request
            .index_name(DUE_INDEX)
            .key_condition_expression("due_bucket = :bucket AND try_on <= :today")
            .expression_attribute_values(":bucket", string(bucket_name(bucket)))
            .expression_attribute_values(":today", string(&today.0))
            .limit(limit)
            .send()
            .await;
        let answer = answer.map_err(|error| self.table.unavailable(&error))?;
        Ok(answer.items.unwrap_or_default())
    }

    /// Notes what comes after the payment that was due, as long as that is still the one that comes next. Answers
    /// whether it was.
    pub async fn follow(
        &self,
        order: &StandingOrder,
        after: Option<Due>,
    ) -> Result<bool, StoreError> {
        let step = Step::Reschedule {
            order: order.id.clone(),
            before: order.due,
            after,
        };
        let request = self.table.client().transact_write_items();
        let items = self.rescheduling(&order.customer, &step)?;
        let answer = request.set_transact_items(Some(items)).send().await;
        let Err(error) = answer else {
            return Ok(true);
        };
        // Whether somebody was faster, or the answer was lost, says the item itself.
        let found = self.standing_order(&order.customer, &order.id).await?;
        let now = found.map(|found| found.due);
        if now == Some(order.due) {
            return Err(self.table.unavailable(&error));
        }
        Ok(now == after)
    }

    /// What a step writes of standing orders; nothing of one that is about payees.
    pub(super) fn standing(
        &self,
        done: &Done<'_>,
        step: &Step,
    ) -> Result<Vec<TransactWriteItem>, StoreError> {
        let Step::Instruct { due, replaces } = step else {
            return self.rescheduling(done.order.customer(), step);
        };
        let mut items = vec![self.instruct(done.order, done.authority, *due)?];
        if let Some((order, before)) = replaces {
            let end = Step::Reschedule {
                order: order.clone(),
                before: *before,
                after: None,
            };
            items.extend(self.rescheduling(done.order.customer(), &end)?);
        }
        Ok(items)
    }

    fn instruct(
        &self,
        order: &SealedOrder,
        authority: Option<&Authority>,
        due: Due,
    ) -> Result<TransactWriteItem, StoreError> {
        let seal = authority.map(|authority| authority.evidence().seal);
        let item = StandingItem::new(order, seal.ok_or(CORRUPT)?, due);
        let put = Put::builder()
            .table_name(self.table.name())
            .set_item(Some(to_item(STANDING, &item)?))
            .condition_expression("attribute_not_exists(pk)");
        let put = put.build().map_err(|_| CORRUPT)?;
        Ok(TransactWriteItem::builder().put(put).build())
    }

    fn rescheduling(
        &self,
        owner: &CustomerId,
        step: &Step,
    ) -> Result<Vec<TransactWriteItem>, StoreError> {
        let Step::Reschedule {
            order,
            before,
            after,
        } = step
        else {
            return Ok(Vec::new());
        };
        let place = key(&customer_pk(owner), &standing_sk(order));
        Ok(vec![match after {
            Some(after) => self.put_off(place, *before, *after)?,
            None => self.end(place, *before)?,
        }])
    }

    fn put_off(
        &self,
        place: Item,
        before: Due,
        after: Due,
    ) -> Result<TransactWriteItem, StoreError> {
        let update = Update::builder()
            .table_name(self.table.name())
            .set_key(Some(place))
            .update_expression("SET due_on = :on, attempt = :attempt, try_on = :try_on")
            .condition_expression("due_on = :was_on AND attempt = :was")
            .expression_attribute_values(":on", string(after.on.to_string()))
            .expression_attribute_values(":attempt", number(after.attempt))
            .expression_attribute_values(":try_on", string(after.try_on.to_string()))
            .expression_attribute_values(":was_on", string(before.on.to_string()))
            .expression_attribute_values(":was", number(before.attempt));
        let update = update.build().map_err(|_| CORRUPT)?;
        Ok(TransactWriteItem::builder().update(update).build())
    }

    fn end(&self, place: Item, before: Due) -> Result<TransactWriteItem, StoreError> {
        let delete = Delete::builder()
            .table_name(self.table.name())
            .set_key(Some(place))
            .condition_expression("due_on = :was_on AND attempt = :was")
            .expression_attribute_values(":was_on", string(before.on.to_string()))
            .expression_attribute_values(":was", number(before.attempt));
        let delete = delete.build().map_err(|_| CORRUPT)?;
        Ok(TransactWriteItem::builder().delete(delete).build())
    }
}

/// An item, which has to be the customer's under whom it lies.
fn read(item: Item, owner: &CustomerId) -> Result<StandingOrder, StoreError> {
    let found = from_item::<StandingItem>(STANDING, item)?.read()?;
    if found.customer == *owner {
        Ok(found)
    } else {
        Err(CORRUPT)
    }
}

/// Whose key an item of the index carries.
fn whose(item: &Item) -> Option<(CustomerId, OrderId)> {
    let text = |name: &str| item.get(name)?.as_s().ok();
    let customer = text("pk")?.strip_prefix("CUSTOMER#")?;
    let order = text("sk")?.strip_prefix(STANDING_PREFIX)?;
    Some((CustomerId(customer.to_owned()), OrderId(order.to_owned())))
}
