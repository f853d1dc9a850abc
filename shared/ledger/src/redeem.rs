//! A hold for a cash machine: kept once its customer has confirmed it, then redeemed, each in one transaction.
//!
//! The request's id is stored with the posting, so that a machine that asks again hears the same, and another one that
//! it came too late.

use aws_sdk_dynamodb::types::TransactWriteItem;
use domain::authority::{Authority, Redemption};
use domain::id::OrderId;
use domain::ledger::settlement::Settlement;
use domain::ledger::transfer::{Posting, Transfer, TransferState};
use domain::time::UnixSeconds;

use super::post::Held;
use super::transaction::{MAX_TRIES, Outcome, pause, updated};
use crate::item::redeemed::RedeemedItem;
use crate::item::transfer::{EvidenceItem, PostingItem};
use crate::item::{TRANSFER_SK, transfer_pk};
use crate::{Ledger, LedgerError};
use aws::store::{StoreError, key, number, string, to_value};

impl Ledger {
    /// Keeps a pending hold for a cash machine, as its customer confirmed it. Authorising it again changes nothing and
    /// answers the same: its time does not begin anew.
    ///
    /// # Errors
    /// [`domain::ledger::transfer::TransferError::NotAuthorised`] unless `authority` is for this very order, or what has become of the transfer.
    pub async fn authorise(
        &self,
        id: &OrderId,
        authority: &Authority,
        now: UnixSeconds,
    ) -> Result<Transfer, LedgerError> {
        for tries in 0..MAX_TRIES {
            let found = self.must_exist(id).await?;
            let evidence = authority.evidence();
            found.is_authorised_by(&evidence)?;
            if matches!(found.state, TransferState::Authorised(_)) {
                return Ok(found);
            }
            let authorised = found.authorise(evidence, now)?;
            let items = vec![self.mark_authorised(&authorised, now)?];
            if let Outcome::Committed = self.transact(items).await? {
                return Ok(authorised);
            }
            pause(tries, id).await;
        }
        Err(self.table.contended().into())
    }

    /// Posts what a cash machine gives out against an authorised hold, and holds the rest no more. The same request
    /// again changes nothing and answers the same, also with another amount: what it did then is what counts.
    ///
    /// # Errors
    /// [`domain::ledger::transfer::TransferError::AlreadyPosted`] if another request has redeemed it, [`domain::ledger::transfer::TransferError::Expired`] or
    /// [`domain::ledger::transfer::TransferError::AlreadyVoided`] if it was given back, or why an account or the amount refuses.
    pub async fn redeem(
        &self,
        id: &OrderId,
        redemption: &Redemption,
        now: UnixSeconds,
    ) -> Result<Transfer, LedgerError> {
        for tries in 0..MAX_TRIES {
            let found = self.must_exist(id).await?;
            if found.redeemed_by() == Some(redemption.by()) {
                return Ok(found);
            }
            let decided = found.clone().redeem(redemption, now)?;
            let (debit, cash) = self.both_accounts(&decided, tries).await?;
            let settlement = Settlement::redeem(found, &debit, &cash, redemption, now)?;
            let items = self.redeeming(&settlement, now)?;
            if let Outcome::Committed = self.transact(items).await? {
                return Ok(settlement.transfer);
            }
            pause(tries, id).await;
        }
        Err(self.table.contended().into())
    }

    fn mark_authorised(
        &self,
        authorised: &Transfer,
        now: UnixSeconds,
    ) -> Result<TransactWriteItem, StoreError> {
        let TransferState::Authorised(confirmed) = &authorised.state else {
            return Err(StoreError::Corrupt { kind: "transfer" });
        };
        let confirmed = to_value("transfer", &EvidenceItem::from(&**confirmed))?;
        updated(
            self.update(key(&transfer_pk(&authorised.id), TRANSFER_SK))
                .update_expression(
                    "SET #state = :authorised, hold_expires_at = :until, confirmed = :confirmed",
                )
                .condition_expression("#state = :pending AND hold_expires_at > :now")
                .expression_attribute_names("#state", "state")
                .expression_attribute_values(":authorised", string("authorised"))
                .expression_attribute_values(":pending", string("pending"))
                .expression_attribute_values(":now", number(now.0))
                .expression_attribute_values(":until", number(authorised.hold_expires_at.0))
                .expression_attribute_values(":confirmed", confirmed),
        )
    }

    fn redeeming(
        &self,
        settlement: &Settlement,
        now: UnixSeconds,
    ) -> Result<Vec<TransactWriteItem>, StoreError> {
        let transfer = &settlement.transfer;
        let TransferState::Posted(posting) = &transfer.state else {
            return Err(StoreError::Corrupt { kind: "settlement" });
        };
        let rest = transfer.given_back().filter(|rest| rest.is_positive());
        let mut items = vec![
            self.mark_redeemed(transfer, posting, now)?,
            self.book(&settlement.debit, rest.map_or(Held::Yes, Held::More))?,
            self.book(&settlement.credit, Held::No)?,
            self.write(&settlement.debit)?,
            self.write(&settlement.credit)?,
        ];
        items.extend(rest.map(|rest| self.unspend(transfer, rest)).transpose()?);
        Ok(items)
    }

    fn mark_redeemed(
        &self,
        transfer: &Transfer,
        posting: &Posting,
        now: UnixSeconds,
    ) -> Result<TransactWriteItem, StoreError> {
        let posting = PostingItem::from(posting);
        let authority = to_value("transfer", &posting.authority)?;
        let redeemed = transfer.redeemed.as_ref().map(RedeemedItem::from);
        updated(
            self.update(key(&transfer_pk(&transfer.id), TRANSFER_SK))
                .update_expression(
                    "SET #state = :posted, redeemed = :redeemed, amount_minor = :amount, \
                     posted_at = :posted_at, credited = :credited, debit_entry = :debit_entry, \
                     credit_entry = :credit_entry, balance_minor = :balance, \
                     authority = :authority REMOVE hold_bucket, confirmed",
                )
                .expression_attribute_values(":redeemed", to_value("transfer", &redeemed)?)
                .condition_expression("#state = :authorised AND hold_expires_at > :now")
                .expression_attribute_names("#state", "state")
                .expression_attribute_values(":posted", string("posted"))
                .expression_attribute_values(":authorised", string("authorised"))
                .expression_attribute_values(":now", number(now.0))
                .expression_attribute_values(":amount", number(transfer.amount.minor()))
                .expression_attribute_values(":posted_at", number(posting.posted_at))
                .expression_attribute_values(":credited", string(posting.credited))
                .expression_attribute_values(":debit_entry", number(posting.debit_entry))
                .expression_attribute_values(":credit_entry", number(posting.credit_entry))
                .expression_attribute_values(":balance", number(posting.balance_minor))
                .expression_attribute_values(":authority", authority),
        )
    }
}
