//! Reserve: a pending transfer, a hold on the debit account and a share of the day's limit, together.

use aws_sdk_dynamodb::types::{
    ConditionCheck, ReturnValuesOnConditionCheckFailure, TransactWriteItem,
};
use domain::account::Account;
use domain::limits;
use domain::money::Money;
use domain::refusal::Refusal;
use domain::transfer::{Transfer, TransferState};

use super::transaction::{MAX_TRIES, Outcome, Reason, pause, updated};
use super::{Ledger, LedgerError};
use crate::ledger_item::account::AccountItem;
use crate::ledger_item::transfer::TransferItem;
use crate::ledger_item::{ACCOUNT_SK, TABLE, account_pk, owner_pk, spend_sk};
use crate::store::{Item, StoreError, from_item, key, number, string, to_item};

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
}

impl Ledger {
    /// Places the hold of a pending transfer. The id is the idempotency key for ever.
    ///
    /// # Errors
    /// [`LedgerError::OtherRequest`] if the id was used for another movement.
    pub async fn reserve(&self, transfer: &Transfer) -> Result<Reserved, LedgerError> {
        for tries in 0..MAX_TRIES {
            let Outcome::Cancelled(reasons) = self.transact(self.reservation(transfer)?).await?
            else {
                return Ok(Reserved::Created);
            };
            if let Some(told) = told(transfer, reasons)? {
                return Ok(told);
            }
            pause(tries, &transfer.id).await;
        }
        Err(StoreError::Contended { table: TABLE }.into())
    }

    /// The order is that of [`told`].
    fn reservation(&self, transfer: &Transfer) -> Result<Vec<TransactWriteItem>, StoreError> {
        Ok(vec![
            self.put_new(to_item("transfer", &TransferItem::from(transfer))?)?,
            self.hold(transfer)?,
            self.may_be_credited(transfer)?,
            self.spend(transfer)?,
        ])
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
                     AND #status = :open AND #kind = :customer",
                )
                .expression_attribute_names("#status", "status")
                .expression_attribute_names("#kind", "kind")
                .expression_attribute_values(":amount", number(transfer.amount.minor()))
                .expression_attribute_values(":currency", currency(transfer))
                .expression_attribute_values(":open", string("open"))
                .expression_attribute_values(":customer", string("customer")),
        )
    }

    fn may_be_credited(&self, transfer: &Transfer) -> Result<TransactWriteItem, StoreError> {
        let check = ConditionCheck::builder()
            .table_name(&self.table)
            .set_key(Some(key(&account_pk(&transfer.credit_account), ACCOUNT_SK)))
            .condition_expression(
                "currency = :currency AND #status <> :closed AND #kind <> :internal",
            )
            .expression_attribute_names("#status", "status")
            .expression_attribute_names("#kind", "kind")
            .expression_attribute_values(":currency", currency(transfer))
            .expression_attribute_values(":closed", string("closed"))
            .expression_attribute_values(":internal", string("internal"))
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
            .build()
            .map_err(|_| StoreError::Corrupt {
                kind: "condition check",
            })?;
        Ok(TransactWriteItem::builder().condition_check(check).build())
    }

    fn spend(&self, transfer: &Transfer) -> Result<TransactWriteItem, StoreError> {
        let sk = spend_sk(transfer).ok_or(StoreError::Corrupt { kind: "transfer" })?;
        let limit = limits::per_day(transfer.amount.currency());
        let room = limit
            .checked_sub(transfer.amount)
            .map_or(-1, domain::money::Money::minor);
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
        return existing(transfer, found).map(Some);
    }
    if let Some(Reason::Condition(found)) = reasons.next() {
        return Ok(refused(found, transfer.amount, Account::may_hold)?);
    }
    if let Some(Reason::Condition(found)) = reasons.next() {
        return Ok(refused(found, transfer.amount, Account::may_be_credited)?);
    }
    if let Some(Reason::Condition(_)) = reasons.next() {
        return Ok(Some(Reserved::Refused(Refusal::OverDayLimit)));
    }
    Ok(None)
}

fn existing(transfer: &Transfer, found: Option<Item>) -> Result<Reserved, LedgerError> {
    let found = found.ok_or(StoreError::Corrupt { kind: "transfer" })?;
    let existing = Transfer::try_from(from_item::<TransferItem>("transfer", found)?)?;
    if existing.is_same_request(transfer) {
        Ok(Reserved::AlreadyExists(existing.state))
    } else {
        Err(LedgerError::OtherRequest)
    }
}

fn refused(
    found: Option<Item>,
    amount: Money,
    rule: fn(&Account, Money) -> Result<(), Refusal>,
) -> Result<Option<Reserved>, StoreError> {
    let Some(found) = found else {
        return Ok(Some(Reserved::Refused(Refusal::NoSuchAccount)));
    };
    let account = Account::try_from(from_item::<AccountItem>("account", found)?)?;
    Ok(rule(&account, amount).err().map(Reserved::Refused))
}

fn currency(transfer: &Transfer) -> aws_sdk_dynamodb::types::AttributeValue {
    string(transfer.amount.currency().code())
}
