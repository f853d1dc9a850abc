//! Any bytes as a refusal of Meta's or Watson's: sorted, never a panic, and never our own words in it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use watson::error::{Error, MAX_MESSAGE_CHARACTERS};
use whatsapp::client::SendError;

const SENT: &str = "Ben";

fuzz_target!(|input: (u16, &[u8])| {
    let (status, body) = input;
    let refusal = SendError::from_answer(status, None, Some(body));
    assert_eq!(refusal.fault().http_status, Some(status));
    if let Some(code) = refusal.code() {
        let by_code = SendError::from_code(code);
        assert_eq!(
            std::mem::discriminant(&refusal),
            std::mem::discriminant(&by_code)
        );
    }
    if let Error::Refused { message, .. } = Error::from_status(status, body, SENT) {
        assert!(!message.contains(SENT) && message.chars().count() <= MAX_MESSAGE_CHARACTERS);
    }
});
