//! Any text as a sealed queue message: only what was sealed for its place opens there.
#![no_main]

use domain::keyed_hash::{KEY_BYTES, Key};
use domain::conversation::sealed_message::MessageKeys;
use domain::time::NoRandomness;
use libfuzzer_sys::fuzz_target;

const PLACE: &str = "a customer's group";

/// Deliberately always the same nonce: a target must do the same for the same input.
fn fixed(bytes: &mut [u8]) -> Result<(), NoRandomness> {
    bytes.fill(7);
    Ok(())
}

fuzz_target!(|input: (&str, &str)| {
    let (text, place) = input;
    let key = Key::try_new(&[7; KEY_BYTES]).expect("long enough");
    let keys = MessageKeys::try_new(&[key]).expect("one key");
    let sealed = keys.seal(PLACE, text, fixed).expect("short enough");
    assert_eq!(keys.open(PLACE, sealed.as_str()).as_deref(), Ok(text));
    if place != PLACE {
        assert!(keys.open(place, sealed.as_str()).is_err());
    }
    if text != sealed.as_str() {
        assert!(keys.open(PLACE, text).is_err());
    }
});
