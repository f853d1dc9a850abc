//! The inbound queue: FIFO, one group per customer, one message per delivery, each sealed.

use std::collections::HashMap;

use aws_sdk_sqs::Client;
use aws_sdk_sqs::error::ProvideErrorMetadata;
use aws_sdk_sqs::types::SendMessageBatchRequestEntry;
use domain::conversation::sealed_message::{MessageKeys, NotSealed, SealedMessage};
use domain::keyed_hash::Hash;
use domain::time::Random;

use crate::connection::Connection;

/// Most messages one batch holds.
const MAX_BATCH: usize = 10;

/// A message's largest size, in bytes, as it is sent: sealed.
pub const MAX_MESSAGE_BYTES: usize = 1_048_576;

/// Most bytes one batch holds, over all its messages.
const MAX_BATCH_BYTES: usize = MAX_MESSAGE_BYTES;

/// The inbound queue.
#[derive(Clone, Debug)]
pub struct Queue {
    client: Client,
    url: String,
}

/// One message for the queue. Only sealed ones can be made, so no other can be sent.
#[derive(Clone)]
pub struct Message {
    group: String,
    deduplication_id: String,
    body: SealedMessage,
}

/// A message that was handed out is not shown again sooner or later than the queue does of itself.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("the inbound queue keeps its own time for the message ({code})")]
pub struct NotPostponed {
    code: String,
}

/// Not everything could be queued; all of it must be sent again.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("the inbound queue did not take everything ({code})")]
pub struct NotQueued {
    code: String,
}

impl Message {
    /// Seals `text` for its group; whoever takes it from the queue opens it with the group it came with.
    ///
    /// Messages of one `group` keep their order, and a second message with the same `deduplication_id`
    /// within five minutes is dropped. Both are hashed here: they name a person.
    pub fn seal(
        keys: &MessageKeys,
        random: Random,
        group: &str,
        deduplication_id: &str,
        text: &str,
    ) -> Result<Self, NotSealed> {
        let group = hashed("group", group);
        Ok(Self {
            body: keys.seal(&group, text, random)?,
            deduplication_id: hashed("deduplication", deduplication_id),
            group,
        })
    }

    fn bytes(&self) -> usize {
        self.body.as_str().len()
    }
}

impl Queue {
    /// The queue at `url`.
    #[must_use]
    pub fn new(connection: &Connection, url: String) -> Self {
        Self {
            client: connection.client(Client::new),
            url,
        }
    }

    /// Whether this is the queue with that ARN; of one account and region.
    #[must_use]
    pub fn is(&self, arn: &str) -> bool {
        let name = self.url.rsplit('/').next();
        !arn.is_empty() && arn.rsplit(':').next() == name
    }

    /// Queues all messages, each group's in their order, or fails; a repeat of what was queued is harmless.
    /// Of one group nothing is queued behind a message that was not taken.
    pub async fn send(&self, messages: &[Message]) -> Result<(), NotQueued> {
        for batch in batches(&in_rounds(messages)) {
            self.send_batch(batch).await?;
        }
        Ok(())
    }

    /// Shows a message that was handed out, and not deleted, again after so many seconds from now (at most
    /// 43,200) instead of after the queue's own time. Its group waits for it.
    pub async fn postpone(&self, receipt_handle: &str, seconds: i32) -> Result<(), NotPostponed> {
        let request = self.client.change_message_visibility();
        let request = request.queue_url(&self.url).visibility_timeout(seconds);
        let answer = request.receipt_handle(receipt_handle).send().await;
        answer.map(drop).map_err(|error| NotPostponed {
            code: error.code().unwrap_or("no answer").to_owned(),
        })
    }

    async fn send_batch(&self, messages: &[&Message]) -> Result<(), NotQueued> {
        let entries = messages
            .iter()
            .enumerate()
            .map(|(index, message)| entry(index, message));
        let entries = entries.collect::<Result<Vec<_>, _>>()?;
        let request = self.client.send_message_batch().queue_url(&self.url);
        let answer = request
            .set_entries(Some(entries))
            .send()
            .await
            .map_err(|error| NotQueued {
                code: error.code().unwrap_or("no answer").to_owned(),
            })?;
        match answer.failed().first() {
            None => Ok(()),
            Some(failed) => Err(NotQueued {
                code: failed.code().to_owned(),
            }),
        }
    }
}

/// Every group's first message, then every group's second, and so on: a thousand messages of a hundred
/// groups, each group's in a row, fit into a hundred calls that way and need nine hundred as they came.
fn in_rounds(messages: &[Message]) -> Vec<&Message> {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    let mut rounds: Vec<(usize, &Message)> = Vec::with_capacity(messages.len());
    for message in messages {
        let round = seen.entry(&message.group).or_default();
        rounds.push((*round, message));
        *round = round.saturating_add(1);
    }
    rounds.sort_by_key(|(round, _)| *round);
    rounds.into_iter().map(|(_, message)| message).collect()
}

