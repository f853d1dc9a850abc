//! Which channel speaks for which customer: bound, completed and released.
//!
//! Deliberately keeps the ids in the profile and the bindings the same, in one transaction each time.

use aws_sdk_dynamodb::types::{Delete, Put, TransactWriteItem, Update};
use domain::customer::channel::ChannelAddress;
use domain::id::CustomerId;
use domain::keyed_hash::Hash;
use domain::time::UnixSeconds;

use super::Customers;
use crate::customer_item::{
    ACTIVATION_SK, ActivationItem, BINDING_SK, BindingItem, PROFILE_SK, activation_pk, channel_pk,
    customer_pk,
};
use crate::store::{StoreError, from_item, key, number, string, to_item};

impl Customers {
    /// Uses up an activation code and binds `address` to its customer, in one transaction.
    ///
    /// `None` if the code is unknown, used or expired. Whatever was bound to the customer before
    /// is released, so one customer speaks through one channel.
    pub async fn activate(
        &self,
        code: &Hash,
        address: &ChannelAddress,
        now: UnixSeconds,
    ) -> Result<Option<CustomerId>, StoreError> {
        let Some(item) = self
            .table
            .get(key(&activation_pk(code), ACTIVATION_SK))
            .await?
        else {
            return Ok(None);
        };
        let activation = from_item::<ActivationItem>("activation", item)?;
        if now.0 >= activation.expires_at {
            return Ok(None);
        }
        let customer = CustomerId(activation.customer_id);
        let before = self.get(&customer).await?.and_then(|found| found.address);
        if !self.bind(&customer, Some(code), address, now).await? {
            return Ok(None);
        }
        // Only now that the new phone speaks for the customer does the old one stop.
        let old = before.iter().flat_map(ChannelAddress::ids);
        for id in old.filter(|old| address.ids().all(|new| new != *old)) {
            self.release(id).await?;
        }
        Ok(Some(customer))
    }

    /// Binds a channel to a customer. With `code`, only if that code is still there to use up.
    pub async fn bind(
        &self,
        customer: &CustomerId,
        code: Option<&Hash>,
        address: &ChannelAddress,
        now: UnixSeconds,
    ) -> Result<bool, StoreError> {
        let mut items = vec![self.point_profile(customer, address, now)?];
        for id in address.ids() {
            items.push(self.binding(customer, id, now)?);
        }
        if let Some(code) = code {
            items.push(self.use_up(code)?);
        }
        self.together(items).await
    }

    /// Adds the user id of `address` to a customer who was bound by that phone alone, before Meta sent
    /// user ids; nothing if one is on file, or if the phone is not the one on file. From then on the
    /// profile, and all that is kept by it, names the customer as their messages do, and another user id
    /// on the same phone is told from theirs.
    pub async fn learn_user_id(
        &self,
        customer: &CustomerId,
        address: &ChannelAddress,
        now: UnixSeconds,
    ) -> Result<(), StoreError> {
        let (Some(user_id), Some(wa_id)) = (address.user_id(), address.wa_id()) else {
            return Ok(());
        };
        let profile = Update::builder()
            .table_name(self.table.name())
            .set_key(Some(key(&customer_pk(customer), PROFILE_SK)))
            .update_expression("SET user_id = :user_id")
            .condition_expression("attribute_not_exists(user_id) AND wa_id = :wa_id")
            .expression_attribute_values(":user_id", string(user_id))
            .expression_attribute_values(":wa_id", string(wa_id));
        let profile = profile
            .build()
            .map_err(|_| StoreError::Corrupt { kind: "update" })?;
        let profile = TransactWriteItem::builder().update(profile).build();
        let items = vec![profile, self.binding(customer, user_id, now)?];
        self.together(items).await.map(drop)
    }

    /// Releases every channel bound to a customer; answers how many there were.
    pub async fn revoke(&self, customer: &CustomerId) -> Result<usize, StoreError> {
        let address = self.get(customer).await?.and_then(|found| found.address);
        let Some(address) = address else {
            return Ok(0);
        };
        for id in address.ids() {
            self.release(id).await?;
        }
        self.update_profile(customer)
            .update_expression("REMOVE user_id, wa_id, linked_at")
            .send()
            .await
            .map_err(|error| self.table.unavailable(&error))?;
        Ok(address.ids().count())
    }

    /// Writes all of it, or nothing and answers false.
    async fn together(&self, items: Vec<TransactWriteItem>) -> Result<bool, StoreError> {
        let request = self
            .table
            .client()
            .transact_write_items()
            .set_transact_items(Some(items));
        match request.send().await {
            Ok(_) => Ok(true),
            Err(error) if is_cancelled(&error) => Ok(false),
            Err(error) => Err(self.table.unavailable(&error)),
        }
    }

    async fn release(&self, channel_id: &str) -> Result<(), StoreError> {
        let binding = key(&channel_pk(channel_id), BINDING_SK);
        self.table.delete(binding).await
    }

    fn point_profile(
        &self,
        customer: &CustomerId,
        address: &ChannelAddress,
        now: UnixSeconds,
    ) -> Result<TransactWriteItem, StoreError> {
        let mut update = Update::builder()
            .table_name(self.table.name())
            .set_key(Some(key(&customer_pk(customer), PROFILE_SK)))
            .condition_expression("attribute_exists(pk)")
            .expression_attribute_values(":linked_at", number(now.0));
        let (mut present, mut absent) = (vec!["linked_at = :linked_at".to_owned()], Vec::new());
        for (name, id) in [("user_id", address.user_id()), ("wa_id", address.wa_id())] {
            if let Some(id) = id {
                present.push(format!("{name} = :{name}"));
                update = update.expression_attribute_values(format!(":{name}"), string(id));
            } else {
                absent.push(name);
            }
        }
        let mut expression = format!("SET {}", present.join(", "));
        if !absent.is_empty() {
            expression = format!("{expression} REMOVE {}", absent.join(", "));
        }
        let update = update.update_expression(expression);
        let update = update
            .build()
            .map_err(|_| StoreError::Corrupt { kind: "update" })?;
        Ok(TransactWriteItem::builder().update(update).build())
    }

    fn binding(
        &self,
        customer: &CustomerId,
        id: &str,
        now: UnixSeconds,
    ) -> Result<TransactWriteItem, StoreError> {
        let item = BindingItem {
            pk: channel_pk(id),
            sk: BINDING_SK.to_owned(),
            customer_id: customer.0.clone(),
            bound_at: now.0,
        };
        let put = Put::builder()
            .table_name(self.table.name())
            .set_item(Some(to_item("binding", &item)?))
            // A phone that already speaks for somebody else is not silently taken over.
            .condition_expression("attribute_not_exists(pk) OR customer_id = :customer")
            .expression_attribute_values(":customer", string(&customer.0))
            .build()
            .map_err(|_| StoreError::Corrupt { kind: "put" })?;
        Ok(TransactWriteItem::builder().put(put).build())
    }

    fn use_up(&self, code: &Hash) -> Result<TransactWriteItem, StoreError> {
        let delete = Delete::builder()
            .table_name(self.table.name())
            .set_key(Some(key(&activation_pk(code), ACTIVATION_SK)))
            .condition_expression("attribute_exists(pk)")
            .build()
            .map_err(|_| StoreError::Corrupt { kind: "delete" })?;
        Ok(TransactWriteItem::builder().delete(delete).build())
    }
}

fn is_cancelled(
    error: &aws_sdk_dynamodb::error::SdkError<
        aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError,
    >,
) -> bool {
    error.as_service_error().is_some_and(
        aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError::is_transaction_canceled_exception,
    )
}
