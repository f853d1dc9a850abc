//! Reading the ledger. Deliberately cannot write it: only [`crate::Ledger`] can.

mod bills;
mod statement;

use aws_sdk_dynamodb::types::KeysAndAttributes;
use domain::failure::Failure;
use domain::id::{AccountId, CustomerId, OrderId};
use domain::ledger::account::{Account, AccountKind};
use domain::ledger::transfer::Transfer;
use domain::ledger::view::AccountView;
use domain::money::Money;
use serde::Deserialize;

pub use statement::{Cursor, Page, StatementError};

use crate::item::account::AccountItem;
use crate::item::transfer::TransferItem;
use crate::item::{
    ACCOUNT_PREFIX, ACCOUNT_SK, TABLE, TRANSFER_SK, account_pk, owner_pk, transfer_pk,
};
use aws::connection::Connection;
use aws::store::{Item, StoreError, Table, from_item, key};

/// Most accounts one customer has; also `BatchGetItem`'s limit.
const MAX_ACCOUNTS: i32 = 100;

/// Read-only access to the ledger.
#[derive(Clone, Debug)]
pub struct Accounts {
    table: Table,
}

#[derive(Deserialize)]
struct OwnershipItem {
    account_id: String,
}

impl Accounts {
    /// Reads from `table`.
    #[must_use]
    pub fn new(connection: &Connection, table: String) -> Self {
        Self {
            table: Table::new(connection, table, TABLE),
        }
    }

    /// All accounts of a customer, ordered by identifier. None is an ordinary answer.
    ///
    /// A merchant's account shows the exact sum of its shards. They are read one by one, so while
    /// credits come in it is a sum that each shard had at some moment of the reading.
    pub async fn of(&self, owner: &CustomerId) -> Result<Vec<Account>, StoreError> {
        let ids = self.ids_of(owner).await?;
        let mut accounts = self.load(&ids).await?;
        for account in &mut accounts {
            self.add_shards(account).await?;
        }
        accounts.sort_by(|one, other| one.id.cmp(&other.id));
        Ok(accounts)
    }

    /// The same as a customer may see them.
    ///
    /// # Errors
    /// [`Failure::Retry`] while the table is away; [`Failure::Fail`] if an account does not read as one.
    pub async fn views_of(&self, owner: &CustomerId) -> Result<Vec<AccountView>, Failure> {
        let accounts = self.of(owner).await?;
        let views = accounts.iter().map(AccountView::try_from);
        views.collect::<Result<_, _>>().map_err(Failure::fail)
    }

    /// One account, whoever owns it; a merchant's without its shards.
    pub async fn get(&self, id: &AccountId) -> Result<Option<Account>, StoreError> {
        let item = self.table.get(key(&account_pk(id), ACCOUNT_SK)).await?;
        item.map(|item| from_item::<AccountItem>("account", item)?.try_into())
            .transpose()
    }

    /// A transfer by its id.
    pub async fn transfer(&self, id: &OrderId) -> Result<Option<Transfer>, StoreError> {
        let item = self.table.get(key(&transfer_pk(id), TRANSFER_SK)).await?;
        item.map(|item| from_item::<TransferItem>("transfer", item)?.try_into())
            .transpose()
    }

    async fn add_shards(&self, account: &mut Account) -> Result<(), StoreError> {
        let AccountKind::Merchant { shards } = account.kind else {
            return Ok(());
        };
        let ids: Vec<AccountId> = (0..shards).map(|number| account.id.shard(number)).collect();
        let add = |sum: Money, shard: &Account| sum.checked_add(shard.posted);
        let sum = self.load(&ids).await?.iter().try_fold(account.posted, add);
        account.posted = sum.map_err(|_| StoreError::Corrupt { kind: "account" })?;
        Ok(())
    }

    async fn ids_of(&self, owner: &CustomerId) -> Result<Vec<AccountId>, StoreError> {
        let items = self
            .table
            .query(owner_pk(owner), ACCOUNT_PREFIX, MAX_ACCOUNTS);
        let read = |item| from_item::<OwnershipItem>("account owner", item);
        let found = items.await?.into_iter().map(read);
        found.map(|item| Ok(AccountId(item?.account_id))).collect()
    }

    async fn load(&self, ids: &[AccountId]) -> Result<Vec<Account>, StoreError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let keys: Vec<Item> = ids
            .iter()
            .map(|id| key(&account_pk(id), ACCOUNT_SK))
            .collect();
        let wanted = KeysAndAttributes::builder()
            .set_keys(Some(keys))
            .consistent_read(true);
        let wanted = wanted.build().map_err(|_| StoreError::Corrupt {
            kind: "account key",
        })?;
        let answer = self
            .table
            .client()
            .batch_get_item()
            .request_items(self.table.name(), wanted)
            .send()
            .await
            .map_err(|error| self.table.unavailable(&error))?;
        let items = answer
            .responses
            .and_then(|mut tables| tables.remove(self.table.name()));
        let items = items.unwrap_or_default();
        if items.len() != ids.len() {
            // Fewer than asked for: DynamoDB held some back. A partial balance would be a wrong one.
            return Err(self.table.contended());
        }
        items
            .into_iter()
            .map(|item| from_item::<AccountItem>("account", item)?.try_into())
            .collect()
    }
}
