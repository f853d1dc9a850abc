//! The whole bank in one process: every function's real handler, from the webhook to the receipt.
//!
//! The workflow's steps are taken by hand here; its own definition is tested on the local stack.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot prepare must fail at once"
)]

mod calling_off;
mod canaries;
mod canary;
mod disclosures;
mod house;
mod intake;
mod journey;
mod payees;
mod security_log;
mod standing_orders;
