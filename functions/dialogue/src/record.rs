//! What Lambda hands over from SQS.

use domain::failure::Failure;
use serde::Deserialize;

/// How often a message is tried before it is put aside. The queue's own limit is higher: it takes over where this
/// function dies each time, and must not count against a message that there was no room to run it.
pub const MAX_TRIES: u32 = 3;

/// What Lambda hands over from SQS. Everything else in the event is of no use here.
#[derive(Deserialize)]
pub struct QueueEvent {
    #[serde(rename = "Records")]
    pub(crate) records: Vec<Record>,
}

#[derive(Deserialize)]
pub(crate) struct Record {
    #[serde(rename = "messageId")]
    pub(crate) message_id: String,
    /// What the queue knows this handing out by.
    #[serde(rename = "receiptHandle", default)]
    pub(crate) receipt_handle: Option<String>,
    /// The ARN of the queue it comes from.
    #[serde(rename = "eventSourceARN", default)]
    pub(crate) source: String,
    pub(crate) body: String,
    pub(crate) attributes: Attributes,
    #[serde(rename = "messageAttributes", default)]
    pub(crate) message_attributes: MessageAttributes,
}

#[derive(Deserialize)]
pub(crate) struct Attributes {
    #[serde(rename = "MessageGroupId", default)]
    pub(crate) group: String,
    /// A number in a string, as SQS writes it.
    #[serde(rename = "ApproximateReceiveCount", default)]
    pub(crate) receive_count: Option<String>,
}

#[derive(Default, Deserialize)]
pub(crate) struct MessageAttributes {
    /// Set by the redrive command.
    #[serde(default)]
    pub(crate) redriven: Option<serde::de::IgnoredAny>,
}

impl Record {
    /// Whether another try is left, and may help.
    pub(crate) fn comes_again_after(&self, failure: &Failure) -> bool {
        matches!(failure, Failure::Retry(_)) && self.tries() < MAX_TRIES
    }

    /// Which try this is; the first where the queue does not say.
    pub(crate) fn tries(&self) -> u32 {
        let count = self.attributes.receive_count.as_deref();
        count.and_then(|count| count.parse().ok()).unwrap_or(1)
    }
}
