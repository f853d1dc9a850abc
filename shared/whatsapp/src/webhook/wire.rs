//! The webhook's envelope as Meta writes it, and the queue message as we write it.
//!
//! Deliberately only the parts needed to split and to address; a message's own payload stays raw.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::lenient::{Id, Integer, Lenient, List, Text};

/// An ordinary body, read in one pass.
pub type Strict<'a> = Envelope<Entry<Change<'a>>>;

/// A body with an entry or a change of unknown shape, read part by part.
pub type Loose<'a> = Envelope<Lenient<Entry<Lenient<Change<'a>>>>>;

#[derive(Deserialize)]
pub struct Envelope<E> {
    #[serde(default)]
    pub object: Lenient<Text>,
    pub entry: Vec<E>,
}

#[derive(Deserialize)]
pub struct Entry<C> {
    pub changes: Vec<C>,
}

#[derive(Deserialize)]
pub struct Change<'a> {
    #[serde(default)]
    pub field: Lenient<Text>,
    #[serde(borrow)]
    pub value: Value<'a>,
}

#[derive(Deserialize)]
pub struct Value<'a> {
    #[serde(default)]
    pub metadata: Lenient<Metadata>,
    #[serde(default)]
    pub contacts: List<Contact>,
    #[serde(default, borrow)]
    pub messages: Lenient<Vec<&'a RawValue>>,
    #[serde(default, borrow)]
    pub statuses: Lenient<Vec<&'a RawValue>>,
    #[serde(default)]
    pub errors: List<Error>,
    #[serde(default)]
    pub recipient: Lenient<Metadata>,
    #[serde(default)]
    pub message_template_name: Lenient<Text>,
    #[serde(default)]
    pub event: Lenient<Text>,
    #[serde(default)]
    pub decision: Lenient<Text>,
    #[serde(default)]
    pub alert_severity: Lenient<Text>,
    #[serde(default)]
    pub new_quality_score: Lenient<Text>,
    #[serde(default)]
    pub new_category: Lenient<Text>,
    #[serde(default, rename = "type")]
    pub kind: Lenient<Text>,
}

#[derive(Deserialize)]
pub struct Metadata {
    #[serde(default)]
    pub phone_number_id: Lenient<Id>,
}

#[derive(Deserialize)]
pub struct Contact {
    #[serde(default)]
    pub wa_id: Lenient<Id>,
    #[serde(default)]
    pub user_id: Lenient<Id>,
    #[serde(default)]
    pub profile: Lenient<Profile>,
}

#[derive(Deserialize)]
pub struct Profile {
    #[serde(default)]
    pub name: Lenient<Text>,
}

#[derive(Deserialize)]
pub struct Error {
    #[serde(default)]
    pub code: Lenient<Integer>,
}

/// The part of a message which says who sent what kind of thing.
#[derive(Deserialize)]
pub struct MessageHead<'a> {
    #[serde(default)]
    pub id: Lenient<Id>,
    #[serde(default)]
    pub from: Lenient<Id>,
    #[serde(default)]
    pub from_user_id: Lenient<Id>,
    #[serde(default, rename = "type")]
    pub kind: Lenient<Text>,
    #[serde(default, borrow)]
    pub group_id: Option<&'a RawValue>,
}

/// The part of a system message which says whom it is about.
#[derive(Deserialize)]
pub struct About {
    #[serde(default)]
    pub system: Lenient<Changed>,
}

/// What is said of them: the ids they had, and those they have now.
#[derive(Deserialize)]
pub struct Changed {
    #[serde(default, rename = "type")]
    pub kind: Lenient<Text>,
    #[serde(default)]
    pub customer: Lenient<Id>,
    #[serde(default)]
    pub previous_wa_id: Lenient<Id>,
    #[serde(default)]
    pub previous_user_id: Lenient<Id>,
    #[serde(default)]
    pub wa_id: Lenient<Id>,
    #[serde(default)]
    pub user_id: Lenient<Id>,
}

/// The part of a status which says whom it concerns, and of what kind of thing it is the status.
#[derive(Deserialize)]
pub struct StatusHead {
    #[serde(default, rename = "type")]
    pub kind: Lenient<Id>,
    #[serde(default)]
    pub payment: Lenient<serde::de::IgnoredAny>,
    #[serde(default)]
    pub id: Lenient<Id>,
    #[serde(default)]
    pub status: Lenient<Text>,
    #[serde(default)]
    pub recipient_id: Lenient<Id>,
    #[serde(default)]
    pub recipient_user_id: Lenient<Id>,
}

impl Value<'_> {
    /// What happened, of a change that is about the channel. Each kind of change says it under another name.
    pub fn happening(&self) -> Option<&str> {
        let said = [
            &self.event,
            &self.decision,
            &self.alert_severity,
            &self.new_quality_score,
            &self.new_category,
            &self.kind,
        ];
        said.into_iter().find_map(Lenient::<Text>::as_str)
    }
}

impl StatusHead {
    /// Whether it is the status of a payment or a call, which may be called "failed" like a message that was not
    /// delivered.
    pub fn is_of_something_else(&self) -> bool {
        let kind = self.kind.as_str();
        kind.is_some_and(|kind| kind != "message") || self.payment.as_ref().is_some()
    }
}

/// What remains of a payload too large for the queue: enough to say that something came.
#[derive(Deserialize, Serialize)]
pub struct Remainder<'a> {
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    pub id: Option<&'a RawValue>,
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    pub timestamp: Option<&'a RawValue>,
    #[serde(borrow, rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<&'a RawValue>,
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    pub status: Option<&'a RawValue>,
}

/// A delivery on its way through the queue.
#[derive(Deserialize, Serialize)]
pub struct QueueBody {
    pub kind: QueueKind,
    pub id: String,
    pub phone_number_id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wa_id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub profile_name: Option<String>,
    pub payload: Box<RawValue>,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum QueueKind {
    Message,
    Status,
}
