//! The PIN and the confidential facts: hashed at rest, checked with the same work for everybody.

use argon2::{Algorithm, Argon2, Params, Version};
use subtle::ConstantTimeEq;

use crate::keyed_hash::{Hash, Key};

/// argon2id memory, in KiB: 19 MiB, with two passes (OWASP Password Storage, 2025).
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// Length of a PIN's salt, in bytes.
pub const SALT_BYTES: usize = 16;

/// A stored PIN: salt and argon2id output.
#[derive(Clone)]
pub struct PinHash {
    /// Random per customer.
    pub salt: [u8; SALT_BYTES],
    /// argon2id over the PIN, keyed with the pepper.
    pub output: [u8; 32],
}

/// The PIN could not be hashed: parameters or input outside argon2's bounds.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("the pin could not be hashed")]
pub struct PinHashingFailed;

impl PinHash {
    /// Hashes a PIN. The pepper lives in Secrets Manager, so a stolen table alone is of no use.
    pub fn derive(
        pin: &str,
        salt: [u8; SALT_BYTES],
        pepper: &Key,
    ) -> Result<Self, PinHashingFailed> {
        let params =
            Params::new(MEMORY_KIB, PASSES, LANES, Some(32)).map_err(|_| PinHashingFailed)?;
        let argon2 =
            Argon2::new_with_secret(pepper.bytes(), Algorithm::Argon2id, Version::V0x13, params)
                .map_err(|_| PinHashingFailed)?;
        let mut output = [0; 32];
        argon2
            .hash_password_into(pin.as_bytes(), &salt, &mut output)
            .map_err(|_| PinHashingFailed)?;
        Ok(Self { salt, output })
    }

    /// Whether `pin` is the one stored.
    pub fn verify(&self, pin: &str, pepper: &Key) -> Result<bool, PinHashingFailed> {
        let given = Self::derive(pin, self.salt, pepper)?;
        Ok(given.output.ct_eq(&self.output).into())
    }
}

/// Whether `pin` is the one on file. Does the same hard work where nothing is on file, so that time
/// does not tell an unknown customer from a wrong PIN.
pub fn check_pin(
    on_file: Option<&PinHash>,
    pin: &str,
    pepper: &Key,
) -> Result<bool, PinHashingFailed> {
    const NOBODYS_SALT: [u8; SALT_BYTES] = [0; SALT_BYTES];
    match on_file {
        Some(stored) => stored.verify(pin, pepper),
        None => PinHash::derive(pin, NOBODYS_SALT, pepper).map(|_| false),
    }
}

impl std::fmt::Debug for PinHash {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("PinHash([redacted])")
    }
}

/// A confidential fact only the customer should know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactKind {
    /// Date of birth, `yyyy-mm-dd`.
    BirthDate,
    /// Last four digits of the card.
    CardLastFour,
}

impl FactKind {
    /// Every kind, for tables and for a question nobody can answer.
    pub const ALL: [Self; 2] = [Self::BirthDate, Self::CardLastFour];

    /// The name used on the wire and in the table.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::BirthDate => "birth_date",
            Self::CardLastFour => "card_last_four",
        }
    }

    /// Reads the name back.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// A fact at rest.
pub type FactHash = Hash;

/// Hashes a fact under the bank's fact key, bound to its customer and kind.
#[must_use]
pub fn hash_fact(key: &Key, customer: &str, kind: FactKind, answer: &str) -> FactHash {
    Hash::keyed(
        key,
        &[
            customer.as_bytes(),
            kind.name().as_bytes(),
            answer.trim().as_bytes(),
        ],
    )
}
