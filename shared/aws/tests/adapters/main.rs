//! The adapters on the wire, against the embedded DynamoDB engine.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod arrangements;
mod claims;
mod confirmations;
mod confirming;
mod disclosures;
mod enrolment;
mod standing;
mod table;
