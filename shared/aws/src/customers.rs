//! Customers, their payees, and which channel speaks for whom.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use domain::customer::channel::ChannelAddress;
use domain::customer::safety_phrase::SafetyPhrase;
use domain::customer::{Customer, payee::Payee};
use domain::id::CustomerId;
use domain::keyed_hash::Hash;
use domain::time::UnixSeconds;

use crate::connection::Connection;
use crate::customer_item::{
    ACTIVATION_SK, ActivationItem, BINDING_SK, BindingItem, PROFILE_SK, PayeeItem, ProfileItem,
    TABLE, activation_pk, channel_pk, customer_pk,
};
use crate::store::{Item, StoreError, from_item, key, string, to_item};

mod binding;

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
            client: connection.client(Client::new),
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
