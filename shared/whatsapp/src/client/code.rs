//! Meta's error codes, by what to do.
//!
//! Source: the Cloud API's table of error codes (January and September 2026). Deliberately not
//! one variant per code: a caller acts, it does not read.

use super::error::{Fault, SendError};

/// The variant a code belongs to.
pub(super) fn meaning(code: i64) -> fn(Fault) -> SendError {
    match code {
        1 | 2 | 131_000 | 131_016 | 131_057 | 133_004 => SendError::Retry,
        131_056 => SendError::PairLimited,
        4 | 80_007 | 130_429 => SendError::BackOff,
        131_047 => SendError::WindowClosed,
        131_052 | 131_053 => SendError::MediaFault,
        code if is_ours(code) => SendError::Ours,
        code if is_undeliverable(code) => SendError::Undeliverable,
        code if stops_everything(code) => SendError::StopAndAlarm,
        _ => SendError::Unknown,
    }
}

/// Wrong requests, and templates which do not exist or are paused.
const fn is_ours(code: i64) -> bool {
    matches!(
        code,
        33 | 100 | 131_008 | 131_009 | 131_021 | 131_051 | 135_000
    ) || matches!(code, 132_000..=132_999)
}

/// Blocked, opted out, not on `WhatsApp`, kept out by Meta's experiments or limits on marketing,
/// not on a test number's list (131030), nothing stored for the device (131036), an
/// authentication template to somebody without a phone (131062), another device (137000).
const fn is_undeliverable(code: i64) -> bool {
    matches!(
        code,
        130_403 | 130_472 | 131_026 | 131_030 | 131_036 | 131_049 | 131_050 | 131_062 | 137_000
    )
}

/// Token (0, 104, 190), permission (3, 10, 131005, 200 to 299), account blocked or locked (368,
/// 131031, 130497), payment (131042), number not registered (131045), quality (131048, 131064).
const fn stops_everything(code: i64) -> bool {
    matches!(
        code,
        0 | 3 | 10 | 104 | 190 | 200..=299 | 368 | 130_497 | 131_005 | 131_031
    ) || matches!(code, 131_042 | 131_045 | 131_048 | 131_064)
}
