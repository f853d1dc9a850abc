//! A customer's bills: what is on file, and whether the ledger says that it is paid.

use domain::bill::{BillView, Billing};
use domain::failure::Failure;
use domain::id::CustomerId;

use crate::Enquiries;

impl Enquiries {
    /// The customer's bills, the earliest first, and everybody who sends some.
    pub(crate) async fn billing(&self, customer: &CustomerId) -> Result<Billing, Failure> {
        let billers = self.bills.billers().await?;
        let bills = self.bills.of(customer).await?;
        let ids: Vec<_> = bills.iter().map(|bill| bill.id.clone()).collect();
        let paid = self.accounts.paid_at(customer, &ids).await?;
        let view = |bill: domain::bill::Bill| BillView {
            paid_at: paid.get(&bill.id).copied(),
            bill,
        };
        Ok(Billing {
            billers,
            bills: bills.into_iter().map(view).collect(),
        })
    }
}
