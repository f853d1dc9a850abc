//! How accounts, transfers and journal entries lie in the ledger table.

use domain::account::{Account, AccountId};
use domain::customer::CustomerId;
use domain::intent::ConfirmationId;
use domain::money::{Currency, Money};
use domain::time::UnixSeconds;
use domain::transfer::{Transfer, TransferState};
use serde::{Deserialize, Serialize};

use crate::store::StoreError;

/// Role of the table in errors and logs.
pub const TABLE: &str = "ledger";

pub fn account_pk(id: &AccountId) -> String {
    format!("ACCOUNT#{}", id.0)
}

pub fn owner_pk(owner: &CustomerId) -> String {
    format!("OWNER#{}", owner.0)
}

pub fn transfer_pk(id: &ConfirmationId) -> String {
    format!("TRANSFER#{}", id.0)
}

pub const ACCOUNT_SK: &str = "ACCOUNT";
pub const TRANSFER_SK: &str = "TRANSFER";

/// Sorts by number: 20 digits hold every u64.
pub fn entry_sk(number: u64) -> String {
    format!("ENTRY#{number:020}")
}

/// The daily spend of one customer in one currency.
pub fn spend_sk(transfer: &Transfer) -> String {
    let currency = transfer.amount.currency().code();
    format!("SPEND#{}#{currency}", transfer.reserved_at.day())
}

#[derive(Serialize, Deserialize)]
pub struct AccountItem {
    pub pk: String,
    pub sk: String,
    pub account_id: String,
    pub owner: String,
    pub name: String,
    pub currency: String,
    pub posted_minor: i64,
    pub available_minor: i64,
    pub pending_debits_minor: i64,
    pub entry_count: u64,
}

impl TryFrom<&Account> for AccountItem {
    type Error = StoreError;

    fn try_from(account: &Account) -> Result<Self, StoreError> {
        let available = account
            .available()
            .map_err(|_| StoreError::Corrupt { kind: "account" })?;
        Ok(Self {
            pk: account_pk(&account.id),
            sk: ACCOUNT_SK.to_owned(),
            account_id: account.id.0.clone(),
            owner: account.owner.0.clone(),
            name: account.name.clone(),
            currency: account.posted.currency().code().to_owned(),
            posted_minor: account.posted.minor(),
            available_minor: available.minor(),
            pending_debits_minor: account.pending_debits.minor(),
            entry_count: account.entry_count,
        })
    }
}

impl TryFrom<AccountItem> for Account {
    type Error = StoreError;

    fn try_from(item: AccountItem) -> Result<Self, StoreError> {
        let currency = currency("account", &item.currency)?;
        Ok(Self {
            id: AccountId(item.account_id),
            owner: CustomerId(item.owner),
            name: item.name,
            posted: Money::new(item.posted_minor, currency),
            pending_debits: Money::new(item.pending_debits_minor, currency),
            entry_count: item.entry_count,
        })
    }
}

#[derive(Serialize, Deserialize)]
pub struct TransferItem {
    pub pk: String,
    pub sk: String,
    pub transfer_id: String,
    pub customer: String,
    pub debit_account: String,
    pub credit_account: String,
    pub amount_minor: i64,
    pub currency: String,
    pub state: String,
    pub reserved_at: i64,
}

impl From<&Transfer> for TransferItem {
    fn from(transfer: &Transfer) -> Self {
        Self {
            pk: transfer_pk(&transfer.id),
            sk: TRANSFER_SK.to_owned(),
            transfer_id: transfer.id.0.clone(),
            customer: transfer.customer.0.clone(),
            debit_account: transfer.debit_account.0.clone(),
            credit_account: transfer.credit_account.0.clone(),
            amount_minor: transfer.amount.minor(),
            currency: transfer.amount.currency().code().to_owned(),
            state: state_name(transfer.state).to_owned(),
            reserved_at: transfer.reserved_at.0,
        }
    }
}

impl TryFrom<TransferItem> for Transfer {
    type Error = StoreError;

    fn try_from(item: TransferItem) -> Result<Self, StoreError> {
        let currency = currency("transfer", &item.currency)?;
        Ok(Self {
            id: ConfirmationId(item.transfer_id),
            customer: CustomerId(item.customer),
            debit_account: AccountId(item.debit_account),
            credit_account: AccountId(item.credit_account),
            amount: Money::new(item.amount_minor, currency),
            state: parse_state(&item.state)?,
            reserved_at: UnixSeconds(item.reserved_at),
        })
    }
}

/// One side of a posted transfer. Written once, never changed.
#[derive(Serialize, Deserialize)]
pub struct EntryItem {
    pub pk: String,
    pub sk: String,
    pub transfer_id: String,
    /// `debit` or `credit`.
    pub direction: String,
    pub amount_minor: i64,
    pub currency: String,
    /// The account's posted balance after this entry.
    pub balance_minor: i64,
    pub other_account: String,
    pub posted_at: i64,
}

pub const fn state_name(state: TransferState) -> &'static str {
    match state {
        TransferState::Pending => "pending",
        TransferState::Posted => "posted",
        TransferState::Voided => "voided",
        TransferState::Expired => "expired",
    }
}

fn parse_state(name: &str) -> Result<TransferState, StoreError> {
    use TransferState::{Expired, Pending, Posted, Voided};
    [Pending, Posted, Voided, Expired]
        .into_iter()
        .find(|state| state_name(*state) == name)
        .ok_or(StoreError::Corrupt { kind: "transfer" })
}

fn currency(kind: &'static str, code: &str) -> Result<Currency, StoreError> {
    Currency::parse(code).map_err(|_| StoreError::Corrupt { kind })
}
