//! What tests share: the demo bank, and an embedded DynamoDB engine that speaks the real wire format.
//!
//! Deliberately holds no second implementation of anything: the adapters under test are the real ones.

pub mod demo;
#[cfg(feature = "engine")]
pub mod engine;
