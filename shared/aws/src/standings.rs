//! How customers stand with the channel: suspended, locked, or free to go on.
//!
//! Lies in the confirmations table, not with the profiles: the functions behind the public page have
//! to write it, and must not be able to write a PIN or a phone. An item without expiry: a suspension lasts
//! until the bank lifts it.

use domain::customer::standing::{Standing, Suspension, SuspensionReason};
use domain::id::CustomerId;
use domain::keyed_hash::Hash;
use domain::time::UnixSeconds;
use serde::{Deserialize, Serialize};

use crate::confirmation_item::{STANDING_SK, TABLE, customer_pk};
use crate::connection::Connection;
use crate::store::{Item, StoreError, Table, from_item, key, to_item};

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
    version: u64,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    suspended_for: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    suspended_at: Option<i64>,
    cards_stopped: bool,
    failures: u8,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    next_try_at: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    last_failed: Option<String>,
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
        for _ in 0..MAX_TRIES {
            let (before, seen) = self.versioned(customer).await?;
            let after = step(before);
            if after == before || self.replace(customer, after, seen).await? {
                return Ok(after);
            }
        }
        Err(self.table.contended())
    }

    /// The standing with its version; none where nobody has written about the customer.
    async fn versioned(
        &self,
        customer: &CustomerId,
    ) -> Result<(Standing, Option<u64>), StoreError> {
        let found = self.table.get(key(&customer_pk(customer), STANDING_SK));
        let Some(item) = found.await? else {
            return Ok((Standing::default(), None));
        };
        let (standing, version) = read(item)?;
        Ok((standing, Some(version)))
    }

    async fn replace(
        &self,
        customer: &CustomerId,
        standing: Standing,
        seen: Option<u64>,
    ) -> Result<bool, StoreError> {
        let item = StandingItem {
            pk: customer_pk(customer),
            sk: STANDING_SK.to_owned(),
            version: seen.unwrap_or_default().saturating_add(1),
            suspended_for: standing
                .suspension
                .map(|suspension| suspension.reason.name().to_owned()),
            suspended_at: standing.suspension.map(|suspension| suspension.since.0),
            cards_stopped: standing.cards_stopped,
            failures: standing.failures,
            next_try_at: standing.next_try_at.map(|at| at.0),
            last_failed: standing.last_failed.map(|name| name.hex()),
        };
        self.table.replace(to_item("standing", &item)?, seen).await
    }
}

/// An item that cannot be read is never taken for a good standing.
fn read(item: Item) -> Result<(Standing, u64), StoreError> {
    let item = from_item::<StandingItem>("standing", item)?;
    let suspension = match (item.suspended_for, item.suspended_at) {
        (None, _) => None,
        (Some(reason), at) => Some(Suspension {
            reason: SuspensionReason::parse(&reason)
                .ok_or(StoreError::Corrupt { kind: "standing" })?,
            since: UnixSeconds(at.unwrap_or_default()),
        }),
    };
    let name = item.last_failed.as_deref().map(|name| {
        let hash = Hash::from_hex(name);
        hash.ok_or(StoreError::Corrupt { kind: "standing" })
    });
    let standing = Standing {
        suspension,
        cards_stopped: item.cards_stopped,
        failures: item.failures,
        next_try_at: item.next_try_at.map(UnixSeconds),
        last_failed: name.transpose()?,
    };
    Ok((standing, item.version))
}
