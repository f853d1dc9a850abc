//! The code that is typed at a cash machine: twelve digits, of which the first six only find the withdrawal.
//!
//! It is not drawn and kept but derived from a key, the order and its bytes: so whoever may show it can show it again,
//! and nothing anywhere holds it. What is kept is a keyed hash.

use crate::id::OrderId;
use crate::keyed_hash::{Hash, Key};

/// Digits of a code.
const DIGITS: usize = 12;

/// Digits that find the withdrawal. They are no secret; the six behind them are.
const FINDING: usize = 6;

/// One more than the largest code.
const CODES: u64 = 1_000_000_000_000;

/// A code. Prints as `[redacted]`.
#[derive(Clone, PartialEq, Eq)]
pub struct AtmCode(String);

impl AtmCode {
    /// The code of an order, sealed as `digest` says. `draw` counts from zero, for when the digits in front are taken.
    #[must_use]
    pub fn derive(key: &Key, order: &OrderId, digest: Hash, draw: u8) -> Self {
        let fields: [&[u8]; 4] = [b"atm-code", order.0.as_bytes(), digest.bytes(), &[draw]];
        let hash = Hash::keyed(key, &fields);
        let number = hash
            .bytes()
            .first_chunk()
            .map(|front| u64::from_be_bytes(*front));
        let drawn = number.and_then(|number| number.checked_rem(CODES));
        Self(format!("{:012}", drawn.unwrap_or_default()))
    }

    /// Reads what somebody typed: twelve digits, spaces aside.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits: String = text.chars().filter(|one| *one != ' ').collect();
        let is_code = digits.len() == DIGITS && digits.bytes().all(|byte| byte.is_ascii_digit());
        is_code.then_some(Self(digits))
    }

    /// The digits by which its withdrawal is found.
    #[must_use]
    pub fn finding(&self) -> &str {
        self.0.get(..FINDING).unwrap_or_default()
    }

    /// What is kept of it.
    #[must_use]
    pub fn hash(&self, key: &Key) -> Hash {
        Hash::keyed(key, &[b"atm-code-kept", self.0.as_bytes()])
    }

    /// As it is shown to its customer, in groups of four.
    #[must_use]
    pub fn expose(&self) -> String {
        let groups = self.0.as_bytes().chunks(4);
        let groups = groups.filter_map(|group| std::str::from_utf8(group).ok());
        groups.collect::<Vec<_>>().join(" ")
    }
}

impl std::fmt::Debug for AtmCode {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("AtmCode([redacted])")
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    fn code(order: &str, bytes: &[u8], draw: u8) -> AtmCode {
        let key = Key::try_new(&[3; 32]).unwrap();
        AtmCode::derive(
            &key,
            &OrderId(order.to_owned()),
            Hash::plain(&[bytes]),
            draw,
        )
    }

    #[test]
    fn a_code_is_the_same_each_time_and_another_for_each_order_bytes_and_draw() {
        assert_eq!(code("one", b"x", 0), code("one", b"x", 0));
        let others = [
            code("two", b"x", 0),
            code("one", b"y", 0),
            code("one", b"x", 1),
        ];
        for other in others {
            assert_ne!(other, code("one", b"x", 0));
        }
    }

    #[test]
    fn ten_thousand_codes_are_all_different_and_all_twelve_digits() {
        let codes = (0..10_000).map(|number| code(&format!("order {number}"), b"x", 0));
        let shown: HashSet<String> = codes.map(|code| code.expose()).collect();
        assert_eq!(shown.len(), 10_000);
        assert!(shown.iter().all(|code| AtmCode::parse(code).is_some()));
    }

    #[test]
    fn what_is_typed_is_read_as_it_was_shown() {
        let code = code("one", b"x", 0);
        assert_eq!(AtmCode::parse(&code.expose()), Some(code.clone()));
        assert!(code.expose().starts_with(code.finding().get(..4).unwrap()));
        for text in [
            "",
            "12345678901",
            "1234567890123",
            "12345678901a",
            "١٢٣٤٥٦٧٨٩٠١٢",
        ] {
            assert_eq!(AtmCode::parse(text), None, "{text}");
        }
    }

    #[test]
    fn it_prints_as_nothing() {
        assert_eq!(format!("{:?}", code("one", b"x", 0)), "AtmCode([redacted])");
    }
}
