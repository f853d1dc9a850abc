//! The outside services that the bank depends on, and the names of their operations.
//!
//! Deliberately no list of every endpoint: an operation is what a test wants to count, so paths that
//! mean the same thing share a name.

use axum::http::Method;
use serde::Serialize;

/// An outside service that a simulator stands in for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Dependency {
    /// Meta's WhatsApp Cloud API.
    Whatsapp,
    /// IBM Watson Assistant v2.
    WatsonAssistant,
    /// IBM Watson Text to Speech v1.
    WatsonTts,
}

impl Dependency {
    /// Every dependency, in the order in which counts are listed.
    pub const ALL: [Self; 3] = [Self::Whatsapp, Self::WatsonAssistant, Self::WatsonTts];

    /// The name in the control API: `whatsapp`, `watson_assistant` or `watson_tts`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Whatsapp => "whatsapp",
            Self::WatsonAssistant => "watson_assistant",
            Self::WatsonTts => "watson_tts",
        }
    }

    /// The name under which a request is counted, `other` if it is none of the known ones. `body`
    /// is only looked at to tell a WhatsApp read receipt from a message: both go to one address.
    #[must_use]
    pub fn operation(self, method: &Method, path: &str, body: &[u8]) -> &'static str {
        match self {
            Self::Whatsapp => whatsapp_operation(method, path, body),
            Self::WatsonAssistant => assistant_operation(method, path),
            Self::WatsonTts => speech_operation(path),
        }
    }

    /// Whether [`Self::operation`] needs the body of a request to this path.
    pub(crate) fn reads_body(self, path: &str) -> bool {
        self == Self::Whatsapp && path.ends_with("/messages")
    }
}

fn whatsapp_operation(method: &Method, path: &str, body: &[u8]) -> &'static str {
    let download = path.contains("/attachments");
    match (method, path) {
        (&Method::POST, _) if path.ends_with("/messages") => sending_operation(body),
        (&Method::POST, _) if path.ends_with("/media") => "media.upload",
        (&Method::GET, _) if download => "media.download",
        (&Method::GET, _) => "media.info",
        (&Method::DELETE, _) => "media.delete",
        _ => "other",
    }
}

fn sending_operation(body: &[u8]) -> &'static str {
    let message: serde_json::Value = serde_json::from_slice(body).unwrap_or_default();
    if message.get("status").is_some() {
        "messages.read"
    } else {
        "messages.send"
    }
}

fn assistant_operation(method: &Method, path: &str) -> &'static str {
    match *method {
        Method::POST if path.ends_with("/message") => "message",
        Method::POST if path.ends_with("/sessions") => "sessions.create",
        Method::DELETE if path.contains("/sessions/") => "sessions.delete",
        Method::POST if path.ends_with("/token") => "token",
        _ => "other",
    }
}

fn speech_operation(path: &str) -> &'static str {
    match path {
        _ if path.ends_with("/synthesize") => "synthesize",
        _ if path.contains("/voices") => "voices",
        _ if path.ends_with("/token") => "token",
        _ => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_read_receipt_is_not_counted_as_a_message() {
        let operation = |body: &[u8]| {
            Dependency::Whatsapp.operation(&Method::POST, "/graph/v26.0/1/messages", body)
        };
        assert_eq!(
            operation(br#"{"status":"read","message_id":"x"}"#),
            "messages.read"
        );
        assert_eq!(operation(br#"{"type":"text"}"#), "messages.send");
        assert_eq!(operation(b"not json"), "messages.send");
    }

    #[test]
    fn both_path_styles_of_watson_assistant_have_one_name() {
        for path in [
            "/v2/assistants/a/message",
            "/v2/assistants/a/environments/e/sessions/s/message",
        ] {
            assert_eq!(
                Dependency::WatsonAssistant.operation(&Method::POST, path, b""),
                "message"
            );
        }
    }
}
