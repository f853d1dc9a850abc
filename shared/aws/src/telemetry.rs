//! Structured logs: one JSON object a line, in the shape CloudWatch Logs Insights reads.

use tracing_subscriber::EnvFilter;

/// Starts logging at `RUST_LOG`'s level, `info` where it is not set. Call once, in `main`.
pub fn start() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt()
        .json()
        .flatten_event(true)
        .with_env_filter(filter)
        .with_current_span(true)
        .with_span_list(false)
        // CloudWatch stamps every line itself.
        .without_time()
        .init();
}
