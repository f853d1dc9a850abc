//! How a confirmation can end, by the names the workflow and the table know.

use crate::arrangement::Misfit;
use crate::customer::standing::Barred;
use crate::ledger::refusal::Refusal;

/// How a confirmation ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// It was carried out.
    Done,
    /// The customer called it off.
    Cancelled,
    /// The customer asked for something else instead.
    Replaced,
    /// PIN or fact was wrong too often.
    CredentialsRejected,
    /// The passcode was wrong too often.
    PasscodeRejected,
    /// The customer says it was somebody else who asked.
    NotAskedFor,
    /// The channel is suspended.
    Suspended,
    /// Too many tries failed in a row, over all confirmations.
    Locked,
    /// No passcode could be texted.
    PasscodeNotSent,
    /// Nobody answered in time.
    Expired,
    /// There is not enough money.
    InsufficientFunds,
    /// The day's limit is used up, or the amount is over what one transfer may move.
    LimitReached,
    /// The phone was linked a few days ago, and may not do that yet.
    FreshPhone,
    /// One of the two accounts is frozen, closed or not there.
    AccountUnavailable,
    /// The bill is paid already, or another payment of it is on its way.
    AlreadyPaid,
    /// The bill or the biller is not as the order says.
    BillChanged,
    /// What was to be arranged is there already.
    AlreadyThere,
    /// What was to be changed is no longer there.
    Gone,
    /// There is no room for one more of its kind.
    Full,
    /// Something on the bank's side broke; nothing was done.
    Failed,
    /// It could be neither carried out nor taken back; a person looks at it.
    Unresolved,
}

impl Ending {
    /// Every ending, for tables and tests.
    pub const ALL: [Self; 21] = [
        Self::Done,
        Self::Cancelled,
        Self::Replaced,
        Self::CredentialsRejected,
        Self::PasscodeRejected,
        Self::NotAskedFor,
        Self::Suspended,
        Self::Locked,
        Self::PasscodeNotSent,
        Self::Expired,
        Self::InsufficientFunds,
        Self::LimitReached,
        Self::FreshPhone,
        Self::AccountUnavailable,
        Self::AlreadyPaid,
        Self::BillChanged,
        Self::AlreadyThere,
        Self::Gone,
        Self::Full,
        Self::Failed,
        Self::Unresolved,
    ];

    /// The stable name: error name in the workflow, attribute in the table.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Done => "Done",
            Self::Cancelled => "Cancelled",
            Self::Replaced => "Replaced",
            Self::CredentialsRejected => "CredentialsRejected",
            Self::PasscodeRejected => "PasscodeRejected",
            Self::NotAskedFor => "NotAskedFor",
            Self::Suspended => "Suspended",
            Self::Locked => "Locked",
            Self::PasscodeNotSent => "PasscodeNotSent",
            Self::Expired => "Expired",
            Self::InsufficientFunds => "InsufficientFunds",
            Self::LimitReached => "LimitReached",
            Self::FreshPhone => "FreshPhone",
            Self::AccountUnavailable => "AccountUnavailable",
            Self::AlreadyPaid => "AlreadyPaid",
            Self::BillChanged => "BillChanged",
            Self::AlreadyThere => "AlreadyThere",
            Self::Gone => "Gone",
            Self::Full => "Full",
            Self::Failed => "Failed",
            Self::Unresolved => "Unresolved",
        }
    }

    /// Reads the name back; anything unknown is a failure, never a success.
    #[must_use]
    pub fn parse(name: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|ending| ending.name() == name)
            // What a workflow of the version before says of an order that was carried out.
            .or_else(|| (name == "Posted").then_some(Self::Done))
            .unwrap_or(Self::Failed)
    }
}

impl From<Refusal> for Ending {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::InsufficientFunds => Self::InsufficientFunds,
            Refusal::OverTransferLimit | Refusal::OverDayLimit => Self::LimitReached,
            Refusal::AccountFrozen
            | Refusal::AccountClosed
            | Refusal::NoSuchAccount
            | Refusal::NotDebitable
            | Refusal::NotCreditable => Self::AccountUnavailable,
            Refusal::NotPositive
            | Refusal::OutOfRange
            | Refusal::SameAccount
            | Refusal::CurrencyMismatch => Self::Failed,
        }
    }
}

impl From<Misfit> for Ending {
    fn from(misfit: Misfit) -> Self {
        match misfit {
            Misfit::AlreadyThere => Self::AlreadyThere,
            Misfit::Gone => Self::Gone,
            Misfit::Full => Self::Full,
        }
    }
}

impl From<Barred> for Ending {
    fn from(barred: Barred) -> Self {
        match barred {
            Barred::Suspended(_) => Self::Suspended,
            Barred::Locked => Self::Locked,
        }
    }
}
