//! Statements: one account's journal entries of a time range, newest first, page by page.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::failure::Failure;
use domain::id::{AccountId, CustomerId};
use domain::ledger::entry::Entry;
use domain::time::UnixSeconds;

use super::Accounts;
use crate::item::entry::EntryItem;
use crate::item::{account_pk, entry_sk, entry_time_sk, owner_pk};
use aws::store::{Item, StoreError, from_item, key, string};

/// Most entries on one page.
pub const MAX_PAGE_ENTRIES: u8 = 50;

/// Where the next page begins. Opaque: only [`Accounts::statement`] reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor(String);

/// Part of a statement.
#[derive(Debug)]
pub struct Page {
    /// Newest first.
    pub entries: Vec<Entry>,
    /// Where to go on; nothing on the last page.
    pub next: Option<Cursor>,
}

/// Why there is no statement.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum StatementError {
    /// The account is not this customer's.
    #[error("the account is not the customer's")]
    NotTheirs,
    /// The cursor was not given out for this account and time range.
    #[error("the cursor does not belong to this statement")]
    ForeignCursor,
    /// The table could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<StatementError> for Failure {
    fn from(error: StatementError) -> Self {
        match error {
            StatementError::Store(error) => error.into(),
            error => Self::fail(error),
        }
    }
}

impl Cursor {
    /// Takes back what [`Cursor::text`] gave out.
    #[must_use]
    pub const fn new(text: String) -> Self {
        Self(text)
    }

    /// As it is handed out.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0
    }

    fn at(sk: &str) -> Self {
        Self(URL_SAFE_NO_PAD.encode(sk))
    }

    fn sk(&self) -> Option<String> {
        String::from_utf8(URL_SAFE_NO_PAD.decode(&self.0).ok()?).ok()
    }
}

impl Accounts {
    /// One page of at most `limit` (1 to `MAX_PAGE_ENTRIES`) entries posted from `from` on and before `until`, newest first.
    ///
    /// # Errors
    /// [`StatementError::NotTheirs`] unless `owner` owns the account, whether or not it exists.
    pub async fn statement(
        &self,
        owner: &CustomerId,
        account: &AccountId,
        (from, until): (UnixSeconds, UnixSeconds),
        cursor: Option<&Cursor>,
        limit: u8,
    ) -> Result<Page, StatementError> {
        let limit = limit.clamp(1, MAX_PAGE_ENTRIES);
        if !self.owns(owner, account).await? {
            return Err(StatementError::NotTheirs);
        }
        let bounds = (entry_time_sk(from), entry_time_sk(until));
        // What comes after it is older still: the range has moved on since the page before was read.
        let ages = entry_time_sk(UnixSeconds(0))..bounds.0.clone();
        if cursor
            .and_then(Cursor::sk)
            .is_some_and(|sk| ages.contains(&sk))
        {
            return Ok(page(Vec::new(), limit));
        }
        let start = cursor.map(|cursor| start(account, cursor, &bounds));
        let request = self
            .table
            .client()
            .query()
            .table_name(self.table.name())
            .key_condition_expression("pk = :account AND sk BETWEEN :from AND :until")
            .expression_attribute_values(":account", string(account_pk(account)))
            .expression_attribute_values(":from", string(&bounds.0))
            .expression_attribute_values(":until", string(&bounds.1))
            .scan_index_forward(false)
            .set_exclusive_start_key(start.transpose()?)
            // One more than asked for tells whether there is a next page.
            .limit(i32::from(limit).saturating_add(1));
        let answer = request.send().await;
        let answer = answer.map_err(|error| self.table.unavailable(&error))?;
        Ok(page(entries(answer.items.unwrap_or_default())?, limit))
    }

    async fn owns(&self, owner: &CustomerId, account: &AccountId) -> Result<bool, StoreError> {
        let request = self.table.client().get_item();
        let answer = request
            .table_name(self.table.name())
            .set_key(Some(key(&owner_pk(owner), &account_pk(account))))
            .send()
            .await;
        let answer = answer.map_err(|error| self.table.unavailable(&error))?;
        Ok(answer.item.is_some())
    }
}

/// `DynamoDB` refuses a start outside the range, so it is told here whose fault that would be.
fn start(
    account: &AccountId,
    cursor: &Cursor,
    (from, until): &(String, String),
) -> Result<Item, StatementError> {
    let sk = cursor.sk().filter(|sk| from <= sk && sk <= until);
    let sk = sk.ok_or(StatementError::ForeignCursor)?;
    Ok(key(&account_pk(account), &sk))
}

fn page(mut entries: Vec<Entry>, limit: u8) -> Page {
    let is_last = entries.len() <= usize::from(limit);
    entries.truncate(usize::from(limit));
    let last = entries.last().filter(|_| !is_last);
    Page {
        next: last.map(|entry| Cursor::at(&entry_sk(entry.posted_at, entry.number))),
        entries,
    }
}

fn entries(items: Vec<Item>) -> Result<Vec<Entry>, StoreError> {
    items
        .into_iter()
        .map(|item| from_item::<EntryItem>("entry", item)?.try_into())
        .collect()
}
