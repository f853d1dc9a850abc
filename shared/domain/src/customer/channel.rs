//! Who is speaking on the channel, before we know whether it is a customer.
//!
//! Deliberately knows nothing of customers: binding a channel to one is enrolment's work.

use crate::time::UnixSeconds;

/// An address on WhatsApp. At least one of the two ids is present.
///
/// Meta may leave out the phone (`wa_id`) of a person with a username, and did not send
/// business-scoped user ids before 31 March 2026, so neither can be relied on alone.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct ChannelAddress {
    user_id: Option<String>,
    wa_id: Option<String>,
}

/// What speaks for a customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Channel {
    /// Where.
    pub address: ChannelAddress,
    /// Since when.
    pub linked_at: UnixSeconds,
}

/// Neither a business-scoped user id nor a `wa_id` was given.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("a channel address needs a user_id or a wa_id")]
pub struct NoAddress;

impl ChannelAddress {
    /// Builds an address; blank strings count as absent.
    pub fn try_new(user_id: Option<String>, wa_id: Option<String>) -> Result<Self, NoAddress> {
        let user_id = user_id.filter(|id| !id.trim().is_empty());
        let wa_id = wa_id.filter(|id| !id.trim().is_empty());
        if user_id.is_none() && wa_id.is_none() {
            return Err(NoAddress);
        }
        Ok(Self { user_id, wa_id })
    }

    /// The business-scoped user id (`GB.…`), if Meta sent one.
    #[must_use]
    pub fn user_id(&self) -> Option<&str> {
        self.user_id.as_deref()
    }

    /// The WhatsApp id: digits without `+`, if Meta sent one.
    #[must_use]
    pub fn wa_id(&self) -> Option<&str> {
        self.wa_id.as_deref()
    }

    /// The id that names this conversation: `user_id` if present, else `wa_id`.
    #[must_use]
    pub fn primary(&self) -> &str {
        self.ids().next().unwrap_or_default()
    }

    /// Whether `other` is certainly another person's: both have a user id, and the two differ. A phone
    /// number proves nothing here, because numbers change hands.
    #[must_use]
    pub fn is_somebody_elses(&self, other: &Self) -> bool {
        matches!((self.user_id(), other.user_id()), (Some(ours), Some(theirs)) if ours != theirs)
    }

    /// Whether one phone or one person is meant by both.
    #[must_use]
    pub fn shares_an_id_with(&self, other: &Self) -> bool {
        self.ids().any(|id| other.ids().any(|theirs| theirs == id))
    }

    /// All ids, most stable first.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        [self.user_id(), self.wa_id()].into_iter().flatten()
    }
}

/// Both ids are personal data: neither may reach a log.
impl std::fmt::Debug for ChannelAddress {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("ChannelAddress([redacted])")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(user_id: Option<&str>, wa_id: Option<&str>) -> ChannelAddress {
        ChannelAddress::try_new(user_id.map(str::to_owned), wa_id.map(str::to_owned)).unwrap()
    }

    #[test]
    fn only_another_user_id_is_certainly_somebody_else() {
        let bound = address(Some("GB.1"), Some("4"));
        for (user_id, wa_id, expected) in [
            (Some("GB.1"), Some("4"), false),
            (Some("GB.1"), Some("5"), false),
            (Some("GB.1"), None, false),
            (None, Some("4"), false),
            (Some("GB.2"), Some("4"), true),
            (Some("GB.2"), None, true),
        ] {
            let other = address(user_id, wa_id);
            assert_eq!(bound.is_somebody_elses(&other), expected);
            assert_eq!(other.is_somebody_elses(&bound), expected);
        }
    }
}
