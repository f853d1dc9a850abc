//! How customers stand with the channel: suspended, locked, or free to go on.
//!
//! Lies in the confirmations table, not with the profiles: the functions behind the public page have
//! to write it, and must not be able to write a PIN or a phone. An item without expiry: a suspension lasts
//! until the bank lifts it.

use std::convert::Infallible;

use domain::customer::credential::FactKind;
use domain::customer::failures::Failures;
use domain::customer::standing::{Standing, Suspension, SuspensionReason};
use domain::id::CustomerId;
use domain::keyed_hash::Hash;
use domain::time::UnixSeconds;
use serde::{Deserialize, Serialize};

use crate::confirmation_item::{STANDING_SK, TABLE, customer_pk};
use crate::connection::Connection;
use crate::store::{Item, Seen, StoreError, Table, from_item, key, to_item};

const CORRUPT: StoreError = StoreError::Corrupt { kind: "standing" };

/// How often a change is tried against rivals on the same customer.
const MAX_TRIES: u32 = 8;

/// The customers' standing.
#[derive(Clone, Debug)]
pub struct Standings {
    table: Table,
}

#[derive(Serialize, Deserialize)]
struct StandingItem {
    pk: String,
    sk: String,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    suspended_for: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    suspended_at: Option<i64>,
    cards_stopped: bool,
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
    /// Uses `table`, the confirmations'.
    #[must_use]
    pub fn new(connection: &Connection, table: String) -> Self {
        Self {
            table: Table::new(connection, table, TABLE),
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
        self.change(customer, |before| before.suspended(reason, now))
            .await
    }

    /// Changes a standing by `step`; of two racing changes neither is lost.
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
        Err(self.table.contended())
    }

    /// The standing, and what was seen of it; nothing where nobody has written about the customer.
    async fn versioned(&self, customer: &CustomerId) -> Result<(Standing, Seen), StoreError> {
        let found = self.table.get(key(&customer_pk(customer), STANDING_SK));
        let Some(item) = found.await? else {
            return Ok((Standing::default(), Seen::NOTHING));
        };
        let seen = Seen::of(&item);
        Ok((read(item)?, seen))
    }

    async fn replace(
        &self,
        customer: &CustomerId,
        standing: Standing,
        seen: &Seen,
    ) -> Result<bool, StoreError> {
        let item = StandingItem {
            pk: customer_pk(customer),
            sk: STANDING_SK.to_owned(),
            suspended_for: standing
                .suspension
                .map(|suspension| suspension.reason.name().to_owned()),
            suspended_at: standing.suspension.map(|suspension| suspension.since.0),
            cards_stopped: standing.cards_stopped,
            failures: standing.failures.count(),
            ignored: standing.failures.ignored(),
            failed: standing.failures.names().map(|name| name.hex()).collect(),
            next_try_at: standing.next_try_at.map(|at| at.0),
            question: standing.question.map(|kind| kind.name().to_owned()),
        };
        self.table.replace(to_item("standing", &item)?, seen).await
    }
}

/// An item that cannot be read is never taken for a good standing.
fn read(item: Item) -> Result<Standing, StoreError> {
    let item = from_item::<StandingItem>("standing", item)?;
    let suspension = match (item.suspended_for, item.suspended_at) {
        (None, _) => None,
        (Some(reason), at) => Some(Suspension {
            reason: SuspensionReason::parse(&reason).ok_or(CORRUPT)?,
            since: UnixSeconds(at.unwrap_or_default()),
        }),
    };
    let names = item.failed.iter();
    let names = names.map(|name| Hash::from_hex(name).ok_or(CORRUPT));
    let names = names.collect::<Result<Vec<_>, _>>()?;
    let question = item.question.as_deref();
    let question = question.map(|name| FactKind::parse(name).ok_or(CORRUPT));
    Ok(Standing {
        suspension,
        cards_stopped: item.cards_stopped,
        failures: Failures::stored(item.failures, item.ignored, names),
        next_try_at: item.next_try_at.map(UnixSeconds),
        question: question.transpose()?,
    })
}
