//! How a write is told from everybody else's: the answer to it may be lost, and the same write sent again then
//! meets its own condition. Whoever failed looks once whether it was they who wrote.

use aws_sdk_dynamodb::error::ProvideErrorMetadata;
use aws_sdk_dynamodb::types::AttributeValue;

use super::{Item, StoreError, Table, string};
use crate::clock;

/// Attribute with the nonces of an item's last writes.
pub const NONCES: &str = "nonces";

/// How many writes of others may come between a write and its repeat: more than try at a time.
const NONCES_BEFORE: usize = 7;

/// What one write is called: 64 bits, told apart from the few others in one item.
#[derive(Clone, Debug)]
pub struct Nonce(String);

impl Nonce {
    /// The attribute of an item whose writes before do not matter.
    #[must_use]
    pub fn alone(&self) -> AttributeValue {
        self.after(&[])
    }

    /// The attribute of an item that was written with these before, the newest last.
    pub(super) fn after(&self, before: &[AttributeValue]) -> AttributeValue {
        let kept = before.len().saturating_sub(NONCES_BEFORE);
        let before = before.iter().skip(kept).cloned();
        AttributeValue::L(before.chain([string(&self.0)]).collect())
    }

    /// Whether it is among those of an item.
    #[must_use]
    pub fn is_in(&self, item: &Item) -> bool {
        let is_it = |one: &AttributeValue| one.as_s().is_ok_and(|text| *text == self.0);
        nonces(item).iter().any(is_it)
    }
}

pub(super) fn nonces(item: &Item) -> &[AttributeValue] {
    let nonces = item.get(NONCES).and_then(|nonces| nonces.as_l().ok());
    nonces.map_or(&[], Vec::as_slice)
}

impl Table {
    /// Draws one.
    pub fn nonce(&self) -> Result<Nonce, StoreError> {
        let mut bytes = [0; 8];
        clock::random(&mut bytes).map_err(|_| StoreError::Unavailable {
            table: self.role,
            code: "no randomness".to_owned(),
        })?;
        Ok(Nonce(format!("{:016x}", u64::from_be_bytes(bytes))))
    }

    /// [`Table::took_effect`] for a write with this nonce to the item with this key. One that failed counts as
    /// saved where its nonce is: others may have written since, on top of it.
    pub async fn or_ours<T, E: ProvideErrorMetadata>(
        &self,
        answer: Result<T, E>,
        place: Item,
        nonce: &Nonce,
    ) -> Result<bool, StoreError> {
        let unsure = self.took_effect(answer);
        if unsure != Ok(true) && Box::pin(self.has(place, nonce)).await {
            tracing::info!(table = self.role, "a write whose answer was lost");
            return Ok(true);
        }
        unsure
    }

    pub(super) async fn has(&self, place: Item, nonce: &Nonce) -> bool {
        let found = self.get(place).await;
        found.is_ok_and(|item| item.is_some_and(|item| nonce.is_in(&item)))
    }
}
