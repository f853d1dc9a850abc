//! The bank's rules, pure: money, accounts, transfers, confirmations, passcodes, customers, conversation.
//!
//! Deliberately knows no AWS, no HTTP, no JSON, no clock and no randomness of its own: every rule is
//! decided from its arguments, so every rule can be tested without I/O.
//!
//! Eight rooms over a few leaves (`id`, `money`, `amount`, `time`, `keyed_hash`, `failure`, `language`,
//! `authority`, `text`). Imports point one way:
//! `confirmation` → `arrangement` → `customer` → `conversation`, `arrangement` → `standing_order` → `ledger` → `bill`, and no
//! further;
//! `bank_details` stands on the leaves alone, and `customer` and `conversation` on it.

pub mod arrangement;
pub mod authority;
pub mod bank_details;
pub mod bill;
pub mod cash;
pub mod confirmation;
pub mod conversation;
pub mod customer;
pub mod disclosure;
pub mod failure;
pub mod id;
pub mod keyed_hash;
pub mod language;
pub mod ledger;
pub mod money;
pub mod signature;
pub mod standing_order;
pub mod text;
pub mod time;
