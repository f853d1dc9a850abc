//! One customer's chat with the bank: what was said in both directions, and how far it got.
//!
//! Deliberately keeps only the newest messages; it is a phone, not an archive.

use std::collections::VecDeque;

use serde::Serialize;
use serde_json::Value;
use tokio::sync::oneshot;

use crate::clock::rfc3339;
use crate::rates::PairRate;

/// How many messages a chat keeps, both directions together.
const MAX_ENTRIES: usize = 1_000;

/// How long the typing indicator shows if no message comes, in milliseconds.
const TYPING_MS: u64 = 25_000;

/// Who said it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Speaker {
    Customer,
    Bank,
}

/// How far a message got. For the customer's own, `delivered` means that the bank's webhook took it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Progress {
    Sent,
    Delivered,
    Read,
    Played,
    Failed,
}

/// One message.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Entry {
    /// Counts the bank's messages of this chat from 1; 0 for the customer's own.
    pub(crate) seq: u64,
    pub(crate) from: Speaker,
    /// The `wamid`.
    pub(crate) id: String,
    pub(crate) at: String,
    #[serde(rename = "type")]
    pub(crate) kind: String,
    /// The Graph request body, or the webhook's message object.
    pub(crate) message: Value,
    /// What a person would read.
    pub(crate) text: String,
    pub(crate) status: Progress,
}

/// A chat.
#[derive(Debug, Default)]
pub(crate) struct Conversation {
    pub(crate) last_inbound_ms: Option<u64>,
    pub(crate) pair_rate: PairRate,
    pub(crate) touched_ms: u64,
    /// Changes with every change of the chat; the counter itself is the simulator's.
    pub(crate) version: u64,
    /// Resolve when the webhook before has had its first attempt: messages and statuses apart.
    pub(crate) message_lane: Option<oneshot::Receiver<()>>,
    pub(crate) status_lane: Option<oneshot::Receiver<()>>,
    entries: VecDeque<Entry>,
    last_seq: u64,
    typing_until_ms: u64,
}

impl Conversation {
    /// Adds a message of the bank's and answers its number. It ends the typing indicator.
    pub(crate) fn hear_bank(
        &mut self,
        id: String,
        now_ms: u64,
        message: Value,
        text: String,
    ) -> u64 {
        self.last_seq = self.last_seq.saturating_add(1);
        self.typing_until_ms = 0;
        self.push(entry(
            Speaker::Bank,
            self.last_seq,
            id,
            now_ms,
            message,
            text,
        ));
        self.last_seq
    }

    /// Adds a message of the customer's, unless it is one that was already said. It opens the window; what
    /// WhatsApp itself says of a customer does not.
    pub(crate) fn hear_customer(&mut self, id: String, now_ms: u64, message: Value, text: String) {
        if self.find(&id).is_none() {
            if message["type"] != "system" {
                self.last_inbound_ms = Some(now_ms);
            }
            self.push(entry(Speaker::Customer, 0, id, now_ms, message, text));
        }
    }

    /// Moves a message on. Nothing goes back, and a failure is final.
    pub(crate) fn advance(&mut self, id: &str, progress: Progress) -> bool {
        let Some(entry) = self.entries.iter_mut().find(|entry| entry.id == id) else {
            return false;
        };
        let moves = progress > entry.status;
        if moves {
            entry.status = progress;
        }
        moves
    }

    /// The bank has read this message of the customer's and, with it, all before it.
    pub(crate) fn mark_read_by_bank(&mut self, id: &str) {
        let Some(last) = self.entries.iter().position(|entry| entry.id == id) else {
            return;
        };
        let read = self.entries.iter_mut().take(last.saturating_add(1));
        for entry in read.filter(|entry| entry.from == Speaker::Customer) {
            entry.status = entry.status.max(Progress::Read);
        }
    }

    pub(crate) fn show_typing(&mut self, now_ms: u64) {
        self.typing_until_ms = now_ms.saturating_add(TYPING_MS);
    }

    /// For how many more milliseconds the bank is seen typing.
    pub(crate) fn typing_ms(&self, now_ms: u64) -> u64 {
        self.typing_until_ms.saturating_sub(now_ms)
    }

