//! The bank's rules, pure: money, accounts, transfers, confirmations, passcodes, customers, conversation.
//!
//! Deliberately knows no AWS, no HTTP, no JSON, no clock and no randomness of its own: every rule is
//! decided from its arguments, so every rule can be tested without I/O.

pub mod account;
pub mod activation;
pub mod amount;
pub mod channel;
pub mod command;
pub mod confirmation;
pub mod credential;
pub mod customer;
pub mod entry;
pub mod grammar;
pub mod intent;
pub mod keyed_hash;
pub mod limits;
pub mod link;
pub mod money;
pub mod outbound;
pub mod passcode;
pub mod reach;
pub mod reconciliation;
pub mod redaction;
pub mod refusal;
pub mod safety_phrase;
pub mod sealed_message;
pub mod settlement;
pub mod sms_policy;
pub mod standing;
pub mod time;
pub mod transfer;
