//! What a person sees while the stack comes up.
//!
//! Deliberately plain lines on standard error: they survive a pipe, a log and a slow terminal, and
//! standard output stays for answers.

use std::time::{Duration, Instant};

/// Steps faster than this need no second line.
const WORTH_TELLING: Duration = Duration::from_millis(1_500);

/// Says what starts now, does it, and says how long it took if that was long.
pub async fn step<T>(
    what: &str,
    work: impl Future<Output = anyhow::Result<T>>,
) -> anyhow::Result<T> {
    let start = Instant::now();
    eprintln!("• {what}");
    let result = work.await?;
    let took = start.elapsed();
    if took > WORTH_TELLING {
        eprintln!("  done in {took:.1?}");
    }
    Ok(result)
}

/// Something a person should know that stops nothing.
pub fn note(what: &str) {
    eprintln!("  {what}");
}
