//! What every DynamoDB adapter shares, here and in `ledger`: a table, its failures, and how SDK errors become
//! them.
//!
//! Deliberately knows no kind of item, and holds only what more than one adapter does. Updates, transactions
//! and scans are each adapter's own; it makes them with [`Table::client`].

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::ProvideErrorMetadata;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::connection::Connection;

/// `DynamoDB`'s code for a condition that did not hold.
const CONDITION_FAILED: &str = "ConditionalCheckFailedException";

/// An item as DynamoDB keeps it.
pub type Item = std::collections::HashMap<String, aws_sdk_dynamodb::types::AttributeValue>;

/// Why a table could not be read or written.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum StoreError {
    /// `DynamoDB` did not answer, or asked to slow down. `code` is its error code, if it gave one.
    #[error("the {table} table is unavailable ({code})")]
    Unavailable {
        /// Which table, by its role.
        table: &'static str,
        /// `DynamoDB`'s error code, or what went wrong on the way.
        code: String,
    },
    /// An item does not read as it was written. Names the item's kind, never its content.
    #[error("an item of kind {kind} does not read as written")]
    Corrupt {
        /// Kind of item.
        kind: &'static str,
    },
    /// Others kept changing the same item.
    #[error("the {table} table was too busy with the same item")]
    Contended {
        /// Which table, by its role.
        table: &'static str,
    },
}

impl From<StoreError> for domain::failure::Failure {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Corrupt { .. } => Self::fail(error),
            StoreError::Unavailable { .. } | StoreError::Contended { .. } => Self::retry(error),
        }
    }
}

/// One table, as its adapters read and write it.
#[derive(Clone, Debug)]
pub struct Table {
    client: Client,
    name: String,
    role: &'static str,
}

impl Table {
    /// The table called `name`; errors and logs say its `role`.
    #[must_use]
    pub fn new(connection: &Connection, name: String, role: &'static str) -> Self {
        Self {
            client: connection.client(Client::new),
            name,
            role,
        }
    }

    /// For requests that only one adapter makes.
    #[must_use]
    pub const fn client(&self) -> &Client {
        &self.client
    }

    /// The name those requests need.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// An item as it is now: the read is consistent.
    pub async fn get(&self, key: Item) -> Result<Option<Item>, StoreError> {
        let request = self.client.get_item().table_name(&self.name);
        let request = request.set_key(Some(key)).consistent_read(true);
        let answer = request.send().await;
        Ok(answer.map_err(|error| self.unavailable(&error))?.item)
    }

    /// Writes an item, whatever was there.
    pub async fn put(&self, item: Item) -> Result<(), StoreError> {
        let request = self.client.put_item().table_name(&self.name);
        let answer = request.set_item(Some(item)).send().await;
        answer.map(drop).map_err(|error| self.unavailable(&error))
    }

    /// Writes an item that has a `version`, unless somebody was faster: only if the version that was `seen`
    /// is still there, or, where none was seen, nothing. Answers whether it was saved.
    pub async fn replace(&self, item: Item, seen: Option<u64>) -> Result<bool, StoreError> {
        let request = self.client.put_item().table_name(&self.name);
        let request = request.set_item(Some(item));
        let request = match seen {
            Some(version) => request
                .condition_expression("version = :version")
                .expression_attribute_values(":version", number(version)),
            None => request.condition_expression("attribute_not_exists(pk)"),
        };
        self.took_effect(request.send().await)
    }

    /// Deletes an item; none being there is fine.
    pub async fn delete(&self, key: Item) -> Result<(), StoreError> {
        let request = self.client.delete_item().table_name(&self.name);
        let answer = request.set_key(Some(key)).send().await;
        answer.map(drop).map_err(|error| self.unavailable(&error))
    }

    /// The first items of a partition whose sort keys begin with `prefix`, at most `limit`. Not consistent:
    /// what was written a moment ago may be missing.
    pub async fn query(
        &self,
        pk: String,
        prefix: &str,
        limit: i32,
    ) -> Result<Vec<Item>, StoreError> {
        let request = self.client.query().table_name(&self.name);
        let answer = request
            .key_condition_expression("pk = :pk AND begins_with(sk, :prefix)")
            .expression_attribute_values(":pk", string(pk))
            .expression_attribute_values(":prefix", string(prefix))
            .limit(limit)
            .send()
            .await;
        let answer = answer.map_err(|error| self.unavailable(&error))?;
        Ok(answer.items.unwrap_or_default())
    }

    /// Whether a conditional write took effect; a condition that did not hold is an answer, no failure.
    pub fn took_effect<T, E: ProvideErrorMetadata>(
        &self,
        answer: Result<T, E>,
    ) -> Result<bool, StoreError> {
        match answer {
            Ok(_) => Ok(true),
            Err(error) if error.code() == Some(CONDITION_FAILED) => Ok(false),
            Err(error) => Err(self.unavailable(&error)),
        }
    }

    /// Wraps an SDK error without its message, which may quote keys.
    pub fn unavailable(&self, error: &impl ProvideErrorMetadata) -> StoreError {
        StoreError::Unavailable {
            table: self.role,
            code: error.code().unwrap_or("no answer").to_owned(),
        }
    }

    /// Others kept changing the same item.
    #[must_use]
    pub const fn contended(&self) -> StoreError {
        StoreError::Contended { table: self.role }
    }
}

/// Builds an item from its private wire struct.
pub fn to_item(kind: &'static str, value: &impl Serialize) -> Result<Item, StoreError> {
    serde_dynamo::to_item(value).map_err(|_| StoreError::Corrupt { kind })
}

/// Builds one attribute from its private wire struct.
pub fn to_value(
    kind: &'static str,
    value: &impl Serialize,
) -> Result<aws_sdk_dynamodb::types::AttributeValue, StoreError> {
    serde_dynamo::to_attribute_value(value).map_err(|_| StoreError::Corrupt { kind })
}

/// Reads an item into its private wire struct.
pub fn from_item<T: DeserializeOwned>(kind: &'static str, item: Item) -> Result<T, StoreError> {
    serde_dynamo::from_item(item).map_err(|_| StoreError::Corrupt { kind })
}

/// The key of an item.
#[must_use]
pub fn key(pk: &str, sk: &str) -> Item {
    use aws_sdk_dynamodb::types::AttributeValue::S;
    Item::from([
        ("pk".to_owned(), S(pk.to_owned())),
        ("sk".to_owned(), S(sk.to_owned())),
    ])
}

/// A number attribute.
#[must_use]
pub fn number(value: impl Into<i128>) -> aws_sdk_dynamodb::types::AttributeValue {
    aws_sdk_dynamodb::types::AttributeValue::N(value.into().to_string())
}

/// A string attribute.
#[must_use]
pub fn string(value: impl Into<String>) -> aws_sdk_dynamodb::types::AttributeValue {
    aws_sdk_dynamodb::types::AttributeValue::S(value.into())
}
