//! A test's own clock and randomness: both belong to its thread, so tests do not disturb each other
//! and every run draws the same values.
//!
//! Deliberately thread-local: a `Clock` is a function pointer and so cannot carry a clock with it.

use std::cell::Cell;

use domain::time::{NoRandomness, UnixSeconds};

use crate::engine::NOW;

thread_local! {
    static PASSED_SECONDS: Cell<i64> = const { Cell::new(0) };
    static DRAWN: Cell<u64> = const { Cell::new(0) };
}

/// The test's time: [`NOW`] and whatever [`pass`] has added.
#[must_use]
pub fn now() -> UnixSeconds {
    NOW.plus(PASSED_SECONDS.get())
}

/// Lets time pass, in seconds.
pub fn pass(seconds: i64) {
    PASSED_SECONDS.set(PASSED_SECONDS.get().saturating_add(seconds));
}

/// Waits by letting the test's own time pass.
#[must_use]
pub fn pause(seconds: i64) -> std::pin::Pin<Box<dyn Future<Output = ()> + Send>> {
    Box::pin(async move {
        pass(seconds);
        // Others get their turn, as they would while somebody really waits.
        tokio::task::yield_now().await;
    })
}

/// Fills `bytes` with values that never repeat within a test and are the same in every run
/// (the `SplitMix64` generator, counting from zero).
///
/// # Errors
/// Never.
pub fn random(bytes: &mut [u8]) -> Result<(), NoRandomness> {
    for chunk in bytes.chunks_mut(8) {
        let drawn = DRAWN.get().wrapping_add(0x9e37_79b9_7f4a_7c15);
        DRAWN.set(drawn);
        let mixed = (drawn ^ (drawn >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        for (byte, value) in chunk.iter_mut().zip((mixed ^ (mixed >> 31)).to_le_bytes()) {
            *byte = value;
        }
    }
    Ok(())
}
