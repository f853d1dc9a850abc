//! Prints a sample statement: `cargo run -p paper --example statement -- FILE LINES`. Says how long it took and how
//! large it is, which is how the figures in the documentation were measured (with `--release`).

#[expect(
    clippy::unwrap_used,
    clippy::arithmetic_side_effects,
    reason = "the tests' sample, with small numbers"
)]
#[path = "../tests/statement/sample.rs"]
mod sample;

use std::error::Error;
use std::time::Instant;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let file = arguments.next().ok_or("no file was named")?;
    let lines: usize = arguments
        .next()
        .unwrap_or_else(|| "18".to_owned())
        .parse()?;
    let statement = sample::statement(lines);
    let start = Instant::now();
    let bytes = paper::statement::print(&statement)?;
    let duration_ms = start.elapsed().as_millis();
    println!("{lines} lines, {} bytes, {duration_ms} ms", bytes.len());
    std::fs::write(file, bytes)?;
    Ok(())
}
