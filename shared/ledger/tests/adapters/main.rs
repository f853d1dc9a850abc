//! The ledger on the wire, against the embedded DynamoDB engine.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod bills;
mod holds;
mod journal;
mod journal_corruption;
mod ledger;
mod money;
mod statements;
mod withdrawals;
