//! Nobody is written to for a while, because Meta refuses the bank as a whole or takes no more just now:
//! further calls would fail alike, and make it worse.
//!
//! Deliberately of this process alone: each finds out for itself with one call, and none waits for a store.

use std::sync::{Arc, Mutex, PoisonError};

use domain::time::UnixSeconds;
use whatsapp::client::SendError;

/// How long nothing is tried after the bank itself was refused, in seconds: one call and one alarm a minute
/// and process notice soon enough that the cause was mended.
const REFUSED_SECONDS: i64 = 60;

/// How long nothing is tried after too many messages in all, in seconds, where Meta does not say.
const BACK_OFF_SECONDS: i64 = 10;

/// The longest that Meta is believed, in seconds.
const MAX_BACK_OFF_SECONDS: i64 = 300;

/// Whether and until when. Shared by its clones.
#[derive(Clone, Debug, Default)]
pub struct Standstill(Arc<Mutex<Option<(UnixSeconds, SendError)>>>);

impl Standstill {
    /// Why nothing may be tried now, if so.
    pub(crate) fn reason(&self, now: UnixSeconds) -> Option<SendError> {
        let held = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.filter(|(until, _)| now < *until).map(|(_, why)| why)
    }

    /// Begins one, where the answer to a call asks for it.
    pub(crate) fn heed(&self, error: SendError, now: UnixSeconds) {
        let Some(seconds) = pause(error) else {
            return;
        };
        let until = UnixSeconds(now.0.saturating_add(seconds));
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((until, error));
    }
}

/// How long everybody waits after this answer, in seconds; none where it concerns one customer.
fn pause(error: SendError) -> Option<i64> {
    match error {
        SendError::StopAndAlarm(_) if error.concerns_everybody() => Some(REFUSED_SECONDS),
        SendError::BackOff(fault) => {
            let asked = fault
                .retry_after_seconds
                .map_or(BACK_OFF_SECONDS, i64::from);
            Some(asked.clamp(1, MAX_BACK_OFF_SECONDS))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: UnixSeconds = UnixSeconds(1_000);

    /// For how long nobody is written to after this, in seconds.
    fn after(error: SendError) -> i64 {
        let standstill = Standstill::default();
        standstill.heed(error, NOW);
        let still = |now: &i64| standstill.reason(UnixSeconds(*now)).is_some();
        (NOW.0..2_000).take_while(still).count().try_into().unwrap()
    }

    #[test]
    fn what_concerns_the_bank_stops_everything_and_what_concerns_one_customer_nothing() {
        for code in [0, 190, 200, 368, 131_031, 131_045, 131_048] {
            assert_eq!(after(SendError::from_code(code)), 60, "{code}");
        }
        // This customer's country; what costs money; this customer's pace, window, phone; a passing fault.
        for code in [130_497, 131_042, 131_056, 131_047, 131_026, 131_000, 100] {
            assert_eq!(after(SendError::from_code(code)), 0, "{code}");
        }
    }

    #[test]
    fn too_many_in_all_waits_as_long_as_meta_asks_within_reason() {
        let asked = |seconds| SendError::from_answer(429, seconds, None);
        assert_eq!(after(SendError::from_code(130_429)), 10);
        assert_eq!(after(asked(None)), 10);
        assert_eq!(after(asked(Some(0))), 1);
        assert_eq!(after(asked(Some(45))), 45);
        assert_eq!(after(asked(Some(86_400))), 300);
    }
}
