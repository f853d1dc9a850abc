//! Whom functions believe: what is in the trust stores, and who is refused over real TLS on loopback.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod stores;
mod web;

use std::io::Write;

use https::trust::{BadBundle, Trust};
use tempfile::NamedTempFile;

/// A bundle with this content, as a variable would name it.
fn bundle(content: &str) -> Result<Trust, BadBundle> {
    let mut file = NamedTempFile::new().unwrap();
    file.write_all(content.as_bytes()).unwrap();
    Trust::bundle(file.path().to_str().unwrap())
}
