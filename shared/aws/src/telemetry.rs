//! Structured logs: one JSON object a line, in the shape CloudWatch Logs Insights reads.

use tracing_subscriber::filter::LevelFilter;

/// Starts logging at the level `RUST_LOG` names (`debug`, `info`, `warn`, …), `info` where it names
/// none. Call once, in `main`. Deliberately one level for all: filters by module would cost every
/// function a regular expression engine.
pub fn start() {
    let level = std::env::var("RUST_LOG")
        .ok()
        .and_then(|level| level.parse().ok());
    tracing_subscriber::fmt()
        .json()
        .flatten_event(true)
        // At trace the SDK would write whole bodies.
        .with_max_level(level.unwrap_or(LevelFilter::INFO).min(LevelFilter::DEBUG))
        .with_current_span(true)
        .with_span_list(false)
        // CloudWatch stamps every line itself.
        .without_time()
        .init();
}
