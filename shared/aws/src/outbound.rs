//! What was sent to whom and what became of it, and how each customer can be reached. In the
//! conversations table; both kinds of item expire.
//!
//! Deliberately no decision: `domain::conversation::outbound` and `domain::conversation::reach` decide.

use aws_sdk_dynamodb::operation::update_item::builders::UpdateItemFluentBuilder;
use aws_sdk_dynamodb::types::AttributeValue;
use domain::conversation::outbound::{Outbound, OutboundId, Progress};
use domain::conversation::reach::Reach;
use domain::customer::channel::ChannelAddress;
use domain::time::UnixSeconds;
use serde::Deserialize;

use crate::connection::Connection;
use crate::store::{Item, StoreError, Table, from_item, key, number, string};

/// Role of the table in errors and logs.
const TABLE: &str = "conversations";

/// Longer than Meta's retries of a status, which go on for seven days. Seconds.
const OUTBOUND_KEPT_SECONDS: i64 = 9 * 86_400;

/// The window is a day; what is older says nothing. Seconds.
const REACH_KEPT_SECONDS: i64 = 2 * 86_400;

const OUTBOUND_SK: &str = "OUTBOUND";
const SMS_SK: &str = "SMS";
const REACH_SK: &str = "REACH";

/// The records of what was sent, and of how customers can be reached.
#[derive(Clone, Debug)]
pub struct OutboundRecords {
    table: Table,
}

#[derive(Deserialize)]
struct OutboundItem {
    progress: i64,
    attempted_at: i64,
    #[serde(default)]
    attempts: u32,
    #[serde(default)]
    by_template: bool,
    #[serde(default)]
    error_code: Option<i64>,
    #[serde(default)]
    acknowledged: bool,
}

#[derive(Deserialize)]
struct ReachItem {
    #[serde(default, rename = "last_inbound_at")]
    last_inbound: Option<i64>,
    #[serde(default, rename = "full_at")]
    full: Option<i64>,
    #[serde(default, rename = "apologised_at")]
    apologised: Option<i64>,
}

impl OutboundRecords {
    /// Uses `table`.
    #[must_use]
    pub fn new(connection: &Connection, table: String) -> Self {
        Self {
            table: Table::new(connection, table, TABLE),
        }
    }

    /// The record of a message.
    pub async fn get(&self, id: &OutboundId) -> Result<Option<Outbound>, StoreError> {
        let Some(item) = self.table.get(key(&outbound_pk(id), OUTBOUND_SK)).await? else {
            return Ok(None);
        };
        let item = from_item::<OutboundItem>("outbound", item)?;
        let progress = Progress::of_rank(item.progress);
        Ok(Some(Outbound {
            progress: progress.ok_or(StoreError::Corrupt { kind: "outbound" })?,
            attempted_at: UnixSeconds(item.attempted_at),
            attempts: item.attempts,
            by_template: item.by_template,
            error_code: item.error_code,
            acknowledged: item.acknowledged,
        }))
    }

    /// Meta's id of a message, once it is known.
    pub async fn message_id(&self, id: &OutboundId) -> Result<Option<String>, StoreError> {
        let item = self.table.get(key(&outbound_pk(id), OUTBOUND_SK)).await?;
        let message_id = item.and_then(|mut item| item.remove("message_id"));
        Ok(message_id.and_then(|value| value.as_s().ok().cloned()))
    }

    /// Notes that a message is handed to Meta now. False if a status or another sender was faster.
    pub async fn begin(
        &self,
        id: &OutboundId,
        by_template: bool,
        seen_attempts: u32,
        now: UnixSeconds,
    ) -> Result<bool, StoreError> {
        let attempts = i64::from(seen_attempts);
        let (place, nonce) = (key(&outbound_pk(id), OUTBOUND_SK), self.table.nonce()?);
        let request = self
            .update(place.clone())
            .update_expression(
                "SET progress = :attempted, attempted_at = :now, attempts = :attempts, \
                 by_template = :by_template, expires_at = :expires_at, nonces = :nonces",
            )
            .condition_expression(
                "attribute_not_exists(pk) OR (progress = :attempted AND attempts = :seen)",
            )
            .expression_attribute_values(":attempted", number(Progress::Attempted.rank()))
            .expression_attribute_values(":attempts", number(attempts.saturating_add(1)))
            .expression_attribute_values(":seen", number(attempts))
            .expression_attribute_values(":by_template", AttributeValue::Bool(by_template))
            .expression_attribute_values(":nonces", nonce.alone())
            .expression_attribute_values(":now", number(now.0))
            .expression_attribute_values(":expires_at", number(now.plus(OUTBOUND_KEPT_SECONDS).0));
        let answer = request.send().await;
        self.table.or_ours(answer, place, &nonce).await
    }

    /// Forgets an attempt that Meta certainly refused, so that the next need not wait.
    pub async fn forget(&self, id: &OutboundId) -> Result<(), StoreError> {
        let request = self.table.client().delete_item();
        let request = request
            .table_name(self.table.name())
            .set_key(Some(key(&outbound_pk(id), OUTBOUND_SK)))
            .condition_expression("attribute_not_exists(pk) OR progress = :attempted")
            .expression_attribute_values(":attempted", number(Progress::Attempted.rank()));
        self.table.took_effect(request.send().await).map(drop)
    }

