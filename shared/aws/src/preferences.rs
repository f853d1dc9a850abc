//! What customers prefer, where the chat is kept: it permits nothing, so whoever talks to them may write it.

use aws_sdk_dynamodb::types::AttributeValue;
use domain::id::CustomerId;
use domain::language::Language;
use serde::Deserialize;

use crate::connection::Connection;
use crate::store::{StoreError, Table, customer_pk, from_item, key, string};

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
    #[serde(default)]
    language: Option<String>,
}

/// How somebody wants to be spoken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Manner {
    /// Whether replies that matter are also spoken.
    pub hears_receipts: bool,
    /// Whether the bank may write of its own accord.
    pub wants_notices: bool,
    /// In which language; nothing until it is known.
    pub language: Option<Language>,
}

impl Default for Manner {
    fn default() -> Self {
        Self {
            hears_receipts: false,
            wants_notices: true,
            language: None,
        }
    }
}

impl Preferences {
    /// Uses `table`.
    #[must_use]
    pub fn new(connection: &Connection, table: String) -> Self {
        Self {
            table: Table::new(connection, table, "conversations"),
        }
    }

    /// How somebody wants to be spoken to. A language that this version does not speak is none.
    pub async fn manner(&self, customer: &CustomerId) -> Result<Manner, StoreError> {
        let kept = self.of(customer).await?;
        Ok(kept.map_or_else(Manner::default, |kept| Manner {
            hears_receipts: kept.spoken_receipts,
            wants_notices: !kept.notices_off,
            language: kept.language.as_deref().and_then(Language::parse),
        }))
    }

    /// Remembers a language.
    pub async fn set_language(
        &self,
        customer: &CustomerId,
        language: Language,
    ) -> Result<(), StoreError> {
        self.set(customer, "language", string(language.tag())).await
    }

    /// Whether replies that matter are also spoken; not unless somebody asked for it.
    pub async fn hears_receipts(&self, customer: &CustomerId) -> Result<bool, StoreError> {
        Ok(self.manner(customer).await?.hears_receipts)
    }

    /// Turns spoken replies on or off.
    pub async fn set_hears_receipts(
        &self,
        customer: &CustomerId,
        enabled: bool,
    ) -> Result<(), StoreError> {
        self.set(customer, "spoken_receipts", AttributeValue::Bool(enabled))
            .await
    }

    /// Whether the bank may write of its own accord, as when money has come in; it may unless somebody opted out.
    pub async fn wants_notices(&self, customer: &CustomerId) -> Result<bool, StoreError> {
        Ok(self.manner(customer).await?.wants_notices)
    }

    /// Turns such notices on or off.
    pub async fn set_wants_notices(
        &self,
        customer: &CustomerId,
        wanted: bool,
    ) -> Result<(), StoreError> {
        self.set(customer, "notices_off", AttributeValue::Bool(!wanted))
            .await
    }

    async fn of(&self, customer: &CustomerId) -> Result<Option<PreferencesItem>, StoreError> {
        let item = self.table.get(key(&customer_pk(customer), PREFERENCES_SK));
        let preferences = |item| from_item::<PreferencesItem>("preferences", item);
        item.await?.map(preferences).transpose()
    }

    /// One preference; the others stay.
    async fn set(
        &self,
        customer: &CustomerId,
        name: &str,
        value: AttributeValue,
    ) -> Result<(), StoreError> {
        let request = self.table.client().update_item();
        let request = request
            .table_name(self.table.name())
            .set_key(Some(key(&customer_pk(customer), PREFERENCES_SK)))
            .update_expression("SET #name = :value")
            .expression_attribute_names("#name", name)
            .expression_attribute_values(":value", value);
        self.table.took_effect(request.send().await).map(drop)
    }
}
