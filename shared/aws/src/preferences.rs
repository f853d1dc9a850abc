//! What customers prefer, where the chat is kept: it permits nothing, so whoever talks to them may write it.

use aws_sdk_dynamodb::types::AttributeValue;
use domain::id::CustomerId;
use serde::Deserialize;

use crate::connection::Connection;
use crate::store::{StoreError, Table, from_item, key};

const PREFERENCES_SK: &str = "PREFERENCES";

/// The conversations table, for preferences.
#[derive(Clone, Debug)]
pub struct Preferences {
    table: Table,
}

#[derive(Deserialize)]
struct PreferencesItem {
    #[serde(default)]
    spoken_receipts: bool,
}

impl Preferences {
    /// Uses `table`.
    #[must_use]
    pub fn new(connection: &Connection, table: String) -> Self {
        Self {
            table: Table::new(connection, table, "conversations"),
        }
    }

    /// Whether replies that matter are also spoken; not unless somebody asked for it.
    pub async fn hears_receipts(&self, customer: &CustomerId) -> Result<bool, StoreError> {
        let item = self.table.get(key(&customer_pk(customer), PREFERENCES_SK));
        let item = item.await?;
        let preferences = item.map(|item| from_item::<PreferencesItem>("preferences", item));
        Ok(preferences
            .transpose()?
            .is_some_and(|kept| kept.spoken_receipts))
    }

    /// Turns spoken replies on or off.
    pub async fn set_hears_receipts(
        &self,
        customer: &CustomerId,
        enabled: bool,
    ) -> Result<(), StoreError> {
        let mut item = key(&customer_pk(customer), PREFERENCES_SK);
        item.insert("spoken_receipts".to_owned(), AttributeValue::Bool(enabled));
        self.table.put(item).await
    }
}

fn customer_pk(customer: &CustomerId) -> String {
    format!("CUSTOMER#{}", customer.0)
}
