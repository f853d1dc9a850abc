//! How many guesses were really compared with what is on file.
//!
//! Listens to what the functions log at the place where they compare: an answer tells nothing of it, and what they
//! count may be capped. Belongs to the whole process, so tests count by confirmation and give each a message of its
//! own.

use std::collections::HashMap;
use std::fmt::Debug;
use std::sync::{Mutex, MutexGuard, Once, PoisonError};

use domain::id::OrderId;
use tracing::field::{Field, Visit};
use tracing::{Event, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::{Context, SubscriberExt};

static COMPARED: Mutex<Option<HashMap<String, u32>>> = Mutex::new(None);

/// Begins to listen, once for all tests of a process.
///
/// # Panics
/// If something else listens to this process already: then nothing would be counted.
#[expect(
    clippy::expect_used,
    reason = "a test that cannot count must fail at once"
)]
pub fn listen() {
    static LISTENING: Once = Once::new();
    LISTENING.call_once(|| {
        let counting = tracing_subscriber::registry().with(Counting);
        tracing::subscriber::set_global_default(counting).expect("nobody else listens");
    });
}

/// How many guesses at this confirmation were compared, PIN and fact or passcode.
#[must_use]
pub fn of(id: &OrderId) -> u32 {
    let compared = compared();
    let count = compared.as_ref().and_then(|compared| compared.get(&id.0));
    count.copied().unwrap_or_default()
}

fn compared() -> MutexGuard<'static, Option<HashMap<String, u32>>> {
    COMPARED.lock().unwrap_or_else(PoisonError::into_inner)
}

struct Counting;

impl<S: Subscriber> Layer<S> for Counting {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut tried = Tried::default();
        event.record(&mut tried);
        if let Tried {
            confirmation: Some(id),
            was_compared: true,
        } = tried
        {
            let mut compared = compared();
            let count = compared.get_or_insert_default().entry(id).or_default();
            *count = count.saturating_add(1);
        }
    }
}

/// What an event says of a try.
#[derive(Default)]
struct Tried {
    confirmation: Option<String>,
    was_compared: bool,
}

impl Visit for Tried {
    fn record_debug(&mut self, _: &Field, _: &dyn Debug) {}

    fn record_str(&mut self, field: &Field, value: &str) {
        if field.name() == "confirmation.id" {
            self.confirmation = Some(value.to_owned());
        }
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        if field.name() == "authentication.compared" {
            self.was_compared = value;
        }
    }
}
