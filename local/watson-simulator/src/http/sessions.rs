//! Sessions of the stateful API: a context kept here, forgotten after a while.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use serde_json::Value;

/// Every open session.
#[derive(Debug, Default)]
pub(super) struct Sessions {
    open: Mutex<HashMap<String, Session>>,
}

#[derive(Debug)]
struct Session {
    context: Value,
    last_used: Timestamp,
}

impl Sessions {
    /// Opens a session and returns its id.
    pub(super) fn create(&self, now: Timestamp) -> String {
        let id = super::guid();
        let session = Session {
            context: Value::Null,
            last_used: now,
        };
        self.lock().insert(id.clone(), session);
        id
    }

    /// Closes a session; false if there was none.
    pub(super) fn delete(&self, id: &str) -> bool {
        self.lock().remove(id).is_some()
    }

    /// The context of a session that has been used within `timeout`.
    pub(super) fn context(&self, id: &str, now: Timestamp, timeout: Duration) -> Option<Value> {
        let mut open = self.lock();
        let session = open.get(id)?;
        let idle = now.duration_since(session.last_used).unsigned_abs();
        if idle > timeout {
            open.remove(id);
            return None;
        }
        Some(session.context.clone())
    }

    /// Keeps the context after a message.
    pub(super) fn keep(&self, id: &str, context: Value, now: Timestamp) {
        if let Some(session) = self.lock().get_mut(id) {
            *session = Session {
                context,
                last_used: now,
            };
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<String, Session>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
