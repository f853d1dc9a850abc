//! Which channel speaks for which customer: bound, completed and released, each in one transaction.
//!
//! Deliberately a table of its own: whoever reads what customers write must not be able to say who they are. A
//! customer's ids and the pointers from each of them change together or not at all.

use aws_sdk_dynamodb::error::SdkError;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::{Delete, Put, TransactWriteItem};
use domain::customer::channel::{Channel, ChannelAddress};
use domain::id::CustomerId;
use domain::keyed_hash::Hash;
use domain::time::UnixSeconds;

use crate::channel_item::{
    ACTIVATION_SK, ActivationItem, BINDING_SK, BindingItem, CHANNEL_SK, ChannelItem, TABLE,
    activation_pk, channel_pk,
};
use crate::connection::Connection;
use crate::store::{StoreError, Table, customer_pk, from_item, key, number, string, to_item};

/// The channels table.
#[derive(Clone, Debug)]
pub struct Channels {
    table: Table,
}

impl Channels {
    /// Uses `table`.
    #[must_use]
    pub fn new(connection: &Connection, table: String) -> Self {
        Self {
            table: Table::new(connection, table, TABLE),
        }
    }

    /// The customer a channel is bound to. The user id decides; the phone only where it is unbound.
    pub async fn at(&self, address: &ChannelAddress) -> Result<Option<CustomerId>, StoreError> {
        for id in address.ids() {
            if let Some(item) = self.table.get(key(&channel_pk(id), BINDING_SK)).await? {
                let binding = from_item::<BindingItem>("binding", item)?;
                return Ok(Some(CustomerId(binding.customer_id)));
            }
        }
        Ok(None)
    }

    /// The channel that speaks for a customer, if one does.
    pub async fn of(&self, customer: &CustomerId) -> Result<Option<Channel>, StoreError> {
        Ok(self.item(customer).await?.and_then(ChannelItem::channel))
    }

    /// Stores an activation code, as its hash, until `expires_at`.
    pub async fn put_activation(
        &self,
        code: &Hash,
        customer: &CustomerId,
        issued_at: UnixSeconds,
        expires_at: UnixSeconds,
    ) -> Result<(), StoreError> {
        let item = ActivationItem {
            pk: activation_pk(code),
            sk: ACTIVATION_SK.to_owned(),
            customer_id: customer.0.clone(),
            issued_at: issued_at.0,
            expires_at: expires_at.0,
        };
        self.table.put(to_item("activation", &item)?).await
    }

    /// Uses up an activation code, binds `address` to its customer and releases whatever spoke for them before.
    ///
    /// `None` if the code is unknown, used, expired or older than the last revocation, or if the address speaks for
    /// somebody else.
    pub async fn activate(
        &self,
        code: &Hash,
        address: &ChannelAddress,
        now: UnixSeconds,
    ) -> Result<Option<CustomerId>, StoreError> {
        let found = self.table.get(key(&activation_pk(code), ACTIVATION_SK));
        let Some(item) = found.await? else {
            return Ok(None);
        };
        let activation = from_item::<ActivationItem>("activation", item)?;
        let customer = CustomerId(activation.customer_id);
        let before = self.item(&customer).await?;
        let revoked_at = before.as_ref().and_then(|before| before.revoked_at);
        let is_void = revoked_at.is_some_and(|revoked_at| activation.issued_at <= revoked_at);
        if is_void || now.0 >= activation.expires_at {
            return Ok(None);
        }
        let mut items = self.rebound(&customer, address, before.as_ref(), now)?;
        items.push(self.use_up(code)?);
        Ok(self.together(items).await?.then_some(customer))
    }

    /// Binds a channel to a customer, as the bank's own systems do; answers whether that was possible.
    pub async fn bind(
        &self,
        customer: &CustomerId,
        address: &ChannelAddress,
        now: UnixSeconds,
    ) -> Result<bool, StoreError> {
        let before = self.item(customer).await?;
        let items = self.rebound(customer, address, before.as_ref(), now)?;
        self.together(items).await
    }

