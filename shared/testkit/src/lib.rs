//! What tests share: the demo bank, an embedded DynamoDB engine and a fake of every other service,
//! each of which speaks the real wire format.
//!
//! Deliberately holds no second implementation of anything: the adapters under test are the real ones.

#[cfg(feature = "engine")]
pub mod bank;
#[cfg(feature = "engine")]
pub mod clock;
#[cfg(feature = "engine")]
pub mod comparisons;
pub mod demo;
#[cfg(feature = "engine")]
pub mod engine;
#[cfg(feature = "engine")]
pub mod inbound;
#[cfg(feature = "engine")]
pub mod logs;
#[cfg(feature = "engine")]
pub mod orders;
#[cfg(feature = "engine")]
pub mod queue;
#[cfg(feature = "engine")]
pub mod services;
#[cfg(feature = "engine")]
pub mod settings;
#[cfg(feature = "engine")]
pub mod tables;
#[cfg(feature = "engine")]
pub mod tickets;
#[cfg(feature = "tls")]
pub mod tls;
#[cfg(feature = "transcripts")]
pub mod transcript;
