//! The part of a movement that says which bill it pays.

use serde::{Deserialize, Serialize};

use crate::bill::payment::BillPayment;
use crate::bill::reference::BillReference;
use crate::id::{BillId, BillerId};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BillPaymentV1 {
    biller: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    bill: Option<String>,
    reference: String,
}

impl From<&BillPayment> for BillPaymentV1 {
    fn from(payment: &BillPayment) -> Self {
        let BillPayment {
            biller,
            bill,
            reference,
        } = payment;
        Self {
            biller: biller.0.clone(),
            bill: bill.as_ref().map(|bill| bill.0.clone()),
            reference: reference.text().to_owned(),
        }
    }
}

impl BillPaymentV1 {
    pub(super) fn read(self) -> Option<BillPayment> {
        Some(BillPayment {
            biller: BillerId(self.biller),
            bill: self.bill.map(BillId),
            reference: BillReference::parse(&self.reference)?,
        })
    }
}
