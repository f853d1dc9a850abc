//! Any item of the ledger as a reconciliation wants it, whatever it is.
//!
//! Deliberately never fails: an item that does not read is itself a difference, told by its key alone.

use domain::id::{AccountId, CustomerId, OrderId};
use domain::ledger::account::Account;
use domain::ledger::entry::Entry;
use domain::ledger::reconciliation::{Record, Subject};
use domain::ledger::transfer::Transfer;
use domain::time::Day;
use serde::Deserialize;

use super::account::AccountItem;
use super::bill;
use super::entry::EntryItem;
use super::transfer::TransferItem;
use super::{
    ACCOUNT_PREFIX, ACCOUNT_SK, BILL_PREFIX, ENTRY_PREFIX, OWNER_PREFIX, SPEND_PREFIX,
    TRANSFER_PREFIX, TRANSFER_SK, account_pk, entry_sk, money, transfer_pk,
};
use aws::store::{Item, StoreError, from_item};

#[derive(Deserialize)]
struct SpendItem {
    spent_minor: i64,
}

/// What an item says; nothing of one that has no part in a reconciliation.
pub fn record(item: Item) -> Option<Record> {
    let (pk, sk) = (text(&item, "pk"), text(&item, "sk"));
    let read = match sk.as_str() {
        ACCOUNT_SK => account(item, &pk),
        TRANSFER_SK => transfer(item, &pk),
        _ if sk.starts_with(ENTRY_PREFIX) => entry(item, &pk, &sk),
        _ if sk.starts_with(SPEND_PREFIX) => spend(item, &pk, &sk),
        _ if sk.starts_with(BILL_PREFIX) => taken_bill(item, &pk),
        // Whose account it is.
        _ if pk.starts_with(OWNER_PREFIX) && sk.starts_with(ACCOUNT_PREFIX) => return None,
        _ => Ok(None),
    };
    let record = read.ok().flatten();
    Some(record.unwrap_or_else(|| Record::Unreadable(subject(&pk))))
}

/// `None` where the item lies under another key than its own.
type Read = Result<Option<Record>, StoreError>;

fn account(item: Item, pk: &str) -> Read {
    let item = from_item::<AccountItem>("account", item)?;
    let available_minor = item.stored_available_minor();
    let account = Account::try_from(item)?;
    let available = domain::money::Money::new(available_minor, account.posted.currency());
    Ok((account_pk(&account.id) == pk).then_some(Record::Account { account, available }))
}

fn entry(item: Item, pk: &str, sk: &str) -> Read {
    let entry = Entry::try_from(from_item::<EntryItem>("entry", item)?)?;
    let is_own = account_pk(&entry.account) == pk && entry_sk(entry.posted_at, entry.number) == sk;
    Ok(is_own.then_some(Record::Entry(entry)))
}

fn transfer(item: Item, pk: &str) -> Read {
    let item = from_item::<TransferItem>("transfer", item)?;
    let is_indexed = item.is_indexed();
    let transfer = Box::new(Transfer::try_from(item)?);
    Ok(
        (transfer_pk(&transfer.id) == pk).then_some(Record::Transfer {
            transfer,
            is_indexed,
        }),
    )
}

fn spend(item: Item, pk: &str, sk: &str) -> Read {
    let parts = sk
        .strip_prefix(SPEND_PREFIX)
        .and_then(|rest| rest.split_once('#'));
    let (Some(customer), Some((day, currency))) = (pk.strip_prefix(OWNER_PREFIX), parts) else {
        return Ok(None);
    };
    let spent_minor = from_item::<SpendItem>("spend", item)?.spent_minor;
    let spent = money("spend", spent_minor, currency)?;
    let customer = CustomerId(customer.to_owned());
    Ok(Some(Record::Spend {
        of: (customer, Day(day.to_owned()), spent.currency()),
        spent,
    }))
}

fn taken_bill(item: Item, pk: &str) -> Read {
    let Some(owner) = pk.strip_prefix(OWNER_PREFIX) else {
        return Ok(None);
    };
    let (bill, by) = bill::read(item)?;
    let of = (CustomerId(owner.to_owned()), bill);
    Ok(Some(Record::Bill { of, by }))
}

fn subject(pk: &str) -> Subject {
    let id = |prefix: &str| pk.strip_prefix(prefix).map(str::to_owned);
    if let Some(id) = id(ACCOUNT_PREFIX) {
        Subject::Account(AccountId(id))
    } else if let Some(id) = id(TRANSFER_PREFIX) {
        Subject::Transfer(OrderId(id))
    } else if let Some(id) = id(OWNER_PREFIX) {
        Subject::Customer(CustomerId(id))
    } else {
        Subject::Unknown
    }
}

fn text(item: &Item, name: &str) -> String {
    let value = item.get(name).and_then(|value| value.as_s().ok());
    value.cloned().unwrap_or_default()
}
