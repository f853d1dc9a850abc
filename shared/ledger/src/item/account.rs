//! An account, one shard of it, or the bank's own.

use domain::id::{AccountId, CustomerId};
use domain::ledger::account::{Account, AccountKind, AccountStatus, JournalHead};
use domain::time::UnixSeconds;
use serde::{Deserialize, Serialize};

use super::{ACCOUNT_SK, account_pk, hash, money};
use aws::store::StoreError;

const KIND: &str = "account";

#[derive(Serialize, Deserialize)]
pub struct AccountItem {
    pk: String,
    sk: String,
    account_id: String,
    owner: String,
    name: String,
    kind: KindName,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    shards: Option<u8>,
    status: StatusName,
    currency: String,
    posted_minor: i64,
    available_minor: i64,
    pending_debits_minor: i64,
    entry_count: u64,
    last_posted_at: i64,
    chain: String,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum KindName {
    Customer,
    Loan,
    Merchant,
    Shard,
    Internal,
    Cash,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum StatusName {
    Open,
    Frozen,
    Closed,
}

impl AccountItem {
    /// What the table believes may be spent; [`Account::available`] is what should be.
    pub const fn stored_available_minor(&self) -> i64 {
        self.available_minor
    }
}

impl TryFrom<&Account> for AccountItem {
    type Error = StoreError;

    fn try_from(account: &Account) -> Result<Self, StoreError> {
        let available = account
            .available()
            .map_err(|_| StoreError::Corrupt { kind: KIND })?;
        let (kind, shards) = kind_name(account.kind);
        Ok(Self {
            pk: account_pk(&account.id),
            sk: ACCOUNT_SK.to_owned(),
            account_id: account.id.0.clone(),
            owner: account.owner.0.clone(),
            name: account.name.clone(),
            kind,
            shards,
            status: status_name(account.status),
            currency: account.posted.currency().code().to_owned(),
            posted_minor: account.posted.minor(),
            available_minor: available.minor(),
            pending_debits_minor: account.pending_debits.minor(),
            entry_count: account.journal.entries,
            last_posted_at: account.journal.last_posted_at.0,
            chain: account.journal.chain.hex(),
        })
    }
}

impl TryFrom<AccountItem> for Account {
    type Error = StoreError;

    fn try_from(item: AccountItem) -> Result<Self, StoreError> {
        Ok(Self {
            kind: kind(item.kind, item.shards)?,
            status: status(item.status),
            posted: money(KIND, item.posted_minor, &item.currency)?,
            pending_debits: money(KIND, item.pending_debits_minor, &item.currency)?,
            journal: JournalHead {
                entries: item.entry_count,
                last_posted_at: UnixSeconds(item.last_posted_at),
                chain: hash(KIND, &item.chain)?,
            },
            id: AccountId(item.account_id),
            owner: CustomerId(item.owner),
            name: item.name,
        })
    }
}

const fn kind_name(kind: AccountKind) -> (KindName, Option<u8>) {
    match kind {
        AccountKind::Customer => (KindName::Customer, None),
        AccountKind::Loan => (KindName::Loan, None),
        AccountKind::Merchant { shards } => (KindName::Merchant, Some(shards)),
        AccountKind::Shard => (KindName::Shard, None),
        AccountKind::Internal => (KindName::Internal, None),
        AccountKind::Cash => (KindName::Cash, None),
    }
}

const fn kind(name: KindName, shards: Option<u8>) -> Result<AccountKind, StoreError> {
    match (name, shards) {
        (KindName::Customer, _) => Ok(AccountKind::Customer),
        (KindName::Loan, _) => Ok(AccountKind::Loan),
        (KindName::Merchant, Some(shards)) if shards > 0 => Ok(AccountKind::Merchant { shards }),
        (KindName::Merchant, _) => Err(StoreError::Corrupt { kind: KIND }),
        (KindName::Shard, _) => Ok(AccountKind::Shard),
        (KindName::Internal, _) => Ok(AccountKind::Internal),
        (KindName::Cash, _) => Ok(AccountKind::Cash),
    }
}

const fn status_name(status: AccountStatus) -> StatusName {
    match status {
        AccountStatus::Open => StatusName::Open,
        AccountStatus::Frozen => StatusName::Frozen,
        AccountStatus::Closed => StatusName::Closed,
    }
}

const fn status(name: StatusName) -> AccountStatus {
    match name {
        StatusName::Open => AccountStatus::Open,
        StatusName::Frozen => AccountStatus::Frozen,
        StatusName::Closed => AccountStatus::Closed,
    }
}
