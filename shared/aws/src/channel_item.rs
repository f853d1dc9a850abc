//! How channels, the pointers to them and activation codes lie in the channels table.

use domain::customer::channel::{Channel, ChannelAddress};
use domain::id::CustomerId;
use domain::keyed_hash::Hash;
use domain::time::UnixSeconds;
use serde::{Deserialize, Serialize};

use crate::store::customer_pk;

/// Role of the table in errors and logs.
pub const TABLE: &str = "channels";

pub const CHANNEL_SK: &str = "CHANNEL";
pub const BINDING_SK: &str = "BINDING";
pub const ACTIVATION_SK: &str = "ACTIVATION";

pub fn channel_pk(id: &str) -> String {
    format!("CHANNEL#{id}")
}

pub fn activation_pk(code: &Hash) -> String {
    format!("ACTIVATION#{}", code.hex())
}

/// A customer's channel; without ids once it was revoked.
#[derive(Clone, Serialize, Deserialize)]
pub struct ChannelItem {
    pub pk: String,
    pub sk: String,
    pub version: u64,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub user_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub wa_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub linked_at: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub revoked_at: Option<i64>,
}

/// A channel id's customer.
#[derive(Serialize, Deserialize)]
pub struct BindingItem {
    pub pk: String,
    pub sk: String,
    pub customer_id: String,
    pub bound_at: i64,
}

/// An activation code's customer.
#[derive(Serialize, Deserialize)]
pub struct ActivationItem {
    pub pk: String,
    pub sk: String,
    pub customer_id: String,
    pub issued_at: i64,
    pub expires_at: i64,
}

impl ChannelItem {
    pub fn bound(
        customer: &CustomerId,
        address: &ChannelAddress,
        before: Option<&Self>,
        now: UnixSeconds,
    ) -> Self {
        Self {
            user_id: address.user_id().map(str::to_owned),
            wa_id: address.wa_id().map(str::to_owned),
            linked_at: Some(now.0),
            revoked_at: before.and_then(|before| before.revoked_at),
            ..Self::empty(customer, before, now)
        }
    }

    /// Revoked at `now`.
    pub fn empty(customer: &CustomerId, before: Option<&Self>, now: UnixSeconds) -> Self {
        Self {
            pk: customer_pk(customer),
            sk: CHANNEL_SK.to_owned(),
            version: before.map_or(0, |before| before.version.saturating_add(1)),
            user_id: None,
            wa_id: None,
            linked_at: None,
            revoked_at: Some(now.0),
        }
    }

    /// Nothing while nobody speaks for the customer.
    pub fn channel(self) -> Option<Channel> {
        Some(Channel {
            address: ChannelAddress::try_new(self.user_id, self.wa_id).ok()?,
            linked_at: UnixSeconds(self.linked_at?),
        })
    }
}
