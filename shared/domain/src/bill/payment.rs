//! What a movement of money pays: a bill, or a biller by a reference alone.

use super::reference::BillReference;
use crate::id::{BillId, BillerId};

/// Which bill is paid. Sealed with the order, kept with the transfer, and part of the digest of both.
#[derive(Clone, PartialEq, Eq)]
pub struct BillPayment {
    /// Who is paid.
    pub biller: BillerId,
    /// The bill, which is then paid as a whole and once; nothing where somebody pays by a reference they typed.
    pub bill: Option<BillId>,
    /// By which the biller knows what was paid.
    pub reference: BillReference,
}

impl BillPayment {
    /// What a digest takes in for it: never mistaken for the field of something else.
    pub(crate) fn fields(&self) -> Vec<&[u8]> {
        let (biller, reference) = (self.biller.0.as_bytes(), self.reference.text().as_bytes());
        match &self.bill {
            Some(bill) => vec![b"bill", biller, bill.0.as_bytes(), reference],
            None => vec![b"biller", biller, reference],
        }
    }
}

/// What somebody pays is confidential: only which bill it is may reach a log.
impl std::fmt::Debug for BillPayment {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("BillPayment")
            .field("bill", &self.bill)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_payments_have_the_same_fields() {
        let with = |bill: Option<&str>, reference: &str| BillPayment {
            biller: BillerId("city-power".to_owned()),
            bill: bill.map(|id| BillId(id.to_owned())),
            reference: BillReference::parse(reference).unwrap(),
        };
        let all = [
            with(Some("november"), "RF18539007547034"),
            with(Some("october"), "RF18539007547034"),
            with(Some("november"), "RF471234567890"),
            with(None, "RF18539007547034"),
        ];
        for (place, one) in all.iter().enumerate() {
            for other in &all[..place] {
                assert_ne!(one.fields(), other.fields());
            }
        }
    }
}
