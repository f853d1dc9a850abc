//! Reserve: a pending transfer, a hold on the debit account, a share of the day's limit and the bill it pays,
//! together.

use aws_sdk_dynamodb::types::TransactWriteItem;
use domain::id::OrderId;
use domain::ledger::account::Account;
use domain::ledger::limits;
use domain::ledger::refusal::Refusal;
use domain::ledger::transfer::{Transfer, TransferError, TransferState};
use domain::money::Money;

use super::transaction::{MAX_TRIES, Outcome, Reason, pause, updated};
use crate::item::account::AccountItem;
use crate::item::bill::{self, TAKEN_BY, bill_key};
use crate::item::transfer::TransferItem;
use crate::item::{ACCOUNT_SK, account_pk, owner_pk, spend_sk};
use crate::{Ledger, LedgerError};
use aws::store::{Item, StoreError, from_item, key, number, string, to_item};

/// A day's spend is kept this long, in seconds, then deleted.
const SPEND_KEPT_SECONDS: i64 = 3 * 86_400;

/// What a reservation came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reserved {
    /// The hold was placed now.
    Created,
    /// The same request was made before; this is where that transfer stands.
    AlreadyExists(TransferState),
    /// Nothing is held, and why.
    Refused(Refusal),
    /// Nothing is held: another transfer has taken the bill this one would pay, and is pending or posted.
    Taken(OrderId),
}

impl Ledger {
    /// Places the hold of a pending transfer, within what a customer may send in one day.
    ///
    /// # Errors
    /// As [`Self::reserve_within`].
    pub async fn reserve(&self, transfer: &Transfer) -> Result<Reserved, LedgerError> {
        let per_day = limits::per_day(transfer.amount.currency());
        self.reserve_within(transfer, per_day).await
    }

    /// Places the hold of a pending transfer, if the customer's day stays within `per_day`. The id is the idempotency key
    /// for ever.
    ///
    /// The credit account is looked at beside the transaction, not within it: in a transaction even a
    /// check counts as a use, and a busy payee's one account item would hold everybody up. Posting
    /// looks again, and there it binds.
    ///
    /// # Errors
    /// [`LedgerError::OtherRequest`] if the id was used for another movement.
    pub async fn reserve_within(
        &self,
        transfer: &Transfer,
        per_day: Money,
    ) -> Result<Reserved, LedgerError> {
        if let Err(refusal) = self.may_be_credited(transfer).await? {
            return self.existing_or(transfer, refusal).await;
        }
        for tries in 0..MAX_TRIES {
            let Outcome::Cancelled(reasons) =
                self.transact(self.reservation(transfer, per_day)?).await?
            else {
                return Ok(Reserved::Created);
            };
            if let Some(told) = told(transfer, reasons)? {
                return Ok(told);
            }
            pause(tries, &transfer.id).await;
        }
        Err(self.table.contended().into())
    }

    async fn may_be_credited(
        &self,
        transfer: &Transfer,
    ) -> Result<Result<(), Refusal>, LedgerError> {
        match self.account(&transfer.credit_account).await {
            Ok(credit) => Ok(credit.may_be_credited(transfer.amount)),
            Err(LedgerError::Transfer(TransferError::Refused(refusal))) => Ok(Err(refusal)),
            Err(error) => Err(error),
        }
    }

    /// What was asked for before stands, whatever has become of the credit account since.
    async fn existing_or(
        &self,
        transfer: &Transfer,
        refusal: Refusal,
    ) -> Result<Reserved, LedgerError> {
        match self.transfer(&transfer.id).await? {
            Some(found) => existing(transfer, found),
            None => Ok(Reserved::Refused(refusal)),
        }
    }

    /// The order is that of [`told`]; the bill comes last, since few transfers pay one.
    fn reservation(
        &self,
        transfer: &Transfer,
        per_day: Money,
    ) -> Result<Vec<TransactWriteItem>, StoreError> {
        let mut items = vec![
            self.put_new(to_item("transfer", &TransferItem::from(transfer))?)?,
            self.hold(transfer)?,
            self.spend(transfer, per_day)?,
        ];
        items.extend(self.take_bill(transfer).transpose()?);
        Ok(items)
    }

    /// Takes the bill it pays, if no other transfer has.
    fn take_bill(&self, transfer: &Transfer) -> Option<Result<TransactWriteItem, StoreError>> {
        let taking = self
            .update(bill_key(transfer)?)
            .update_expression("SET #by = :by")
            .condition_expression("attribute_not_exists(#by)")
            .expression_attribute_names("#by", TAKEN_BY)
            .expression_attribute_values(":by", string(&transfer.id.0));
        Some(updated(taking))
    }

