//! What became of a message we sent.
//!
//! Deliberately without prices and conversations: nothing in the bank depends on them.

use std::fmt;

use domain::time::UnixSeconds;

use super::wire;

/// The longest piece of Meta's error texts that is kept.
const MAX_ERROR_TEXT_CHARS: usize = 512;

/// News of a message of ours. `Debug` leaves out the message id, which holds the phone number.
#[derive(Clone, PartialEq, Eq)]
pub struct Status {
    /// The id Meta gave our message.
    pub message_id: String,
    /// What became of it.
    pub state: StatusState,
    /// When; the epoch if Meta did not say.
    pub timestamp: UnixSeconds,
    /// Why it failed. May be empty even then.
    pub errors: Vec<StatusError>,
    /// What we gave with the message to recognise it by.
    pub callback_data: Option<String>,
}

/// What became of a message. States may arrive in any order, and `Delivered` may be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StatusState {
    /// On its way.
    Sent,
    /// On the customer's device.
    Delivered,
    /// Seen.
    Read,
    /// A voice note was listened to.
    Played,
    /// Not delivered, although it was accepted.
    Failed,
    /// A state we do not know.
    Other,
}

/// Why a message failed. `Debug` prints the code only: Meta's texts may quote a number.
#[derive(Clone, PartialEq, Eq)]
pub struct StatusError {
    /// Meta's code; [`crate::client::SendError::from_code`] says what it means.
    pub code: i64,
    /// Meta's title.
    pub title: Option<String>,
    /// Meta's details.
    pub details: Option<String>,
}

/// Reads a status. `delivery_id` is `<message id>:<status>`, used where the payload is unreadable.
pub fn status(delivery_id: &str, json: &str) -> Status {
    let parsed: Option<wire::Status> = serde_json::from_str(json).ok();
    let (known_id, known_state) = delivery_id.rsplit_once(':').unwrap_or((delivery_id, ""));
    let Some(parsed) = parsed else {
        return bare(known_id, known_state);
    };
    let errors = parsed.errors.into_elements().flatten();
    Status {
        timestamp: UnixSeconds(parsed.timestamp.value().unwrap_or_default()),
        errors: errors.filter_map(error).collect(),
        callback_data: parsed.biz_opaque_callback_data.into_string(),
        ..bare(
            parsed.id.as_str().unwrap_or(known_id),
            parsed.state.as_str().unwrap_or(known_state),
        )
    }
}

fn bare(message_id: &str, state: &str) -> Status {
    Status {
        message_id: message_id.to_owned(),
        state: state_named(state),
        timestamp: UnixSeconds(0),
        errors: Vec::new(),
        callback_data: None,
    }
}

fn state_named(name: &str) -> StatusState {
    match name {
        "sent" => StatusState::Sent,
        "delivered" => StatusState::Delivered,
        "read" => StatusState::Read,
        "played" => StatusState::Played,
        "failed" => StatusState::Failed,
        _ => StatusState::Other,
    }
}

fn error(error: wire::Error) -> Option<StatusError> {
    let details = error.data.into_option();
    Some(StatusError {
        code: error.code.value()?,
        title: error.title.into_string().map(|text| short(&text)),
        details: details
            .and_then(|data| data.details.into_string())
            .map(|text| short(&text)),
    })
}

fn short(text: &str) -> String {
    text.chars().take(MAX_ERROR_TEXT_CHARS).collect()
}

impl fmt::Debug for Status {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Status")
            .field("state", &self.state)
            .field("timestamp", &self.timestamp)
            .field("errors", &self.errors)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for StatusError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("StatusError")
            .field("code", &self.code)
            .finish_non_exhaustive()
    }
}
