//! Messages put aside because they could not be dealt with, each with its reason; and the way back.

use aws_sdk_sqs::Client;
use aws_sdk_sqs::error::ProvideErrorMetadata;
use aws_sdk_sqs::types::{
    Message, MessageAttributeValue, MessageSystemAttributeName, QueueAttributeName,
};
use domain::keyed_hash::Hash;

use crate::connection::Connection;

/// SQS allows far more; a reason is a sentence.
const MAX_REASON_CHARS: usize = 256;

/// Most messages one call takes.
const MAX_BATCH: i32 = 10;

/// How long a message read for redriving stays hidden from others, in seconds.
const HIDDEN_SECONDS: i32 = 60;

/// The dead-letter queue of the inbound queue. FIFO, as its source.
#[derive(Clone, Debug)]
pub struct DeadLetters {
    client: Client,
    url: String,
}

/// One message put aside.
#[derive(Clone)]
pub struct DeadLetter {
    /// Its group in the inbound queue.
    pub group: String,
    /// SQS's own id of it there, so that putting it aside twice is once.
    pub original_id: String,
    /// The message itself.
    pub body: String,
    /// Why; holds nothing personal.
    pub reason: String,
    /// How often it was tried.
    pub tries: u32,
}

/// A message on its way back.
pub struct Returning {
    /// The message.
    pub letter: DeadLetter,
    /// When it was put aside, in milliseconds since 1970 by SQS's clock.
    pub put_aside_at_ms: Option<i64>,
    receipt_handle: String,
}

/// The dead-letter queue or the inbound queue did not answer.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("the dead-letter queue is unavailable ({0})")]
pub struct DeadLettersUnavailable(String);

impl DeadLetters {
    /// The queue at `url`.
    #[must_use]
    pub fn new(connection: &Connection, url: String) -> Self {
        Self {
            client: connection.client(Client::new),
            url,
        }
    }

    /// Puts a message aside.
    pub async fn put(&self, letter: &DeadLetter) -> Result<(), DeadLettersUnavailable> {
        let reason: String = letter.reason.chars().take(MAX_REASON_CHARS).collect();
        let request = self
            .client
            .send_message()
            .queue_url(&self.url)
            .message_group_id(group(&letter.group))
            .message_deduplication_id(deduplication(&letter.original_id))
            .message_attributes("reason", text(&reason)?)
            .message_attributes("tries", text(&letter.tries.to_string())?)
            .message_body(&letter.body);
        let answer = request.send().await;
        answer.map(drop).map_err(|error| unavailable(error.code()))
    }

    /// Up to ten messages put aside, hidden from others for a minute.
    pub async fn take(&self) -> Result<Vec<Returning>, DeadLettersUnavailable> {
        let request = self
            .client
            .receive_message()
            .queue_url(&self.url)
            .max_number_of_messages(MAX_BATCH)
            .visibility_timeout(HIDDEN_SECONDS)
            .message_attribute_names("All")
            .message_system_attribute_names(MessageSystemAttributeName::All);
        let answer = request.send().await;
        let answer = answer.map_err(|error| unavailable(error.code()))?;
        let messages = answer.messages.unwrap_or_default();
        Ok(messages.iter().filter_map(returning).collect())
    }

    /// How many messages are put aside, the hidden ones included; SQS counts with a delay of seconds.
    pub async fn count(&self) -> Result<u64, DeadLettersUnavailable> {
        let kinds = [
            QueueAttributeName::ApproximateNumberOfMessages,
            QueueAttributeName::ApproximateNumberOfMessagesNotVisible,
        ];
        let request = self.client.get_queue_attributes().queue_url(&self.url);
        let answer = request.set_attribute_names(Some(kinds.to_vec())).send();
        let answer = answer.await.map_err(|error| unavailable(error.code()))?;
        let found = answer.attributes.unwrap_or_default();
        let numbers = kinds
            .iter()
            .filter_map(|kind| found.get(kind)?.parse().ok());
        Ok(numbers.fold(0, u64::saturating_add))
    }

    /// Shows a taken message to others again, at once.
    pub async fn give_back(&self, returning: &Returning) -> Result<(), DeadLettersUnavailable> {
        let request = self.client.change_message_visibility();
        let request = request.queue_url(&self.url).visibility_timeout(0);
        let request = request.receipt_handle(&returning.receipt_handle);
        let answer = request.send().await;
        answer.map(drop).map_err(|error| unavailable(error.code()))
    }

    /// Puts a message back into the inbound queue at `inbound_url`, marked as redriven, then forgets it
    /// here. A crash in between leaves two copies, of which one has an effect.
    pub async fn redrive(
        &self,
        returning: &Returning,
        inbound_url: &str,
    ) -> Result<(), DeadLettersUnavailable> {
        let letter = &returning.letter;
        let request = self
            .client
            .send_message()
            .queue_url(inbound_url)
            .message_group_id(group(&letter.group))
            .message_deduplication_id(deduplication(&format!("redriven {}", letter.original_id)))
            .message_attributes("redriven", text("yes")?)
            .message_body(&letter.body);
        let answer = request.send().await;
        answer.map_err(|error| unavailable(error.code()))?;
        let request = self.client.delete_message().queue_url(&self.url);
        let request = request.receipt_handle(&returning.receipt_handle);
        let answer = request.send().await;
        answer.map(drop).map_err(|error| unavailable(error.code()))
    }
}

fn returning(message: &Message) -> Option<Returning> {
    let attribute = |name: &str| {
        let attributes = message.message_attributes.as_ref()?;
        attributes.get(name)?.string_value.clone()
    };
    let system = |name| message.attributes.as_ref()?.get(&name).cloned();
    let group = system(MessageSystemAttributeName::MessageGroupId);
    let sent = system(MessageSystemAttributeName::SentTimestamp);
    Some(Returning {
        put_aside_at_ms: sent.and_then(|sent| sent.parse().ok()),
        letter: DeadLetter {
            group: group.unwrap_or_default(),
            original_id: message.message_id.clone()?,
            // What SQS moved here itself has no reason: the function died with it each time.
            reason: attribute("reason").unwrap_or_else(|| "the function died with it".to_owned()),
            tries: attribute("tries")
                .and_then(|tries| tries.parse().ok())
                .unwrap_or_default(),
            body: message.body.clone()?,
        },
        receipt_handle: message.receipt_handle.clone()?,
    })
}

fn text(value: &str) -> Result<MessageAttributeValue, DeadLettersUnavailable> {
    let value = if value.is_empty() { "unknown" } else { value };
    MessageAttributeValue::builder()
        .data_type("String")
        .string_value(value)
        .build()
        .map_err(|_| DeadLettersUnavailable("attribute".to_owned()))
}

/// A record without a group, as only a hand-made event has, gets one of its own.
fn group(group: &str) -> String {
    if group.is_empty() {
        "none".to_owned()
    } else {
        group.to_owned()
    }
}

fn deduplication(id: &str) -> String {
    Hash::plain(&[b"dead letter", id.as_bytes()]).hex()
}

fn unavailable(code: Option<&str>) -> DeadLettersUnavailable {
    DeadLettersUnavailable(code.unwrap_or("no answer").to_owned())
}
