//! A transfer: what was asked for, where it stands and, once posted, its receipt.

use domain::authority::{Evidence, Seal};
use domain::bill::payment::BillPayment;
use domain::bill::reference::BillReference;
use domain::id::{AccountId, BillId, BillerId, CustomerId, OrderId};
use domain::keyed_hash::Hash;
use domain::ledger::transfer::{Mandate, Posting, Transfer, TransferState};
use domain::time::{Day, UnixSeconds};
use serde::{Deserialize, Serialize};

use super::redeemed::RedeemedItem;
use super::{TRANSFER_SK, hold_bucket, money, reference, transfer_pk};
use aws::store::StoreError;

const KIND: &str = "transfer";

#[derive(Serialize, Deserialize)]
pub struct TransferItem {
    pk: String,
    sk: String,
    transfer_id: String,
    customer: String,
    /// Digest of the order's sealed bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    order_digest: Option<String>,
    payer_name: String,
    debit_account: String,
    credit_account: String,
    payee_name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reference: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    bill: Option<BillPaymentItem>,
    amount_minor: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    redeemed: Option<RedeemedItem>,
    /// Which withdrawal it gives back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reverses: Option<String>,
    /// Which standing order it pays under, and the day that is due, `yyyy-mm-dd`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    mandate: Option<MandateItem>,
    currency: String,
    reserved_at: i64,
    hold_expires_at: i64,
    /// Only while pending: what puts it into the index of holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    hold_bucket: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    spend_day: Option<String>,
    state: StateName,
    /// While it is authorised: what its customer confirmed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    confirmed: Option<EvidenceItem>,
    #[serde(flatten)]
    posting: Option<PostingItem>,
}

/// Under which standing order.
#[derive(Serialize, Deserialize)]
struct MandateItem {
    order: String,
    due: String,
}

/// Which bill is paid.
#[derive(Serialize, Deserialize)]
struct BillPaymentItem {
    biller: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    bill: Option<String>,
    reference: String,
}

/// What posting adds.
#[derive(Clone, Serialize, Deserialize)]
pub struct PostingItem {
    pub posted_at: i64,
    pub credited: String,
    pub debit_entry: u64,
    pub credit_entry: u64,
    pub balance_minor: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority: Option<EvidenceItem>,
}

/// Why it was posted.
#[derive(Clone, Serialize, Deserialize)]
pub struct EvidenceItem {
    order: String,
    digest: String,
    seal: String,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum StateName {
    Pending,
    Authorised,
    Posted,
    Voided,
    Expired,
}

impl TransferItem {
    /// Whether the sweep could find it: a held one in the partition that is its own, or a settled one
    /// in any.
    pub fn is_indexed(&self) -> bool {
        let is_held = matches!(self.state, StateName::Pending | StateName::Authorised);
        let own = || hold_bucket(&OrderId(self.transfer_id.clone()));
        self.hold_bucket
            .as_ref()
            .is_some_and(|bucket| !is_held || *bucket == own())
    }
}

impl From<&Transfer> for TransferItem {
    fn from(transfer: &Transfer) -> Self {
        let (state, posting) = state_name(&transfer.state);
        Self {
            pk: transfer_pk(&transfer.id),
            sk: TRANSFER_SK.to_owned(),
            transfer_id: transfer.id.0.clone(),
            customer: transfer.customer.0.clone(),
            order_digest: transfer.order.as_ref().map(Hash::hex),
            payer_name: transfer.payer_name.clone(),
            debit_account: transfer.debit_account.0.clone(),
            credit_account: transfer.credit_account.0.clone(),
            payee_name: transfer.payee_name.clone(),
            reference: transfer.reference.as_ref().map(String::from),
            bill: transfer.bill.as_ref().map(BillPaymentItem::from),
            amount_minor: transfer.amount.minor(),
            redeemed: transfer.redeemed.as_ref().map(RedeemedItem::from),
            reverses: transfer.reverses.as_ref().map(|of| of.0.clone()),
            mandate: transfer.mandate.as_ref().map(MandateItem::from),
            currency: transfer.amount.currency().code().to_owned(),
            reserved_at: transfer.reserved_at.0,
            hold_expires_at: transfer.hold_expires_at.0,
            hold_bucket: transfer.state.is_held().then(|| hold_bucket(&transfer.id)),
            spend_day: transfer.spend_day.as_ref().map(|day| day.0.clone()),
            state,
            confirmed: confirmed(&transfer.state),
            posting,
        }
    }
}

impl TryFrom<TransferItem> for Transfer {
    type Error = StoreError;

