//! What one channel and the bank were talking about, and which messages were dealt with.

use domain::customer::channel::ChannelAddress;
use domain::time::UnixSeconds;
use serde::{Deserialize, Serialize};

use crate::connection::Connection;
use crate::store::{Item, NONCES, StoreError, Table, from_item, key, number, string, to_item};

/// Role of the table in errors and logs.
const TABLE: &str = "conversations";

/// A claim outlives Meta's retries, which go on for seven days. Seconds.
const CLAIM_KEPT_SECONDS: i64 = 9 * 86_400;

/// A conversation is forgotten after this long without a word. Seconds.
const CONVERSATION_KEPT_SECONDS: i64 = 30 * 86_400;

/// A claim whose holder has not finished after this long may be taken over, in seconds: longer than
/// the function can run, shorter than the queue hides the message.
pub const CLAIM_LEASE_SECONDS: i64 = 40;

/// The conversations table.
#[derive(Clone, Debug)]
pub struct Conversations {
    table: Table,
}

/// Whether a message is ours to deal with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claim {
    /// Nobody has dealt with it, or whoever tried crashed.
    Ours,
    /// It was dealt with, or put aside.
    Done,
    /// Another invocation is at it.
    Busy,
}

/// What is remembered between two messages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conversation {
    /// Watson's context, opaque.
    pub watson_context: Option<String>,
    /// The tag of the language whose assistant it comes from.
    pub watson_language: Option<String>,
    /// What a service keeps until its question is answered, opaque.
    pub draft: Option<String>,
    /// That question.
    pub question: Option<String>,
    /// What came late and waits for a word whether it is still wanted, opaque.
    pub late: Option<String>,
    /// When that question was last put.
    pub asked_at: Option<UnixSeconds>,
    /// How many messages in a row were not understood.
    pub failures: u8,
    /// When the last message was written, if nothing came of it.
    pub unsettled_at: Option<UnixSeconds>,
}

#[derive(Serialize, Deserialize)]
struct ConversationItem {
    pk: String,
    sk: String,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    watson_context: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    watson_language: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    draft: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    question: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    late: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    asked_at: Option<i64>,
    #[serde(default)]
    failures: u8,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    unsettled_at: Option<i64>,
    expires_at: i64,
}

#[derive(Serialize, Deserialize)]
struct ClaimItem {
    pk: String,
    sk: String,
    claimed_at: i64,
    state: String,
    expires_at: i64,
}

/// How far a claim has come.
#[derive(Clone, Copy)]
enum State {
    Claimed,
    Done,
    Parked,
}

impl State {
    const fn name(self) -> &'static str {
        match self {
            Self::Claimed => "claimed",
            Self::Done => "done",
            Self::Parked => "parked",
        }
    }
}

impl Conversations {
    /// Uses `table`.
    #[must_use]
    pub fn new(connection: &Connection, table: String) -> Self {
        Self {
            table: Table::new(connection, table, TABLE),
        }
    }

    /// Claims a message id, so that of many deliveries one has an effect.
    ///
    /// One that was put aside counts as done, except for its own return: `is_redriven`.
    pub async fn claim(
        &self,
        message_id: &str,
        is_redriven: bool,
        now: UnixSeconds,
    ) -> Result<Claim, StoreError> {
        let item = claim_item(message_id, now, State::Claimed);
        let nonce = self.table.nonce()?;
        let mut item = to_item("claim", &item)?;
        item.insert(NONCES.to_owned(), nonce.alone());
        let free = "attribute_not_exists(pk) OR (#state = :claimed AND claimed_at < :lease_began)";
        let condition = if is_redriven {
            format!("{free} OR #state = :parked")
        } else {
            free.to_owned()
        };
        let lease_began = now.plus(CLAIM_LEASE_SECONDS.saturating_neg()).0;
        let request = self
            .table
            .client()
            .put_item()
            .table_name(self.table.name())
            .set_item(Some(item))
            .condition_expression(condition)
            .expression_attribute_names("#state", "state")
            .expression_attribute_values(":claimed", string(State::Claimed.name()))
            .expression_attribute_values(":lease_began", number(lease_began));
        let request = if is_redriven {
            request.expression_attribute_values(":parked", string(State::Parked.name()))
        } else {
            request
        };
        let answer = self.table.took_effect(request.send().await);
        if answer == Ok(true) {
            return Ok(Claim::Ours);
        }
        let found = self.table.get(claim_key(message_id)).await;
        match (answer, found) {
            (_, Ok(Some(item))) if nonce.is_in(&item) => Ok(Claim::Ours),
            (Err(error), _) | (_, Err(error)) => Err(error),
            (Ok(_), Ok(item)) => claimed_by_another(item),
        }
    }

