//! Clients of IBM Watson: Assistant v2 (what did the customer mean?) and Text to Speech v1.
//!
//! Deliberately without retries, sessions or traits: a call is one HTTP request with one deadline,
//! and its [`error::Error`] says whether another try could help. Neither a customer's words nor a
//! key ever appears in a `Debug` or `Display` of anything here.

pub mod assistant;
pub mod error;
mod http;
pub mod speech;
