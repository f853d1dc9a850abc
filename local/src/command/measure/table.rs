//! The table, in Markdown: one row a function.
//!
//! Deliberately rounds up: a figure never looks better than it is.

use std::path::Path;
use std::time::Duration;

use anyhow::Context;
use tokio::process::Command;

use super::call::Called;

/// The first two lines.
pub(super) const HEAD: &str =
    "| function | start p50 | start p99 | × hello | first AWS answer p50 | p99 | handshakes / calls | binary | zip | memory |
|---|---|---|---|---|---|---|---|---|---|";

/// What one function was seen to do.
#[derive(Clone, Default)]
pub(super) struct Figures {
    /// From the start of the process to its first poll.
    pub(super) starts: Vec<Duration>,
    /// From the start of the process to AWS's first answer.
    pub(super) answers: Vec<Duration>,
    /// Its latest invocation.
    pub(super) called: Option<Called>,
}

impl Figures {
    /// Half of the starts were faster.
    pub(super) fn start_p50(&self) -> Duration {
        percentile(&self.starts, 50)
    }
}

/// What one function weighs, in bytes.
pub(super) struct Sizes {
    binary: u64,
    zip: u64,
}

impl Sizes {
    /// Of a function's executable.
    pub(super) async fn of(bootstrap: &Path) -> anyhow::Result<Self> {
        Ok(Self {
            binary: std::fs::metadata(bootstrap)?.len(),
            zip: zip_bytes(bootstrap).await?,
        })
    }
}

/// One function's line.
pub(super) fn row(name: &str, figures: &Figures, sizes: &Sizes, hello: Duration) -> String {
    let called = figures.called.map_or_else(
        || ["–", "–", "–", "–"].map(str::to_owned),
        |called| {
            [
                milliseconds(percentile(&figures.answers, 50)),
                milliseconds(percentile(&figures.answers, 99)),
                format!("{} / {}", called.handshakes, called.calls),
                megabytes(called.resident_kb.saturating_mul(1_024)),
            ]
        },
    );
    let [p50, p99, handshakes, memory] = called;
    let cells = [
        name.to_owned(),
        milliseconds(figures.start_p50()),
        milliseconds(percentile(&figures.starts, 99)),
        times(figures.start_p50(), hello),
        p50,
        p99,
        handshakes,
        megabytes(sizes.binary),
        megabytes(sizes.zip),
        memory,
    ];
    format!("| {} |", cells.join(" | "))
}

fn percentile(measured: &[Duration], percent: usize) -> Duration {
    let mut sorted = measured.to_vec();
    sorted.sort_unstable();
    let last = sorted.len().saturating_sub(1);
    let index = last.saturating_mul(percent).div_ceil(100);
    sorted.get(index).copied().unwrap_or_default()
}

/// The size of the package Lambda would fetch, made as `cargo lambda` makes it: deflated.
async fn zip_bytes(bootstrap: &Path) -> anyhow::Result<u64> {
    let script = "import io,sys,zipfile;b=io.BytesIO();\
                  z=zipfile.ZipFile(b,'w',zipfile.ZIP_DEFLATED);z.write(sys.argv[1],'bootstrap');\
                  z.close();print(len(b.getvalue()))";
    let output = Command::new("python3")
        .args(["-c", script])
        .arg(bootstrap)
        .output()
        .await?;
    let size = String::from_utf8(output.stdout)?;
    size.trim()
        .parse()
        .context("python3 did not zip the binary")
}

fn milliseconds(duration: Duration) -> String {
    let tenths = duration.as_micros().div_ceil(100);
    format!("{}.{} ms", tenths.div_euclid(10), tenths.rem_euclid(10))
}

fn megabytes(bytes: u64) -> String {
    let hundredths = bytes.div_ceil(10_000);
    format!(
        "{}.{:02} MB",
        hundredths.div_euclid(100),
        hundredths.rem_euclid(100)
    )
}

fn times(duration: Duration, of: Duration) -> String {
    let tenths = duration
        .as_micros()
        .saturating_mul(10)
        .div_ceil(of.as_micros().max(1));
    format!("{}.{}", tenths.div_euclid(10), tenths.rem_euclid(10))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_rounded_up() {
        let started = Duration::from_micros(1_701);
        assert_eq!(milliseconds(started), "1.8 ms");
        assert_eq!(times(started, Duration::from_millis(1)), "1.8");
        assert_eq!(megabytes(1_230_001), "1.24 MB");
    }

    #[test]
    fn half_are_faster_than_the_median_and_almost_all_than_the_last_percentile() {
        let measured: Vec<Duration> = (1..=100).rev().map(Duration::from_millis).collect();
        assert_eq!(percentile(&measured, 50), Duration::from_millis(51));
        assert_eq!(percentile(&measured, 99), Duration::from_millis(100));
        assert_eq!(percentile(&[], 99), Duration::ZERO);
    }
}
