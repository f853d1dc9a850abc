//! Any header over any body: only the right one is accepted.
#![no_main]

use libfuzzer_sys::fuzz_target;
use whatsapp::signature::{AppSecret, sign, verify};

fuzz_target!(|input: (&str, &[u8])| {
    let (header, body) = input;
    let secret = AppSecret::try_new("a secret of the fuzzer").expect("not empty");
    let accepted = verify(std::slice::from_ref(&secret), body, Some(header)).is_ok();
    assert_eq!(accepted, header == sign(&secret, body));
});
