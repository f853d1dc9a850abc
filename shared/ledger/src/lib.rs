//! The only writer of the ledger: open, reserve, post, void, expire, and for a cash machine authorise, redeem, call
//! off and reverse, each one `DynamoDB` transaction.
//!
//! Deliberately decides nothing about who may move money; it demands the proofs instead. What a step
//! writes is decided in `domain`; here it is made atomic, and what stood in the way is told apart.

pub mod accounts;
pub mod journal;

mod holds;
mod item;
mod open;
mod post;
mod redeem;
mod release;
mod reserve;
mod reverse;
mod transaction;

use domain::id::{AccountId, OrderId};
use domain::ledger::account::Account;
use domain::ledger::refusal::Refusal;
use domain::ledger::transfer::{Transfer, TransferError};

use crate::item::account::AccountItem;
use crate::item::transfer::TransferItem;
use crate::item::{ACCOUNT_SK, TABLE, TRANSFER_SK, account_pk, transfer_pk};
use aws::connection::Connection;
use aws::store::{StoreError, Table, from_item, key};

pub use reserve::Reserved;

/// Read and write access to the ledger.
#[derive(Clone, Debug)]
pub struct Ledger {
    table: Table,
}

/// Why money did not move.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum LedgerError {
    /// The transfer has gone another way, or an account refuses.
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
            table: Table::new(connection, table, TABLE),
        }
    }

    /// A transfer by its id.
    pub async fn transfer(&self, id: &OrderId) -> Result<Option<Transfer>, StoreError> {
        let item = self.table.get(key(&transfer_pk(id), TRANSFER_SK)).await?;
        item.map(|item| from_item::<TransferItem>("transfer", item)?.try_into())
            .transpose()
    }

    async fn must_exist(&self, id: &OrderId) -> Result<Transfer, LedgerError> {
        let found = self.transfer(id).await?;
        found.ok_or(LedgerError::NoSuchTransfer)
    }

    async fn account(&self, id: &AccountId) -> Result<Account, LedgerError> {
        let item = self.table.get(key(&account_pk(id), ACCOUNT_SK)).await?;
        let item = item.ok_or(TransferError::Refused(Refusal::NoSuchAccount))?;
        Ok(from_item::<AccountItem>("account", item)?.try_into()?)
    }
}
