//! What every DynamoDB adapter shares, here and in `ledger`: a table, its failures, and how SDK errors become
//! them.
//!
//! Deliberately knows no kind of item, and holds only what more than one adapter does. Updates, transactions
//! and scans are each adapter's own; it makes them with [`Table::client`].

mod nonce;
mod together;

pub use nonce::{NONCES, Nonce};
pub use together::{Part, replace_together};

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::ProvideErrorMetadata;
use aws_sdk_dynamodb::types::AttributeValue;
use domain::id::CustomerId;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::connection::Connection;

/// Attribute that counts the writes of an item.
const VERSION: &str = "version";

/// `DynamoDB`'s code for a condition that did not hold.
const CONDITION_FAILED: &str = "ConditionalCheckFailedException";

/// An item as DynamoDB keeps it.
pub type Item = std::collections::HashMap<String, AttributeValue>;

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

    /// Writes an item under the next version, unless somebody was faster: only if what was `seen` is still
    /// there, or, where nothing was, nothing. Answers whether it was saved.
    ///
    /// One whose answer was lost is recognised by its nonce.
    pub async fn replace(&self, item: Item, seen: &Seen) -> Result<bool, StoreError> {
        let nonce = self.nonce()?;
        let place = key_of(&item);
        let request = self.client.put_item().table_name(&self.name);
        let request = request.set_item(Some(seen.followed_by(item, &nonce)));
        let request = request.condition_expression(seen.condition());
        let request = request.set_expression_attribute_values(seen.values());
        // Boxed, so that the futures of all who step through a confirmation need not hold both calls.
        let answer = Box::pin(request.send()).await;
        self.or_ours(answer, place, &nonce).await
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

    /// The items of a partition whose sort keys begin with `prefix`, page by page, at most `most`. Consistent.
    pub async fn query_all(
        &self,
        pk: &str,
        prefix: &str,
        most: usize,
    ) -> Result<Vec<Item>, StoreError> {
        let request = self.client.query().table_name(&self.name);
        let mut items = request
            .key_condition_expression("pk = :pk AND begins_with(sk, :prefix)")
            .expression_attribute_values(":pk", string(pk))
            .expression_attribute_values(":prefix", string(prefix))
            .consistent_read(true)
            .into_paginator()
            .items()
            .send();
        let mut found = Vec::new();
        while found.len() < most
            && let Some(item) = items.next().await
        {
            found.push(item.map_err(|error| self.unavailable(&error))?);
        }
        Ok(found)
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

/// What was seen of an item that is going to be replaced.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Seen {
    version: Option<u64>,
    /// Nonces of the last writes, the newest last.
    nonces: Vec<AttributeValue>,
}

impl Seen {
    /// Nothing was there.
    pub const NOTHING: Self = Self {
        version: None,
        nonces: Vec::new(),
    };

    /// What stands in the item as it was read.
    #[must_use]
    pub fn of(item: &Item) -> Self {
        let version = item.get(VERSION).and_then(|version| version.as_n().ok());
        Self {
            version: version.and_then(|version| version.parse().ok()),
            nonces: nonce::nonces(item).to_vec(),
        }
    }

    /// The item that comes after it, with its own nonce and those of the last writes before.
    fn followed_by(&self, mut item: Item, nonce: &Nonce) -> Item {
        let version = self.version.map_or(0, |version| version.saturating_add(1));
        item.insert(VERSION.to_owned(), number(version));
        item.insert(NONCES.to_owned(), nonce.after(&self.nonces));
        item
    }
}

fn key_of(item: &Item) -> Item {
    let part = |name: &str| Some((name.to_owned(), item.get(name)?.clone()));
    ["pk", "sk"].into_iter().filter_map(part).collect()
}

/// Builds an item from its private wire struct.
pub fn to_item(kind: &'static str, value: &impl Serialize) -> Result<Item, StoreError> {
    serde_dynamo::to_item(value).map_err(|_| StoreError::Corrupt { kind })
}

/// Builds one attribute from its private wire struct.
pub fn to_value(kind: &'static str, value: &impl Serialize) -> Result<AttributeValue, StoreError> {
    serde_dynamo::to_attribute_value(value).map_err(|_| StoreError::Corrupt { kind })
}

/// Reads an item into its private wire struct.
pub fn from_item<T: DeserializeOwned>(kind: &'static str, item: Item) -> Result<T, StoreError> {
    serde_dynamo::from_item(item).map_err(|_| StoreError::Corrupt { kind })
}

/// The partition of what is kept about a customer, in whatever table.
pub(crate) fn customer_pk(customer: &CustomerId) -> String {
    format!("CUSTOMER#{}", customer.0)
}

/// The key of an item.
#[must_use]
pub fn key(pk: &str, sk: &str) -> Item {
    Item::from([("pk".to_owned(), string(pk)), ("sk".to_owned(), string(sk))])
}

/// A number attribute.
#[must_use]
pub fn number(value: impl Into<i128>) -> AttributeValue {
    AttributeValue::N(value.into().to_string())
}

/// A string attribute.
#[must_use]
pub fn string(value: impl Into<String>) -> AttributeValue {
    AttributeValue::S(value.into())
}
