//! How the ledger lies in its table: the keys, and one private wire struct per kind of item.

pub mod account;
pub mod bill;
pub mod entry;
pub mod record;
pub mod redeemed;
pub mod transfer;

use domain::id::{AccountId, BillId, CustomerId, OrderId};
use domain::keyed_hash::Hash;
use domain::ledger::reference::Reference;
use domain::ledger::transfer::Transfer;
use domain::money::{Currency, Money};
use domain::time::UnixSeconds;

use aws::store::{Item, StoreError};

/// Role of the table in errors and logs.
pub const TABLE: &str = "ledger";

pub const ACCOUNT_PREFIX: &str = "ACCOUNT#";
const OWNER_PREFIX: &str = "OWNER#";
const TRANSFER_PREFIX: &str = "TRANSFER#";
pub const ENTRY_PREFIX: &str = "ENTRY#";
pub const SPEND_PREFIX: &str = "SPEND#";
pub const BILL_PREFIX: &str = "BILL#";

pub const ACCOUNT_SK: &str = "ACCOUNT";
pub const TRANSFER_SK: &str = "TRANSFER";

/// The index of pending transfers, by the moment their hold runs out. A settled transfer leaves it.
pub const HOLDS_INDEX: &str = "holds";

/// The index has this many partitions, so that no single one takes every reservation's writes.
pub const HOLD_BUCKETS: u8 = 16;

pub fn account_pk(id: &AccountId) -> String {
    format!("{ACCOUNT_PREFIX}{}", id.0)
}

pub fn owner_pk(owner: &CustomerId) -> String {
    format!("{OWNER_PREFIX}{}", owner.0)
}

pub fn transfer_pk(id: &OrderId) -> String {
    format!("{TRANSFER_PREFIX}{}", id.0)
}

/// By which transfer one of a customer's bills is taken.
pub fn bill_sk(bill: &BillId) -> String {
    format!("{BILL_PREFIX}{}", bill.0)
}

/// Whose key an item of the index carries.
pub fn transfer_id(item: &Item) -> Result<OrderId, StoreError> {
    let pk = item.get("pk").and_then(|pk| pk.as_s().ok());
    let id = pk.and_then(|pk| pk.strip_prefix(TRANSFER_PREFIX));
    id.map(|id| OrderId(id.to_owned()))
        .ok_or(StoreError::Corrupt { kind: "hold" })
}

/// Sorts by time, then by number; within an account both run the same way.
pub fn entry_sk(posted_at: UnixSeconds, number: u64) -> String {
    format!("{}#{number:012}", entry_time_sk(posted_at))
}

/// Sorts before every entry of that second, and after every earlier one.
pub fn entry_time_sk(moment: UnixSeconds) -> String {
    format!("{ENTRY_PREFIX}{:012}", moment.0.max(0))
}

/// What a customer has reserved and posted in one currency on one local day.
pub fn spend_sk(transfer: &Transfer) -> Option<String> {
    let currency = transfer.amount.currency().code();
    let day = transfer.spend_day.as_ref()?;
    Some(format!("{SPEND_PREFIX}{}#{currency}", day.0))
}

/// Which partition of the index a transfer's hold lies in.
pub fn hold_bucket(id: &OrderId) -> String {
    let [first, ..] = *Hash::plain(&[b"hold", id.0.as_bytes()]).bytes();
    bucket_name(first.checked_rem(HOLD_BUCKETS).unwrap_or_default())
}

pub fn bucket_name(bucket: u8) -> String {
    format!("{bucket:02}")
}

fn money(kind: &'static str, minor: i64, code: &str) -> Result<Money, StoreError> {
    let currency = Currency::parse(code).map_err(|_| StoreError::Corrupt { kind })?;
    Ok(Money::new(minor, currency))
}

fn hash(kind: &'static str, hex: &str) -> Result<Hash, StoreError> {
    Hash::from_hex(hex).ok_or(StoreError::Corrupt { kind })
}

fn reference(kind: &'static str, text: Option<String>) -> Result<Option<Reference>, StoreError> {
    let parsed = text.map(|text| Reference::parse(&text).ok_or(StoreError::Corrupt { kind }));
    parsed.transpose()
}