    fn try_from(item: TransferItem) -> Result<Self, StoreError> {
        Ok(Self {
            state: state(&item)?,
            amount: money(KIND, item.amount_minor, &item.currency)?,
            redeemed: item
                .redeemed
                .map(|redeemed| redeemed.read(&item.currency))
                .transpose()?,
            reverses: item.reverses.map(OrderId),
            mandate: item.mandate.map(Mandate::try_from).transpose()?,
            id: OrderId(item.transfer_id),
            customer: CustomerId(item.customer),
            order: item.order_digest.as_deref().map(hash).transpose()?,
            payer_name: item.payer_name,
            debit_account: AccountId(item.debit_account),
            credit_account: AccountId(item.credit_account),
            payee_name: item.payee_name,
            reference: reference(KIND, item.reference)?,
            bill: item.bill.map(BillPayment::try_from).transpose()?,
            reserved_at: UnixSeconds(item.reserved_at),
            hold_expires_at: UnixSeconds(item.hold_expires_at),
            spend_day: item.spend_day.map(Day),
        })
    }
}

impl From<&Mandate> for MandateItem {
    fn from(mandate: &Mandate) -> Self {
        Self {
            order: mandate.order.0.clone(),
            due: mandate.due.to_string(),
        }
    }
}

impl TryFrom<MandateItem> for Mandate {
    type Error = StoreError;

    fn try_from(item: MandateItem) -> Result<Self, StoreError> {
        let due = item.due.parse();
        Ok(Self {
            order: OrderId(item.order),
            due: due.map_err(|_| StoreError::Corrupt { kind: KIND })?,
        })
    }
}

impl From<&BillPayment> for BillPaymentItem {
    fn from(payment: &BillPayment) -> Self {
        Self {
            biller: payment.biller.0.clone(),
            bill: payment.bill.as_ref().map(|bill| bill.0.clone()),
            reference: payment.reference.text().to_owned(),
        }
    }
}

impl TryFrom<BillPaymentItem> for BillPayment {
    type Error = StoreError;

    fn try_from(item: BillPaymentItem) -> Result<Self, StoreError> {
        let reference = BillReference::parse(&item.reference);
        Ok(Self {
            biller: BillerId(item.biller),
            bill: item.bill.map(BillId),
            reference: reference.ok_or(StoreError::Corrupt { kind: KIND })?,
        })
    }
}

impl From<&Posting> for PostingItem {
    fn from(posting: &Posting) -> Self {
        Self {
            posted_at: posting.posted_at.0,
            credited: posting.credited.0.clone(),
            debit_entry: posting.debit_entry,
            credit_entry: posting.credit_entry,
            balance_minor: posting.balance_after.minor(),
            authority: posting.authority.as_deref().map(EvidenceItem::from),
        }
    }
}

fn state_name(state: &TransferState) -> (StateName, Option<PostingItem>) {
    match state {
        TransferState::Pending => (StateName::Pending, None),
        TransferState::Authorised(_) => (StateName::Authorised, None),
        TransferState::Posted(posting) => (StateName::Posted, Some(posting.into())),
        TransferState::Voided => (StateName::Voided, None),
        TransferState::Expired => (StateName::Expired, None),
    }
}

/// What a held one was confirmed with; a posted one has that in its receipt.
fn confirmed(state: &TransferState) -> Option<EvidenceItem> {
    match state {
        TransferState::Authorised(confirmed) => Some(EvidenceItem::from(&**confirmed)),
        _ => None,
    }
}

/// As the state is stored.
pub const fn name_of(state: &TransferState) -> &'static str {
    match state {
        TransferState::Pending => "pending",
        TransferState::Authorised(_) => "authorised",
        TransferState::Posted(_) => "posted",
        TransferState::Voided => "voided",
        TransferState::Expired => "expired",
    }
}

fn state(item: &TransferItem) -> Result<TransferState, StoreError> {
    Ok(match (item.state, &item.posting) {
        (StateName::Pending, None) => TransferState::Pending,
        (StateName::Authorised, None) => {
            let confirmed = item.confirmed.as_ref();
            let confirmed = confirmed.ok_or(StoreError::Corrupt { kind: KIND })?;
            TransferState::Authorised(Box::new(evidence(confirmed)?))
        }
        (StateName::Voided, None) => TransferState::Voided,
        (StateName::Expired, None) => TransferState::Expired,
        (StateName::Posted, Some(posting)) => TransferState::Posted(Posting {
            posted_at: UnixSeconds(posting.posted_at),
            credited: AccountId(posting.credited.clone()),
            debit_entry: posting.debit_entry,
            credit_entry: posting.credit_entry,
            balance_after: money(KIND, posting.balance_minor, &item.currency)?,
            authority: posting
                .authority
                .as_ref()
                .map(evidence)
                .transpose()?
                .map(Box::new),
        }),
        _ => return Err(StoreError::Corrupt { kind: KIND }),
    })
}

impl From<&Evidence> for EvidenceItem {
    fn from(evidence: &Evidence) -> Self {
        Self {
            order: evidence.order.0.clone(),
            digest: evidence.digest.hex(),
            seal: evidence.seal.to_text(),
        }
    }
}

fn evidence(item: &EvidenceItem) -> Result<Evidence, StoreError> {
    Ok(Evidence {
        order: OrderId(item.order.clone()),
        digest: hash(&item.digest)?,
        seal: Seal::parse(&item.seal).ok_or(StoreError::Corrupt { kind: KIND })?,
    })
}

fn hash(text: &str) -> Result<Hash, StoreError> {
    Hash::from_hex(text).ok_or(StoreError::Corrupt { kind: KIND })
}
