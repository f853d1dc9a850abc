//! An SQS FIFO queue in memory: groups in order, one batch of a group in flight, five minutes of
//! deduplication, a visibility timeout, and a dead-letter queue after three receives.
//!
//! Deliberately only what the proofs need, with the test's own clock; it picks groups at random, so that
//! no proof leans on an order SQS does not promise.

use std::collections::{BTreeMap, HashMap, VecDeque};

use serde_json::{Value, json};

const DEDUPLICATION_SECONDS: i64 = 300;
const VISIBILITY_SECONDS: i64 = 180;
const MAX_RECEIVES: u32 = 3;
const MAX_BATCH: usize = 10;

/// One message in the queue.
#[derive(Clone)]
struct Entry {
    id: String,
    body: String,
    redriven: bool,
    receives: u32,
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
    /// What the queue itself moved to the dead-letter queue: bodies.
    pub dead: Vec<String>,
}

/// A batch as Lambda gets it.
pub struct Batch {
    pub event: Value,
    /// Group and id of each record.
    records: Vec<(String, String)>,
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

    /// Hands out a batch from groups that are not in flight.
    pub fn receive(&mut self, random: &mut fastrand::Rng, now: i64) -> Option<Batch> {
        let mut names: Vec<String> = self
            .groups
            .iter()
            .filter(|(_, group)| group.hidden_until <= now && !group.entries.is_empty())
            .map(|(name, _)| name.clone())
            .collect();
        random.shuffle(&mut names);
        let (mut records, mut taken) = (Vec::new(), Vec::new());
        for name in names {
            let Some(group) = self.groups.get_mut(&name) else {
                continue;
            };
            let room = MAX_BATCH.saturating_sub(records.len());
            if room == 0 {
                break;
            }
            while group
                .entries
                .front()
                .is_some_and(|entry| entry.receives >= MAX_RECEIVES)
            {
                self.dead
                    .extend(group.entries.pop_front().map(|entry| entry.body));
            }
            for entry in group.entries.iter_mut().take(room) {
                if entry.receives >= MAX_RECEIVES {
                    break;
                }
                entry.receives += 1;
                records.push(record(&name, entry));
                taken.push((name.clone(), entry.id.clone()));
            }
            group.hidden_until = now + VISIBILITY_SECONDS;
        }
        (!records.is_empty()).then(|| Batch {
            event: json!({ "Records": records }),
            records: taken,
        })
    }

    /// Deletes what was dealt with; the rest of a group stays hidden until its time is over.
    pub fn settle(&mut self, batch: &Batch, failures: &[String]) {
        for (name, id) in &batch.records {
            let Some(group) = self.groups.get_mut(name) else {
                continue;
            };
            if !failures.contains(id) {
                group.entries.retain(|entry| entry.id != *id);
            }
        }
        for (name, _) in &batch.records {
            let failed = batch
                .records
                .iter()
                .any(|(group, id)| group == name && failures.contains(id));
            if let (false, Some(group)) = (failed, self.groups.get_mut(name)) {
                group.hidden_until = 0;
            }
        }
        self.groups.retain(|_, group| !group.entries.is_empty());
    }

    /// When the next hidden message can be had; nothing if the queue is empty.
    pub fn next_visible(&self) -> Option<i64> {
        self.groups.values().map(|group| group.hidden_until).min()
    }
}

fn record(group: &str, entry: &Entry) -> Value {
    let mut attributes = json!({});
    if entry.redriven {
        attributes["redriven"] = json!({ "stringValue": "yes", "dataType": "String" });
    }
    json!({
        "messageId": entry.id,
        "body": entry.body,
        "attributes": {
            "MessageGroupId": group, "ApproximateReceiveCount": entry.receives.to_string(),
        },
        "messageAttributes": attributes,
    })
}
