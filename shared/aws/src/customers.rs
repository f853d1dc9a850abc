//! Customers, their payees, and which channel speaks for whom.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::types::{Delete, Put, TransactWriteItem, Update};
use domain::channel::ChannelAddress;
use domain::customer::{Customer, CustomerId, Payee};
use domain::keyed_hash::Hash;
use domain::safety_phrase::SafetyPhrase;
use domain::time::UnixSeconds;

use crate::connection::Connection;
use crate::customer_item::{
    ACTIVATION_SK, ActivationItem, BINDING_SK, BindingItem, PROFILE_SK, PayeeItem, ProfileItem,
    TABLE, activation_pk, channel_pk, customer_pk,
};
use crate::store::{Item, StoreError, from_item, key, string, to_item};

/// Most payees one customer can save.
const MAX_PAYEES: i32 = 100;

/// The customers table.
#[derive(Clone, Debug)]
pub struct Customers {
    client: Client,
    table: String,
}

impl Customers {
    /// Uses `table`.
    #[must_use]
    pub fn new(connection: &Connection, table: String) -> Self {
        Self {
            client: Client::new(connection.sdk()),
            table,
        }
    }

    /// A customer by the bank's identifier.
    pub async fn get(&self, id: &CustomerId) -> Result<Option<Customer>, StoreError> {
        let item = self.get_item(key(&customer_pk(id), PROFILE_SK)).await?;
        item.map(|item| from_item::<ProfileItem>("customer", item)?.try_into())
            .transpose()
    }

    /// The customer a channel is bound to. The user id decides; the phone only where it is unbound.
    pub async fn at(&self, address: &ChannelAddress) -> Result<Option<CustomerId>, StoreError> {
        for id in address.ids() {
            if let Some(item) = self.get_item(key(&channel_pk(id), BINDING_SK)).await? {
                let binding = from_item::<BindingItem>("binding", item)?;
                return Ok(Some(CustomerId(binding.customer_id)));
            }
        }
        Ok(None)
    }

    /// Everybody the customer may send money to.
    pub async fn payees(&self, id: &CustomerId) -> Result<Vec<Payee>, StoreError> {
        let answer = self
            .client
            .query()
            .table_name(&self.table)
            .key_condition_expression("pk = :customer AND begins_with(sk, :payees)")
            .expression_attribute_values(":customer", string(customer_pk(id)))
            .expression_attribute_values(":payees", string("PAYEE#"))
            .limit(MAX_PAYEES)
            .send()
            .await
            .map_err(|error| StoreError::unavailable(TABLE, &error))?;
        let read = |item| Ok(from_item::<PayeeItem>("payee", item)?.into());
        answer
            .items
            .unwrap_or_default()
            .into_iter()
            .map(read)
            .collect()
    }

    /// Turns spoken replies on or off.
    pub async fn set_voice(&self, id: &CustomerId, enabled: bool) -> Result<(), StoreError> {
        self.client
            .update_item()
            .table_name(&self.table)
            .set_key(Some(key(&customer_pk(id), PROFILE_SK)))
            .update_expression("SET voice = :enabled")
            .condition_expression("attribute_exists(pk)")
            .expression_attribute_values(
                ":enabled",
                aws_sdk_dynamodb::types::AttributeValue::Bool(enabled),
            )
            .send()
            .await
            .map_err(|error| StoreError::unavailable(TABLE, &error))?;
        Ok(())
    }

    /// Sets the phrase the page shows, or takes it away. Answers whether there is such a customer.
    pub async fn set_safety_phrase(
        &self,
        id: &CustomerId,
        phrase: Option<&SafetyPhrase>,
    ) -> Result<bool, StoreError> {
        let update = self
            .client
            .update_item()
            .table_name(&self.table)
            .set_key(Some(key(&customer_pk(id), PROFILE_SK)))
            .condition_expression("attribute_exists(pk)");
        let update = match phrase {
            Some(phrase) => update
                .update_expression("SET safety_phrase = :phrase")
                .expression_attribute_values(":phrase", string(phrase.expose())),
            None => update.update_expression("REMOVE safety_phrase"),
        };
        match update.send().await {
            Ok(_) => Ok(true),
            Err(error)
                if error
                    .as_service_error()
                    .is_some_and(UpdateItemError::is_conditional_check_failed_exception) =>
            {
                Ok(false)
            }
            Err(error) => Err(StoreError::unavailable(TABLE, &error)),
        }
    }