/// Cuts at ten messages, at the byte limit, or before a group's second message: SQS may take some
/// entries of a batch and not others, and a message taken before an earlier one of its group would stay
/// before it, because the repeat of the whole brings only the earlier one.
fn batches<'a, 'm>(messages: &'a [&'m Message]) -> Vec<&'a [&'m Message]> {
    let mut batches = Vec::new();
    let (mut start, mut bytes) = (0_usize, 0_usize);
    for (index, message) in messages.iter().enumerate() {
        let batch = messages.get(start..index).unwrap_or_default();
        let full = batch.len() == MAX_BATCH
            || bytes.saturating_add(message.bytes()) > MAX_BATCH_BYTES
            || batch.iter().any(|other| other.group == message.group);
        if full && index > start {
            batches.push(batch);
            (start, bytes) = (index, 0);
        }
        bytes = bytes.saturating_add(message.bytes());
    }
    batches.extend(messages.get(start..).filter(|rest| !rest.is_empty()));
    batches
}

fn entry(index: usize, message: &Message) -> Result<SendMessageBatchRequestEntry, NotQueued> {
    SendMessageBatchRequestEntry::builder()
        .id(index.to_string())
        .message_group_id(&message.group)
        .message_deduplication_id(&message.deduplication_id)
        .message_body(message.body.as_str())
        .build()
        .map_err(|_| NotQueued {
            code: "message is incomplete".to_owned(),
        })
}

fn hashed(purpose: &str, value: &str) -> String {
    Hash::plain(&[purpose.as_bytes(), value.as_bytes()]).hex()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One message of so many bytes for each group.
    fn messages(of: &[(&str, usize)]) -> Vec<Message> {
        let keys = MessageKeys::try_new(&[testkit::engine::key(1)]).unwrap();
        let random = testkit::engine::fixed_random;
        let sealed = of.iter().map(|(group, bytes)| {
            Message::seal(&keys, random, group, "", &"x".repeat(*bytes)).unwrap()
        });
        sealed.collect()
    }

    fn sizes(of: &[(&str, usize)]) -> Vec<usize> {
        let messages = messages(of);
        let cut =
            |messages: &[&Message]| batches(messages).iter().map(|batch| batch.len()).collect();
        cut(&messages.iter().collect::<Vec<_>>())
    }

    /// So many messages of so many bytes, each of a group of its own.
    fn distinct(count: usize, bytes: usize) -> Vec<usize> {
        let groups: Vec<String> = (0..count).map(|group| group.to_string()).collect();
        let of: Vec<_> = groups.iter().map(|group| (group.as_str(), bytes)).collect();
        sizes(&of)
    }

    #[test]
    fn batches_keep_order_and_both_limits() {
        assert_eq!(distinct(0, 1), Vec::<usize>::new());
        assert_eq!(distinct(23, 1), [10, 10, 3]);
        assert_eq!(distinct(3, 600_000), [1, 1, 1]);
        assert_eq!(distinct(4, 390_000), [2, 2]);
        // Sealed, a text grows by a third.
        assert_eq!(distinct(4, 400_000), [1, 1, 1, 1]);
    }

    #[test]
    fn rounds_keep_each_groups_order_and_need_few_calls() {
        let groups: Vec<String> = (0..1_000).map(|at| (at / 10).to_string()).collect();
        // The size tells a group's messages apart.
        let of = groups.iter().enumerate();
        let of: Vec<_> = of.map(|(at, group)| (group.as_str(), 100 + at)).collect();
        let messages = messages(&of);
        let ordered = in_rounds(&messages);
        assert_eq!(batches(&ordered).len(), 100);
        assert_eq!(batches(&messages.iter().collect::<Vec<_>>()).len(), 901);
        for group in messages.chunks(10) {
            let sent = ordered
                .iter()
                .filter(|message| message.group == group[0].group);
            let before: Vec<usize> = group.iter().map(Message::bytes).collect();
            assert_eq!(
                sent.map(|message| message.bytes()).collect::<Vec<_>>(),
                before
            );
        }
    }

    #[test]
    fn no_group_occurs_twice_in_a_batch() {
        let of = |groups: &str| -> Vec<usize> {
            let groups: Vec<String> = groups.chars().map(String::from).collect();
            let of: Vec<_> = groups.iter().map(|group| (group.as_str(), 1)).collect();
            sizes(&of)
        };
        assert_eq!(of("aaa"), [1, 1, 1]);
        assert_eq!(of("abab"), [2, 2]);
        assert_eq!(of("abcdca"), [4, 2]);
        assert_eq!(of("abcdefghijj"), [10, 1]);
    }
}
