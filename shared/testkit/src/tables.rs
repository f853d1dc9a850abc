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
        let table = if name == "ledger" {
            with_holds(table)
        } else {
            table
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

#[expect(clippy::expect_used, reason = "a complete index is an index")]
fn with_holds(table: CreateTableFluentBuilder) -> CreateTableFluentBuilder {
    let keys_only = Projection::builder().projection_type(ProjectionType::KeysOnly);
    let holds = GlobalSecondaryIndex::builder()
        .index_name("holds")
        .key_schema(element("hold_bucket", KeyType::Hash))
        .key_schema(element("hold_expires_at", KeyType::Range))
        .projection(keys_only.build());
    table
        .attribute_definitions(attribute("hold_bucket", ScalarAttributeType::S))
        .attribute_definitions(attribute("hold_expires_at", ScalarAttributeType::N))
        .global_secondary_indexes(holds.build().expect("complete"))
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
