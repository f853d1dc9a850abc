//! A batch from the FIFO queue: each message claimed once, each customer's order kept.

use std::collections::HashSet;

use aws::conversations::Claim;
use aws::outcome::Failure;
use serde::{Deserialize, Serialize};
use whatsapp::webhook::{Delivery, DeliveryKind};

use crate::{Dialogue, Turn};

/// What Lambda hands over from SQS. Everything else in the event is of no use here.
#[derive(Deserialize)]
pub struct QueueEvent {
    #[serde(rename = "Records")]
    records: Vec<Record>,
}

#[derive(Deserialize)]
struct Record {
    #[serde(rename = "messageId")]
    message_id: String,
    body: String,
    attributes: Attributes,
}

#[derive(Deserialize)]
struct Attributes {
    #[serde(rename = "MessageGroupId", default)]
    group: String,
}

/// Which messages must come again. An empty list means all are done.
#[derive(Debug, Default, Serialize, PartialEq, Eq)]
pub struct BatchAnswer {
    #[serde(rename = "batchItemFailures")]
    failures: Vec<ItemFailure>,
}

#[derive(Debug, Serialize, PartialEq, Eq)]
struct ItemFailure {
    #[serde(rename = "itemIdentifier")]
    message_id: String,
}

impl Dialogue {
    /// Deals with a batch. After a failure the rest of that customer's messages come again too, so
    /// that none overtakes another; other customers are not held up.
    pub async fn handle(&self, event: QueueEvent) -> Result<BatchAnswer, Failure> {
        let mut answer = BatchAnswer::default();
        let mut held_up = HashSet::new();
        for record in event.records {
            let group = &record.attributes.group;
            if !held_up.contains(group) && self.deal_with(&record).await {
                continue;
            }
            held_up.insert(group.clone());
            answer.failures.push(ItemFailure {
                message_id: record.message_id,
            });
        }
        Ok(answer)
    }

    /// Whether a record is done with, well or for good.
    async fn deal_with(&self, record: &Record) -> bool {
        let delivery = match Delivery::from_json(&record.body) {
            Ok(delivery) => delivery,
            Err(error) => {
                // Only `webhook` writes here, so this is our bug; another try would read the same.
                tracing::error!(error.kind = "Fail", "{error}");
                return true;
            }
        };
        let key = delivery.deduplication_key();
        match self.deliver(&delivery, &key).await {
            Ok(()) => true,
            Err(failure) => {
                tracing::error!(message.key = key, error.kind = failure.name(), "{failure}");
                !matches!(failure, Failure::Retry(_))
            }
        }
    }

    async fn deliver(&self, delivery: &Delivery, key: &str) -> Result<(), Failure> {
        if delivery.kind == DeliveryKind::Status {
            return Ok(());
        }
        let now = (self.clock)();
        match self.conversations.claim(key, now).await? {
            Claim::Done => return Ok(()),
            Claim::Busy => return Err(Failure::retry("another invocation is at this message")),
            Claim::Ours => {}
        }
        match self.answer_delivery(delivery).await {
            Ok(()) => Ok(self.conversations.finish(key, now).await?),
            Err(failure) => Err(self.give_up(delivery, key, failure).await),
        }
    }

    async fn answer_delivery(&self, delivery: &Delivery) -> Result<(), Failure> {
        let Some(message) = delivery.message() else {
            return Ok(());
        };
        if message.content.is_placeholder() {
            // The real content comes later, under the same id.
            return Ok(());
        }
        self.mark_read(&message.id).await;
        let turn = Turn {
            message: &message,
            address: &delivery.address,
            now: (self.clock)(),
        };
        self.answer(&turn).await
    }

    /// A failure that will be tried again frees the claim; one for good is told to the customer.
    async fn give_up(&self, delivery: &Delivery, key: &str, failure: Failure) -> Failure {
        let released = if matches!(failure, Failure::Retry(_)) {
            self.conversations.release(key).await
        } else {
            // The apology is a courtesy: that it cannot be sent either is logged where it happens.
            let apology = self
                .say(&delivery.address, wording::chat::SOMETHING_BROKE)
                .await;
            tracing::info!(customer.told = apology.is_ok(), "message given up");
            self.conversations.finish(key, (self.clock)()).await
        };
        if let Err(error) = released {
            tracing::warn!(message.key = key, "{error}");
        }
        failure
    }
}
