//! The signature: known answers, each cause of refusal, rotation.

use whatsapp::signature::{AppSecret, SignatureError, sign, verify};

use crate::support::fixture;

const SECRET: &str = "5d1e6b0c9f2a47d38e7b6a5c4d3e2f10";
/// Made with OpenSSL over `escaped.json`.
const KNOWN: &str = "sha256=4581332d733c27f78b3ab703cb737c638cc676c9cc251a5c20a93ead42d8cb18";

fn secret(text: &str) -> AppSecret {
    AppSecret::try_new(text).unwrap()
}

#[test]
fn the_known_answer_of_rfc_4231_is_reproduced() {
    let signature = sign(&secret("Jefe"), b"what do ya want for nothing?");
    let expected = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
    assert_eq!(signature, format!("sha256={expected}"));
}

#[test]
fn a_body_in_escaped_unicode_is_accepted_as_it_arrived() {
    let body = fixture("escaped.json");
    assert_eq!(verify(&[secret(SECRET)], &body, Some(KNOWN)), Ok(()));
    assert_eq!(sign(&secret(SECRET), &body), KNOWN);
}

#[test]
fn the_same_json_written_again_is_refused() {
    let value: serde_json::Value = serde_json::from_slice(&fixture("escaped.json")).unwrap();
    let again = serde_json::to_vec(&value).unwrap();
    let answer = verify(&[secret(SECRET)], &again, Some(KNOWN));
    assert_eq!(answer, Err(SignatureError::Mismatch));
}

#[test]
fn during_a_rotation_either_secret_is_accepted_in_either_order() {
    let (old, new) = (secret("old secret"), secret("new secret"));
    let body = b"{}";
    for signer in [&old, &new] {
        let header = sign(signer, body);
        for secrets in [[old.clone(), new.clone()], [new.clone(), old.clone()]] {
            assert_eq!(verify(&secrets, body, Some(&header)), Ok(()));
        }
    }
    let stranger = sign(&secret("another"), body);
    let answer = verify(&[old, new], body, Some(&stranger));
    assert_eq!(answer, Err(SignatureError::Mismatch));
}

#[test]
fn every_cause_of_refusal_has_its_own_error() {
    let upper = KNOWN.to_uppercase().replacen("SHA256", "sha256", 1);
    let not_hex = KNOWN.replacen("45", "zz", 1);
    let longer = format!("{KNOWN}0");
    let causes = [
        (None, SignatureError::Missing),
        (Some(""), SignatureError::WrongPrefix),
        (Some(&KNOWN[7..]), SignatureError::WrongPrefix),
        (Some("sha1=00"), SignatureError::WrongPrefix),
        (Some("SHA256=00"), SignatureError::WrongPrefix),
        (Some("sha256="), SignatureError::WrongLength),
        (Some(longer.as_str()), SignatureError::WrongLength),
        (Some(upper.as_str()), SignatureError::NotHex),
        (Some(not_hex.as_str()), SignatureError::NotHex),
    ];
    let body = fixture("escaped.json");
    for (header, expected) in causes {
        assert_eq!(verify(&[secret(SECRET)], &body, header), Err(expected));
    }
}

#[test]
fn sixty_four_characters_of_more_than_one_byte_are_not_hexadecimal() {
    let header = format!("sha256={}", "é".repeat(64));
    let answer = verify(&[secret(SECRET)], b"", Some(&header));
    assert_eq!(answer, Err(SignatureError::NotHex));
}

#[test]
fn without_a_secret_nothing_is_accepted() {
    let forged = KNOWN;
    assert_eq!(
        verify(&[], b"", Some(forged)),
        Err(SignatureError::NoSecret)
    );
    assert_eq!(
        AppSecret::try_new("").unwrap_err(),
        SignatureError::EmptySecret
    );
}

#[test]
fn a_secret_does_not_show_itself() {
    assert!(!format!("{:?}", secret(SECRET)).contains("5d1e"));
}
