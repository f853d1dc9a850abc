//! How a failure is to be treated, by whoever called the function.

use crate::confirmation::Ending;

/// A failed invocation. The name becomes Lambda's `errorType`, which the workflow's `Retry` and
/// `Catch` go by; the message says what failed and holds nothing personal.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum Failure {
    /// Trying again may help: something outside was slow, busy or away.
    #[error("{0}")]
    Retry(String),
    /// Trying again cannot help.
    #[error("{0}")]
    Fail(String),
    /// The confirmation ended meanwhile; the name says how.
    #[error("the confirmation has ended: {0}")]
    Ended(&'static str),
}

impl Failure {
    /// Trying again may help.
    pub fn retry(error: impl std::fmt::Display) -> Self {
        Self::Retry(error.to_string())
    }

    /// Trying again cannot help.
    pub fn fail(error: impl std::fmt::Display) -> Self {
        Self::Fail(error.to_string())
    }

    /// Lambda's `errorType`, the `ErrorEquals` of the workflow.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Retry(_) => "Retry",
            Self::Fail(_) => "Fail",
            Self::Ended(ending) => ending,
        }
    }

    /// Whether this is how one of the bank's functions names what failed, and not how Lambda does.
    #[must_use]
    pub fn is_name(name: &str) -> bool {
        let is_ending = |ending: Ending| ending.name() == name;
        ["Retry", "Fail"].contains(&name) || Ending::ALL.into_iter().any(is_ending)
    }
}
