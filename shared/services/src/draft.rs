//! A draft as it is kept between two messages: whose it is, in which version, and what it holds.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::service::Service;

/// A draft that is kept. It may hold names and amounts: its `Debug` is mute.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// The service's name.
    pub service: String,
    version: u16,
    draft: String,
}

impl Kept {
    /// As it is kept; nothing if it cannot be, and then the customer is asked afresh.
    pub(crate) fn of<S: Service>(draft: &S::Draft) -> Option<Self> {
        Some(Self {
            service: S::NAME.to_owned(),
            version: S::DRAFT_VERSION,
            draft: serde_json::to_string(draft).ok()?,
        })
    }

    /// What it holds, if it is of this service and its version; never a part of it.
    pub(crate) fn read<S: Service>(&self) -> Option<S::Draft> {
        let is_its = self.service == S::NAME && self.version == S::DRAFT_VERSION;
        is_its.then(|| parsed(&self.draft)).flatten()
    }

    /// The text that is kept in the conversation's record.
    #[must_use]
    pub fn to_text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Reads it back; nothing if it was written in a form nobody knows.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        parsed(text)
    }
}

fn parsed<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_str(text).ok()
}

impl std::fmt::Debug for Kept {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Kept")
            .field("service", &self.service)
            .finish_non_exhaustive()
    }
}
