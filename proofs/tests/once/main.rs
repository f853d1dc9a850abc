//! A try, a text, a step happens once: whatever answers are lost, whoever dies, however many guess at a time.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod claims;
mod guesses;
mod loading;
mod lost;
mod rig;
mod swapped;