    fn hold(&self, transfer: &Transfer) -> Result<TransactWriteItem, StoreError> {
        let account = key(&account_pk(&transfer.debit_account), ACCOUNT_SK);
        updated(
            self.update(account)
                .update_expression(
                    "SET available_minor = available_minor - :amount, \
                     pending_debits_minor = pending_debits_minor + :amount",
                )
                .condition_expression(
                    "available_minor >= :amount AND currency = :currency \
                     AND #status = :open AND #kind = :customer AND #owner = :owner",
                )
                .expression_attribute_names("#owner", "owner")
                .expression_attribute_values(":owner", string(&transfer.customer.0))
                .expression_attribute_names("#status", "status")
                .expression_attribute_names("#kind", "kind")
                .expression_attribute_values(":amount", number(transfer.amount.minor()))
                .expression_attribute_values(":currency", currency(transfer))
                .expression_attribute_values(":open", string("open"))
                .expression_attribute_values(":customer", string("customer")),
        )
    }

    fn spend(&self, transfer: &Transfer, per_day: Money) -> Result<TransactWriteItem, StoreError> {
        let sk = spend_sk(transfer).ok_or(StoreError::Corrupt { kind: "transfer" })?;
        let room = per_day
            .checked_sub(transfer.amount)
            .map_or(-1, Money::minor);
        let kept_until = transfer.reserved_at.plus(SPEND_KEPT_SECONDS).0;
        updated(
            self.update(key(&owner_pk(&transfer.customer), &sk))
                .update_expression("ADD spent_minor :amount SET expires_at = :kept_until")
                .condition_expression(
                    "(attribute_not_exists(spent_minor) AND :room >= :zero) \
                     OR spent_minor <= :room",
                )
                .expression_attribute_values(":amount", number(transfer.amount.minor()))
                .expression_attribute_values(":room", number(room))
                .expression_attribute_values(":zero", number(0))
                .expression_attribute_values(":kept_until", number(kept_until)),
        )
    }
}

/// What a cancelled reservation tells, in the order of its items; nothing where it was only busy, or
/// where what was in the way has gone meanwhile.
fn told(transfer: &Transfer, reasons: Vec<Reason>) -> Result<Option<Reserved>, LedgerError> {
    let mut reasons = reasons.into_iter();
    if let Some(Reason::Condition(found)) = reasons.next() {
        let found = found.ok_or(StoreError::Corrupt { kind: "transfer" })?;
        let found = from_item::<TransferItem>("transfer", found)?.try_into()?;
        return existing(transfer, found).map(Some);
    }
    if let Some(Reason::Condition(found)) = reasons.next() {
        return Ok(refused(found, transfer)?);
    }
    if let Some(Reason::Condition(_)) = reasons.next() {
        return Ok(Some(Reserved::Refused(Refusal::OverDayLimit)));
    }
    if let Some(Reason::Condition(found)) = reasons.next() {
        return Ok(taken(found)?);
    }
    Ok(None)
}

fn existing(transfer: &Transfer, found: Transfer) -> Result<Reserved, LedgerError> {
    if found.is_same_request(transfer) {
        Ok(Reserved::AlreadyExists(found.state))
    } else {
        Err(LedgerError::OtherRequest)
    }
}

/// Nothing where the account would take the hold by now: then it was only slower than another.
fn refused(found: Option<Item>, transfer: &Transfer) -> Result<Option<Reserved>, StoreError> {
    let Some(found) = found else {
        return Ok(Some(Reserved::Refused(Refusal::NoSuchAccount)));
    };
    let account = Account::try_from(from_item::<AccountItem>("account", found)?)?;
    let refusal = account.may_hold(&transfer.customer, transfer.amount).err();
    Ok(refusal.map(Reserved::Refused))
}

/// Nothing where the bill was given back meanwhile.
fn taken(found: Option<Item>) -> Result<Option<Reserved>, StoreError> {
    let found = found.ok_or(StoreError::Corrupt { kind: "bill" })?;
    let (_, by) = bill::read(found)?;
    Ok(by.map(Reserved::Taken))
}

fn currency(transfer: &Transfer) -> aws_sdk_dynamodb::types::AttributeValue {
    string(transfer.amount.currency().code())
}
