//! What a failed call means for the message.
//!
//! Deliberately by Meta's `code`, as Meta advises: titles, subcodes and HTTP statuses change.
//! Carries no text of Meta's or reqwest's: both may quote a number or an address.

use std::fmt;

use reqwest::header::{HeaderMap, RETRY_AFTER};

use super::{code, wire};

/// What Meta says under code 100 outside the 24 hours.
const MUST_BE_TEMPLATE: &str = "Message must be a template message.";

/// What a failed call means, by what to do next.
#[derive(Debug, thiserror::Error, PartialEq, Eq, Clone, Copy)]
pub enum SendError {
    /// The answer was lost: the message may be on its way. Sending again may make it two.
    #[error("the answer was lost and the message may have been sent ({0})")]
    Ambiguous(Fault),
    /// A passing fault. Send again a bounded number of times; it may have gone all the same.
    #[error("whatsapp had a passing fault ({0})")]
    Retry(Fault),
    /// Too many messages to this customer: about one in 6 seconds is allowed, and 45 in a burst.
    /// Delay this customer only.
    #[error("too many messages to one customer ({0})")]
    PairLimited(Fault),
    /// Too many messages or calls in all. Slow down everywhere, with jitter.
    #[error("too many messages in all ({0})")]
    BackOff(Fault),
    /// Nothing will be sent until a person acts: token, permission, payment, blocked account.
    #[error("whatsapp refuses this sender ({0})")]
    StopAndAlarm(Fault),
    /// More than 24 hours since the customer's last message: only a template may be sent.
    #[error("the customer's 24 hours are over ({0})")]
    WindowClosed(Fault),
    /// This customer cannot or does not want to be reached. Do not send again.
    #[error("the customer cannot be reached ({0})")]
    Undeliverable(Fault),
    /// The request is wrong: our bug or our template. Do not send again.
    #[error("whatsapp does not accept the request ({0})")]
    Ours(Fault),
    /// The file could not be fetched, stored or shown.
    #[error("whatsapp does not accept the file ({0})")]
    MediaFault(Fault),
    /// Something Meta did not document when this was written. Treat it as permanent.
    #[error("whatsapp refused for an unknown reason ({0})")]
    Unknown(Fault),
}

/// What is known of a failure, fit for logs.
#[derive(Debug, PartialEq, Eq, Clone, Copy, Default)]
pub struct Fault {
    /// Meta's error code.
    pub code: Option<i64>,
    /// The status of the HTTP answer, if there was one.
    pub http_status: Option<u16>,
    /// How long Meta asked to wait, if it did.
    pub retry_after_seconds: Option<u32>,
}

impl SendError {
    /// What a failed status means by its first error, if it has any.
    #[must_use]
    pub fn of_status(code: Option<i64>) -> Self {
        code.map_or(Self::Unknown(Fault::default()), Self::from_code)
    }

    /// What Meta's error code means.
    #[must_use]
    pub fn from_code(code: i64) -> Self {
        code::meaning(code)(Fault {
            code: Some(code),
            ..Fault::default()
        })
    }

    /// What an answer means that came and was not a success: by Meta's `code` where the body has one
    /// (`None`: it broke off), else by the HTTP status alone. Reads any body.
    #[must_use]
    pub fn from_answer(status: u16, retry_after_seconds: Option<u32>, body: Option<&[u8]>) -> Self {
        let code = body.and_then(code_in);
        let fault = Fault {
            code,
            retry_after_seconds,
            ..Fault::of_status(status)
        };
        match code {
            Some(code) => code::meaning(code)(fault),
            None => without_code(status)(fault),
        }
    }

    /// What is known of it.
    #[must_use]
    pub const fn fault(&self) -> Fault {
        match *self {
            Self::Ambiguous(fault)
            | Self::Retry(fault)
            | Self::PairLimited(fault)
            | Self::BackOff(fault)
            | Self::StopAndAlarm(fault)
            | Self::WindowClosed(fault)
            | Self::Undeliverable(fault)
            | Self::Ours(fault)
            | Self::MediaFault(fault)
            | Self::Unknown(fault) => fault,
        }
    }

    /// Meta's error code, if there was one.
    #[must_use]
    pub const fn code(&self) -> Option<i64> {
        self.fault().code
    }

    /// Whether it says something about the bank and not about this message or this customer: not so of
    /// 130497 (this customer's country) and 131042 (only what costs money is refused).
    #[must_use]
    pub const fn concerns_everybody(&self) -> bool {
        match self {
            Self::BackOff(_) => true,
            Self::StopAndAlarm(fault) => !matches!(fault.code, Some(130_497 | 131_042)),
            _ => false,
        }
    }

    /// Whether sending the same again can succeed without anybody doing something. Not true of
    /// [`SendError::Ambiguous`], where it may already have succeeded.
    #[must_use]
    pub const fn is_passing(&self) -> bool {
        matches!(
            self,
            Self::Retry(_) | Self::PairLimited(_) | Self::BackOff(_)
        )
    }
}

impl Fault {
    pub(super) fn of_status(status: u16) -> Self {
        Self {
            http_status: Some(status),
            ..Self::default()
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.code, self.http_status) {
            (Some(code), Some(status)) => write!(formatter, "code {code}, http status {status}"),
            (Some(code), None) => write!(formatter, "code {code}"),
            (None, Some(status)) => write!(formatter, "http status {status}"),
            (None, None) => formatter.write_str("no answer"),
        }
    }
}

/// No answer came.
pub(super) fn sending(error: &reqwest::Error) -> SendError {
    let fault = Fault::default();
    // Without a connection nothing was sent, even if it was time that ran out; a request which
    // cannot be built never left either.
    if error.is_connect() {
        SendError::Retry(fault)
    } else if error.is_builder() {
        SendError::Ours(fault)
    } else {
        SendError::Ambiguous(fault)
    }
}

/// An answer which is not Meta's envelope comes from something before Meta, so the status is all
/// there is; a gateway's 5xx does not say whether the request got through.
fn without_code(status: u16) -> fn(Fault) -> SendError {
    match status {
        401 | 403 => SendError::StopAndAlarm,
        413 | 415 => SendError::MediaFault,
        429 => SendError::BackOff,
        500..=599 => SendError::Ambiguous,
        _ => SendError::Unknown,
    }
}

/// The code; 131047 also where Meta calls a closed window a wrong parameter.
fn code_in(body: &[u8]) -> Option<i64> {
    let refusal: wire::ErrorBody = serde_json::from_slice(body).ok()?;
    let reason = refusal.error.as_ref()?;
    let details = reason.data.as_ref().and_then(|data| data.details.as_str());
    match reason.code.value()? {
        100 if details == Some(MUST_BE_TEMPLATE) => Some(131_047),
        code => Some(code),
    }
}

/// The header in its seconds form; Meta does not send the date form.
pub(super) fn retry_after_seconds(headers: &HeaderMap) -> Option<u32> {
    headers.get(RETRY_AFTER)?.to_str().ok()?.trim().parse().ok()
}
