//! How customers stand with the channel: suspended, locked, or free to go on.
//!
//! Two tables, because different functions write them. Whoever counts tries can suspend nobody, and the chat, which
//! may suspend, can neither give tries back nor lift a suspension: each suspension is an item that only the bank's
//! side may delete, and nothing that is written into it makes it less of one. No item has an expiry.

use std::convert::Infallible;

use aws_sdk_dynamodb::types::AttributeValue;
use domain::customer::credential::FactKind;
use domain::customer::failures::Failures;
use domain::customer::standing::{Standing, SuspensionReason};
use domain::id::CustomerId;
use domain::keyed_hash::Hash;
use domain::time::UnixSeconds;
use serde::{Deserialize, Serialize};

use crate::confirmation_item::customer_pk;
use crate::connection::Connection;
use crate::store::{Item, Seen, StoreError, Table, from_item, key, to_item};

const CORRUPT: StoreError = StoreError::Corrupt { kind: "standing" };

/// Sort key of the item with the tries.
const TRIES_SK: &str = "TRIES";

/// How often a change is tried against rivals on the same customer.
const MAX_TRIES: u32 = 8;

/// The customers' standing.
#[derive(Clone, Debug)]
pub struct Standings {
    tries: Table,
    suspensions: Table,
}

/// That a customer's channel is suspended: one item for each reason, which is its sort key.
#[derive(Serialize, Deserialize)]
struct SuspensionItem {
    pk: String,
    sk: String,
    since: i64,
}

#[derive(Serialize, Deserialize)]
struct TriesItem {
    pk: String,
    sk: String,
    failures: u8,
    #[serde(default)]
    ignored: u8,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    failed: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    next_try_at: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    question: Option<String>,
}

impl Standings {
    /// Uses these two tables.
    #[must_use]
    pub fn new(connection: &Connection, tries: String, suspensions: String) -> Self {
        Self {
            tries: Table::new(connection, tries, "tries"),
            suspensions: Table::new(connection, suspensions, "suspensions"),
        }
    }

    /// How a customer stands; somebody nobody has written about stands well.
    pub async fn of(&self, customer: &CustomerId) -> Result<Standing, StoreError> {
        Ok(self.versioned(customer).await?.0)
    }

    /// Suspends a customer's channel at once: no money moves until the bank lifts it through
    /// `enrolment`. Doing it again is harmless; the first reason stands.
    pub async fn suspend(
        &self,
        customer: &CustomerId,
        reason: SuspensionReason,
        now: UnixSeconds,
    ) -> Result<Standing, StoreError> {
        let item = SuspensionItem {
            pk: customer_pk(customer),
            sk: reason.name().to_owned(),
            since: now.0,
        };
        let request = self.suspensions.client().put_item();
        let request = request.table_name(self.suspensions.name());
        let request = request.set_item(Some(to_item("suspension", &item)?));
        let request = request.condition_expression("attribute_not_exists(pk)");
        // Where it was suspended for this before, nothing has to change.
        self.suspensions.took_effect(request.send().await)?;
        self.of(customer).await
    }

    /// Lifts what a customer is suspended for, channel and cards. What came after it was looked at stays.
    pub async fn lift(&self, customer: &CustomerId) -> Result<Standing, StoreError> {
        for (reason, since) in self.suspended_for(customer).await? {
            let request = self.suspensions.client().delete_item();
            let request = request
                .table_name(self.suspensions.name())
                .set_key(Some(key(&customer_pk(customer), reason.name())))
                .condition_expression("since = :seen")
                .expression_attribute_values(":seen", AttributeValue::N(since.0.to_string()));
            self.suspensions.took_effect(request.send().await)?;
        }
        self.of(customer).await
    }

    /// Changes what was tried and asked by `step`; a suspension is not changed by this. Of two racing changes neither is lost.
    pub async fn change(
        &self,
        customer: &CustomerId,
        step: impl Fn(Standing) -> Standing,
    ) -> Result<Standing, StoreError> {
        let step = |before| Ok::<_, Infallible>((step(before), ()));
        let Ok((after, ())) = self.try_change(customer, step).await?;
        Ok(after)
    }

