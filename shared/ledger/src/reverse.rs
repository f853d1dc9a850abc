//! Reverse: what a cash machine kept after all goes back to the account it came from, once.
//!
//! Deliberately a transfer of its own and no change of the withdrawal's: entries are written once, and the customer's
//! statement shows both.

use domain::authority::AtmRequest;
use domain::id::OrderId;
use domain::ledger::settlement::Settlement;
use domain::ledger::transfer::{Transfer, TransferError};
use domain::money::Money;
use domain::time::UnixSeconds;

use super::post::Held;
use super::transaction::{MAX_TRIES, Outcome, pause};
use crate::item::transfer::TransferItem;
use crate::{Ledger, LedgerError};
use aws::store::to_item;

impl Ledger {
    /// Gives back what a machine kept of what its request `by` had redeemed; the answer carries the receipt. Reversing
    /// again changes nothing and answers the same.
    ///
    /// # Errors
    /// [`TransferError::NotAuthorised`] if that request redeemed nothing; a refusal if `kept` is nothing or more than
    /// was given out; [`LedgerError::OtherRequest`] if another amount was given back before.
    pub async fn reverse(
        &self,
        id: &OrderId,
        by: &AtmRequest,
        kept: Money,
        now: UnixSeconds,
    ) -> Result<Transfer, LedgerError> {
        let withdrawal = self.must_exist(id).await?;
        let asked = withdrawal.reversal(by, kept, now)?;
        let why = withdrawal.evidence().ok_or(TransferError::NotAuthorised)?;
        for tries in 0..MAX_TRIES {
            if let Some(found) = self.transfer(&asked.id).await? {
                let is_same = found.amount == asked.amount;
                return is_same.then_some(found).ok_or(LedgerError::OtherRequest);
            }
            let (cash, customers) = tokio::try_join!(
                self.account(&asked.debit_account),
                self.account(&asked.credit_account)
            )?;
            let settlement =
                Settlement::reverse(asked.clone(), &cash, &customers, why.clone(), now)?;
            let items = vec![
                self.put_new(to_item(
                    "transfer",
                    &TransferItem::from(&settlement.transfer),
                )?)?,
                self.book(&settlement.debit, Held::No)?,
                self.book(&settlement.credit, Held::No)?,
                self.write(&settlement.debit)?,
                self.write(&settlement.credit)?,
            ];
            if let Outcome::Committed = self.transact(items).await? {
                return Ok(settlement.transfer);
            }
            pause(tries, id).await;
        }
        Err(self.table.contended().into())
    }
}
