//! What can go wrong between us and Watson, sorted by what the caller can do about it.
//!
//! Carries no request text: a refusal that quotes what we sent is withheld.

/// Why Watson gave no usable answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// No answer within the client's deadline.
    #[error("watson did not answer in time")]
    Timeout,
    /// 401 or 403: the key is wrong, revoked, or for another instance.
    #[error("watson refused the credentials")]
    Unauthorized,
    /// 429: too many requests.
    #[error("watson is limiting our rate")]
    RateLimited,
    /// 5xx, or no complete HTTP answer at all (then without a status).
    #[error("watson is unavailable (status {status:?})")]
    Unavailable {
        /// The HTTP status, if one arrived.
        status: Option<u16>,
    },
    /// Any other 4xx: the request or the configuration is wrong, and stays wrong.
    #[error("watson refused the request with status {status}: {message}")]
    Refused {
        /// The HTTP status.
        status: u16,
        /// Watson's own words, cut at [`MAX_MESSAGE_CHARACTERS`].
        message: String,
    },
    /// A success whose body is not what Watson documents, or is larger than any real answer.
    #[error("watson's answer could not be read")]
    Garbled,
}

/// Longest refusal kept for the log, in characters.
pub const MAX_MESSAGE_CHARACTERS: usize = 200;

impl Error {
    /// Whether the same request may succeed a moment later.
    #[must_use]
    pub fn is_transient(&self) -> bool {
        matches!(
            self,
            Self::Timeout | Self::RateLimited | Self::Unavailable { .. }
        )
    }

    /// A failed exchange below HTTP. The `reqwest` error itself is dropped: it holds the URL.
    pub(crate) fn from_transport(error: &reqwest::Error) -> Self {
        if error.is_timeout() {
            Self::Timeout
        } else {
            Self::Unavailable { status: None }
        }
    }

    /// Sorts an answer that is not 2xx, whatever its body. `sent` is our own text, which must not come
    /// back in a log.
    #[must_use]
    pub fn from_status(status: u16, body: &[u8], sent: &str) -> Self {
        match status {
            401 | 403 => Self::Unauthorized,
            408 => Self::Timeout,
            429 => Self::RateLimited,
            500.. => Self::Unavailable {
                status: Some(status),
            },
            _ => Self::Refused {
                status,
                message: refusal(body, sent),
            },
        }
    }
}

/// IBM's services spell the message four ways; the SDKs look in this order.
fn refusal(body: &[u8], sent: &str) -> String {
    let body: serde_json::Value = serde_json::from_slice(body).unwrap_or_default();
    let message = ["/errors/0/message", "/error", "/message", "/errorMessage"]
        .iter()
        .find_map(|pointer| body.pointer(pointer).and_then(serde_json::Value::as_str))
        .unwrap_or("no message");
    // Control characters first: without them the request may stand there again.
    let visible = |character: &char| !character.is_control();
    let message: String = message.chars().filter(visible).collect();
    if !sent.is_empty() && message.contains(sent) {
        return "message withheld: it quotes the request".to_owned();
    }
    message.chars().take(MAX_MESSAGE_CHARACTERS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_that_quotes_the_customer_is_withheld() {
        for body in [
            r#"{"error":"bad text: send 50 to Ben","code":400}"#,
            r#"{"error":"bad text: send 50\u0000 to B\nen"}"#,
        ] {
            let error = Error::from_status(400, body.as_bytes(), "send 50 to Ben");
            assert!(error.to_string().contains("withheld"), "{error}");
        }
    }

    #[test]
    fn every_spelling_of_ibms_message_is_found() {
        for body in [
            r#"{"errors":[{"message":"it broke"}]}"#,
            r#"{"error":"it broke","code":404}"#,
            r#"{"message":"it broke"}"#,
            r#"{"errorCode":"X","errorMessage":"it broke"}"#,
        ] {
            let expected = Error::Refused {
                status: 404,
                message: "it broke".to_owned(),
            };
            assert_eq!(Error::from_status(404, body.as_bytes(), "hello"), expected);
        }
    }

    #[test]
    fn only_outages_and_limits_are_worth_another_try() {
        let statuses = [400, 401, 403, 404, 408, 429, 500, 503];
        let transient: Vec<u16> = statuses
            .into_iter()
            .filter(|status| Error::from_status(*status, b"", "").is_transient())
            .collect();
        assert_eq!(transient, [408, 429, 500, 503]);
    }
}