    /// Moves a message on; nothing goes back. True if this was news. A status of a message whose
    /// record is not there yet makes the record.
    pub async fn advance(
        &self,
        id: &OutboundId,
        progress: Progress,
        message_id: Option<&str>,
        error_code: Option<i64>,
        now: UnixSeconds,
    ) -> Result<bool, StoreError> {
        let mut expression =
            "SET progress = :progress, attempted_at = if_not_exists(attempted_at, :now), \
             expires_at = :expires_at"
                .to_owned();
        let mut request = self
            .update(key(&outbound_pk(id), OUTBOUND_SK))
            .condition_expression("attribute_not_exists(pk) OR progress < :progress")
            .expression_attribute_values(":progress", number(progress.rank()))
            .expression_attribute_values(":now", number(now.0))
            .expression_attribute_values(":expires_at", number(now.plus(OUTBOUND_KEPT_SECONDS).0));
        if let Some(message_id) = message_id {
            expression.push_str(", message_id = :message_id");
            request = request.expression_attribute_values(":message_id", string(message_id));
        }
        if let Some(code) = error_code {
            expression.push_str(", error_code = :error_code");
            request = request.expression_attribute_values(":error_code", number(code));
        }
        // What is known of it now is no attempt of anybody's any more.
        expression.push_str(" REMOVE nonces");
        self.table
            .took_effect(request.update_expression(expression).send().await)
    }

    /// Notes that what a failure asks for was done: the same status coming again is no news any more.
    pub async fn acknowledge(&self, id: &OutboundId) -> Result<(), StoreError> {
        let request = self
            .update(key(&outbound_pk(id), OUTBOUND_SK))
            .update_expression("SET acknowledged = :yes")
            .condition_expression("attribute_exists(pk)")
            .expression_attribute_values(":yes", AttributeValue::Bool(true));
        self.table.took_effect(request.send().await).map(drop)
    }

    /// Claims the SMS for a message that `WhatsApp` will not carry. True for the first who asks. An item
    /// of its own: a refused message leaves no record.
    pub async fn claim_sms(&self, id: &OutboundId, now: UnixSeconds) -> Result<bool, StoreError> {
        let (place, nonce) = (key(&outbound_pk(id), SMS_SK), self.table.nonce()?);
        let request = self
            .update(place.clone())
            .update_expression("SET expires_at = :expires_at, nonces = :nonces")
            .condition_expression("attribute_not_exists(pk)")
            .expression_attribute_values(":nonces", nonce.alone())
            .expression_attribute_values(":expires_at", number(now.plus(OUTBOUND_KEPT_SECONDS).0));
        let answer = request.send().await;
        self.table.or_ours(answer, place, &nonce).await
    }

    /// Gives that claim back, because the SMS failed too and will be tried again.
    pub async fn free_sms(&self, id: &OutboundId) -> Result<(), StoreError> {
        self.table.delete(key(&outbound_pk(id), SMS_SK)).await
    }

    /// What is known of the way to a customer.
    pub async fn reach(&self, address: &ChannelAddress) -> Result<Reach, StoreError> {
        let Some(item) = self.table.get(key(&channel_pk(address), REACH_SK)).await? else {
            return Ok(Reach::default());
        };
        let item = from_item::<ReachItem>("reach", item)?;
        Ok(Reach {
            last_inbound_at: item.last_inbound.map(UnixSeconds),
            full_at: item.full.map(UnixSeconds),
            apologised_at: item.apologised.map(UnixSeconds),
        })
    }

    /// The customer wrote at this moment. Only ever forward: a message that comes late takes nothing back.
    pub async fn heard(&self, address: &ChannelAddress, at: UnixSeconds) -> Result<(), StoreError> {
        let request = self
            .update(key(&channel_pk(address), REACH_SK))
            .update_expression("SET last_inbound_at = :at, expires_at = :expires_at")
            .condition_expression("attribute_not_exists(last_inbound_at) OR last_inbound_at < :at")
            .expression_attribute_values(":at", number(at.0))
            .expression_attribute_values(":expires_at", number(at.plus(REACH_KEPT_SECONDS).0));
        self.table.took_effect(request.send().await).map(drop)
    }

    /// The customer was told that something is wrong on our side.
    pub async fn apologised(
        &self,
        address: &ChannelAddress,
        now: UnixSeconds,
    ) -> Result<(), StoreError> {
        let request = self
            .update(key(&channel_pk(address), REACH_SK))
            .update_expression("SET apologised_at = :now, expires_at = :expires_at")
            .expression_attribute_values(":now", number(now.0))
            .expression_attribute_values(":expires_at", number(now.plus(REACH_KEPT_SECONDS).0));
        self.table.took_effect(request.send().await).map(drop)
    }

    /// Writes the allowance down. False if somebody else took of it meanwhile.
    pub async fn spend(
        &self,
        address: &ChannelAddress,
        before: Option<UnixSeconds>,
        full_at: UnixSeconds,
        now: UnixSeconds,
    ) -> Result<bool, StoreError> {
        let request = self
            .update(key(&channel_pk(address), REACH_SK))
            .update_expression("SET full_at = :full_at, expires_at = :expires_at")
            .expression_attribute_values(":full_at", number(full_at.0))
            .expression_attribute_values(":expires_at", number(now.plus(REACH_KEPT_SECONDS).0));
        let request = match before {
            Some(before) => request
                .condition_expression("full_at = :before")
                .expression_attribute_values(":before", number(before.0)),
            None => request.condition_expression("attribute_not_exists(full_at)"),
        };
        self.table.took_effect(request.send().await)
    }

    fn update(&self, key: Item) -> UpdateItemFluentBuilder {
        let request = self.table.client().update_item();
        request.table_name(self.table.name()).set_key(Some(key))
    }
}

fn outbound_pk(id: &OutboundId) -> String {
    format!("OUTBOUND#{}", id.0)
}

fn channel_pk(address: &ChannelAddress) -> String {
    format!("CHANNEL#{}", address.primary())
}
