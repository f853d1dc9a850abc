//! How customers stand with the channel: suspended, locked, or free to go on.
//!
//! Tables of their own, because different functions write them. Whoever counts tries can suspend nobody, and the chat,
//! which may suspend, can neither give tries back nor lift a suspension: each suspension is an item that only the
//! bank's side may delete, and nothing that is written into it makes it less of one. No item has an expiry.

use std::convert::Infallible;

use aws_sdk_dynamodb::types::AttributeValue;
use domain::customer::standing::{Standing, SuspensionReason};
use domain::id::CustomerId;
use domain::time::UnixSeconds;
use serde::{Deserialize, Serialize};

use crate::connection::Connection;
use crate::environment::{MissingVariable, required};
use crate::store::{Item, StoreError, Table, customer_pk, from_item, key, to_item};
use crate::tries::{SeenTries, TriesTables};

const CORRUPT: StoreError = StoreError::Corrupt { kind: "suspension" };

/// How often a change is tried against rivals on the same customer.
const MAX_TRIES: u32 = 8;

/// The customers' standing.
#[derive(Clone, Debug)]
pub struct Standings {
    tries: TriesTables,
    suspensions: Table,
}

/// The names of the tables.
#[derive(Clone, Debug)]
pub struct Names {
    /// Tries of PIN and fact, and the fact that is asked.
    pub credential_tries: String,
    /// Tries of passcodes.
    pub passcode_tries: String,
    /// Suspensions.
    pub suspensions: String,
}

/// That a customer's channel is suspended: one item for each reason, which is its sort key.
#[derive(Serialize, Deserialize)]
struct SuspensionItem {
    pk: String,
    sk: String,
    since: i64,
}

impl Names {
    /// As the environment names them, for every function alike.
    pub fn required() -> Result<Self, MissingVariable> {
        Self::read(required)
    }

    /// The same where another one knows the variables.
    pub fn read<E>(value: impl Fn(&'static str) -> Result<String, E>) -> Result<Self, E> {
        Ok(Self {
            credential_tries: value("CREDENTIAL_TRIES_TABLE")?,
            passcode_tries: value("PASSCODE_TRIES_TABLE")?,
            suspensions: value("SUSPENSIONS_TABLE")?,
        })
    }
}

impl Standings {
    /// Uses these tables.
    #[must_use]
    pub fn new(connection: &Connection, names: Names) -> Self {
        Self {
            tries: TriesTables::new(connection, names.credential_tries, names.passcode_tries),
            suspensions: Table::new(connection, names.suspensions, "suspensions"),
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

    /// Changes what was tried and asked by `step`; a suspension is not changed by this. Of two racing changes neither
    /// is lost. A role that may not write what `step` changes is refused.
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
            if self.tries.replace(customer, &before, &after, &seen).await? {
                return Ok(Ok((after, said)));
            }
        }
        Err(self.tries.contended())
    }

    /// The standing, and what was seen of the tries.
    async fn versioned(&self, customer: &CustomerId) -> Result<(Standing, SeenTries), StoreError> {
        // Boxed, so that the futures of all who ask for a standing need not hold every call.
        let tries = Box::pin(self.tries.of(customer));
        let suspensions = Box::pin(self.suspended_for(customer));
        let ((standing, seen), suspensions) = tokio::try_join!(tries, suspensions)?;
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
}

fn suspension(item: Item) -> Result<(SuspensionReason, UnixSeconds), StoreError> {
    let item = from_item::<SuspensionItem>("suspension", item)?;
    let reason = SuspensionReason::parse(&item.sk).ok_or(CORRUPT)?;
    Ok((reason, UnixSeconds(item.since)))
}