    pub(crate) fn find(&self, id: &str) -> Option<&Entry> {
        self.entries.iter().rev().find(|entry| entry.id == id)
    }

    pub(crate) fn entries(&self) -> impl DoubleEndedIterator<Item = &Entry> {
        self.entries.iter()
    }

    /// The bank's messages after this number, oldest first.
    pub(crate) fn bank_after(&self, seq: u64) -> Vec<Entry> {
        self.entries
            .iter()
            .filter(|entry| entry.from == Speaker::Bank && entry.seq > seq)
            .cloned()
            .collect()
    }

    /// Forgets everything but the numbering: whoever polls with `after` goes on polling.
    pub(crate) fn wipe(&mut self) {
        *self = Self {
            last_seq: self.last_seq,
            touched_ms: self.touched_ms,
            ..Self::default()
        };
    }

    fn push(&mut self, entry: Entry) {
        if self.entries.len() == MAX_ENTRIES {
            self.entries.pop_front();
        }
        self.entries.push_back(entry);
    }
}

fn entry(from: Speaker, seq: u64, id: String, at_ms: u64, message: Value, text: String) -> Entry {
    let kind = message
        .get("type")
        .and_then(Value::as_str)
        .unwrap_or("text")
        .to_owned();
    Entry {
        seq,
        from,
        id,
        at: rfc3339(at_ms),
        kind,
        message,
        text,
        status: Progress::Sent,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chat(messages: u64) -> Conversation {
        let mut chat = Conversation::default();
        for n in 1..=messages {
            chat.hear_bank(format!("wamid.{n}"), n, Value::Null, String::new());
        }
        chat
    }

    #[test]
    fn only_what_the_customer_says_anew_opens_the_window() {
        let mut chat = Conversation::default();
        let mut hear = |id: &str, now_ms: u64, kind: &str| {
            let message = serde_json::json!({ "type": kind });
            chat.hear_customer(id.to_owned(), now_ms, message, String::new());
            chat.last_inbound_ms
        };
        assert_eq!(hear("wamid.1", 1, "system"), None);
        assert_eq!(hear("wamid.2", 2, "text"), Some(2));
        assert_eq!(hear("wamid.2", 3, "text"), Some(2), "a repeat");
        assert_eq!(hear("wamid.3", 4, "system"), Some(2));
        assert_eq!(hear("wamid.4", 5, "unsupported"), Some(5));
    }

    #[test]
    fn numbering_goes_on_after_old_messages_are_dropped_and_after_a_wipe() {
        let mut chat = chat(1_500);
        let kept = chat.bank_after(0);
        assert_eq!(
            (
                kept.len(),
                kept.first().unwrap().seq,
                kept.last().unwrap().seq
            ),
            (1_000, 501, 1_500)
        );
        chat.wipe();
        assert!(chat.bank_after(0).is_empty());
        assert_eq!(
            chat.hear_bank("x".into(), 0, Value::Null, String::new()),
            1_501
        );
    }

    #[test]
    fn a_message_never_goes_back_from_read_to_delivered() {
        let mut chat = chat(1);
        assert!(chat.advance("wamid.1", Progress::Read));
        assert!(!chat.advance("wamid.1", Progress::Delivered));
        assert!(!chat.advance("wamid.2", Progress::Delivered));
        assert_eq!(chat.find("wamid.1").unwrap().status, Progress::Read);
    }

    #[test]
    fn typing_ends_with_the_message_or_after_25_seconds() {
        let mut chat = chat(0);
        chat.show_typing(1_000);
        assert_eq!((chat.typing_ms(2_000), chat.typing_ms(26_000)), (24_000, 0));
        chat.hear_bank("x".into(), 2_000, Value::Null, String::new());
        assert_eq!(chat.typing_ms(2_000), 0);
    }

    #[test]
    fn the_bank_reads_everything_up_to_a_message() {
        let mut chat = Conversation::default();
        for id in ["a", "b", "c"] {
            chat.hear_customer(id.into(), 0, Value::Null, String::new());
        }
        chat.mark_read_by_bank("b");
        let seen: Vec<Progress> = chat.entries().map(|entry| entry.status).collect();
        assert_eq!(seen, [Progress::Read, Progress::Read, Progress::Sent]);
    }
}
