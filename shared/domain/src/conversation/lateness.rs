//! Whether a message reached the bank so long after it was written that it may not be meant any more.
//!
//! Deliberately only measures: what is done with a late message depends on what it asks for.

use crate::time::UnixSeconds;

/// What reaches the bank later than this is late, in seconds. Longer than the bank's own second and third try of
/// a message take together, so that nobody is asked because something of ours was away for a moment; shorter
/// than a link lives, so that what is carried out is never older than what still may be confirmed.
pub const LATE_SECONDS: i64 = 600;

/// How long an answer to "do you still want it?" counts, in seconds: no longer than a link.
pub const ANSWER_SECONDS: i64 = 900;

/// How far the sender's clock and ours may be apart, in seconds.
const SKEW_SECONDS: i64 = 5;

/// When a message was written, if that is long ago. Without a legible time, or with one in the future, it was
/// written now.
#[must_use]
pub fn late(written_at: Option<UnixSeconds>, now: UnixSeconds) -> Option<UnixSeconds> {
    written_at.filter(|written_at| now > written_at.plus(LATE_SECONDS))
}

/// Whether what was written at one moment answers what was asked at another: not before it was asked, and not
/// long after.
#[must_use]
pub fn answers(written_at: Option<UnixSeconds>, asked_at: UnixSeconds, now: UnixSeconds) -> bool {
    let written_at = written_at.unwrap_or(now).min(now);
    let is_after = asked_at <= written_at.plus(SKEW_SECONDS);
    is_after && now <= asked_at.plus(ANSWER_SECONDS)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: UnixSeconds = UnixSeconds(1_000_000);

    #[test]
    fn a_message_is_late_after_ten_minutes_and_never_without_a_time_or_from_the_future() {
        for (written_at, is_late) in [
            (Some(NOW.plus(-600)), false),
            (Some(NOW.plus(-601)), true),
            (Some(NOW.plus(-6 * 3_600)), true),
            (Some(UnixSeconds(i64::MIN)), true),
            (Some(NOW.plus(30)), false),
            (Some(UnixSeconds(i64::MAX)), false),
            (None, false),
        ] {
            let expected = written_at.filter(|_| is_late);
            assert_eq!(late(written_at, NOW), expected, "{written_at:?}");
        }
    }

    #[test]
    fn an_answer_is_written_after_its_question_and_soon() {
        for (written_at, asked_at, counts) in [
            (Some(NOW), NOW.plus(-30), true),
            (Some(NOW.plus(-34)), NOW.plus(-30), true),
            (Some(NOW.plus(-60)), NOW.plus(-30), false),
            (None, NOW.plus(-900), true),
            (Some(NOW), NOW.plus(-901), false),
            (Some(NOW.plus(60)), NOW, true),
        ] {
            assert_eq!(answers(written_at, asked_at, NOW), counts, "{written_at:?}");
        }
    }
}
