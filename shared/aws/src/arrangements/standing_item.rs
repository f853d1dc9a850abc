//! How standing orders lie in the arrangements table.

use domain::arrangement::Loosening;
use domain::authority::{Evidence, Seal};
use domain::confirmation::order::{Effect, SealedOrder};
use domain::id::OrderId;
use domain::keyed_hash::Hash;
use domain::standing_order::{Due, StandingOrder};
use serde::{Deserialize, Serialize};

use crate::store::{StoreError, customer_pk};

/// The kind of item.
pub const STANDING: &str = "standing order";

/// How their sort keys begin.
pub const STANDING_PREFIX: &str = "STANDING#";

/// The index of standing orders, by the day from which the next payment is tried.
pub const DUE_INDEX: &str = "due";

/// The index has this many partitions, so that no single one takes the first of the month.
pub const BUCKETS: u8 = 16;

pub const CORRUPT: StoreError = StoreError::Corrupt { kind: STANDING };

pub fn standing_sk(id: &OrderId) -> String {
    format!("{STANDING_PREFIX}{}", id.0)
}

pub fn bucket_name(bucket: u8) -> String {
    format!("{bucket:02}")
}

fn bucket(id: &OrderId) -> String {
    let [first, ..] = *Hash::plain(&[b"due", id.0.as_bytes()]).bytes();
    bucket_name(first.checked_rem(BUCKETS).unwrap_or_default())
}

/// A standing order.
#[derive(Serialize, Deserialize)]
pub struct StandingItem {
    pk: String,
    sk: String,
    /// The sealed bytes.
    order: String,
    /// Both signatures for them.
    seal: String,
    due_on: String,
    attempt: u8,
    try_on: String,
    /// What puts it into the index.
    due_bucket: String,
}

impl StandingItem {
    pub fn new(order: &SealedOrder, seal: Seal, due: Due) -> Self {
        Self {
            pk: customer_pk(order.customer()),
            sk: standing_sk(order.id()),
            order: order.expose().to_owned(),
            seal: seal.to_text(),
            due_on: due.on.to_string(),
            attempt: due.attempt,
            try_on: due.try_on.to_string(),
            due_bucket: bucket(order.id()),
        }
    }

    pub fn read(self) -> Result<StandingOrder, StoreError> {
        let order = SealedOrder::open(self.order).map_err(|_| CORRUPT)?;
        let Effect::Loosen(Loosening::StandingOrder(terms)) = &order.order().effect else {
            return Err(CORRUPT);
        };
        let day = |text: &str| text.parse().map_err(|_| CORRUPT);
        Ok(StandingOrder {
            id: order.id().clone(),
            customer: order.customer().clone(),
            language: order.order().language,
            terms: (**terms).clone(),
            confirmed: Evidence {
                order: order.id().clone(),
                digest: order.digest(),
                seal: Seal::parse(&self.seal).ok_or(CORRUPT)?,
            },
            due: Due {
                on: day(&self.due_on)?,
                attempt: self.attempt,
                try_on: day(&self.try_on)?,
            },
        })
    }
}
