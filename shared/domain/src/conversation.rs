//! What is said: what a text must not hold, and what became of the bank's own messages.

pub mod lateness;
pub mod outbound;
pub mod quiet;
pub mod reach;
pub mod redaction;
pub mod sealed_message;
pub mod ticket;
pub mod way;
