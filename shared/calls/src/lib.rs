//! What the bank's functions say to one another: a typed client and its messages per function, and the frame
//! around every function that is invoked with JSON.
//!
//! Both sides use these types, so a caller and its function cannot drift apart.

pub mod accounts;
pub mod binding;
pub mod due;
pub mod execution;
#[cfg(feature = "invoke")]
pub mod function;
pub mod invocation;
pub mod messenger;
pub mod passcode;
pub mod speech;
