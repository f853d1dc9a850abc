//! A customer's bills and everybody who sends some, on the wire.

use domain::bill::reference::{BillReference, ReferenceRule};
use domain::bill::{Bill, BillView, Biller, Billing, Kind};
use domain::id::{AccountId, BillId, BillerId, CustomerId};
use domain::money::{Currency, Money};
use domain::time::UnixSeconds;
use serde::{Deserialize, Serialize};

use super::Unreadable;

/// What `accounts` says of bills.
#[derive(Serialize, Deserialize)]
pub struct BillsAnswer {
    /// By name.
    pub billers: Vec<BillerItem>,
    /// By the day they are due, the earliest first.
    pub bills: Vec<BillItem>,
}

/// Who sends bills.
#[derive(Serialize, Deserialize)]
pub struct BillerItem {
    /// The bank's identifier.
    pub biller_id: String,
    /// What customers know it by.
    pub name: String,
    /// What its bills are for: [`Kind::name`].
    pub kinds: Vec<String>,
    /// Where it is paid.
    pub account_id: String,
    /// How its references are checked: [`ReferenceRule::to_text`].
    pub reference_rule: String,
}

/// A bill, and whether it is paid.
#[derive(Serialize, Deserialize)]
pub struct BillItem {
    /// Names it among its customer's.
    pub bill_id: String,
    /// Whose it is.
    pub customer_id: String,
    /// Who sent it.
    pub biller_id: String,
    /// By which the biller knows what was paid.
    pub reference: String,
    /// How much, in minor units; more than zero.
    pub amount_minor: i64,
    /// ISO 4217.
    pub currency: String,
    /// The last day on which it is paid in time, `yyyy-mm-dd`.
    pub due_on: String,
    /// When it was paid, in unix seconds; missing while it is not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paid_at: Option<i64>,
}

impl From<&Billing> for BillsAnswer {
    fn from(billing: &Billing) -> Self {
        Self {
            billers: billing.billers.iter().map(BillerItem::from).collect(),
            bills: billing.bills.iter().map(BillItem::from).collect(),
        }
    }
}

impl TryFrom<BillsAnswer> for Billing {
    type Error = Unreadable;

    fn try_from(answer: BillsAnswer) -> Result<Self, Unreadable> {
        let billers = answer.billers.into_iter().map(Biller::try_from);
        let bills = answer.bills.into_iter().map(BillView::try_from);
        Ok(Self {
            billers: billers.collect::<Result<_, _>>()?,
            bills: bills.collect::<Result<_, _>>()?,
        })
    }
}

impl From<&Biller> for BillerItem {
    fn from(biller: &Biller) -> Self {
        let kinds = biller.kinds.iter().map(|kind| kind.name().to_owned());
        Self {
            biller_id: biller.id.0.clone(),
            name: biller.name.clone(),
            kinds: kinds.collect(),
            account_id: biller.account.0.clone(),
            reference_rule: biller.rule.to_text(),
        }
    }
}

impl TryFrom<BillerItem> for Biller {
    type Error = Unreadable;

    fn try_from(item: BillerItem) -> Result<Self, Unreadable> {
        let kinds = item
            .kinds
            .iter()
            .map(|name| Kind::parse(name).ok_or(Unreadable));
        Ok(Self {
            kinds: kinds.collect::<Result<_, _>>()?,
            rule: ReferenceRule::parse(&item.reference_rule).map_err(|_| Unreadable)?,
            id: BillerId(item.biller_id),
            name: item.name,
            account: AccountId(item.account_id),
        })
    }
}

impl From<&BillView> for BillItem {
    fn from(BillView { bill, paid_at }: &BillView) -> Self {
        Self {
            bill_id: bill.id.0.clone(),
            customer_id: bill.customer.0.clone(),
            biller_id: bill.biller.0.clone(),
            reference: bill.reference.text().to_owned(),
            amount_minor: bill.amount.minor(),
            currency: bill.amount.currency().code().to_owned(),
            due_on: bill.due_on.to_string(),
            paid_at: paid_at.map(|moment| moment.0),
        }
    }
}

impl TryFrom<BillItem> for BillView {
    type Error = Unreadable;

    fn try_from(item: BillItem) -> Result<Self, Unreadable> {
        let currency = Currency::parse(&item.currency).map_err(|_| Unreadable)?;
        let bill = Bill {
            reference: BillReference::parse(&item.reference).ok_or(Unreadable)?,
            amount: Money::new(item.amount_minor, currency),
            due_on: item.due_on.parse().map_err(|_| Unreadable)?,
            id: BillId(item.bill_id),
            customer: CustomerId(item.customer_id),
            biller: BillerId(item.biller_id),
        };
        Ok(Self {
            bill,
            paid_at: item.paid_at.map(UnixSeconds),
        })
    }
}