    /// Marks a claimed message as dealt with.
    pub async fn finish(&self, message_id: &str, now: UnixSeconds) -> Result<(), StoreError> {
        let item = claim_item(message_id, now, State::Done);
        self.table.put(to_item("claim", &item)?).await
    }

    /// Marks a claimed message as put aside: only its return from there is dealt with again.
    pub async fn park(&self, message_id: &str, now: UnixSeconds) -> Result<(), StoreError> {
        let item = claim_item(message_id, now, State::Parked);
        self.table.put(to_item("claim", &item)?).await
    }

    /// Gives a claim back, so that the next delivery need not wait for the lease to run out.
    pub async fn release(&self, message_id: &str) -> Result<(), StoreError> {
        self.table.delete(claim_key(message_id)).await
    }

    /// The conversation on a channel; an empty one if there was none.
    pub async fn get(&self, address: &ChannelAddress) -> Result<Conversation, StoreError> {
        let conversation = key(&channel_pk(address), "CONVERSATION");
        let Some(item) = self.table.get(conversation).await? else {
            return Ok(Conversation::default());
        };
        let item = from_item::<ConversationItem>("conversation", item)?;
        Ok(Conversation {
            watson_context: item.watson_context,
            watson_language: item.watson_language,
            draft: item.draft,
            question: item.question,
            late: item.late,
            asked_at: item.asked_at.map(UnixSeconds),
            failures: item.failures,
            unsettled_at: item.unsettled_at.map(UnixSeconds),
        })
    }

    /// Remembers a conversation.
    pub async fn put(
        &self,
        address: &ChannelAddress,
        conversation: &Conversation,
        now: UnixSeconds,
    ) -> Result<(), StoreError> {
        let item = ConversationItem {
            pk: channel_pk(address),
            sk: "CONVERSATION".to_owned(),
            watson_context: conversation.watson_context.clone(),
            watson_language: conversation.watson_language.clone(),
            draft: conversation.draft.clone(),
            question: conversation.question.clone(),
            late: conversation.late.clone(),
            asked_at: conversation.asked_at.map(|at| at.0),
            failures: conversation.failures,
            unsettled_at: conversation.unsettled_at.map(|at| at.0),
            expires_at: now.plus(CONVERSATION_KEPT_SECONDS).0,
        };
        self.table.put(to_item("conversation", &item)?).await
    }
}

fn claimed_by_another(item: Option<Item>) -> Result<Claim, StoreError> {
    let claim = item.map(|item| from_item::<ClaimItem>("claim", item));
    let is_open = |claim: &ClaimItem| claim.state == State::Claimed.name();
    Ok(match claim.transpose()? {
        Some(claim) if !is_open(&claim) => Claim::Done,
        _ => Claim::Busy,
    })
}

fn claim_key(message_id: &str) -> Item {
    key(&message_pk(message_id), "CLAIM")
}

fn message_pk(message_id: &str) -> String {
    format!("MESSAGE#{message_id}")
}

fn channel_pk(address: &ChannelAddress) -> String {
    format!("CHANNEL#{}", address.primary())
}

fn claim_item(message_id: &str, now: UnixSeconds, state: State) -> ClaimItem {
    ClaimItem {
        pk: message_pk(message_id),
        sk: "CLAIM".to_owned(),
        claimed_at: now.0,
        state: state.name().to_owned(),
        expires_at: now.plus(CLAIM_KEPT_SECONDS).0,
    }
}
