//! What the code under test writes to its log, line by line.
//!
//! Listens to the test's own thread only, so that tests beside it do not hear each other.

use std::io::{self, Write};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use serde_json::Value;
use tracing::Dispatch;
use tracing::subscriber::{DefaultGuard, NoSubscriber};

/// While only one listener is known, `tracing` asks the thread that logs a line first whether anybody ever wants it, and
/// a test that does not listen says no for all. With a second one it asks every listener.
static SECOND_LISTENER: LazyLock<Dispatch> =
    LazyLock::new(|| Dispatch::new(NoSubscriber::default()));

/// Hears what is logged as long as it lives.
pub struct Logs {
    written: Written,
    _listening: DefaultGuard,
}

#[derive(Clone, Default)]
struct Written(Arc<Mutex<Vec<u8>>>);

impl Logs {
    /// Begins to listen.
    #[must_use]
    pub fn listen() -> Self {
        LazyLock::force(&SECOND_LISTENER);
        let written = Written::default();
        let writer = written.clone();
        let subscriber = tracing_subscriber::fmt()
            .json()
            .flatten_event(true)
            .with_writer(move || writer.clone())
            .finish();
        Self {
            written,
            _listening: tracing::subscriber::set_default(subscriber),
        }
    }

    /// The lines so far in which `field` is `value`.
    #[must_use]
    pub fn with(&self, field: &str, value: &str) -> Vec<Value> {
        let lines = self.text();
        let lines = lines
            .lines()
            .filter_map(|line| serde_json::from_str::<Value>(line).ok());
        lines.filter(|line| line[field] == value).collect()
    }

    /// Everything so far.
    #[must_use]
    pub fn text(&self) -> String {
        let written = self
            .written
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        String::from_utf8_lossy(&written).into_owned()
    }
}

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut written = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        written.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
