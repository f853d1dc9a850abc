//! A customer of the bank, as far as the chat needs to know one.

pub mod activation;
pub mod caller;
pub mod channel;
pub mod credential;
pub mod desk;
pub mod failures;
pub mod fresh_phone;
pub mod payee;
pub mod payee_check;
pub mod safety_phrase;
pub mod standing;
pub mod tries;

use crate::customer::credential::{FactHash, FactKind, PinHash};
use crate::id::CustomerId;

/// What the bank has on file.
#[derive(Clone)]
pub struct Customer {
    /// The bank's identifier.
    pub id: CustomerId,
    /// Full name.
    pub name: String,
    /// E.164 number on the bank's file; passcodes go here, whatever the webhook says.
    pub phone: String,
    /// The PIN, hashed.
    pub pin: PinHash,
    /// The confidential facts on file, hashed.
    pub facts: Vec<(FactKind, FactHash)>,
}

impl Customer {
    /// The name to greet with: the first word of the full name.
    #[must_use]
    pub fn first_name(&self) -> &str {
        self.name.split_whitespace().next().unwrap_or(&self.name)
    }

    /// The last four digits of the phone on file, to say where a passcode went.
    #[must_use]
    pub fn phone_ending(&self) -> &str {
        self.phone
            .get(self.phone.len().saturating_sub(4)..)
            .unwrap_or_default()
    }

    /// The stored hash of one fact.
    #[must_use]
    pub fn fact(&self, kind: FactKind) -> Option<FactHash> {
        self.facts
            .iter()
            .find(|(known, _)| *known == kind)
            .map(|(_, hash)| *hash)
    }
}

/// Names, phone and hashes are confidential: neither may reach a log.
impl std::fmt::Debug for Customer {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Customer")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}
