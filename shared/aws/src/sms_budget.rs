//! How many texts went out, to each number and altogether: counted before sending, in one transaction.
//!
//! Numbers are known here by a keyed hash only. Counters expire on their own.

use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::{CancellationReason, TransactWriteItem, Update};
use domain::confirmation::sms_policy::{
    MAX_PER_NUMBER_AND_DAY, MAX_PER_NUMBER_AND_HOUR, SmsRefused,
};
use domain::keyed_hash::Hash;
use domain::time::UnixSeconds;
use serde::Deserialize;

use crate::connection::Connection;
use crate::store::{StoreError, Table, from_item, key, number};

const HOUR_SECONDS: i64 = 3_600;
const DAY_SECONDS: i64 = 86_400;

/// How often a text is counted against rivals on the same counters.
const MAX_TRIES: u32 = 8;

/// The texts' counters, in a table of their own.
#[derive(Clone, Debug)]
pub struct SmsBudget {
    table: Table,
    max_per_hour: u32,
}

/// One counter: whose, which window, and how far it may go.
struct Counter {
    pk: String,
    sk: String,
    most: u32,
    expires_at: i64,
    refusal: SmsRefused,
}

/// What a counter has counted.
#[derive(Default, Deserialize)]
struct Sent {
    sent: u32,
}

impl SmsBudget {
    /// `max_per_hour`: texts of the whole bank within a clock hour.
    #[must_use]
    pub fn new(connection: &Connection, table: String, max_per_hour: u32) -> Self {
        Self {
            table: Table::new(connection, table, "texts"),
            max_per_hour,
        }
    }

    /// Takes one text for the number behind `phone` out of every budget, or out of none.
    pub async fn take(
        &self,
        phone: &Hash,
        now: UnixSeconds,
    ) -> Result<Result<(), SmsRefused>, StoreError> {
        let counters = self.counters(phone, now);
        for _ in 0..MAX_TRIES {
            let updates = counters.iter().map(|counter| self.one_more(counter));
            let request = self
                .table
                .client()
                .transact_write_items()
                .set_transact_items(Some(updates.collect::<Result<_, _>>()?));
            let Err(error) = request.send().await else {
                return Ok(Ok(()));
            };
            let Some(TransactWriteItemsError::TransactionCanceledException(cancelled)) =
                error.as_service_error()
            else {
                return Err(self.table.unavailable(&error));
            };
            if let Some(refusal) = used_up(&counters, cancelled.cancellation_reasons()) {
                return Ok(Err(refusal));
            }
        }
        Err(self.table.contended())
    }

    /// What [`Self::take`] would say now. Takes nothing.
    pub async fn foresee(
        &self,
        phone: &Hash,
        now: UnixSeconds,
    ) -> Result<Result<(), SmsRefused>, StoreError> {
        for counter in self.counters(phone, now) {
            let found = self.table.get(key(&counter.pk, &counter.sk)).await?;
            let sent: Sent = found.map_or(Ok(Sent::default()), |item| from_item("texts", item))?;
            if sent.sent >= counter.most {
                return Ok(Err(counter.refusal));
            }
        }
        Ok(Ok(()))
    }

    fn counters(&self, phone: &Hash, now: UnixSeconds) -> [Counter; 3] {
        let hour = now.0.div_euclid(HOUR_SECONDS);
        let day = now.0.div_euclid(DAY_SECONDS);
        let one = format!("TEXTS#{}", phone.hex());
        let counter = |pk: &str, sk: String, most, seconds, refusal| Counter {
            pk: pk.to_owned(),
            sk,
            most,
            expires_at: now.plus(seconds).0,
            refusal,
        };
        [
            counter(
                "TEXTS",
                format!("HOUR#{hour}"),
                self.max_per_hour,
                DAY_SECONDS,
                SmsRefused::GlobalBudget,
            ),
            counter(
                &one,
                format!("HOUR#{hour}"),
                MAX_PER_NUMBER_AND_HOUR,
                DAY_SECONDS,
                SmsRefused::NumberBudget,
            ),
            counter(
                &one,
                format!("DAY#{day}"),
                MAX_PER_NUMBER_AND_DAY,
                DAY_SECONDS.saturating_mul(2),
                SmsRefused::NumberBudget,
            ),
        ]
    }

    fn one_more(&self, counter: &Counter) -> Result<TransactWriteItem, StoreError> {
        let update = Update::builder()
            .table_name(self.table.name())
            .set_key(Some(key(&counter.pk, &counter.sk)))
            .update_expression("ADD sent :one SET expires_at = :expires_at")
            .condition_expression("attribute_not_exists(sent) OR sent < :most")
            .expression_attribute_values(":one", number(1))
            .expression_attribute_values(":most", number(counter.most))
            .expression_attribute_values(":expires_at", number(counter.expires_at))
            .build()
            .map_err(|_| StoreError::Corrupt { kind: "update" })?;
        Ok(TransactWriteItem::builder().update(update).build())
    }
}

/// The first budget whose own condition failed; a mere conflict with a rival refuses nothing.
fn used_up(counters: &[Counter], reasons: &[CancellationReason]) -> Option<SmsRefused> {
    let mut pairs = counters.iter().zip(reasons);
    let failed = |reason: &CancellationReason| reason.code() == Some("ConditionalCheckFailed");
    pairs
        .find(|(_, reason)| failed(reason))
        .map(|(counter, _)| counter.refusal)
}
