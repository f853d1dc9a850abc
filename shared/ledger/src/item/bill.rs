//! By which transfer a bill is taken: what keeps it from being paid twice.
//!
//! Deliberately never deleted: whoever gives it back takes the transfer's name away, so that the role that moves money
//! needs no right to delete.

use domain::id::{BillId, OrderId};
use domain::ledger::transfer::Transfer;
use serde::Deserialize;

use super::{BILL_PREFIX, bill_sk, owner_pk};
use aws::store::{Item, StoreError, from_item, key};

const KIND: &str = "bill";

/// The attribute that names the transfer.
pub const TAKEN_BY: &str = "taken_by";

#[derive(Deserialize)]
struct BillItem {
    sk: String,
    #[serde(default)]
    taken_by: Option<String>,
}

/// The key of the bill a transfer pays, if it pays one as a whole.
pub fn bill_key(transfer: &Transfer) -> Option<Item> {
    let bill = transfer.bill.as_ref()?.bill.as_ref()?;
    Some(key(&owner_pk(&transfer.customer), &bill_sk(bill)))
}

/// Which bill an item is of, and by which transfer that is taken.
pub fn read(item: Item) -> Result<(BillId, Option<OrderId>), StoreError> {
    let item: BillItem = from_item(KIND, item)?;
    let id = item.sk.strip_prefix(BILL_PREFIX);
    let id = id.ok_or(StoreError::Corrupt { kind: KIND })?;
    Ok((BillId(id.to_owned()), item.taken_by.map(OrderId)))
}
