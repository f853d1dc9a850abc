//! Running many seeded cases on all processors, each in virtual time, and stopping at the first that
//! fails with the seed that replays it.

use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

/// A case that failed.
#[derive(Debug, thiserror::Error)]
#[error("seed {seed}: {reason}")]
pub struct Violation {
    /// Replays it.
    pub seed: u64,
    /// What was violated.
    pub reason: String,
}

/// Runs `cases` cases, the first with `first_seed`. `worker` is made once per processor and then asked
/// for one seed after the other; what it returns is gathered.
///
/// # Errors
/// The first case that failed.
pub fn run<T: Send>(
    first_seed: u64,
    cases: u64,
    worker: impl Fn(&mut dyn FnMut() -> Option<u64>) -> Result<Vec<T>, Violation> + Sync,
) -> Result<Vec<T>, Violation> {
    let next = AtomicU64::new(0);
    let processors = thread::available_parallelism().map_or(1, usize::from);
    let work = || {
        let mut draw = || {
            let number = next.fetch_add(1, Ordering::Relaxed);
            (number < cases).then(|| first_seed.wrapping_add(number))
        };
        let done = worker(&mut draw);
        if done.is_err() {
            // Nobody begins another case.
            next.store(cases, Ordering::Relaxed);
        }
        done
    };
    let done = thread::scope(|scope| {
        let threads: Vec<_> = (0..processors).map(|_| scope.spawn(work)).collect();
        let joined = threads.into_iter().map(thread::ScopedJoinHandle::join);
        joined.collect::<Vec<_>>()
    });
    let mut gathered = Vec::new();
    for results in done {
        let results = results.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        gathered.extend(results?);
    }
    Ok(gathered)
}

/// A runtime whose time only passes while everybody waits.
///
/// # Panics
/// If the operating system gives no thread.
#[must_use]
#[expect(
    clippy::expect_used,
    reason = "without a runtime nothing can be proved"
)]
pub fn virtual_time() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .expect("a runtime starts")
}
