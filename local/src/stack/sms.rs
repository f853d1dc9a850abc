//! The customers' SMS inboxes, read from the emulated SNS.
//!
//! Deliberately starts empty: what was sent before this run, or before a reset, is in nobody's inbox.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use reqwest::Client;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio::sync::watch;
use tokio::time::Instant;

use super::clock::TestClock;

/// How often SNS is looked at, in milliseconds.
const LOOK_EVERY_MS: u64 = 250;

/// One SMS as the customer got it.
#[derive(Clone, Serialize)]
pub(super) struct Sms {
    seq: u64,
    at: String,
    body: String,
    attributes: Value,
}

/// Every inbox. Clones share them.
#[derive(Clone)]
pub(super) struct SmsInboxes {
    client: Client,
    url: String,
    clock: TestClock,
    inboxes: Arc<Mutex<HashMap<String, Inbox>>>,
    changes: watch::Sender<()>,
}

#[derive(Default)]
struct Inbox {
    /// How many of SNS's records were seen; SNS forgets none.
    seen: usize,
    last_seq: u64,
    received: Vec<Sms>,
}

#[derive(Deserialize)]
struct Sent {
    sms_messages: BTreeMap<String, Vec<Record>>,
}

#[derive(Deserialize)]
struct Record {
    #[serde(rename = "Message")]
    message: String,
    #[serde(rename = "MessageAttributes", default)]
    attributes: Value,
}

impl SmsInboxes {
    /// Skips what SNS has already sent.
    pub(super) async fn open(aws_url: &str, clock: TestClock) -> anyhow::Result<Self> {
        let inboxes = Self {
            client: Client::builder()
                .no_proxy()
                .timeout(Duration::from_secs(5))
                .build()?,
            url: format!("{aws_url}/_ministack/sns/sms-messages"),
            clock,
            inboxes: Arc::default(),
            changes: watch::Sender::new(()),
        };
        inboxes.clear().await?;
        Ok(inboxes)
    }

    /// Looks for new messages for ever. A look that fails is made up for by the next one.
    pub(super) async fn keep_looking(self) {
        loop {
            let _ = self.look().await;
            tokio::time::sleep(Duration::from_millis(LOOK_EVERY_MS)).await;
        }
    }

    /// Empties every inbox. Numbers go on, so that whoever polls need not know.
    pub(super) async fn clear(&self) -> anyhow::Result<()> {
        self.look().await?;
        self.with(|inboxes| {
            for inbox in inboxes.values_mut() {
                inbox.received.clear();
            }
        });
        Ok(())
    }

    /// What `phone` received after `seq`; waits until `deadline` for something to arrive.
    pub(super) async fn after(&self, phone: &str, seq: u64, deadline: Instant) -> Vec<Sms> {
        let mut changes = self.changes.subscribe();
        loop {
            let found = self.received(phone, seq);
            let over = tokio::time::timeout_at(deadline, changes.changed());
            if !found.is_empty() || over.await.is_err() {
                return found;
            }
        }
    }

    fn received(&self, phone: &str, after: u64) -> Vec<Sms> {
        self.with(|inboxes| {
            let received = inboxes.get(phone).map(|inbox| inbox.received.as_slice());
            let new = received
                .unwrap_or_default()
                .iter()
                .filter(|sms| sms.seq > after);
            new.cloned().collect()
        })
    }

    async fn look(&self) -> anyhow::Result<()> {
        let sent: Sent = self
            .client
            .get(&self.url)
            .send()
            .await?
            .error_for_status()?
            .json()
            .await?;
        // SNS records carry no time, so a message's time is when it was first seen.
        let at = format!("{:.0}", self.clock.now());
        let any_new = self.with(|inboxes| {
            let mut any_new = false;
            for (phone, records) in sent.sms_messages {
                any_new |= inboxes.entry(phone).or_default().take(records, &at);
            }
            any_new
        });
        if any_new {
            self.changes.send_replace(());
        }
        Ok(())
    }

    fn with<T>(&self, look: impl FnOnce(&mut HashMap<String, Inbox>) -> T) -> T {
        look(&mut self.inboxes.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Inbox {
    fn take(&mut self, records: Vec<Record>, at: &str) -> bool {
        let total = records.len();
        let any_new = total > self.seen;
        for record in records.into_iter().skip(self.seen) {
            self.last_seq = self.last_seq.saturating_add(1);
            let (seq, at) = (self.last_seq, at.to_owned());
            self.received.push(Sms {
                seq,
                at,
                body: record.message,
                attributes: record.attributes,
            });
        }
        self.seen = total;
        any_new
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records(bodies: &[&str]) -> Vec<Record> {
        let record = |body: &&str| Record {
            message: (*body).to_owned(),
            attributes: Value::Null,
        };
        bodies.iter().map(record).collect()
    }

    fn bodies(inbox: &Inbox) -> Vec<(u64, &str)> {
        inbox
            .received
            .iter()
            .map(|sms| (sms.seq, sms.body.as_str()))
            .collect()
    }

    #[test]
    fn a_message_is_taken_once_and_keeps_the_time_it_was_first_seen() {
        let mut inbox = Inbox::default();
        assert!(inbox.take(records(&["one"]), "10:00"));
        assert!(!inbox.take(records(&["one"]), "10:01"));
        assert!(inbox.take(records(&["one", "two"]), "10:02"));
        assert_eq!(bodies(&inbox), [(1, "one"), (2, "two")]);
        assert_eq!(inbox.received[0].at, "10:00");
        assert_eq!(inbox.received[1].at, "10:02");
    }

    #[test]
    fn an_emptied_inbox_stays_empty_and_goes_on_counting() {
        let mut inbox = Inbox::default();
        inbox.take(records(&["one"]), "10:00");
        inbox.received.clear();
        assert!(!inbox.take(records(&["one"]), "10:01"));
        assert_eq!(bodies(&inbox), []);
        inbox.take(records(&["one", "two"]), "10:02");
        assert_eq!(bodies(&inbox), [(2, "two")]);
    }
}
