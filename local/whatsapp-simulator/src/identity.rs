//! Who a customer is on WhatsApp: phone number, `wa_id` and business-scoped user id.
//!
//! Deliberately no directory of who exists: on the simulator every well-formed number has WhatsApp.

use sha2::{Digest, Sha256};

/// The fewest and the most digits of a phone number with country code (ITU-T E.164; below seven no
/// number with its country code exists).
const DIGITS: std::ops::RangeInclusive<usize> = 7..=15;

/// A phone number in E.164, such as `+447700900101`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Phone(String);

impl Phone {
    /// Reads a number with or without `+`; spaces, dashes, dots and brackets are skipped. `None` if
    /// what remains is no E.164 number.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let digits: String = text
            .strip_prefix('+')
            .unwrap_or(text)
            .chars()
            .filter(|character| !" -().".contains(*character))
            .collect();
        let all_digits = digits.bytes().all(|byte| byte.is_ascii_digit());
        (all_digits && !digits.starts_with('0') && DIGITS.contains(&digits.len()))
            .then(|| Self(format!("+{digits}")))
    }

    /// With `+`.
    #[must_use]
    pub fn e164(&self) -> &str {
        &self.0
    }

    /// Without `+`, as WhatsApp writes it.
    #[must_use]
    pub fn wa_id(&self) -> &str {
        self.0.trim_start_matches('+')
    }

    /// The business-scoped user id that this number has on every simulator.
    #[must_use]
    pub fn user_id(&self) -> String {
        user_id_of(&self.0)
    }

    /// The name shown for a number that has no profile of its own.
    pub(crate) fn made_up_name(&self) -> String {
        let last_four = self
            .0
            .get(self.0.len().saturating_sub(4)..)
            .unwrap_or_default();
        format!("Customer {last_four}")
    }
}

/// The business-scoped user id of a phone number (`+` or not): `GB.` and 20 digits, the same in every
/// run.
#[must_use]
pub fn user_id_of(phone: &str) -> String {
    const SMALLEST: u128 = 10_000_000_000_000_000_000;
    const RANGE: u128 = 90_000_000_000_000_000_000;
    let digest = Sha256::digest(phone.trim().trim_start_matches('+').as_bytes());
    let number = digest
        .iter()
        .take(16)
        .fold(0_u128, |sum, byte| (sum << 8) | u128::from(*byte));
    format!("GB.{}", number.rem_euclid(RANGE).saturating_add(SMALLEST))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_with_and_without_plus_and_punctuation() {
        for text in [
            "+447700900101",
            "447700900101",
            "+44 7700 900-101",
            "(44) 7700.900101",
        ] {
            assert_eq!(Phone::parse(text).unwrap().e164(), "+447700900101");
        }
        for text in [
            "",
            "+",
            "07700900101",
            "+44770090010x",
            "123456",
            "1234567890123456",
            "++447700900101",
        ] {
            assert!(Phone::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn a_user_id_is_twenty_digits_the_same_for_both_spellings_and_its_own_for_each_phone() {
        let ids: Vec<String> = (0..1000)
            .map(|n| user_id_of(&format!("+44770090{n:04}")))
            .collect();
        assert!(ids.iter().all(|id| id.len() == 23 && id.starts_with("GB.")));
        assert_eq!(
            ids.iter().collect::<std::collections::HashSet<_>>().len(),
            1000
        );
        assert_eq!(user_id_of("447700900101"), user_id_of("+447700900101"));
    }
}
