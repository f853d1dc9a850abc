//! Customers, and which channel speaks for whom.

use aws_sdk_dynamodb::operation::update_item::builders::UpdateItemFluentBuilder;
use aws_sdk_dynamodb::types::AttributeValue;
use domain::customer::Customer;
use domain::customer::channel::ChannelAddress;
use domain::customer::safety_phrase::SafetyPhrase;
use domain::id::CustomerId;
use domain::keyed_hash::Hash;
use domain::time::UnixSeconds;

use crate::connection::Connection;
use crate::customer_item::{
    ACTIVATION_SK, ActivationItem, BINDING_SK, BindingItem, PROFILE_SK, ProfileItem, TABLE,
    activation_pk, channel_pk, customer_pk,
};
use crate::store::{StoreError, Table, from_item, key, string, to_item};

mod binding;

/// The customers table.
#[derive(Clone, Debug)]
pub struct Customers {
    table: Table,
}

impl Customers {
    /// Uses `table`.
    #[must_use]
    pub fn new(connection: &Connection, table: String) -> Self {
        Self {
            table: Table::new(connection, table, TABLE),
        }
    }

    /// A customer by the bank's identifier.
    pub async fn get(&self, id: &CustomerId) -> Result<Option<Customer>, StoreError> {
        let item = self.table.get(key(&customer_pk(id), PROFILE_SK)).await?;
        item.map(|item| from_item::<ProfileItem>("customer", item)?.try_into())
            .transpose()
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

    /// Turns spoken replies on or off.
    pub async fn set_voice(&self, id: &CustomerId, enabled: bool) -> Result<(), StoreError> {
        self.update_profile(id)
            .update_expression("SET voice = :enabled")
            .condition_expression("attribute_exists(pk)")
            .expression_attribute_values(":enabled", AttributeValue::Bool(enabled))
            .send()
            .await
            .map_err(|error| self.table.unavailable(&error))?;
        Ok(())
    }

    /// Sets the phrase the page shows, or takes it away. Answers whether there is such a customer.
    pub async fn set_safety_phrase(
        &self,
        id: &CustomerId,
        phrase: Option<&SafetyPhrase>,
    ) -> Result<bool, StoreError> {
        let update = self
            .update_profile(id)
            .condition_expression("attribute_exists(pk)");
        let update = match phrase {
            Some(phrase) => update
                .update_expression("SET safety_phrase = :phrase")
                .expression_attribute_values(":phrase", string(phrase.expose())),
            None => update.update_expression("REMOVE safety_phrase"),
        };
        self.table.took_effect(update.send().await)
    }

    /// Writes a customer as it is on file.
    pub async fn put(&self, customer: &Customer) -> Result<(), StoreError> {
        let item = ProfileItem::from(customer);
        self.table.put(to_item("customer", &item)?).await
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
        self.table.put(to_item("activation", &item)?).await
    }

    fn update_profile(&self, id: &CustomerId) -> UpdateItemFluentBuilder {
        let update = self.table.client().update_item();
        update
            .table_name(self.table.name())
            .set_key(Some(key(&customer_pk(id), PROFILE_SK)))
    }
}
