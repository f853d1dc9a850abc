//! Why the ledger does not hold or post a transfer.

/// Why a transfer is not even held, or not posted though it is. Nothing has moved.
#[derive(Clone, Copy, Debug, thiserror::Error, PartialEq, Eq)]
pub enum Refusal {
    /// Zero or below.
    #[error("amount is not more than zero")]
    NotPositive,
    /// The sum does not fit the ledger.
    #[error("amount is out of range")]
    OutOfRange,
    /// More than one transfer may move.
    #[error("amount is over the limit per transfer")]
    OverTransferLimit,
    /// More than is left of the day's limit.
    #[error("amount is over what is left of the day's limit")]
    OverDayLimit,
    /// More than is available.
    #[error("insufficient funds")]
    InsufficientFunds,
    /// Debit and credit account are the same.
    #[error("debit and credit account are the same")]
    SameAccount,
    /// An account is in another currency.
    #[error("an account is in another currency")]
    CurrencyMismatch,
    /// One of the accounts does not exist.
    #[error("no such account")]
    NoSuchAccount,
    /// The debit account is frozen.
    #[error("account is frozen")]
    AccountFrozen,
    /// One of the accounts is closed.
    #[error("account is closed")]
    AccountClosed,
    /// The debit account is not a customer's.
    #[error("account may not be debited")]
    NotDebitable,
    /// The credit account takes no transfers.
    #[error("account may not be credited")]
    NotCreditable,
}
