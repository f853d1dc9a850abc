//! What is said: what a text asks for, what it must not hold, and what became of the bank's own messages.

pub mod command;
pub mod grammar;
pub mod outbound;
pub mod reach;
pub mod redaction;
pub mod sealed_message;
