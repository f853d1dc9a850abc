//! What is in each trust store, by key: names can be claimed by anybody.

use std::collections::BTreeMap;

use https::trust::{AMAZON_ROOTS, BadBundle, Trust};
use sha2::{Digest, Sha256};

use crate::bundle;

/// The SHA-256 of each root's public key, as <https://www.amazontrust.com/repository/> publishes it.
const AMAZON_KEYS: [(&str, &str); 5] = [
    (
        "Amazon Root CA 1",
        "fbe3018031f9586bcbf41727e417b7d1c45c2f47f93be372a17b96b50757d5a2",
    ),
    (
        "Amazon Root CA 2",
        "7f4296fc5b6a4e3b35d3c369623e364ab1af381d8fa7121533c9d6c633ea2461",
    ),
    (
        "Amazon Root CA 3",
        "36abc32656acfc645c61b71613c4bf21c787f5cabbee48348d58597803d7abc9",
    ),
    (
        "Amazon Root CA 4",
        "f7ecded5c66047d28ed6466b543c40e0743abe81d109254dcf845d4c2c7853c5",
    ),
    (
        "Starfield Services Root Certificate Authority - G2",
        "2b071c59a0a0ae76b0eadb2bad23bad4580b69c3601b630c2eaf0613afa83f92",
    ),
];

/// Name and key of every root, in order of names. A root without one of Amazon's names has an empty one.
fn roots(trust: &Trust) -> BTreeMap<String, String> {
    let roots = trust.roots().roots.iter().map(|root| {
        let subject = String::from_utf8_lossy(root.subject.as_ref()).into_owned();
        let name = AMAZON_ROOTS.iter().find(|name| subject.ends_with(**name));
        let key = as_sequence(root.subject_public_key_info.as_ref());
        let name = name.copied().unwrap_or_default().to_owned();
        (name, hex::encode(Sha256::digest(key)))
    });
    roots.collect()
}

/// Trust anchors keep a key's inside; its digest is over the whole.
fn as_sequence(inside: &[u8]) -> Vec<u8> {
    let length = inside.len().to_be_bytes();
    let length: Vec<u8> = length.into_iter().skip_while(|byte| *byte == 0).collect();
    let head = match length.as_slice() {
        [short] if *short < 0x80 => vec![0x30, *short],
        long => [&[0x30, 0x80 | u8::try_from(long.len()).unwrap()], long].concat(),
    };
    [head.as_slice(), inside].concat()
}

#[test]
fn aws_is_vouched_for_by_amazons_five_roots_and_nobody_else() {
    let expected = AMAZON_KEYS.map(|(name, key)| (name.to_owned(), key.to_owned()));
    let trust = Trust::amazon();
    assert_eq!(trust.roots().len(), 5);
    assert_eq!(roots(&trust), BTreeMap::from(expected));
}

#[test]
fn the_rest_of_the_web_is_vouched_for_by_all_that_mozilla_believes() {
    let trust = Trust::web();
    assert_eq!(trust.roots().len(), webpki_roots::TLS_SERVER_ROOTS.len());
    assert!(trust.roots().len() > 100);
}

#[test]
fn a_bundle_that_vouches_for_nobody_is_refused() {
    let missing = Trust::bundle("/nonexistent/bundle.pem");
    assert!(matches!(missing, Err(BadBundle::Unreadable(_))));
    assert!(matches!(bundle(""), Err(BadBundle::Empty)));
    assert!(matches!(bundle("no PEM at all"), Err(BadBundle::Empty)));
    let nonsense = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    assert!(matches!(bundle(nonsense), Err(BadBundle::NoCertificate(_))));
    let unfinished = "-----BEGIN CERTIFICATE-----\nAAAA\n";
    assert!(matches!(bundle(unfinished), Err(BadBundle::Unreadable(_))));
}
