//! What is sealed opens in its place and nowhere else, and not after the smallest change.

use std::cell::Cell;
use std::collections::HashSet;

use super::*;

const SEED: u64 = 20_261_123;

thread_local! {
    static DRAWN: Cell<u64> = const { Cell::new(SEED) };
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "it stands in for one that can fail"
)]
fn random(bytes: &mut [u8]) -> Result<(), NoRandomness> {
    let mut random = fastrand::Rng::with_seed(DRAWN.get());
    random.fill(bytes);
    DRAWN.set(random.u64(..));
    Ok(())
}

fn no_random(_: &mut [u8]) -> Result<(), NoRandomness> {
    Err(NoRandomness)
}

fn key(byte: u8) -> Key {
    Key::try_new(&[byte; 32]).unwrap()
}

fn keys(bytes: &[u8]) -> MessageKeys {
    let keys: Vec<Key> = bytes.iter().map(|byte| key(*byte)).collect();
    MessageKeys::try_new(&keys).unwrap()
}

fn sealed(keys: &MessageKeys, place: &str, text: &str) -> String {
    keys.seal(place, text, random).unwrap().as_str().to_owned()
}

#[test]
fn whatever_is_sealed_opens_in_its_place_and_in_no_other() {
    println!("seed {SEED}");
    let mut dice = fastrand::Rng::with_seed(SEED);
    let keys = keys(&[1]);
    for round in 0..500 {
        let length = dice.usize(0..300);
        let text: String = std::iter::repeat_with(|| dice.char(..))
            .take(length)
            .collect();
        let place = format!("group-{round}");
        let sealed = sealed(&keys, &place, &text);
        assert_eq!(keys.open(&place, &sealed).as_ref(), Ok(&text));
        for other in ["", "group-", "group-x", &format!("{place}0")] {
            assert_eq!(keys.open(other, &sealed), Err(NotOpened::Changed));
        }
    }
}

#[test]
fn the_text_is_plain_ascii_of_the_expected_length_and_holds_nothing_of_what_was_said() {
    let keys = keys(&[1]);
    for length in 0..200 {
        let said = "271828".repeat(34).split_off(204 - length);
        let sealed = sealed(&keys, "group", &said);
        let bytes = NONCE_BYTES + length + 16;
        assert_eq!(sealed.len(), 19 + (bytes * 4).div_ceil(3));
        assert!(length < 6 || !sealed.contains("271828"));
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
        assert!(sealed.bytes().all(plain), "{sealed}");
    }
}

#[test]
fn no_flip_of_a_single_bit_is_accepted() {
    let keys = keys(&[1, 2]);
    for text in ["", "x", "pin 271828", "my card is 4111 1111 1111 1111"] {
        let sealed = sealed(&keys, "group", text);
        for position in 0..sealed.len() * 8 {
            let mut bytes = sealed.clone().into_bytes();
            bytes[position / 8] ^= 1 << (position % 8);
            // What is no longer UTF-8 cannot come out of a queue.
            let Ok(flipped) = String::from_utf8(bytes) else {
                continue;
            };
            assert!(keys.open("group", &flipped).is_err(), "bit {position}");
        }
    }
}

#[test]
fn nothing_cut_off_added_or_put_together_from_two_is_accepted() {
    let keys = keys(&[1]);
    let (one, two) = (
        sealed(&keys, "group", "send 50 to Ben"),
        sealed(&keys, "group", "send 90 to Ben"),
    );
    for cut in 0..one.len() {
        assert!(keys.open("group", &one[..cut]).is_err(), "{cut}");
    }
    for cut in 20..one.len() {
        let mixed = format!("{}{}", &one[..cut], &two[cut..]);
        if mixed != one && mixed != two {
            assert!(keys.open("group", &mixed).is_err(), "{cut}");
        }
    }
    for ending in ["A", "=", ".", "AA", "AAAA", " ", "\n"] {
        assert!(keys.open("group", &format!("{one}{ending}")).is_err());
    }
}

