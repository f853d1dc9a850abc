//! Signatures (Ed25519, RFC 8032) over a list of fields: who made a statement can be checked by whoever has the
//! public half, and made by nobody else.
//!
//! Deliberately without a way to sign bytes as they come: every statement begins with what it says, so that none
//! can be taken for another, and each field carries its length, so that no two lists share a message.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::Signer;

/// Length of either half of a key, in bytes.
pub const KEY_BYTES: usize = 32;

/// Length of a signature, in bytes.
const SIGNATURE_BYTES: usize = 64;

/// The private half: makes statements. Prints as `[redacted]`, and is wiped when it is dropped.
#[derive(Clone)]
pub struct SigningKey(ed25519_dalek::SigningKey);

/// The public half: checks statements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VerifyingKey(ed25519_dalek::VerifyingKey);

/// Everybody whose statement counts: the current key, and those before it for as long as what they signed is to be
/// checked. At least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifyingKeys(Vec<VerifyingKey>);

/// The bytes are no key.
#[derive(Clone, Copy, Debug, thiserror::Error, PartialEq, Eq)]
#[error("an Ed25519 key is {KEY_BYTES} bytes that are a point of the curve")]
pub struct BadKey;

/// What was signed, by whom, it does not say. No secret: it permits what it says, to everybody who reads it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Signature([u8; SIGNATURE_BYTES]);

/// Something that is signed: what it says, then what it says it of.
pub struct Statement<'a> {
    /// What it says. No two kinds of statement share it.
    pub says: &'static str,
    /// Of what.
    pub fields: &'a [&'a [u8]],
}

impl SigningKey {
    /// Takes the 32 bytes of a seed.
    pub fn try_new(seed: &[u8]) -> Result<Self, BadKey> {
        let seed: &[u8; KEY_BYTES] = seed.try_into().map_err(|_| BadKey)?;
        Ok(Self(ed25519_dalek::SigningKey::from_bytes(seed)))
    }

    /// The other half.
    #[must_use]
    pub fn public(&self) -> VerifyingKey {
        VerifyingKey(self.0.verifying_key())
    }

    /// Makes a statement. The same statement is signed the same way every time.
    #[must_use]
    pub fn sign(&self, statement: &Statement<'_>) -> Signature {
        Signature(self.0.sign(&statement.bytes()).to_bytes())
    }
}

impl std::fmt::Debug for SigningKey {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("SigningKey([redacted])")
    }
}

impl VerifyingKey {
    /// Takes 32 bytes.
    pub fn try_new(bytes: &[u8]) -> Result<Self, BadKey> {
        let bytes: &[u8; KEY_BYTES] = bytes.try_into().map_err(|_| BadKey)?;
        let key = ed25519_dalek::VerifyingKey::from_bytes(bytes);
        key.map(Self).map_err(|_| BadKey)
    }

    /// The bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8; KEY_BYTES] {
        self.0.as_bytes()
    }

    /// Whether the holder of the private half made this statement.
    #[must_use]
    pub fn vouches_for(&self, statement: &Statement<'_>, signature: &Signature) -> bool {
        let signature = ed25519_dalek::Signature::from_bytes(&signature.0);
        self.0.verify_strict(&statement.bytes(), &signature).is_ok()
    }
}

impl VerifyingKeys {
    /// These keys; [`BadKey`] if there is none.
    pub fn try_new(keys: Vec<VerifyingKey>) -> Result<Self, BadKey> {
        if keys.is_empty() {
            return Err(BadKey);
        }
        Ok(Self(keys))
    }

    /// Whether one of them made this statement.
    #[must_use]
    pub fn vouch_for(&self, statement: &Statement<'_>, signature: &Signature) -> bool {
        self.0
            .iter()
            .any(|key| key.vouches_for(statement, signature))
    }
}

impl From<VerifyingKey> for VerifyingKeys {
    fn from(key: VerifyingKey) -> Self {
        Self(vec![key])
    }
}

impl Signature {
    /// 86 letters, digits, `-` and `_`.
    #[must_use]
    pub fn to_text(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }

    /// Reads the text back.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        Some(Self(bytes.try_into().ok()?))
    }
}

/// It permits what it says, so it reaches no log.
impl std::fmt::Debug for Signature {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Signature([redacted])")
    }
}

impl Statement<'_> {
    fn bytes(&self) -> Vec<u8> {
        let fields = std::iter::once(self.says.as_bytes()).chain(self.fields.iter().copied());
        fields.flat_map(prefixed).collect()
    }
}

fn prefixed(field: &[u8]) -> Vec<u8> {
    let length = u64::try_from(field.len()).unwrap_or(u64::MAX);
    [&length.to_be_bytes(), field].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(byte: u8) -> SigningKey {
        SigningKey::try_new(&[byte; KEY_BYTES]).unwrap()
    }

    /// RFC 8032, section 7.1, test 1: the key and its public half.
    #[test]
    fn the_public_half_is_the_one_the_rfc_gives() {
        let seed = hex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
        let public = hex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
        let key = SigningKey::try_new(&seed).unwrap();
        assert_eq!(key.public(), VerifyingKey::try_new(&public).unwrap());
    }

    #[test]
    fn a_statement_is_vouched_for_as_it_was_made_and_in_no_other_form() {
        let made = Statement {
            says: "said",
            fields: &[b"ab", b"c"],
        };
        let signature = key(1).sign(&made);
        assert!(key(1).public().vouches_for(&made, &signature));
        assert!(!key(2).public().vouches_for(&made, &signature));
        let others: [(&'static str, &[&[u8]]); 4] = [
            ("sai", &[b"dab", b"c"]),
            ("said", &[b"a", b"bc"]),
            ("said", &[b"ab"]),
            ("denied", &[b"ab", b"c"]),
        ];
        for (says, fields) in others {
            let other = Statement { says, fields };
            assert!(!key(1).public().vouches_for(&other, &signature));
        }
    }

    #[test]
    fn no_bit_of_a_signature_can_be_changed() {
        let made = Statement {
            says: "said",
            fields: &[],
        };
        let signature = key(1).sign(&made);
        for bit in 0..SIGNATURE_BYTES * 8 {
            let mut changed = signature;
            changed.0[bit / 8] ^= 1 << (bit % 8);
            assert!(!key(1).public().vouches_for(&made, &changed), "bit {bit}");
        }
        assert_eq!(Signature::parse(&signature.to_text()), Some(signature));
        assert_eq!(Signature::parse("short"), None);
    }

    #[test]
    fn what_is_no_key_is_refused_and_none_is_printed() {
        assert_eq!(SigningKey::try_new(&[1; 31]).err(), Some(BadKey));
        assert_eq!(VerifyingKey::try_new(&[2; 33]).err(), Some(BadKey));
        assert_eq!(format!("{:?}", key(1)), "SigningKey([redacted])");
    }

    fn hex(text: &str) -> Vec<u8> {
        let pairs = text.as_bytes().chunks(2);
        let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16);
        pairs.map(|pair| byte(pair).unwrap()).collect()
    }
}
