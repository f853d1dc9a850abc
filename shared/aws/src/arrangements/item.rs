//! How payees lie in the arrangements table.

use domain::bank_details::BankDetails;
use domain::customer::payee::Payee;
use domain::id::{CustomerId, PayeeId};
use domain::time::UnixSeconds;
use serde::{Deserialize, Serialize};

use crate::store::{StoreError, customer_pk};

/// Role of the table in errors and logs.
pub const TABLE: &str = "arrangements";

/// How the sort keys of payees begin.
pub const PAYEE_PREFIX: &str = "PAYEE#";

pub const CORRUPT: StoreError = StoreError::Corrupt { kind: "payee" };

pub fn payee_sk(id: &PayeeId) -> String {
    format!("{PAYEE_PREFIX}{}", id.0)
}

/// Where the place of a payee's name and account is held.
pub fn distinction_sk(payee: &Payee) -> String {
    format!("DISTINCTION#{}", payee.distinction().hex())
}

/// A payee.
#[derive(Serialize, Deserialize)]
pub struct PayeeItem {
    pk: String,
    sk: String,
    payee_id: String,
    name: String,
    /// [`BankDetails::to_text`].
    details: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    payee_customer: Option<String>,
    added_at: i64,
}

/// Keeps another payee from the same name with the same account.
#[derive(Serialize)]
pub struct DistinctionItem {
    pk: String,
    sk: String,
    payee_id: String,
}

impl PayeeItem {
    pub fn new(owner: &CustomerId, payee: &Payee) -> Self {
        Self {
            pk: customer_pk(owner),
            sk: payee_sk(&payee.id),
            payee_id: payee.id.0.clone(),
            name: payee.name.clone(),
            details: payee.details.to_text(),
            payee_customer: payee.customer.as_ref().map(|customer| customer.0.clone()),
            added_at: payee.added_at.0,
        }
    }
}

impl DistinctionItem {
    pub fn new(owner: &CustomerId, payee: &Payee) -> Self {
        Self {
            pk: customer_pk(owner),
            sk: distinction_sk(payee),
            payee_id: payee.id.0.clone(),
        }
    }
}

impl TryFrom<PayeeItem> for Payee {
    type Error = StoreError;

    fn try_from(item: PayeeItem) -> Result<Self, StoreError> {
        Ok(Self {
            id: PayeeId(item.payee_id),
            name: item.name,
            details: BankDetails::parse(&item.details).map_err(|_| CORRUPT)?,
            customer: item.payee_customer.map(CustomerId),
            added_at: UnixSeconds(item.added_at),
        })
    }
}
