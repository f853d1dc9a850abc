//! What customers prefer, where the chat is kept: it permits nothing, so whoever talks to them may write it.

use aws_sdk_dynamodb::types::AttributeValue;
use domain::id::CustomerId;
use serde::Deserialize;

use crate::connection::Connection;
use crate::store::{StoreError, Table, customer_pk, from_item, key};

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
    #[serde(default)]
    notices_off: bool,
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
        let kept = self.of(customer).await?;
        Ok(kept.is_some_and(|kept| kept.spoken_receipts))
    }

    /// Turns spoken replies on or off.
    pub async fn set_hears_receipts(
        &self,
        customer: &CustomerId,
        enabled: bool,
    ) -> Result<(), StoreError> {
        self.set(customer, "spoken_receipts", enabled).await
    }

    /// Whether the bank may write of its own accord, as when money has come in; it may unless somebody opted out.
    pub async fn wants_notices(&self, customer: &CustomerId) -> Result<bool, StoreError> {
        let kept = self.of(customer).await?;
        Ok(kept.is_none_or(|kept| !kept.notices_off))
    }

    /// Turns such notices on or off.
    pub async fn set_wants_notices(
        &self,
        customer: &CustomerId,
        wanted: bool,
    ) -> Result<(), StoreError> {
        self.set(customer, "notices_off", !wanted).await
    }

    async fn of(&self, customer: &CustomerId) -> Result<Option<PreferencesItem>, StoreError> {
        let item = self.table.get(key(&customer_pk(customer), PREFERENCES_SK));
        let preferences = |item| from_item::<PreferencesItem>("preferences", item);
        item.await?.map(preferences).transpose()
    }

    /// One preference; the others stay.
    async fn set(&self, customer: &CustomerId, name: &str, on: bool) -> Result<(), StoreError> {
        let request = self.table.client().update_item();
        let request = request
            .table_name(self.table.name())
            .set_key(Some(key(&customer_pk(customer), PREFERENCES_SK)))
            .update_expression("SET #name = :on")
            .expression_attribute_names("#name", name)
            .expression_attribute_values(":on", AttributeValue::Bool(on));
        self.table.took_effect(request.send().await).map(drop)
    }
}
