//! HTTPS as every function speaks it: whom it believes, and the one client for everything that is not AWS.
//!
//! Deliberately reads neither the system's certificates nor the environment: the first costs a function more
//! time than everything else it does before its first invocation, the second is its caller's.

pub mod trust;

#[cfg(feature = "web")]
pub mod web;
