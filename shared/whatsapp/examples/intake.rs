//! How fast a webhook body is verified, split, keyed and sealed (goal E3), without network and queue.
//!
//! `cargo run --release -p whatsapp --example intake [FILE…]`: one body per file; without a file the
//! bodies of `tests/fixtures`. Deliberately the release profile of the functions, nothing else.

use std::hint::black_box;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use domain::conversation::sealed_message::MessageKeys;
use domain::keyed_hash::{Hash, KEY_BYTES, Key};
use domain::time::NoRandomness;
use whatsapp::signature::{AppSecret, sign, verify};
use whatsapp::webhook::split;

const ROUNDS: usize = 200_000;
const THREADS: usize = 2;

type Failed = Box<dyn std::error::Error>;

/// What `webhook` has read from Secrets Manager by then.
struct Door {
    secrets: [AppSecret; 2],
    message_keys: MessageKeys,
}

fn main() -> Result<(), Failed> {
    let door = Door {
        secrets: [
            AppSecret::try_new("current")?,
            AppSecret::try_new("previous")?,
        ],
        message_keys: MessageKeys::try_new(&[Key::try_new(&[7; KEY_BYTES])?])?,
    };
    for path in files()? {
        let body = std::fs::read(&path)?;
        let [_, previous] = &door.secrets;
        let header = sign(previous, &body);
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let mut times = measure(&door, &body, &header);
        times.sort_unstable();
        println!(
            "{name}: {} bytes, p50 {} ns, p99 {} ns, p99.9 {} ns, {} bodies a second on {THREADS} threads",
            body.len(),
            percentile(&times, 500),
            percentile(&times, 990),
            percentile(&times, 999),
            throughput(&door, &body, &header),
        );
    }
    Ok(())
}

/// Verify with two secrets of which the second is right, split, key, write the queue message, seal it for
/// its group as the queue names it.
fn once(door: &Door, body: &[u8], header: &str) {
    if verify(&door.secrets, body, Some(header)).is_ok()
        && let Ok(split) = split(body)
    {
        for delivery in &split.deliveries {
            let group = Hash::plain(&[b"group", delivery.group_key().as_bytes()]).hex();
            let text = delivery.to_json();
            let sealed = door.message_keys.seal(&group, &text, random);
            black_box((group, delivery.deduplication_key(), sealed.ok()));
        }
    }
}

/// The kernel's generator, as the functions use it.
fn random(bytes: &mut [u8]) -> Result<(), NoRandomness> {
    getrandom::fill(bytes).map_err(|_| NoRandomness)
}

fn measure(door: &Door, body: &[u8], header: &str) -> Vec<Duration> {
    let timed = |_| {
        let began = Instant::now();
        once(black_box(door), black_box(body), black_box(header));
        began.elapsed()
    };
    (0..ROUNDS).map(timed).collect()
}

fn throughput(door: &Door, body: &[u8], header: &str) -> u128 {
    let began = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| (0..ROUNDS).for_each(|_| once(door, body, header)));
        }
    });
    let bodies = u128::try_from(ROUNDS.saturating_mul(THREADS)).unwrap_or_default();
    let micros = began.elapsed().as_micros().max(1);
    bodies.saturating_mul(1_000_000).div_euclid(micros)
}

fn percentile(sorted: &[Duration], permille: usize) -> u128 {
    let last = sorted.len().saturating_sub(1);
    let index = last.saturating_mul(permille).div_euclid(1_000);
    sorted.get(index).copied().unwrap_or_default().as_nanos()
}

fn files() -> Result<Vec<PathBuf>, Failed> {
    let given: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    if !given.is_empty() {
        return Ok(given);
    }
    let fixtures = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let entries = std::fs::read_dir(fixtures)?.collect::<Result<Vec<_>, _>>()?;
    Ok(entries.iter().map(std::fs::DirEntry::path).collect())
}
