//! When the bank falls silent: to whoever sends the same over and over, as another bot would, and to strangers who
//! have heard enough or want to hear nothing.
//!
//! Deliberately only counts. What may never be met with silence, a word that stops everything, a code or a tap, is
//! not brought here.

use crate::keyed_hash::Hash;
use crate::time::UnixSeconds;

/// Equal texts are counted within this time, in seconds.
const REPEAT_SECONDS: i64 = 600;

/// How long one that came too often stays unanswered, in seconds.
pub const SILENCE_SECONDS: i64 = 3_600;

/// How often a customer gets an answer to the same text within that time.
pub const MOST_TO_A_CUSTOMER: u32 = 10;

/// How often a stranger does.
pub const MOST_TO_A_STRANGER: u32 = 3;

/// How many answers of any kind a stranger gets within an hour.
pub const ANSWERS_TO_A_STRANGER: u32 = 5;

/// How many an hour where the message held an activation code, which may be mistyped.
pub const ANSWERS_TO_A_CODE: u32 = 10;

/// How often within an hour a customer whose chat is stopped is told so.
pub const ANSWERS_TO_A_STOPPED: u32 = 10;

/// Such answers are counted within this time, in seconds.
const HOUR_SECONDS: i64 = 3_600;

/// How many texts are told apart: two bots may send more than one in turn.
const TEXTS: usize = 4;

/// What is counted of one channel.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quiet {
    /// The texts that came last, the newest at the end.
    pub repeats: Vec<Repeat>,
    /// The key of the message that was counted last: the same one coming again is not counted again.
    pub counted: Option<String>,
    /// Answers a stranger has had, and since when.
    pub answers: u32,
    /// When they were first counted.
    pub answers_since: Option<UnixSeconds>,
    /// Whether a stranger asked to hear nothing.
    pub is_opted_out: bool,
}

/// One text, and how often it came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Repeat {
    /// Of the text.
    pub hash: Hash,
    /// How often it came.
    pub count: u32,
    /// Since when it is counted.
    pub since: UnixSeconds,
    /// Until when it stays unanswered.
    pub silent_until: Option<UnixSeconds>,
}

/// What to do with a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hush {
    /// Answer it.
    Answer,
    /// The silence begins with it.
    Begins,
    /// Say nothing.
    Silent,
}

impl Quiet {
    /// Counts a text that came as message `key`.
    pub fn heard(&mut self, hash: Hash, key: &str, most: u32, now: UnixSeconds) -> Hush {
        let is_again = self.counted.as_deref() == Some(key);
        self.counted = Some(key.to_owned());
        let mut repeat = self.take(hash, now);
        let heard = repeat.heard(is_again, most, now);
        let excess = self.repeats.len().saturating_add(1).saturating_sub(TEXTS);
        self.repeats.drain(..excess);
        self.repeats.push(repeat);
        heard
    }

    /// Counts an answer to a stranger, or to a customer whose chat is stopped: `most` within an hour.
    pub fn answered(&mut self, most: u32, now: UnixSeconds) -> Hush {
        let is_over = |since: UnixSeconds| now >= since.plus(HOUR_SECONDS);
        if self.answers_since.is_none_or(is_over) {
            self.answers_since = Some(now);
            self.answers = 0;
        }
        self.answers = self.answers.saturating_add(1);
        hush(self.answers, most)
    }

    /// The count of a text, a new one if it was not heard lately.
    fn take(&mut self, hash: Hash, now: UnixSeconds) -> Repeat {
        let place = self.repeats.iter().position(|one| one.hash == hash);
        let known = place.map(|place| self.repeats.remove(place));
        known.unwrap_or(Repeat {
            hash,
            count: 0,
            since: now,
            silent_until: None,
        })
    }
}

impl Repeat {
    fn heard(&mut self, is_again: bool, most: u32, now: UnixSeconds) -> Hush {
        if self.silent_until.is_some_and(|until| now < until) {
            return Hush::Silent;
        }
        if self.silent_until.is_some() || now >= self.since.plus(REPEAT_SECONDS) {
            self.count = 0;
            self.since = now;
            self.silent_until = None;
        }
        if !is_again {
            self.count = self.count.saturating_add(1);
        }
        if self.count > most {
            self.silent_until = Some(now.plus(SILENCE_SECONDS));
        }
        hush(self.count, most)
    }
}

const fn hush(count: u32, most: u32) -> Hush {
    if count <= most {
        Hush::Answer
    } else if count == most.saturating_add(1) {
        Hush::Begins
    } else {
        Hush::Silent
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: UnixSeconds = UnixSeconds(1_000_000);

    fn hash(text: &str) -> Hash {
        Hash::plain(&[text.as_bytes()])
    }

    #[test]
    fn the_same_text_is_answered_a_few_times_and_again_after_an_hour() {
        let mut quiet = Quiet::default();
        let mut hear = |key: &str, now| quiet.heard(hash("closed"), key, 3, now);
        for key in ["1", "2", "3", "3"] {
            assert_eq!(hear(key, NOW), Hush::Answer, "{key}");
        }
        assert_eq!(hear("4", NOW), Hush::Begins);
        assert_eq!(hear("5", NOW.plus(SILENCE_SECONDS - 1)), Hush::Silent);
        assert_eq!(hear("6", NOW.plus(SILENCE_SECONDS)), Hush::Answer);
    }

    #[test]
    fn texts_in_turn_are_counted_each_and_slow_ones_not_at_all() {
        let mut quiet = Quiet::default();
        for round in 0..4 {
            for text in ["a", "b"] {
                let heard = quiet.heard(hash(text), &format!("{text}{round}"), 3, NOW);
                assert_eq!(heard == Hush::Begins, round == 3, "{text} {round}");
            }
        }
        let mut slow = Quiet::default();
        for round in 0..20 {
            let now = NOW.plus(round * REPEAT_SECONDS);
            assert_eq!(
                slow.heard(hash("a"), &round.to_string(), 1, now),
                Hush::Answer
            );
        }
    }

    #[test]
    fn a_stranger_has_so_many_answers_an_hour() {
        let mut quiet = Quiet::default();
        let mut answered = |seconds| quiet.answered(2, NOW.plus(seconds));
        assert_eq!(answered(0), Hush::Answer);
        assert_eq!(answered(1), Hush::Answer);
        assert_eq!(answered(2), Hush::Begins);
        assert_eq!(answered(3_599), Hush::Silent);
        assert_eq!(answered(3_600), Hush::Answer);
    }
}
