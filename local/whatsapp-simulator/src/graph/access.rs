//! Who may call, and which number and which Graph version they call.
//!
//! Deliberately one token and one number: the simulator plays one bank.

use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;

use crate::Simulator;
use crate::graph::error::{GraphError, Outcome};

impl Simulator {
    /// Checks the bearer token (190) and the form of the version.
    pub(crate) fn admit(&self, headers: &HeaderMap, version: &str) -> Outcome<()> {
        self.admit_bearer(headers)?;
        if is_version(version) {
            Ok(())
        } else {
            Err(GraphError::unknown_path(&format!("/{version}")))
        }
    }

    /// Checks the bearer token alone.
    pub(crate) fn admit_bearer(&self, headers: &HeaderMap) -> Outcome<()> {
        let header = headers
            .get(AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        let token = header.strip_prefix("Bearer ").unwrap_or_default().trim();
        if token == self.config().access_token {
            Ok(())
        } else {
            Err(GraphError::token())
        }
    }

    /// Checks that the call is about the bank's own number.
    pub(crate) fn admit_number(&self, id: &str) -> Outcome<()> {
        if id == self.config().phone_number_id {
            Ok(())
        } else {
            Err(GraphError::no_object(id))
        }
    }
}

/// `v` and two numbers, such as `v26.0`. Meta serves an expired version as the oldest it still has, so
/// no number is refused.
fn is_version(version: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let numbers = version
        .strip_prefix('v')
        .and_then(|numbers| numbers.split_once('.'));
    numbers.is_some_and(|(major, minor)| digits(major) && digits(minor))
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_version_is_v_and_two_numbers() {
        for (version, good) in [
            ("v26.0", true),
            ("v9.12", true),
            ("26.0", false),
            ("v26", false),
            ("vx.0", false),
        ] {
            assert_eq!(super::is_version(version), good, "{version}");
        }
    }
}
