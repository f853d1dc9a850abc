//! Why a machine gets no answer to what it asked, as a status and a stable name. `openapi.json` explains each.

use domain::failure::Failure;
use lambda_http::http::StatusCode;

/// Why nothing is answered.
#[derive(Debug)]
pub enum Refusal {
    /// Not what the operation takes.
    Malformed,
    /// Too much.
    TooLarge,
    /// There is no such operation.
    NotFound,
    /// Signed by nobody who could answer for it.
    UnknownCaller,
    /// No code was ever right under this request.
    UnknownRequest,
    /// The request said something else before, or came from another machine.
    Conflicting,
    /// Ours to mend: the machine gives nothing out and asks again.
    Broken(Failure),
}

impl<E: Into<Failure>> From<E> for Refusal {
    fn from(error: E) -> Self {
        Self::Broken(error.into())
    }
}

impl Refusal {
    /// The workflow answered what nobody expects.
    pub(crate) fn unforeseen() -> Self {
        Self::Broken(Failure::fail("the workflow answered what is no answer"))
    }

    /// What the machine is told.
    #[must_use]
    pub const fn status_and_code(&self) -> (StatusCode, &'static str) {
        match self {
            Self::Malformed => (StatusCode::BAD_REQUEST, "malformed"),
            Self::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "too_large"),
            Self::NotFound => (StatusCode::NOT_FOUND, "not_found"),
            Self::UnknownCaller => (StatusCode::FORBIDDEN, "unknown_caller"),
            Self::UnknownRequest => (StatusCode::NOT_FOUND, "unknown_request"),
            Self::Conflicting => (StatusCode::CONFLICT, "conflicting"),
            Self::Broken(_) => (StatusCode::SERVICE_UNAVAILABLE, "try_again"),
        }
    }
}
