//! What an order that pays a bill must be besides: as the bank has it on file, and the only one.

use domain::confirmation::{Confirmation, Ending, Stage};
use domain::failure::Failure;
use domain::id::OrderId;
use domain::ledger::transfer::Transfer;
use domain::money::Money;
use ledger::Reserved;

use crate::{Transfers, failure};

impl Transfers {
    /// Whether the order pays what the bank has on file, if it pays a bill: whoever sealed it is not believed.
    pub(crate) async fn is_as_filed(&self, confirmation: &Confirmation) -> Result<bool, Failure> {
        let order = confirmation.order.order();
        let Some(movement) = order.effect.movement() else {
            return Ok(true);
        };
        let Some(payment) = &movement.bill else {
            return Ok(true);
        };
        let biller = self.bills.biller(&payment.biller).await?;
        let bill = match &payment.bill {
            Some(id) => self.bills.bill(&order.customer, id).await?,
            None => None,
        };
        let judged =
            movement.must_be_as_filed(payment, &order.customer, biller.as_ref(), bill.as_ref());
        Ok(judged.is_ok())
    }

    /// Reserves. A bill that an order has taken which has ended since, and will never be carried out, is given back
    /// here: its own workflow may only be about to.
    pub(crate) async fn reserve(
        &self,
        transfer: &Transfer,
        per_day: Money,
    ) -> Result<Reserved, Failure> {
        let reserve = || self.ledger.reserve_within(transfer, per_day);
        let reserved = reserve().await.map_err(failure)?;
        match reserved {
            Reserved::Taken(other) if self.is_given_up(&other).await? => {
                // Whether it is voided now or was before, the bill is free.
                self.void(&other).await?;
                reserve().await.map_err(failure)
            }
            reserved => Ok(reserved),
        }
    }

    /// Whether an order has ended without being carried out.
    async fn is_given_up(&self, id: &OrderId) -> Result<bool, Failure> {
        let found = self.orders.find(id).await?;
        Ok(found.is_some_and(|found| match found.stage {
            // Of what is unresolved nobody knows yet what became of it.
            Stage::Ended(ending) => !matches!(ending, Ending::Done | Ending::Unresolved),
            _ => false,
        }))
    }
}
