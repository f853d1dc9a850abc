//! The Graph API's errors: code, HTTP status and body.
//!
//! Deliberately only those that the simulator itself finds; injected faults have their own.
//! Codes, statuses and details are those of Meta's "Cloud API error codes" page of January 2026; the
//! titles in `message` are not part of Meta's promise.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;

/// One refusal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct GraphError {
    pub(crate) status: StatusCode,
    pub(crate) code: u32,
    pub(crate) message: String,
    pub(crate) details: Option<String>,
    pub(crate) subcode: Option<u32>,
}

pub(crate) type Outcome<T> = Result<T, GraphError>;

impl GraphError {
    fn new(code: u32, title: &str, details: Option<String>) -> Self {
        let message = format!("(#{code}) {title}");
        Self {
            status: StatusCode::BAD_REQUEST,
            code,
            message,
            details,
            subcode: None,
        }
    }

    /// 100: a parameter is missing, of the wrong type or otherwise wrong; `what` says it in a sentence.
    pub(crate) fn parameter(what: &str) -> Self {
        Self::new(100, what, None)
    }

    /// 131009: a value breaks one of the limits of its message.
    pub(crate) fn value(details: impl Into<String>) -> Self {
        Self::new(
            131_009,
            "Parameter value is not valid",
            Some(details.into()),
        )
    }

    pub(crate) fn token() -> Self {
        let message = "Invalid OAuth access token - Cannot parse access token".into();
        Self {
            status: StatusCode::UNAUTHORIZED,
            code: 190,
            message,
            details: None,
            subcode: None,
        }
    }

    /// 100 with subcode 33: no such object, or not ours.
    pub(crate) fn no_object(id: &str) -> Self {
        let message = format!(
            "Unsupported request. Object with ID '{id}' does not exist, cannot be loaded due to missing \
             permissions, or does not support this operation"
        );
        Self {
            status: StatusCode::BAD_REQUEST,
            code: 100,
            message,
            details: None,
            subcode: Some(33),
        }
    }

    pub(crate) fn unknown_path(path: &str) -> Self {
        Self::new(2_500, &format!("Unknown path components: {path}"), None)
    }

    pub(crate) fn sender_is_recipient() -> Self {
        let details = "Sender and recipient phone number is the same.";
        Self::new(131_021, "Recipient cannot be sender", Some(details.into()))
    }

    pub(crate) fn undeliverable() -> Self {
        Self::new(
            131_026,
            "Message undeliverable",
            Some("Message Undeliverable.".into()),
        )
    }

    pub(crate) fn window_closed() -> Self {
        let details =
            "More than 24 hours have passed since the recipient last replied to the sender number.";
        Self::new(131_047, "Re-engagement message", Some(details.into()))
    }

    pub(crate) fn pair_rate() -> Self {
        let title = "(Business Account, Consumer Account) pair rate limit hit";
        let details = "Too many messages sent from the sender phone number to the same recipient phone number in a \
                       short period of time.";
        Self::new(131_056, title, Some(details.into()))
    }

    pub(crate) fn throughput() -> Self {
        let details = "Cloud API message throughput has been reached.";
        Self {
            subcode: Some(2_494_055),
            ..Self::new(130_429, "Rate limit hit", Some(details.into()))
        }
    }

    pub(crate) fn media(details: impl Into<String>) -> Self {
        Self::new(131_053, "Media upload error", Some(details.into()))
    }

    pub(crate) fn no_template(name: &str, language: &str) -> Self {
        let details = format!("template name ({name}) does not exist in {language}");
        let error = Self::new(
            132_001,
            "Template name does not exist in the translation",
            Some(details),
        );
        Self {
            status: StatusCode::NOT_FOUND,
            ..error
        }
    }

    pub(crate) fn template_parameter_count(given: usize, wanted: usize) -> Self {
        let details = format!(
            "body: number of localizable_params ({given}) does not match the expected number of params ({wanted})"
        );
        Self::new(
            132_000,
            "Number of parameters does not match the expected number of params",
            Some(details),
        )
    }

    pub(crate) fn template_parameter(details: impl Into<String>) -> Self {
        Self::new(
            132_018,
            "There was an issue with the parameters in your template",
            Some(details.into()),
        )
    }

    pub(crate) fn user_id_not_supported() -> Self {
        let details = "Authentication templates cannot be sent to a business-scoped user ID.";
        Self::new(
            131_062,
            "Business-scoped user ID recipients are not supported",
            Some(details.into()),
        )
    }
}

impl IntoResponse for GraphError {
    fn into_response(self) -> Response {
        let mut error = json!({
            "message": self.message,
            "type": "OAuthException",
            "code": self.code,
            "fbtrace_id": trace_id(),
        });
        if let Some(details) = self.details {
            error["error_data"] = json!({"messaging_product": "whatsapp", "details": details});
        }
        if let Some(subcode) = self.subcode {
            error["error_subcode"] = json!(subcode);
        }
        (self.status, Json(json!({ "error": error }))).into_response()
    }
}

fn trace_id() -> String {
    let letters = std::iter::repeat_with(fastrand::alphanumeric).take(22);
    format!("A{}", letters.collect::<String>())
}
