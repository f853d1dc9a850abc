//! Whom a customer may send money to.

use crate::bank_details::BankDetails;
use crate::id::{AccountId, CustomerId, PayeeId};
use crate::keyed_hash::Hash;
use crate::text::folded;
use crate::time::UnixSeconds;

/// Most payees one customer can save.
pub const MAX_PAYEES: usize = 100;

/// Longest name of a payee, in characters: the text messages that name one show as much.
pub const MAX_NAME_CHARACTERS: usize = 40;

/// Somebody a customer may send money to.
#[derive(Clone, PartialEq, Eq)]
pub struct Payee {
    /// Names it for ever, whatever it is called.
    pub id: PayeeId,
    /// Full name, as the customer saved it.
    pub name: String,
    /// The account to credit.
    pub details: BankDetails,
    /// The holder's own customer id, if it banks here and so can be told of the credit.
    pub customer: Option<CustomerId>,
    /// When it was saved: what is new may be given less than what is known.
    pub added_at: UnixSeconds,
}

impl Payee {
    /// The ledger's account, if it is one of this bank.
    #[must_use]
    pub fn account(&self) -> Option<AccountId> {
        self.details.home()
    }

    /// What no two payees of a customer have in common.
    #[must_use]
    pub fn distinction(&self) -> Hash {
        distinction(&self.name, &self.details)
    }
}

/// Name and account, in one value: no two payees of a customer may have the same. Case and accents do not tell
/// two names apart, because nobody could tell them apart in a list.
#[must_use]
pub fn distinction(name: &str, details: &BankDetails) -> Hash {
    let (name, details) = (folded(name), details.to_text());
    Hash::plain(&[b"payee", name.as_bytes(), details.as_bytes()])
}

/// Name and account are confidential: only the id may reach a log.
impl std::fmt::Debug for Payee {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Payee")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}
