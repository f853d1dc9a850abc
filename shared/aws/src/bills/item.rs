//! How billers and bills lie in the bills table.

use domain::bill::reference::{BillReference, ReferenceRule};
use domain::bill::{Bill, Biller, Kind};
use domain::id::{AccountId, BillId, BillerId, CustomerId};
use domain::money::{Currency, Money};
use serde::{Deserialize, Serialize};

use crate::store::{StoreError, customer_pk};

/// Role of the table in errors and logs.
pub const TABLE: &str = "billing";

/// Kinds of item, in errors.
pub const BILLER: &str = "biller";
pub const BILL: &str = "bill";

/// The one partition of all billers.
pub const BILLERS_PK: &str = "BILLERS";

pub const BILLER_PREFIX: &str = "BILLER#";
pub const BILL_PREFIX: &str = "BILL#";

pub fn biller_sk(id: &BillerId) -> String {
    format!("{BILLER_PREFIX}{}", id.0)
}

pub fn bill_sk(id: &BillId) -> String {
    format!("{BILL_PREFIX}{}", id.0)
}

/// Who sends bills.
#[derive(Serialize, Deserialize)]
pub struct BillerItem {
    pk: String,
    sk: String,
    biller_id: String,
    name: String,
    /// [`Kind::name`].
    kinds: Vec<String>,
    account_id: String,
    /// [`ReferenceRule::to_text`].
    reference_rule: String,
}

/// What a customer is asked to pay.
#[derive(Serialize, Deserialize)]
pub struct BillItem {
    pk: String,
    sk: String,
    bill_id: String,
    customer: String,
    biller_id: String,
    reference: String,
    amount_minor: i64,
    currency: String,
    /// `yyyy-mm-dd`.
    due_on: String,
}

impl From<&Biller> for BillerItem {
    fn from(biller: &Biller) -> Self {
        Self {
            pk: BILLERS_PK.to_owned(),
            sk: biller_sk(&biller.id),
            biller_id: biller.id.0.clone(),
            name: biller.name.clone(),
            kinds: biller
                .kinds
                .iter()
                .map(|kind| kind.name().to_owned())
                .collect(),
            account_id: biller.account.0.clone(),
            reference_rule: biller.rule.to_text(),
        }
    }
}

impl TryFrom<BillerItem> for Biller {
    type Error = StoreError;

    fn try_from(item: BillerItem) -> Result<Self, StoreError> {
        const CORRUPT: StoreError = StoreError::Corrupt { kind: BILLER };
        let kinds = item
            .kinds
            .iter()
            .map(|name| Kind::parse(name).ok_or(CORRUPT));
        Ok(Self {
            kinds: kinds.collect::<Result<_, _>>()?,
            rule: ReferenceRule::parse(&item.reference_rule).map_err(|_| CORRUPT)?,
            id: BillerId(item.biller_id),
            name: item.name,
            account: AccountId(item.account_id),
        })
    }
}

impl From<&Bill> for BillItem {
    fn from(bill: &Bill) -> Self {
        Self {
            pk: customer_pk(&bill.customer),
            sk: bill_sk(&bill.id),
            bill_id: bill.id.0.clone(),
            customer: bill.customer.0.clone(),
            biller_id: bill.biller.0.clone(),
            reference: bill.reference.text().to_owned(),
            amount_minor: bill.amount.minor(),
            currency: bill.amount.currency().code().to_owned(),
            due_on: bill.due_on.to_string(),
        }
    }
}

impl TryFrom<BillItem> for Bill {
    type Error = StoreError;

    fn try_from(item: BillItem) -> Result<Self, StoreError> {
        const CORRUPT: StoreError = StoreError::Corrupt { kind: BILL };
        let currency = Currency::parse(&item.currency).map_err(|_| CORRUPT)?;
        Ok(Self {
            reference: BillReference::parse(&item.reference).ok_or(CORRUPT)?,
            amount: Money::new(item.amount_minor, currency),
            due_on: item.due_on.parse().map_err(|_| CORRUPT)?,
            id: BillId(item.bill_id),
            customer: CustomerId(item.customer),
            biller: BillerId(item.biller_id),
        })
    }
}
