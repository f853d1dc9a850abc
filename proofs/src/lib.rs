//! Proofs that the ledger neither loses nor doubles money, each with its figure.
//!
//! The adapters under proof are the real ones; below them is the embedded engine, a network that
//! delays and breaks, and virtual time. Every random run is named by its seed and can be replayed.
//! Deliberately no second ledger to test against itself, except the reference model in [`model`].

pub mod amounts;
pub mod books;
pub mod conformance;
pub mod contention;
pub mod crashes;
pub mod engine;
pub mod histories;
pub mod hot_payee;
pub mod isolation;
pub mod killed;
pub mod model;
pub mod proof;
pub mod races;
pub mod reconciliation;
pub mod replays;
pub mod rig;
pub mod wire;
pub mod withdrawals;
pub mod world;
