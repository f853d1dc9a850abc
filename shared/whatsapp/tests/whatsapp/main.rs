//! The crate as its callers see it, against bodies as Meta writes them and a server which answers
//! as Meta does.
//!
//! Deliberately one binary: every further one would link the whole of reqwest again.

#![expect(clippy::unwrap_used, reason = "tests")]

mod channel_events;
mod client;
mod concerned;
mod delivery;
mod fake;
mod handshake;
mod inbound;
mod message;
mod mutants;
mod outgoing_wire;
mod send_errors;
mod signature;
mod support;
mod webhook;
