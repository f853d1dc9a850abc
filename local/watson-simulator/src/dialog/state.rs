//! Where a conversation stands between two messages. It travels inside the context, unreadable to
//! the caller as IBM's is, so that a stateless caller needs nothing else.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

/// The memory of a dialog.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct State {
    /// The first turn is over.
    #[serde(default)]
    pub started: bool,
    /// What the dialog waits for; below the last, what it goes back to.
    #[serde(default)]
    pub places: Vec<Place>,
    /// How often each choice of texts was used, for sequential selection.
    #[serde(default)]
    pub used: BTreeMap<String, usize>,
}

/// One thing a dialog can wait for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Place {
    /// An answer that chooses among the children of a node.
    Children {
        /// The node.
        node: String,
    },
    /// An answer that chooses a node or one of its following siblings.
    Target {
        /// The node.
        node: String,
    },
    /// A value for a slot.
    Slot(Filling),
}

/// A frame being filled.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Filling {
    /// The frame.
    pub frame: String,
    /// The slot that was asked for.
    #[serde(default)]
    pub focus: Option<String>,
    /// Slots that are not asked for any more.
    #[serde(default)]
    pub skipped: Vec<String>,
}

/// Most levels of interrupted conversations; the oldest are forgotten.
pub const MAX_PLACES: usize = 10;

impl State {
    /// The state as it travels in the context.
    #[must_use]
    pub fn encode(&self) -> String {
        STANDARD.encode(serde_json::to_vec(self).unwrap_or_default())
    }

    /// The state a caller sent back; a fresh one if there is none or it was damaged.
    #[must_use]
    pub fn decode(text: &str) -> Self {
        let json = STANDARD.decode(text).unwrap_or_default();
        serde_json::from_slice(&json).unwrap_or_default()
    }

    /// Waits for something more.
    pub fn wait(&mut self, place: Place) {
        if self.places.len() >= MAX_PLACES {
            self.places.remove(0);
        }
        self.places.push(place);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_survives_the_journey_and_a_damaged_one_starts_over() {
        let mut state = State {
            started: true,
            ..State::default()
        };
        state.wait(Place::Slot(Filling {
            frame: "f".into(),
            focus: Some("s".into()),
            skipped: vec![],
        }));
        assert_eq!(State::decode(&state.encode()), state);
        assert_eq!(State::decode("{not base64"), State::default());
    }
}
