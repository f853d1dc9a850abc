//! An account: what it holds, and what of that may still be spent.

use crate::customer::CustomerId;
use crate::money::{Money, MoneyError};

/// The bank's identifier of an account.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AccountId(pub String);

impl AccountId {
    /// The last four characters, to tell accounts apart without naming them in full.
    #[must_use]
    pub fn ending(&self) -> &str {
        self.0
            .get(self.0.len().saturating_sub(4)..)
            .unwrap_or(&self.0)
    }
}

/// One account as the ledger keeps it.
#[derive(Clone, PartialEq, Eq)]
pub struct Account {
    /// The bank's identifier.
    pub id: AccountId,
    /// Whose it is.
    pub owner: CustomerId,
    /// What the customer calls it: "Current account".
    pub name: String,
    /// The sum of all posted journal entries.
    pub posted: Money,
    /// The sum of all pending debits: held, not yet posted.
    pub pending_debits: Money,
    /// How many journal entries have been posted; the next one takes the next number.
    pub entry_count: u64,
}

impl Account {
    /// What may still be spent: posted less pending debits.
    pub fn available(&self) -> Result<Money, MoneyError> {
        self.posted.checked_sub(self.pending_debits)
    }
}

/// Balances are confidential: only the identifier may reach a log.
impl std::fmt::Debug for Account {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Account")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}
