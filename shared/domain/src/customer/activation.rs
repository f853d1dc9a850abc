//! The activation code that binds a phone to a customer, given out by the branch or internet banking.

use crate::keyed_hash::{Hash, Key};
use crate::text::cleaned;
use crate::time::{NoRandomness, Random};

/// How long a code may be used, in seconds.
pub const ACTIVATION_SECONDS: i64 = 900;

/// Letters and digits no one mistakes for one another: no 0, O, 1, I, L, U.
const ALPHABET: &[u8; 30] = b"23456789ABCDEFGHJKMNPQRSTVWXYZ";
const PREFIX: &str = "ACME-";
const NAME: &str = "ACME";
const LENGTH: usize = 10;

/// A code such as `ACME-7K3PQ-9WXYZ`: 49 bits, single use.
pub struct ActivationCode(String);

impl ActivationCode {
    /// Draws a fresh code.
    pub fn draw(random: Random) -> Result<Self, NoRandomness> {
        let mut letters = String::with_capacity(LENGTH);
        while letters.len() < LENGTH {
            let mut byte = [0];
            random(&mut byte)?;
            // Bytes of 240 and above would make some letters likelier than others.
            if let Some(letter) = (byte[0] < 240).then(|| ALPHABET[usize::from(byte[0] % 30)]) {
                letters.push(char::from(letter));
            }
        }
        Ok(Self(letters))
    }

    /// Finds a code in what a customer sent, however it was spaced and cased and whatever stands around it.
    #[must_use]
    pub fn find(text: &str) -> Option<Self> {
        let text = cleaned(text).to_ascii_uppercase();
        Self::whole(text.trim()).or_else(|| Self::in_a_sentence(&text))
    }

    fn whole(text: &str) -> Option<Self> {
        let rest = text
            .strip_prefix(PREFIX)
            .or_else(|| text.strip_prefix("ACME "))?;
        Self::of(rest.chars().filter(|c| !matches!(c, ' ' | '-')).collect())
    }

    /// In its two halves or in one piece. Behind a space, words without a figure may be a sentence about the bank.
    fn in_a_sentence(text: &str) -> Option<Self> {
        let words: Vec<&str> = text
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .collect();
        let is_marked = text.contains(PREFIX);
        let behind = |(at, _): (usize, &&str)| {
            let rest = words.get(at.saturating_add(1)..)?;
            let pieces = [rest.get(..1), rest.get(..2)].into_iter().flatten();
            pieces
                .filter(|pieces| pieces.iter().all(|piece| piece.len() >= LENGTH / 2))
                .map(<[&str]>::concat)
                .filter(|letters| {
                    is_marked || letters.bytes().any(|letter| letter.is_ascii_digit())
                })
                .find_map(Self::of)
        };
        let names = words.iter().enumerate().filter(|(_, word)| **word == NAME);
        names.map(behind).find_map(|found| found)
    }

    fn of(letters: String) -> Option<Self> {
        let known = letters.bytes().all(|letter| ALPHABET.contains(&letter));
        (known && letters.len() == LENGTH).then_some(Self(letters))
    }

    /// As it is shown to the customer.
    #[must_use]
    pub fn expose(&self) -> String {
        let (first, second) = self.0.split_at(LENGTH / 2);
        format!("{PREFIX}{first}-{second}")
    }

    /// What is stored.
    #[must_use]
    pub fn hash(&self, key: &Key) -> Hash {
        Hash::keyed(key, &[b"activation", self.0.as_bytes()])
    }
}

impl std::fmt::Debug for ActivationCode {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("ActivationCode([redacted])")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_found_however_it_was_typed_and_nothing_else_is() {
        let code = ActivationCode::draw(|bytes| {
            bytes.fill(77);
            Ok(())
        })
        .unwrap();
        let shown = code.expose();
        for typed in [
            shown.clone(),
            shown.to_lowercase(),
            format!("  {shown} "),
            shown.replacen('-', " ", 2),
            shown.replace('-', "\u{2013}"),
            shown.replace('-', "\u{a0}"),
            format!("my code is: {shown}. thanks"),
            format!("\u{201c}{shown}\u{201d}"),
            format!("code:{shown}"),
        ] {
            assert_eq!(
                ActivationCode::find(&typed).map(|found| found.expose()),
                Some(shown.clone())
            );
        }
        for other in [
            "ACME",
            "ACME-",
            "acme bank",
            "ACME-0000000000",
            "hello",
            "my acme seven cards",
            "is acme bank green today",
        ] {
            assert!(ActivationCode::find(other).is_none(), "{other}");
        }
    }
}
