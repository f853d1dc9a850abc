//! A journal entry. Written once, never changed.

use domain::id::{AccountId, OrderId};
use domain::ledger::entry::{Direction, Entry};
use domain::time::UnixSeconds;
use serde::{Deserialize, Serialize};

use super::{account_pk, entry_sk, hash, money, reference};
use aws::store::StoreError;

const KIND: &str = "entry";

#[derive(Serialize, Deserialize)]
pub struct EntryItem {
    pk: String,
    sk: String,
    account_id: String,
    number: u64,
    transfer_id: String,
    direction: String,
    amount_minor: i64,
    currency: String,
    balance_minor: i64,
    other_account: String,
    other_name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reference: Option<String>,
    posted_at: i64,
    chain: String,
}

impl From<&Entry> for EntryItem {
    fn from(entry: &Entry) -> Self {
        Self {
            pk: account_pk(&entry.account),
            sk: entry_sk(entry.posted_at, entry.number),
            account_id: entry.account.0.clone(),
            number: entry.number,
            transfer_id: entry.transfer.0.clone(),
            direction: entry.direction.name().to_owned(),
            amount_minor: entry.amount.minor(),
            currency: entry.amount.currency().code().to_owned(),
            balance_minor: entry.balance_after.minor(),
            other_account: entry.other_account.0.clone(),
            other_name: entry.other_name.clone(),
            reference: entry.reference.as_ref().map(String::from),
            posted_at: entry.posted_at.0,
            chain: entry.chain.hex(),
        }
    }
}

impl TryFrom<EntryItem> for Entry {
    type Error = StoreError;

    fn try_from(item: EntryItem) -> Result<Self, StoreError> {
        let direction = Direction::parse(&item.direction);
        Ok(Self {
            direction: direction.ok_or(StoreError::Corrupt { kind: KIND })?,
            amount: money(KIND, item.amount_minor, &item.currency)?,
            balance_after: money(KIND, item.balance_minor, &item.currency)?,
            chain: hash(KIND, &item.chain)?,
            account: AccountId(item.account_id),
            number: item.number,
            transfer: OrderId(item.transfer_id),
            other_account: AccountId(item.other_account),
            other_name: item.other_name,
            reference: reference(KIND, item.reference)?,
            posted_at: UnixSeconds(item.posted_at),
        })
    }
}