    /// Adds the user id of `address` to a customer who was bound by that phone alone, before Meta sent user ids;
    /// nothing if one is on file, or if the phone is not the one on file. From then on another user id on the same
    /// phone is told from theirs.
    pub async fn learn_user_id(
        &self,
        customer: &CustomerId,
        address: &ChannelAddress,
        now: UnixSeconds,
    ) -> Result<bool, StoreError> {
        let Some(before) = self.item(customer).await? else {
            return Ok(false);
        };
        let is_same_phone = before.wa_id.as_deref() == address.wa_id() && before.wa_id.is_some();
        let (Some(user_id), None, true) = (address.user_id(), &before.user_id, is_same_phone)
        else {
            return Ok(false);
        };
        let after = ChannelItem {
            user_id: Some(user_id.to_owned()),
            version: before.version.saturating_add(1),
            ..before.clone()
        };
        let items = vec![
            self.replace(&after, Some(&before))?,
            self.pointer(customer, user_id, now)?,
        ];
        self.together(items).await
    }

    /// Releases every channel bound to a customer and voids the codes issued until now; answers how many ids spoke
    /// for them.
    pub async fn revoke(
        &self,
        customer: &CustomerId,
        now: UnixSeconds,
    ) -> Result<usize, StoreError> {
        let before = self.item(customer).await?;
        let ids = ids(before.as_ref());
        let after = ChannelItem::empty(customer, before.as_ref(), now);
        let mut items = vec![self.replace(&after, before.as_ref())?];
        for id in &ids {
            items.push(self.release(customer, id)?);
        }
        if self.together(items).await? {
            Ok(ids.len())
        } else {
            Err(self.table.contended())
        }
    }

    async fn item(&self, customer: &CustomerId) -> Result<Option<ChannelItem>, StoreError> {
        let item = self.table.get(key(&customer_pk(customer), CHANNEL_SK));
        item.await?
            .map(|item| from_item("channel", item))
            .transpose()
    }

    /// What makes `address` the only one that speaks for a customer.
    fn rebound(
        &self,
        customer: &CustomerId,
        address: &ChannelAddress,
        before: Option<&ChannelItem>,
        now: UnixSeconds,
    ) -> Result<Vec<TransactWriteItem>, StoreError> {
        let after = ChannelItem::bound(customer, address, before, now);
        let mut items = vec![self.replace(&after, before)?];
        for id in address.ids() {
            items.push(self.pointer(customer, id, now)?);
        }
        for old in ids(before) {
            if address.ids().all(|new| new != old) {
                items.push(self.release(customer, &old)?);
            }
        }
        Ok(items)
    }

    /// Writes all of it, or nothing and answers false.
    async fn together(&self, items: Vec<TransactWriteItem>) -> Result<bool, StoreError> {
        let request = self.table.client().transact_write_items();
        match request.set_transact_items(Some(items)).send().await {
            Ok(_) => Ok(true),
            Err(error) if is_cancelled(&error) => Ok(false),
            Err(error) => Err(self.table.unavailable(&error)),
        }
    }

    /// The customer's own record, if nobody was faster.
    fn replace(
        &self,
        after: &ChannelItem,
        before: Option<&ChannelItem>,
    ) -> Result<TransactWriteItem, StoreError> {
        let put = Put::builder()
            .table_name(self.table.name())
            .set_item(Some(to_item("channel", after)?));
        let put = match before {
            Some(before) => put
                .condition_expression("version = :before")
                .expression_attribute_values(":before", number(before.version)),
            None => put.condition_expression("attribute_not_exists(pk)"),
        };
        let put = put
            .build()
            .map_err(|_| StoreError::Corrupt { kind: "put" })?;
        Ok(TransactWriteItem::builder().put(put).build())
    }

    fn pointer(
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

    /// Only if it is the customer's still: a number may speak for its next owner by now.
    fn release(&self, customer: &CustomerId, id: &str) -> Result<TransactWriteItem, StoreError> {
        let delete = Delete::builder()
            .table_name(self.table.name())
            .set_key(Some(key(&channel_pk(id), BINDING_SK)))
            .condition_expression("attribute_not_exists(pk) OR customer_id = :customer")
            .expression_attribute_values(":customer", string(&customer.0))
            .build()
            .map_err(|_| StoreError::Corrupt { kind: "delete" })?;
        Ok(TransactWriteItem::builder().delete(delete).build())
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

fn ids(item: Option<&ChannelItem>) -> Vec<String> {
    let ids = item.map(|item| [item.user_id.clone(), item.wa_id.clone()]);
    ids.into_iter().flatten().flatten().collect()
}

fn is_cancelled(error: &SdkError<TransactWriteItemsError>) -> bool {
    error
        .as_service_error()
        .is_some_and(TransactWriteItemsError::is_transaction_canceled_exception)
}
