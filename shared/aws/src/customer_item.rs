//! How customers and channel bindings lie in the customers table.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::customer::Customer;
use domain::customer::channel::ChannelAddress;
use domain::customer::credential::{FactKind, PinHash};
use domain::customer::safety_phrase::SafetyPhrase;
use domain::id::CustomerId;
use domain::keyed_hash::Hash;
use domain::time::UnixSeconds;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use crate::store::StoreError;

/// Role of the table in errors and logs.
pub const TABLE: &str = "customers";

pub const PROFILE_SK: &str = "PROFILE";
pub const BINDING_SK: &str = "BINDING";
pub const ACTIVATION_SK: &str = "ACTIVATION";

pub fn customer_pk(id: &CustomerId) -> String {
    format!("CUSTOMER#{}", id.0)
}

pub fn channel_pk(id: &str) -> String {
    format!("CHANNEL#{id}")
}

pub fn activation_pk(code: &Hash) -> String {
    format!("ACTIVATION#{}", code.hex())
}

#[derive(Serialize, Deserialize)]
pub struct ProfileItem {
    pub pk: String,
    pub sk: String,
    pub customer_id: String,
    pub name: String,
    pub phone: String,
    pub voice: bool,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub user_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub wa_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub linked_at: Option<i64>,
    pub pin_salt: String,
    pub pin_hash: String,
    pub facts: BTreeMap<String, String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub safety_phrase: Option<String>,
}

impl From<&Customer> for ProfileItem {
    fn from(customer: &Customer) -> Self {
        let address = customer.address.as_ref();
        let facts = customer
            .facts
            .iter()
            .map(|(kind, hash)| (kind.name().to_owned(), hash.hex()));
        Self {
            pk: customer_pk(&customer.id),
            sk: PROFILE_SK.to_owned(),
            customer_id: customer.id.0.clone(),
            name: customer.name.clone(),
            phone: customer.phone.clone(),
            voice: customer.voice,
            user_id: address.and_then(ChannelAddress::user_id).map(str::to_owned),
            wa_id: address.and_then(ChannelAddress::wa_id).map(str::to_owned),
            linked_at: customer.linked_at.map(|at| at.0),
            pin_salt: STANDARD.encode(customer.pin.salt),
            pin_hash: STANDARD.encode(customer.pin.output),
            facts: facts.collect(),
            safety_phrase: customer
                .safety_phrase
                .as_ref()
                .map(|phrase| phrase.expose().to_owned()),
        }
    }
}

impl TryFrom<ProfileItem> for Customer {
    type Error = StoreError;

    fn try_from(item: ProfileItem) -> Result<Self, StoreError> {
        let facts = item.facts.iter().map(|(kind, hash)| read_fact(kind, hash));
        Ok(Self {
            facts: facts.collect::<Option<_>>().ok_or(CORRUPT)?,
            pin: PinHash {
                salt: bytes(&item.pin_salt)?,
                output: bytes(&item.pin_hash)?,
            },
            id: CustomerId(item.customer_id),
            name: item.name,
            phone: item.phone,
            voice: item.voice,
            // Neither id present is an ordinary customer whose phone is not yet authorised.
            address: ChannelAddress::try_new(item.user_id, item.wa_id).ok(),
            linked_at: item.linked_at.map(UnixSeconds),
            safety_phrase: item.safety_phrase.as_deref().map(phrase).transpose()?,
        })
    }
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
    pub expires_at: i64,
}

const CORRUPT: StoreError = StoreError::Corrupt { kind: "customer" };

fn phrase(text: &str) -> Result<SafetyPhrase, StoreError> {
    SafetyPhrase::parse(text).map_err(|_| CORRUPT)
}

fn read_fact(kind: &str, hash: &str) -> Option<(FactKind, Hash)> {
    Some((FactKind::parse(kind)?, Hash::from_hex(hash)?))
}

fn bytes<const N: usize>(text: &str) -> Result<[u8; N], StoreError> {
    let bytes = STANDARD.decode(text).map_err(|_| CORRUPT)?;
    bytes.try_into().map_err(|_| CORRUPT)
}
