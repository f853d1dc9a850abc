//! Goals C4 to C7: one effect each, each customer's order, nothing lost, whatever the network, the
//! queue and the functions do.
//!
//! Quick by default. `CHANNEL_PROOFS=100` runs the counts of the goals, `=10` a tenth;
//! `docs/channel.md` has the figures. Every run prints its seed, and `CHANNEL_SEED` sets it.
#![expect(
    clippy::unwrap_used,
    clippy::arithmetic_side_effects,
    reason = "a test that cannot prepare must fail at once, and counts small numbers"
)]

mod fifo;
mod proofs;
mod rig;

/// So many percent of the goal's count, or a small one.
fn count(full: usize, quick: usize) -> usize {
    let percent = std::env::var("CHANNEL_PROOFS").ok();
    let percent: Option<usize> = percent.and_then(|percent| percent.parse().ok());
    percent.map_or(quick, |percent| (full * percent / 100).max(quick))
}

fn seed() -> u64 {
    let given = std::env::var("CHANNEL_SEED").ok();
    given
        .and_then(|seed| seed.parse().ok())
        .unwrap_or(20_261_123)
}