#[test]
fn a_new_key_seals_while_the_previous_one_still_opens() {
    let (before, during, after) = (keys(&[1]), keys(&[2, 1]), keys(&[2]));
    let old = sealed(&before, "group", "old");
    let new = sealed(&during, "group", "new");
    assert_eq!(during.open("group", &old).as_deref(), Ok("old"));
    assert_eq!(during.open("group", &new).as_deref(), Ok("new"));
    assert_eq!(after.open("group", &new).as_deref(), Ok("new"));
    let key_id = old[2..18].to_owned();
    assert_eq!(
        after.open("group", &old),
        Err(NotOpened::UnknownKey { key_id })
    );
}

#[test]
fn a_message_sealed_under_another_key_does_not_open_under_ours_name_or_not() {
    let (ours, theirs) = (keys(&[1]), keys(&[2]));
    let sealed = sealed(&theirs, "group", "hello");
    let renamed = format!("{}{}", ours.current.header(), &sealed[19..]);
    assert_eq!(ours.open("group", &renamed), Err(NotOpened::Changed));
}

#[test]
fn what_is_not_sealed_is_named_as_such() {
    let keys = keys(&[1]);
    let id = &keys.current.id;
    for text in [
        String::new(),
        "{}".to_owned(),
        r#"{"kind":"message","id":"wamid.1"}"#.to_owned(),
        format!("2.{id}.{}", "A".repeat(60)),
        format!("1.{}.{}", id.to_uppercase(), "A".repeat(60)),
        format!("1.{id}.{}", "A".repeat(20)),
        format!("1.{id}.{}", "!".repeat(60)),
        format!("1..{}", "A".repeat(60)),
    ] {
        assert_eq!(
            keys.open("group", &text),
            Err(NotOpened::NotSealed),
            "{text}"
        );
    }
}

#[test]
fn every_message_has_a_nonce_of_its_own_and_without_one_nothing_is_sealed() {
    let keys = keys(&[1]);
    let drawn: HashSet<String> = (0..10_000)
        .map(|_| sealed(&keys, "group", "the same")[19..51].to_owned())
        .collect();
    assert_eq!(drawn.len(), 10_000);
    assert_eq!(
        keys.seal("group", "text", no_random),
        Err(NotSealed::NoRandomness(NoRandomness))
    );
}

#[test]
fn there_must_be_a_key_and_none_is_ever_printed() {
    assert!(matches!(MessageKeys::try_new(&[]), Err(NoMessageKey)));
    assert_eq!(format!("{:?}", keys(&[7])), "MessageKeys([redacted])");
    assert_ne!(keys(&[7]).current.id, keys(&[8]).current.id);
}

/// The example of draft-irtf-cfrg-xchacha-03, appendix A.3.1, in this format.
#[test]
fn it_is_the_cipher_of_the_draft() {
    const NONCE: [u8; 24] = [
        0x40, 0x41, 0x42, 0x43, 0x44, 0x45, 0x46, 0x47, 0x48, 0x49, 0x4a, 0x4b, 0x4c, 0x4d, 0x4e,
        0x4f, 0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57,
    ];
    let bytes: Vec<u8> = (0x80..0xa0).collect();
    let key = MessageKey::new(&Key::try_new(&bytes).unwrap());
    let mut text = b"Ladies and Gentlemen of the class of '99: \
                     If I could offer you only one tip for the future, sunscreen would be it."
        .to_vec();
    let associated_data = [
        0x50, 0x51, 0x52, 0x53, 0xc0, 0xc1, 0xc2, 0xc3, 0xc4, 0xc5, 0xc6, 0xc7,
    ];
    key.cipher
        .encrypt_in_place(&XNonce::from(NONCE), &associated_data, &mut text)
        .unwrap();
    assert_eq!(text[..8], [0xbd, 0x6d, 0x17, 0x9d, 0x3e, 0x83, 0xd4, 0x3b]);
    let tag = [
        0xc0, 0x87, 0x59, 0x24, 0xc1, 0xc7, 0x98, 0x79, 0x47, 0xde, 0xaf, 0xd8, 0x78, 0x0a, 0xcf,
        0x49,
    ];
    assert_eq!(text[text.len() - 16..], tag);
}
