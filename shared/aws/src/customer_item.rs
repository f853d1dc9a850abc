//! How customers lie in the customers table.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::customer::Customer;
use domain::customer::credential::{FactKind, PinHash};
use domain::id::CustomerId;
use domain::keyed_hash::Hash;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use crate::store::{StoreError, customer_pk};

/// Role of the table in errors and logs.
pub const TABLE: &str = "customers";

pub const PROFILE_SK: &str = "PROFILE";

#[derive(Serialize, Deserialize)]
pub struct ProfileItem {
    pub pk: String,
    pub sk: String,
    pub customer_id: String,
    pub name: String,
    pub phone: String,
    pub pin_salt: String,
    pub pin_hash: String,
    pub facts: BTreeMap<String, String>,
}

impl From<&Customer> for ProfileItem {
    fn from(customer: &Customer) -> Self {
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
            pin_salt: STANDARD.encode(customer.pin.salt),
            pin_hash: STANDARD.encode(customer.pin.output),
            facts: facts.collect(),
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
        })
    }
}

const CORRUPT: StoreError = StoreError::Corrupt { kind: "customer" };

fn read_fact(kind: &str, hash: &str) -> Option<(FactKind, Hash)> {
    Some((FactKind::parse(kind)?, Hash::from_hex(hash)?))
}

fn bytes<const N: usize>(text: &str) -> Result<[u8; N], StoreError> {
    let bytes = STANDARD.decode(text).map_err(|_| CORRUPT)?;
    bytes.try_into().map_err(|_| CORRUPT)
}
