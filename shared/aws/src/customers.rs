//! Customers as the bank has them on file.
//!
//! Deliberately without their channels, phrases and what they prefer: those have other writers. No function writes here.

use domain::customer::Customer;
use domain::id::CustomerId;

use crate::connection::Connection;
use crate::customer_item::{PROFILE_SK, ProfileItem, TABLE};
use crate::store::{StoreError, Table, customer_pk, from_item, key, to_item};

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

    /// Writes a customer as it is on file.
    pub async fn put(&self, customer: &Customer) -> Result<(), StoreError> {
        let item = ProfileItem::from(customer);
        self.table.put(to_item("customer", &item)?).await
    }
}
