//! Concrete adapters to AWS: one struct per capability, so a handler's arguments show what it may do.
//!
//! Deliberately has no trait and no in-memory twin: tests run these very adapters against an embedded
//! DynamoDB engine. No SDK type appears in a public signature.

pub mod clock;
pub mod connection;
pub mod environment;
pub mod metric;
pub mod once;
pub mod telemetry;

#[cfg(feature = "dynamodb")]
pub mod arrangements;
#[cfg(feature = "secrets")]
pub mod bank_secrets;
#[cfg(feature = "dynamodb")]
pub mod bills;
#[cfg(feature = "s3")]
pub mod bucket;
#[cfg(feature = "dynamodb")]
pub mod channels;
#[cfg(feature = "dynamodb")]
pub mod confirmations;
#[cfg(all(feature = "dynamodb", feature = "sfn"))]
pub mod confirming;
#[cfg(feature = "dynamodb")]
pub mod conversations;
#[cfg(feature = "dynamodb")]
pub mod customers;
#[cfg(feature = "sqs")]
pub mod dead_letters;
#[cfg(feature = "dynamodb")]
pub mod desk_records;
#[cfg(feature = "dynamodb")]
pub mod disclosures;
#[cfg(feature = "dynamodb")]
pub mod executions;
#[cfg(feature = "sfn")]
pub mod machine_workflow;
#[cfg(all(feature = "dynamodb", feature = "secrets"))]
pub mod orders;
#[cfg(feature = "dynamodb")]
pub mod outbound;
#[cfg(feature = "dynamodb")]
pub mod preferences;
#[cfg(feature = "sqs")]
pub mod queue;
pub mod quiet;
#[cfg(feature = "dynamodb")]
pub mod safety_phrases;
#[cfg(feature = "secrets")]
pub mod secrets;
#[cfg(feature = "sns")]
pub mod sms;
#[cfg(feature = "dynamodb")]
pub mod sms_budget;
#[cfg(feature = "dynamodb")]
pub mod standings;
#[cfg(feature = "dynamodb")]
pub mod store;
#[cfg(feature = "dynamodb")]
pub mod withdrawals;
#[cfg(feature = "sfn")]
pub mod workflow;

#[cfg(feature = "dynamodb")]
mod channel_item;
#[cfg(feature = "dynamodb")]
mod confirmation_item;
#[cfg(feature = "dynamodb")]
mod customer_item;
#[cfg(feature = "dynamodb")]
mod tries;

mod connector;
mod route;