    /// The same where `step` may refuse, and where it says more than how the customer stands now: it is said only
    /// once the change is saved.
    pub async fn try_change<T, E>(
        &self,
        customer: &CustomerId,
        step: impl Fn(Standing) -> Result<(Standing, T), E>,
    ) -> Result<Result<(Standing, T), E>, StoreError> {
        for _ in 0..MAX_TRIES {
            let (before, seen) = self.versioned(customer).await?;
            let (after, said) = match step(before) {
                Ok(stepped) => stepped,
                Err(refused) => return Ok(Err(refused)),
            };
            if after == before || self.replace(customer, after, &seen).await? {
                return Ok(Ok((after, said)));
            }
        }
        Err(self.tries.contended())
    }

    /// The standing, and what was seen of the tries; nothing where nobody has written about the customer.
    async fn versioned(&self, customer: &CustomerId) -> Result<(Standing, Seen), StoreError> {
        // Boxed, so that the futures of all who ask for a standing need not hold both calls.
        let found = Box::pin(self.tries.get(key(&customer_pk(customer), TRIES_SK)));
        let suspensions = Box::pin(self.suspended_for(customer));
        let (found, suspensions) = tokio::try_join!(found, suspensions)?;
        let seen = found.as_ref().map_or(Seen::NOTHING, Seen::of);
        let standing = found.map(read).transpose()?.unwrap_or_default();
        let suspend = |standing: Standing, (reason, since)| standing.suspended(reason, since);
        Ok((suspensions.into_iter().fold(standing, suspend), seen))
    }

    /// What a customer is suspended for, the first first. What is not understood is never taken for nothing.
    async fn suspended_for(
        &self,
        customer: &CustomerId,
    ) -> Result<Vec<(SuspensionReason, UnixSeconds)>, StoreError> {
        let request = self.suspensions.client().query().consistent_read(true);
        let answer = request
            .table_name(self.suspensions.name())
            .key_condition_expression("pk = :pk")
            .expression_attribute_values(":pk", AttributeValue::S(customer_pk(customer)))
            .send()
            .await;
        let answer = answer.map_err(|error| self.suspensions.unavailable(&error))?;
        let items = answer.items.unwrap_or_default().into_iter();
        let mut found = items.map(suspension).collect::<Result<Vec<_>, _>>()?;
        found.sort_by_key(|(_, since)| *since);
        Ok(found)
    }

    async fn replace(
        &self,
        customer: &CustomerId,
        standing: Standing,
        seen: &Seen,
    ) -> Result<bool, StoreError> {
        let item = TriesItem {
            pk: customer_pk(customer),
            sk: TRIES_SK.to_owned(),
            failures: standing.failures.count(),
            ignored: standing.failures.ignored(),
            failed: standing.failures.names().map(|name| name.hex()).collect(),
            next_try_at: standing.next_try_at.map(|at| at.0),
            question: standing.question.map(|kind| kind.name().to_owned()),
        };
        self.tries.replace(to_item("tries", &item)?, seen).await
    }
}

fn suspension(item: Item) -> Result<(SuspensionReason, UnixSeconds), StoreError> {
    let item = from_item::<SuspensionItem>("suspension", item)?;
    let reason = SuspensionReason::parse(&item.sk).ok_or(CORRUPT)?;
    Ok((reason, UnixSeconds(item.since)))
}

/// An item that cannot be read is never taken for a good standing.
fn read(item: Item) -> Result<Standing, StoreError> {
    let item = from_item::<TriesItem>("tries", item)?;
    let names = item.failed.iter();
    let names = names.map(|name| Hash::from_hex(name).ok_or(CORRUPT));
    let names = names.collect::<Result<Vec<_>, _>>()?;
    let question = item.question.as_deref();
    let question = question.map(|name| FactKind::parse(name).ok_or(CORRUPT));
    Ok(Standing {
        failures: Failures::stored(item.failures, item.ignored, names),
        next_try_at: item.next_try_at.map(UnixSeconds),
        question: question.transpose()?,
        ..Standing::default()
    })
}
