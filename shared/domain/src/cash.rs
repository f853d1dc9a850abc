//! Cash without a card: which amounts a machine can give out, the code that is typed there, and who may redeem what is
//! held.
//!
//! Deliberately moves nothing: the hold and what becomes of it are the ledger's.

pub mod code;
pub mod notes;
pub mod withdrawal;
