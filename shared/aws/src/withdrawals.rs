//! Withdrawals that wait for a cash machine: what is held, under which code it is found, and the machines' requests.
//!
//! Deliberately no place for a code: only its keyed hash, under its first digits, which are no secret. Each kind of
//! item has one writer: `transfers` what is held, `confirmation` the code's, which `atm` then counts in, `atm` the
//! requests'.

mod item;

use domain::authority::AtmRequest;
use domain::cash::withdrawal::Withdrawal;
use domain::id::{OrderId, RequestId};
use domain::money::Money;
use domain::time::UnixSeconds;

use self::item::{
    CODE, CODE_SK, CodeItem, HELD, HELD_SK, HeldItem, REQUEST, REQUEST_SK, RequestItem, TABLE,
    code_pk, held_pk, request_pk,
};
use crate::connection::Connection;
use crate::store::{Seen, StoreError, Table, from_item, key, to_item};

/// How often a step is tried against rivals on the same item.
const MAX_TRIES: u32 = 8;

/// The withdrawals table.
#[derive(Clone, Debug)]
pub struct Withdrawals {
    table: Table,
}

/// What is held for a machine.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct HeldForMachine {
    /// How much.
    pub amount: Money,
    /// Until when.
    pub until: UnixSeconds,
}

/// What a machine asked for, once its code was right.
#[derive(Clone, PartialEq, Eq)]
pub struct MachinesRequest {
    /// The order whose hold it is for.
    pub order: OrderId,
    /// The digits that find the withdrawal.
    pub finding: String,
    /// Which request of which machine.
    pub by: AtmRequest,
    /// What the machine gives out, once it has said so.
    pub dispensed: Option<Money>,
    /// What of that it kept, once it has said so.
    pub kept: Option<Money>,
    /// When its code was right.
    pub at: UnixSeconds,
}

/// Amounts are confidential: only the request may reach a log.
impl std::fmt::Debug for MachinesRequest {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("MachinesRequest")
            .field("by", &self.by)
            .finish_non_exhaustive()
    }
}

impl Withdrawals {
    /// Uses `table`.
    #[must_use]
    pub fn new(connection: &Connection, table: String) -> Self {
        Self {
            table: Table::new(connection, table, TABLE),
        }
    }

    /// Says that something is held for a machine; saying it again changes nothing.
    pub async fn put_held(&self, order: &OrderId, held: HeldForMachine) -> Result<(), StoreError> {
        self.table
            .put(to_item(HELD, &HeldItem::new(order, held))?)
            .await
    }

    /// What is held for a machine under an order, if anything was.
    pub async fn held(&self, order: &OrderId) -> Result<Option<HeldForMachine>, StoreError> {
        let item = self.table.get(key(&held_pk(order), HELD_SK)).await?;
        item.map(|item| from_item::<HeldItem>(HELD, item)?.read())
            .transpose()
    }

    /// What waits under the digits a code begins with.
    pub async fn find(&self, finding: &str) -> Result<Option<Withdrawal>, StoreError> {
        Ok(self.seen(finding).await?.map(|(found, _)| found))
    }

    /// Puts a withdrawal under the digits its code begins with, unless another one waits there until after `now`.
    /// Answers what waits there then.
    pub async fn place(
        &self,
        finding: &str,
        withdrawal: &Withdrawal,
        now: UnixSeconds,
    ) -> Result<Withdrawal, StoreError> {
        for _ in 0..MAX_TRIES {
            let seen = match self.seen(finding).await? {
                Some((found, _)) if found.order == withdrawal.order || found.until > now => {
                    return Ok(found);
                }
                Some((_, seen)) => seen,
                None => Seen::NOTHING,
            };
            let item = to_item(CODE, &CodeItem::new(finding, withdrawal))?;
            if self.table.replace(item, &seen).await? {
                return Ok(withdrawal.clone());
            }
        }
        Err(self.table.contended())
    }

    /// Takes a step with what waits under these digits, and stores it before it answers. Nothing where nothing waits.
    pub async fn step<T>(
        &self,
        finding: &str,
        step: impl Fn(Withdrawal) -> (Withdrawal, T),
    ) -> Result<Option<(Withdrawal, T)>, StoreError> {
        for _ in 0..MAX_TRIES {
            let Some((before, seen)) = self.seen(finding).await? else {
                return Ok(None);
            };
            let (after, told) = step(before.clone());
            if after == before {
                return Ok(Some((after, told)));
            }
            let item = to_item(CODE, &CodeItem::new(finding, &after))?;
            if self.table.replace(item, &seen).await? {
                return Ok(Some((after, told)));
            }
        }
        Err(self.table.contended())
    }

    /// A machine's request, if its code was ever right.
    pub async fn request(&self, id: &RequestId) -> Result<Option<MachinesRequest>, StoreError> {
        Ok(self.seen_request(id).await?.map(|(found, _)| found))
    }

    /// Records a request as `change` makes it of what is there. Answers what stands there then: an amount once said
    /// stays, so it is for `change` to keep it.
    pub async fn record(
        &self,
        id: &RequestId,
        change: impl Fn(Option<MachinesRequest>) -> MachinesRequest,
    ) -> Result<MachinesRequest, StoreError> {
        for _ in 0..MAX_TRIES {
            let (before, seen) = match self.seen_request(id).await? {
                Some((before, seen)) => (Some(before), seen),
                None => (None, Seen::NOTHING),
            };
            let after = change(before.clone());
            if before.as_ref() == Some(&after) {
                return Ok(after);
            }
            let item = to_item(REQUEST, &RequestItem::from(&after))?;
            if self.table.replace(item, &seen).await? {
                return Ok(after);
            }
        }
        Err(self.table.contended())
    }

    async fn seen(&self, finding: &str) -> Result<Option<(Withdrawal, Seen)>, StoreError> {
        let item = self.table.get(key(&code_pk(finding), CODE_SK)).await?;
        let Some(item) = item else {
            return Ok(None);
        };
        let seen = Seen::of(&item);
        let found = from_item::<CodeItem>(CODE, item)?.read()?;
        Ok(Some((found, seen)))
    }

    async fn seen_request(
        &self,
        id: &RequestId,
    ) -> Result<Option<(MachinesRequest, Seen)>, StoreError> {
        let item = self.table.get(key(&request_pk(id), REQUEST_SK)).await?;
        let Some(item) = item else {
            return Ok(None);
        };
        let seen = Seen::of(&item);
        let found = from_item::<RequestItem>(REQUEST, item)?.read()?;
        Ok(Some((found, seen)))
    }
}
