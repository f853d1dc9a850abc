//! A batch from the FIFO queue: each message claimed once, each customer's order kept, and what cannot
//! be dealt with put aside with its reason.

use std::collections::HashSet;

use aws::conversations::Claim;
use domain::conversation::outbound::OutboundId;
use domain::failure::Failure;
use domain::time::UnixSeconds;
use outbox::Letter;
use serde::Serialize;
use whatsapp::message::Text;
use whatsapp::webhook::{Delivery, DeliveryKind};
use wording::saying::Saying;
use wording::sentence::Words;

use crate::Dialogue;
use crate::chat::Chat;
use crate::language::Tongue;
use crate::open::Ticketed;
use crate::record::{QueueEvent, Record};
use crate::turn::Turn;

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

/// A delivery that could not be dealt with.
struct Trouble {
    failure: Failure,
    claim: Held,
}

/// Who holds the claim of a message.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Held {
    /// This invocation, to free it or park it.
    Ours,
    /// Another, which may have died: what comes again before its time is over comes for nothing.
    Another,
    /// Nobody.
    Not,
}

impl Dialogue {
    /// Deals with a batch. After a failure the rest of that customer's messages come again too, so
    /// that none overtakes another; other customers' are dealt with. The queue hands over one message at
    /// a time, so that nobody waits for another customer's, or is lost with it.
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

    /// Whether a record is done with: dealt with, or put aside.
    async fn deal_with(&self, record: &Record) -> bool {
        let opened = match self.open(&record.attributes.group, &record.body).await {
            Ok(opened) => opened,
            Err(failure) => return self.leave_unopened(record, &failure).await,
        };
        let delivery = &opened.delivery;
        let key = delivery.deduplication_key();
        let Err(trouble) = self.deliver(record, &opened, &key).await else {
            return true;
        };
        let failure = &trouble.failure;
        tracing::error!(
            message.key = key,
            message.tries = record.tries(),
            error.kind = failure.name(),
            "{failure}"
        );
        if record.comes_again_after(failure) {
            if trouble.claim == Held::Ours {
                self.free(&key).await;
            }
            if trouble.claim != Held::Another {
                self.show_again(record).await;
            }
            return false;
        }
        self.give_up(record, delivery, &key, &trouble).await
    }

    /// Nobody can be told: who wrote is sealed too.
    async fn leave_unopened(&self, record: &Record, failure: &Failure) -> bool {
        if record.comes_again_after(failure) {
            let tries = record.tries();
            tracing::error!(
                message.tries = tries,
                error.kind = failure.name(),
                "{failure}"
            );
            self.show_again(record).await;
            return false;
        }
        self.put_aside(record, "", failure).await
    }

    async fn deliver(&self, record: &Record, opened: &Ticketed, key: &str) -> Result<(), Trouble> {
        let delivery = &opened.delivery;
        let trouble = |claim| move |failure| Trouble { failure, claim };
        if delivery.kind == DeliveryKind::Status {
            let noted = self.note_status(delivery).await;
            return noted.map_err(trouble(Held::Not));
        }
        let now = (self.clock)();
        let is_redriven = record.message_attributes.redriven.is_some();
        let claim = self.conversations.claim(key, is_redriven, now).await;
        match claim.map_err(|error| trouble(Held::Not)(error.into()))? {
            Claim::Done => Ok(()),
            Claim::Busy => {
                let failure = Failure::retry("another invocation is at this message");
                Err(trouble(Held::Another)(failure))
            }
            Claim::Ours => {
                let answered = self.answer_delivery(opened, key, now).await;
                answered.map_err(trouble(Held::Ours))
            }
        }
    }

    async fn answer_delivery(
        &self,
        opened: &Ticketed,
        key: &str,
        now: UnixSeconds,
    ) -> Result<(), Failure> {
        let delivery = &opened.delivery;
        if let Some(message) = delivery.message() {
            let known = self.identify(&delivery.address).await?;
            let tongue = Tongue::of(
                &message.content,
                known.as_ref(),
                &self.understanding.environments,
            );
            let chat = Chat::new(&delivery.address, key, tongue.language);
            let turn = Turn {
                opened,
                message: &message,
                chat: &chat,
                known: known.as_ref(),
                tongue,
                now,
            };
            self.note_heard(&turn).await?;
            self.answer(&turn).await?;
            self.conclude(&chat).await?;
        }
        Ok(self.conversations.finish(key, now).await?)
    }

    /// The last try failed, or another could not help: the message is put aside for a person, and the
    /// customer is told, once an hour at most.
    async fn give_up(
        &self,
        record: &Record,
        delivery: &Delivery,
        key: &str,
        trouble: &Trouble,
    ) -> bool {
        if !self.put_aside(record, key, &trouble.failure).await {
            if trouble.claim == Held::Ours {
                self.free(key).await;
            }
            return false;
        }
        if trouble.claim == Held::Ours {
            let parked = self.conversations.park(key, (self.clock)()).await;
            if let Err(error) = parked {
                tracing::warn!(message.key = key, "{error}");
            }
            self.apologise(delivery, key).await;
        }
        true
    }

    async fn put_aside(&self, record: &Record, key: &str, failure: &Failure) -> bool {
        let letter = aws::dead_letters::DeadLetter {
            group: record.attributes.group.clone(),
            original_id: record.message_id.clone(),
            body: record.body.clone(),
            reason: failure.to_string(),
            tries: record.tries(),
        };
        match self.intake.dead_letters.put(&letter).await {
            Ok(()) => {
                tracing::error!(
                    message.key = key,
                    error.kind = failure.name(),
                    alarm = "message_put_aside",
                    "{failure}"
                );
                true
            }
            Err(error) => {
                tracing::error!(message.key = key, "{error}");
                false
            }
        }
    }

    /// A courtesy where an answer was due: that it cannot be sent is logged, and changes nothing.
    async fn apologise(&self, delivery: &Delivery, key: &str) {
        let Some(language) = self.owes_an_answer(delivery).await else {
            return;
        };
        let now = (self.clock)();
        let address = &delivery.address;
        let Ok(reach) = self.outbox.records.reach(address).await else {
            return;
        };
        let Ok(text) = Text::try_new(Saying::SomethingBroke.words(language).chat()) else {
            return;
        };
        if !reach.may_apologise(now) {
            return;
        }
        let letter = Letter {
            id: &OutboundId(format!("{key}-apology-reply")),
            to: address,
            message: &text.into(),
            template: None,
        };
        let is_said = self.outbox.send(&letter).await.is_ok();
        tracing::info!(
            message.key = key,
            customer.told = is_said,
            "message given up"
        );
        // What did not go out is no reason to keep silent the next time.
        if is_said && let Err(error) = self.outbox.records.apologised(address, now).await {
            tracing::warn!(message.key = key, "{error}");
        }
    }

    async fn show_again(&self, record: &Record) {
        self.come_again(record).await;
    }

    async fn free(&self, key: &str) {
        if let Err(error) = self.conversations.release(key).await {
            tracing::warn!(message.key = key, "{error}");
        }
    }
}
