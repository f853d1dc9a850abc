//! How often each operation of each dependency was called.
//!
//! Deliberately counts only, never contents: a count may be shown on a screen, a body may not.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::Dependency;

type Counts = BTreeMap<Dependency, BTreeMap<String, u64>>;

/// The counts since start or since the last [`Calls::reset`]. Clones share one set of counts.
#[derive(Clone, Debug, Default)]
pub struct Calls {
    counts: Arc<Mutex<Counts>>,
}

impl Calls {
    /// Counts one call.
    pub fn record(&self, dependency: Dependency, operation: &str) {
        self.with(|counts| {
            let operations = counts.entry(dependency).or_default();
            let count = operations.entry(operation.to_owned()).or_default();
            *count = count.saturating_add(1);
        });
    }

    /// How often this operation was called.
    #[must_use]
    pub fn count(&self, dependency: Dependency, operation: &str) -> u64 {
        self.with(|counts| {
            counts
                .get(&dependency)
                .and_then(|operations| operations.get(operation))
                .copied()
        })
        .unwrap_or_default()
    }

    /// Every dependency by its control API name, also those that were never called.
    #[must_use]
    pub fn snapshot(&self) -> BTreeMap<&'static str, BTreeMap<String, u64>> {
        self.with(|counts| {
            Dependency::ALL
                .into_iter()
                .map(|dependency| {
                    (
                        dependency.name(),
                        counts.get(&dependency).cloned().unwrap_or_default(),
                    )
                })
                .collect()
        })
    }

    /// Forgets every count.
    pub fn reset(&self) {
        self.with(Counts::clear);
    }

    fn with<T>(&self, look: impl FnOnce(&mut Counts) -> T) -> T {
        look(&mut self.counts.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clones_count_together_and_a_reset_empties_them_all() {
        let calls = Calls::default();
        calls.clone().record(Dependency::Whatsapp, "messages.send");
        calls.record(Dependency::Whatsapp, "messages.send");
        assert_eq!(calls.count(Dependency::Whatsapp, "messages.send"), 2);
        assert_eq!(calls.count(Dependency::WatsonTts, "messages.send"), 0);
        calls.clone().reset();
        assert_eq!(calls.count(Dependency::Whatsapp, "messages.send"), 0);
        assert_eq!(calls.snapshot().len(), Dependency::ALL.len());
    }
}
