//! An SQS FIFO queue in memory: groups in order, one message of a group in flight, five minutes of
//! deduplication, a visibility timeout, and a dead-letter queue after three receives.
//!
//! Deliberately only what the proofs need, with the test's own clock; it picks groups at random, so that
//! no proof leans on an order SQS does not promise.

use std::collections::{BTreeMap, HashMap, VecDeque};

use serde_json::{Value, json};

const DEDUPLICATION_SECONDS: i64 = 300;
const VISIBILITY_SECONDS: i64 = 180;
const MAX_RECEIVES: u32 = 3;

/// One message in the queue.
#[derive(Clone)]
struct Entry {
    id: String,
    body: String,
    redriven: bool,
    receives: u32,
}

impl Entry {
    /// Another each time it is handed out.
    fn receipt_handle(&self) -> String {
        format!("{} {}", self.id, self.receives)
    }
}

#[derive(Default)]
struct Group {
    entries: VecDeque<Entry>,
    /// No message of the group is handed out before this second.
    hidden_until: i64,
}

/// The queue.
#[derive(Default)]
pub struct Fifo {
    groups: BTreeMap<String, Group>,
    seen: HashMap<String, i64>,
    next_id: u64,
    /// What the queue itself moved to the dead-letter queue: groups and bodies.
    pub dead: Vec<(String, String)>,
}

/// A batch as Lambda gets it: of one message, as the event source mapping has it.
pub struct Batch {
    pub event: Value,
    group: String,
    id: String,
}

impl Fifo {
    /// Queues a message unless the same was queued within five minutes.
    pub fn send(&mut self, group: &str, deduplication: &str, body: &str, redriven: bool, now: i64) {
        let seen = self.seen.get(deduplication).copied();
        if seen.is_some_and(|at| now < at + DEDUPLICATION_SECONDS) {
            return;
        }
        self.seen.insert(deduplication.to_owned(), now);
        self.next_id += 1;
        let entry = Entry {
            id: format!("sqs-{}", self.next_id),
            body: body.to_owned(),
            redriven,
            receives: 0,
        };
        let group = self.groups.entry(group.to_owned()).or_default();
        group.entries.push_back(entry);
    }

    /// Hands out the first message of a group that is not in flight.
    pub fn receive(&mut self, random: &mut fastrand::Rng, now: i64) -> Option<Batch> {
        loop {
            let ready = self.groups.iter();
            let ready = ready.filter(|(_, group)| group.hidden_until <= now);
            let names: Vec<&String> = ready.map(|(name, _)| name).collect();
            let name = (*random.choice(&names)?).clone();
            let group = self.groups.get_mut(&name)?;
            if group.entries.front()?.receives < MAX_RECEIVES {
                group.hidden_until = now + VISIBILITY_SECONDS;
                return group.entries.front_mut().map(|entry| hand_out(name, entry));
            }
            let entry = group.entries.pop_front();
            let body = entry.map(|entry| entry.body).unwrap_or_default();
            if group.entries.is_empty() {
                self.groups.remove(&name);
            }
            self.dead.push((name, body));
        }
    }

    /// Deletes what was dealt with; what was not stays hidden until its time is over.
    pub fn settle(&mut self, batch: &Batch, is_done: bool) {
        let Some(group) = self.groups.get_mut(&batch.group).filter(|_| is_done) else {
            return;
        };
        group.entries.retain(|entry| entry.id != batch.id);
        group.hidden_until = 0;
        if group.entries.is_empty() {
            self.groups.remove(&batch.group);
        }
    }

    /// Shows a batch that was not dealt with after so many seconds instead of after the queue's own time.
    pub fn postpone(&mut self, receipt_handle: &str, seconds: i64, now: i64) {
        let mut groups = self.groups.values_mut();
        let group = groups.find(|group| {
            let front = group.entries.front();
            front.is_some_and(|entry| entry.receipt_handle() == receipt_handle)
        });
        if let Some(group) = group {
            group.hidden_until = now + seconds;
        }
    }

    /// When the next hidden message can be had; nothing if the queue is empty.
    pub fn next_visible(&self) -> Option<i64> {
        self.groups.values().map(|group| group.hidden_until).min()
    }
}

fn hand_out(group: String, entry: &mut Entry) -> Batch {
    entry.receives += 1;
    let event = json!({ "Records": [record(&group, entry)] });
    let id = entry.id.clone();
    Batch { event, group, id }
}

fn record(group: &str, entry: &Entry) -> Value {
    let mut attributes = json!({});
    if entry.redriven {
        attributes["redriven"] = json!({ "stringValue": "yes", "dataType": "String" });
    }
    json!({
        "messageId": entry.id,
        "receiptHandle": entry.receipt_handle(),
        "body": entry.body,
        "attributes": {
            "MessageGroupId": group, "ApproximateReceiveCount": entry.receives.to_string(),
        },
        "messageAttributes": attributes,
    })
}
