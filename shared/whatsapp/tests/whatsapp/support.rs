//! Fixtures and a seeded generator. Deliberately no randomness from outside: a failure names its
//! seed, and the seed is the replay.

use whatsapp::webhook::{Delivery, Split, split};

pub fn fixture(name: &str) -> Vec<u8> {
    let path = format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(path).unwrap().trim_ascii_end().to_vec()
}

pub fn split_fixture(name: &str) -> Split {
    split(&fixture(name)).unwrap()
}

/// A body with one `value` around the given messages.
pub fn body_with(messages: &str) -> Vec<u8> {
    let head = r#"{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{"messaging_product":"whatsapp","metadata":{"phone_number_id":"109876543210987"},"messages":"#;
    format!("{head}{messages}}}}}]}}]}}").into_bytes()
}

/// The one delivery of a message given as JSON.
pub fn delivery_of(message: &str) -> Delivery {
    let split = split(&body_with(&format!("[{message}]"))).unwrap();
    assert_eq!(split.deliveries.len(), 1);
    split.deliveries.into_iter().next().unwrap()
}

/// `SplitMix64` (Steele, Lea and Flood 2014): small, and enough to choose mutations by.
pub struct Generator(u64);

impl Generator {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    pub fn below(&mut self, bound: usize) -> usize {
        let bound = u64::try_from(bound).unwrap();
        usize::try_from(self.next().checked_rem(bound).unwrap()).unwrap()
    }

    pub fn byte(&mut self) -> u8 {
        self.next().to_le_bytes()[0]
    }

    pub fn pick<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        &choices[self.below(choices.len())]
    }
}
