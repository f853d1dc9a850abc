//! The bank's tables as `template.yaml` and `terraform/` make them, keys and index.
//!
//! Deliberately without what only operations see: encryption, backups, TTL.

use aws::connection::Connection;
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::operation::create_table::builders::CreateTableFluentBuilder;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, GlobalSecondaryIndex, KeySchemaElement, KeyType, Projection,
    ProjectionType, ScalarAttributeType,
};

/// Their names in tests.
pub const TABLES: [&str; 14] = [
    "customers",
    "channels",
    "ledger",
    "confirmations",
    "conversations",
    "disclosures",
    "arrangements",
    "bills",
    "credential-tries",
    "passcode-tries",
    "texts",
    "suspensions",
    "desk",
    "withdrawals",
];

/// Makes the tables.
///
/// # Panics
/// If the engine refuses one: then no test means anything.
#[expect(
    clippy::expect_used,
    reason = "a test without its tables must fail at once"
)]
pub async fn create_tables(connection: &Connection) {
    let client = Client::new(connection.sdk());
    for name in TABLES {
        let table = with_keys(client.create_table().table_name(name));
        let table = match name {
            "ledger" => with_index(table, "holds", [HOLD_BUCKET, HOLD_EXPIRES_AT]),
            "arrangements" => with_index(table, "due", [DUE_BUCKET, TRY_ON]),
            _ => table,
        };
        table.send().await.expect("the engine creates a table");
    }
}

fn with_keys(table: CreateTableFluentBuilder) -> CreateTableFluentBuilder {
    table
        .billing_mode(BillingMode::PayPerRequest)
        .attribute_definitions(attribute("pk", ScalarAttributeType::S))
        .attribute_definitions(attribute("sk", ScalarAttributeType::S))
        .key_schema(element("pk", KeyType::Hash))
        .key_schema(element("sk", KeyType::Range))
}

/// A key of an index, and what kind of attribute it is.
type IndexKey = (&'static str, ScalarAttributeType);

const HOLD_BUCKET: IndexKey = ("hold_bucket", ScalarAttributeType::S);
const HOLD_EXPIRES_AT: IndexKey = ("hold_expires_at", ScalarAttributeType::N);
const DUE_BUCKET: IndexKey = ("due_bucket", ScalarAttributeType::S);
const TRY_ON: IndexKey = ("try_on", ScalarAttributeType::S);

#[expect(clippy::expect_used, reason = "a complete index is an index")]
fn with_index(
    table: CreateTableFluentBuilder,
    name: &str,
    [hash, range]: [IndexKey; 2],
) -> CreateTableFluentBuilder {
    let keys_only = Projection::builder().projection_type(ProjectionType::KeysOnly);
    let index = GlobalSecondaryIndex::builder()
        .index_name(name)
        .key_schema(element(hash.0, KeyType::Hash))
        .key_schema(element(range.0, KeyType::Range))
        .projection(keys_only.build());
    table
        .attribute_definitions(attribute(hash.0, hash.1))
        .attribute_definitions(attribute(range.0, range.1))
        .global_secondary_indexes(index.build().expect("complete"))
}

#[expect(clippy::expect_used, reason = "a complete attribute is an attribute")]
fn attribute(name: &str, kind: ScalarAttributeType) -> AttributeDefinition {
    let built = AttributeDefinition::builder().attribute_name(name);
    built.attribute_type(kind).build().expect("complete")
}

#[expect(clippy::expect_used, reason = "a complete key is a key")]
fn element(name: &str, kind: KeyType) -> KeySchemaElement {
    let built = KeySchemaElement::builder().attribute_name(name);
    built.key_type(kind).build().expect("complete")
}
