//! When a message that could not be dealt with comes again: soon at first, because most faults pass at
//! once, then late enough to outlive an outage of five minutes.
//!
//! Deliberately asks the queue only after a failure this function saw: after a crash the queue's own, longer
//! time leaves the claim time to run out.

use domain::keyed_hash::Hash;

use crate::Dialogue;
use crate::record::Record;

/// After the first try, in seconds: longer than the status of a lost answer is waited for
/// ([`domain::conversation::outbound::STATUS_WAIT_SECONDS`]), short enough for somebody who looks at the chat.
const SOON_SECONDS: i32 = 30;

/// After any later try, in seconds.
const LATE_SECONDS: i32 = 300;

impl Dialogue {
    /// Asks the queue to show a message again when its next try is due. A courtesy: without it the message
    /// comes after the queue's own time.
    pub(crate) async fn come_again(&self, record: &Record) {
        let Some(receipt_handle) = &record.receipt_handle else {
            return;
        };
        let queue = if self.intake.urgent.is(&record.source) {
            &self.intake.urgent
        } else {
            &self.intake.inbound
        };
        let pause = pause_after(record.tries(), &record.message_id);
        if let Err(error) = queue.postpone(receipt_handle, pause).await {
            tracing::warn!("{error}");
        }
    }
}

/// The seconds until the next try, up to a fifth more for some than for others: what failed together need
/// not come together.
fn pause_after(tries: u32, id: &str) -> i32 {
    let pause = if tries <= 1 {
        SOON_SECONDS
    } else {
        LATE_SECONDS
    };
    let hash = Hash::plain(&[b"jitter", id.as_bytes()]);
    let [first, ..] = *hash.bytes();
    let share = pause.saturating_mul(i32::from(first));
    pause.saturating_add(share / (5 * 256))
}

#[cfg(test)]
mod tests {
    use domain::conversation::outbound::STATUS_WAIT_SECONDS;

    use super::*;

    #[test]
    fn the_first_pause_outlasts_the_wait_for_a_status_and_the_later_ones_five_minutes() {
        for id in 0..1_000 {
            let id = id.to_string();
            let (soon, late) = (pause_after(1, &id), pause_after(2, &id));
            assert!(
                i64::from(soon) > STATUS_WAIT_SECONDS && soon <= 36,
                "{soon}"
            );
            assert!((300..=360).contains(&late), "{late}");
            assert_eq!(pause_after(3, &id), late);
        }
    }

    #[test]
    fn what_failed_together_does_not_come_together() {
        let pauses = (0..1_000).map(|id: i32| pause_after(2, &id.to_string()));
        let distinct: std::collections::BTreeSet<i32> = pauses.collect();
        assert!(distinct.len() > 40, "{}", distinct.len());
    }
}
