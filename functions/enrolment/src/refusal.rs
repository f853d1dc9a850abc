//! Why something is not done, as a status and a name that is stable. `openapi.json` explains each.

use domain::customer::desk::Unwarranted;
use domain::failure::Failure;
use lambda_http::http::StatusCode;

/// Why something is not done.
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
    /// There is no such customer.
    NoSuchCustomer,
    /// Nobody answers for it well enough.
    Unwarranted(Unwarranted),
    /// The phrase cannot be used.
    UnusablePhrase,
    /// Ours to mend.
    Broken(Failure),
}

impl<E: Into<Failure>> From<E> for Refusal {
    fn from(error: E) -> Self {
        Self::Broken(error.into())
    }
}

impl Refusal {
    /// What the caller is told.
    #[must_use]
    pub const fn status_and_code(&self) -> (StatusCode, &'static str) {
        match self {
            Self::Malformed => (StatusCode::BAD_REQUEST, "malformed"),
            Self::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "too_large"),
            Self::NotFound => (StatusCode::NOT_FOUND, "not_found"),
            Self::UnknownCaller => (StatusCode::FORBIDDEN, "unknown_caller"),
            Self::NoSuchCustomer => (StatusCode::NOT_FOUND, "no_such_customer"),
            Self::Unwarranted(lack) => (StatusCode::UNPROCESSABLE_ENTITY, name(*lack)),
            Self::UnusablePhrase => (StatusCode::UNPROCESSABLE_ENTITY, "unusable_phrase"),
            Self::Broken(_) => (StatusCode::SERVICE_UNAVAILABLE, "try_again"),
        }
    }
}

const fn name(lack: Unwarranted) -> &'static str {
    match lack {
        Unwarranted::UnusableOperator => "unusable_second_person",
        Unwarranted::UnusableReason => "unusable_reason",
        Unwarranted::SamePerson => "same_person",
        Unwarranted::NeedsReason => "needs_reason",
        Unwarranted::NeedsSecondPerson => "needs_second_person",
    }
}
