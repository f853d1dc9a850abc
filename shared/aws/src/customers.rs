//! Customers as the bank has them on file.
//!
//! Deliberately without their channels and without what they prefer: those have other writers.

use aws_sdk_dynamodb::operation::update_item::builders::UpdateItemFluentBuilder;
use domain::customer::Customer;
use domain::customer::safety_phrase::SafetyPhrase;
use domain::id::CustomerId;

use crate::connection::Connection;
use crate::customer_item::{PROFILE_SK, ProfileItem, TABLE, customer_pk};
use crate::store::{StoreError, Table, from_item, key, string, to_item};

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

    fn update_profile(&self, id: &CustomerId) -> UpdateItemFluentBuilder {
        let update = self.table.client().update_item();
        update
            .table_name(self.table.name())
            .set_key(Some(key(&customer_pk(id), PROFILE_SK)))
    }
}
