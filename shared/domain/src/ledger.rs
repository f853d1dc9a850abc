//! The money: accounts, two-phase transfers, journal entries, and the reconciliation of them all.
//!
//! Deliberately knows nothing of chats, pages and passcodes.

pub mod account;
pub mod entry;
pub mod limits;
pub mod movement;
pub mod reconciliation;
pub mod reference;
pub mod refusal;
pub mod settlement;
pub mod transfer;
pub mod view;
