//! What every DynamoDB adapter shares, here and in `ledger`: its failures, and how SDK errors become them.

use aws_sdk_dynamodb::error::ProvideErrorMetadata;
use serde::Serialize;
use serde::de::DeserializeOwned;

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

impl StoreError {
    /// Wraps an SDK error without its message, which may quote keys.
    pub fn unavailable(table: &'static str, error: &impl ProvideErrorMetadata) -> Self {
        let code = error.code().unwrap_or("no answer").to_owned();
        Self::Unavailable { table, code }
    }
}

impl From<StoreError> for domain::failure::Failure {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Corrupt { .. } => Self::fail(error),
            StoreError::Unavailable { .. } | StoreError::Contended { .. } => Self::retry(error),
        }
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