    /// Writes a customer as it is on file.
    pub async fn put(&self, customer: &Customer) -> Result<(), StoreError> {
        self.put_item(to_item("customer", &ProfileItem::from(customer))?)
            .await
    }

    /// Saves a payee.
    pub async fn add_payee(&self, owner: &CustomerId, payee: &Payee) -> Result<(), StoreError> {
        self.put_item(to_item("payee", &PayeeItem::new(owner, payee))?)
            .await
    }

    /// Stores an activation code, as its hash, until `expires_at`.
    pub async fn put_activation(
        &self,
        code: &Hash,
        customer: &CustomerId,
        expires_at: UnixSeconds,
    ) -> Result<(), StoreError> {
        let item = ActivationItem {
            pk: activation_pk(code),
            sk: ACTIVATION_SK.to_owned(),
            customer_id: customer.0.clone(),
            expires_at: expires_at.0,
        };
        self.put_item(to_item("activation", &item)?).await
    }

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
            .get_item(key(&activation_pk(code), ACTIVATION_SK))
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
        let mut items = vec![self.point_profile(customer, address)?];
        for id in address.ids() {
            items.push(self.binding(customer, id, now)?);
        }
        if let Some(code) = code {
            items.push(self.use_up(code)?);
        }
        let request = self
            .client
            .transact_write_items()
            .set_transact_items(Some(items));
        match request.send().await {
            Ok(_) => Ok(true),
            Err(error) if is_cancelled(&error) => Ok(false),
            Err(error) => Err(StoreError::unavailable(TABLE, &error)),
        }
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
        self.client
            .update_item()
            .table_name(&self.table)
            .set_key(Some(key(&customer_pk(customer), PROFILE_SK)))
            .update_expression("REMOVE user_id, wa_id")
            .send()
            .await
            .map_err(|error| StoreError::unavailable(TABLE, &error))?;
        Ok(address.ids().count())
    }

    async fn release(&self, channel_id: &str) -> Result<(), StoreError> {
        let request = self.client.delete_item().table_name(&self.table);
        let request = request.set_key(Some(key(&channel_pk(channel_id), BINDING_SK)));
        let answer = request.send().await;
        answer.map_err(|error| StoreError::unavailable(TABLE, &error))?;
        Ok(())
    }

    fn point_profile(
        &self,
        customer: &CustomerId,
        address: &ChannelAddress,
    ) -> Result<TransactWriteItem, StoreError> {
        let mut update = Update::builder()
            .table_name(&self.table)
            .set_key(Some(key(&customer_pk(customer), PROFILE_SK)))
            .condition_expression("attribute_exists(pk)");
        let (mut present, mut absent) = (Vec::new(), Vec::new());
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
            .table_name(&self.table)
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
            .table_name(&self.table)
            .set_key(Some(key(&activation_pk(code), ACTIVATION_SK)))
            .condition_expression("attribute_exists(pk)")
            .build()
            .map_err(|_| StoreError::Corrupt { kind: "delete" })?;
        Ok(TransactWriteItem::builder().delete(delete).build())
    }

    async fn get_item(&self, key: Item) -> Result<Option<Item>, StoreError> {
        let request = self
            .client
            .get_item()
            .table_name(&self.table)
            .set_key(Some(key));
        let answer = request.consistent_read(true).send().await;
        Ok(answer
            .map_err(|error| StoreError::unavailable(TABLE, &error))?
            .item)
    }

    async fn put_item(&self, item: Item) -> Result<(), StoreError> {
        let request = self
            .client
            .put_item()
            .table_name(&self.table)
            .set_item(Some(item));
        request
            .send()
            .await
            .map_err(|error| StoreError::unavailable(TABLE, &error))?;
        Ok(())
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
