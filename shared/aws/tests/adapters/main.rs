//! The adapters on the wire, against the embedded DynamoDB engine.

mod claims;
mod confirmations;
mod enrolment;
mod ledger;
