//! Why money may not be moved from a chat until the customer has been to the bank again.
//!
//! Deliberately only the reasons: who is suspended is kept by the store, what is then refused is
//! decided where it is asked for.

/// A sign that somebody else may hold the customer's WhatsApp.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SuspensionReason {
    /// The customer's WhatsApp moved to another number.
    NumberChanged,
    /// WhatsApp was installed anew or on another device: so it looks after a SIM swap, too.
    IdentityChanged,
    /// The customer said that a passcode was not asked for.
    CodeNotRequested,
}

impl SuspensionReason {
    /// Every reason, for tables and tests.
    pub const ALL: [Self; 3] = [
        Self::NumberChanged,
        Self::IdentityChanged,
        Self::CodeNotRequested,
    ];

    /// The stable name: attribute in the table, field in logs.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NumberChanged => "number_changed",
            Self::IdentityChanged => "identity_changed",
            Self::CodeNotRequested => "code_not_requested",
        }
    }

    /// Reads the name back.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.name() == name)
    }
}
