//! The only writer of the ledger: reserve, post, void, each one `DynamoDB` transaction.
//!
//! Deliberately decides nothing about who may move money; it demands the proofs instead.

mod post;
mod reserve;
mod transaction;
mod void;

use aws_sdk_dynamodb::Client;
use domain::account::{Account, AccountId};
use domain::intent::ConfirmationId;
use domain::transfer::{Transfer, TransferError};

use crate::connection::Connection;
use crate::ledger_item::{
    ACCOUNT_SK, AccountItem, TABLE, TRANSFER_SK, TransferItem, account_pk, owner_pk, transfer_pk,
};
use crate::store::{Item, StoreError, from_item, key, string, to_item};

pub use reserve::Reserved;

/// Read and write access to the ledger.
#[derive(Clone, Debug)]
pub struct Ledger {
    client: Client,
    table: String,
}

/// Why money did not move.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum LedgerError {
    /// The transfer has gone another way.
    #[error(transparent)]
    Transfer(#[from] TransferError),
    /// No transfer has this id.
    #[error("no such transfer")]
    NoSuchTransfer,
    /// The id was used for another movement.
    #[error("transfer id was used for another movement")]
    OtherRequest,
    /// The table could not be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Ledger {
    /// Reads and writes `table`.
    #[must_use]
    pub fn new(connection: &Connection, table: String) -> Self {
        Self {
            client: Client::new(connection.sdk()),
            table,
        }
    }

    /// Opens an account with its opening balance; opening it again changes nothing.
    pub async fn open(&self, account: &Account) -> Result<(), StoreError> {
        let item = to_item("account", &AccountItem::try_from(account)?)?;
        let mut ownership = key(&owner_pk(&account.owner), &account_pk(&account.id));
        ownership.insert("account_id".to_owned(), string(&account.id.0));
        let puts = [self.put_new(item)?, self.put_new(ownership)?];
        match self.transact(puts.into()).await? {
            transaction::Outcome::Committed | transaction::Outcome::Cancelled(_) => Ok(()),
        }
    }

    /// A transfer by its id.
    pub async fn transfer(&self, id: &ConfirmationId) -> Result<Option<Transfer>, StoreError> {
        let item = self.get(key(&transfer_pk(id), TRANSFER_SK)).await?;
        item.map(|item| from_item::<TransferItem>("transfer", item)?.try_into())
            .transpose()
    }

    async fn account(&self, id: &AccountId) -> Result<Account, StoreError> {
        let item = self.get(key(&account_pk(id), ACCOUNT_SK)).await?;
        let item = item.ok_or(StoreError::Corrupt { kind: "account" })?;
        from_item::<AccountItem>("account", item)?.try_into()
    }

    async fn get(&self, key: Item) -> Result<Option<Item>, StoreError> {
        let request = self
            .client
            .get_item()
            .table_name(&self.table)
            .set_key(Some(key));
        let answer = request.consistent_read(true).send().await;
        Ok(answer
            .map_err(|error| StoreError::unavailable(TABLE, &error))?
            .item)
    }
}
