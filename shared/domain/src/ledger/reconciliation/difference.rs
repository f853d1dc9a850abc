//! What does not agree: about whom, what kind, and by how much. Never a balance, a name or a phone.

use std::fmt;

use crate::id::{AccountId, CustomerId, OrderId};
use crate::money::{Currency, Money};

/// Something in the ledger that does not agree with the rest of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Difference {
    /// About whom.
    pub subject: Subject,
    /// What is wrong.
    pub kind: Kind,
    /// What is stored less what it should be; none where no amount can be told.
    pub amount: Option<Money>,
    /// The transfer that led to it, where one did.
    pub transfer: Option<OrderId>,
}

/// About whom a difference is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// An account.
    Account(AccountId),
    /// A customer's daily limit.
    Customer(CustomerId),
    /// A transfer of which no account is known.
    Transfer(OrderId),
    /// All accounts of a currency together.
    Currency(Currency),
    /// Something whose key says nothing.
    Unknown,
}

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Something does not read as it was written, or lies under another's key.
    Unreadable,
    /// There are entries or holds of an account that is not there.
    AccountMissing,
    /// An entry is missing from the journal.
    EntryMissing,
    /// A number, or one side of a transfer, is in the journal twice.
    EntryDoubled,
    /// An entry does not say what it said when it was written, or its transfer does not.
    EntryAltered,
    /// An entry's transfer is not there, or was not posted.
    TransferMissing,
    /// A transfer was posted without an authority for its order.
    AuthorityMissing,
    /// Somebody ordered a debit of an account that is not theirs.
    OwnerDiffers,
    /// The posted balance is not the sum of the entries.
    BalanceDiffers,
    /// The account does not point at its last entry.
    HeadDiffers,
    /// What is held is not the sum of the pending transfers.
    PendingDiffers,
    /// What is available is not what is posted less what is held.
    AvailableDiffers,
    /// A pending transfer is not in the index of holds, or a settled one is.
    IndexDiffers,
    /// A day's spend is not the sum of that day's transfers.
    SpendDiffers,
    /// A bill is taken by another transfer than the one that pays it, by none, or by more than one.
    BillDiffers,
    /// Something was given back of a withdrawal that is not there, is another's, or was less.
    ReversalDiffers,
    /// A standing order has paid one day twice, or under a name that is not that day's.
    MandateDiffers,
    /// The balances of a currency do not add up to nothing, as every debit and its credit do.
    MoneyFromNowhere,
}

impl Kind {
    /// The stable name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::AccountMissing => "account_missing",
            Self::EntryMissing => "entry_missing",
            Self::EntryDoubled => "entry_doubled",
            Self::EntryAltered => "entry_altered",
            Self::TransferMissing => "transfer_missing",
            Self::AuthorityMissing => "authority_missing",
            Self::OwnerDiffers => "owner_differs",
            Self::BalanceDiffers => "balance_differs",
            Self::HeadDiffers => "head_differs",
            Self::PendingDiffers => "pending_differs",
            Self::AvailableDiffers => "available_differs",
            Self::IndexDiffers => "index_differs",
            Self::SpendDiffers => "spend_differs",
            Self::BillDiffers => "bill_differs",
            Self::ReversalDiffers => "reversal_differs",
            Self::MandateDiffers => "mandate_differs",
            Self::MoneyFromNowhere => "money_from_nowhere",
        }
    }
}

impl Difference {
    pub(super) const fn of(subject: Subject, kind: Kind, amount: Option<Money>) -> Self {
        Self {
            subject,
            kind,
            amount,
            transfer: None,
        }
    }

    pub(super) fn with(self, transfer: &OrderId) -> Self {
        Self {
            transfer: Some(transfer.clone()),
            ..self
        }
    }
}

/// An account by its bare identifier, anything else with what it is.
impl fmt::Display for Subject {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Account(id) => formatter.write_str(&id.0),
            Self::Customer(id) => write!(formatter, "customer {}", id.0),
            Self::Transfer(id) => write!(formatter, "transfer {}", id.0),
            Self::Currency(currency) => write!(formatter, "all in {}", currency.code()),
            Self::Unknown => formatter.write_str("unknown"),
        }
    }
}
