//! Laws over many generated bodies: what was changed is never accepted, and nothing panics.

use whatsapp::signature::{AppSecret, SignatureError, sign, verify};
use whatsapp::webhook::{Delivery, MAX_DELIVERY_BYTES, split};

use crate::support::{Generator, fixture};

const SEED: u64 = 0xACE5_0001;

/// Goals C1 and C2 ask for 1,000,000 mutants and 100,000 bodies: `MUTANTS=1000000`.
fn mutants() -> usize {
    let given = std::env::var("MUTANTS").ok();
    given.and_then(|count| count.parse().ok()).unwrap_or(20_000)
}
const FIXTURES: [&str; 6] = [
    "every-kind.json",
    "batch.json",
    "statuses.json",
    "placeholder.json",
    "other-fields.json",
    "escaped.json",
];

fn secret() -> AppSecret {
    AppSecret::try_new("a secret for these tests").unwrap()
}

#[test]
fn no_single_bit_of_body_or_signature_can_be_turned() {
    let body = fixture("escaped.json");
    let header = sign(&secret(), &body);
    for bit in 0..body.len().checked_mul(8).unwrap() {
        let turned = turn_bit(&body, bit);
        let answer = verify(&[secret()], &turned, Some(&header));
        assert_eq!(answer, Err(SignatureError::Mismatch), "body bit {bit}");
    }
    for bit in 0..header.len().checked_mul(8).unwrap() {
        let turned = String::from_utf8_lossy(&turn_bit(header.as_bytes(), bit)).into_owned();
        let answer = verify(&[secret()], &body, Some(&turned));
        assert!(answer.is_err(), "header bit {bit}");
    }
}

#[test]
fn no_mutant_of_a_signed_body_is_accepted() {
    let body = fixture("escaped.json");
    let header = sign(&secret(), &body);
    let mut generator = Generator::new(SEED);
    for round in 0..mutants() {
        let mutant = mutate(&body, &mut generator);
        let accepted = verify(&[secret()], &mutant, Some(&header)).is_ok();
        assert_eq!(accepted, mutant == body, "seed {SEED:#x}, round {round}");
    }
}

#[test]
fn splitting_a_mutant_never_panics_and_its_deliveries_always_fit_the_queue() {
    let bodies = FIXTURES.map(fixture);
    let mut generator = Generator::new(SEED);
    let mut split_well = 0_usize;
    for round in 0..mutants() {
        let mutant = mutate(generator.pick(&bodies).as_slice(), &mut generator);
        let Ok(split) = split(&mutant) else { continue };
        split_well = split_well.saturating_add(1);
        for delivery in split.deliveries {
            check(&delivery, round);
        }
    }
    // Without this the law could hold only because every mutant was refused as a whole.
    assert!(split_well > mutants() / 20, "{split_well}");
}

#[test]
fn json_of_any_shape_in_any_place_never_panics() {
    let mut generator = Generator::new(SEED);
    let mut delivered = 0_usize;
    for round in 0..mutants() {
        let body = generated_body(&mut generator);
        let split = split(body.as_bytes()).unwrap();
        delivered = delivered.saturating_add(split.deliveries.len());
        for delivery in split.deliveries {
            check(&delivery, round);
        }
    }
    assert!(delivered > mutants() / 10, "{delivered}");
}

#[test]
fn deep_nesting_is_no_way_to_exhaust_the_stack() {
    let deep = format!("{}{}", "[".repeat(500_000), "]".repeat(500_000));
    assert!(split(deep.as_bytes()).is_err());
    let entry = format!(r#"{{"object":"whatsapp_business_account","entry":{deep}}}"#);
    assert!(split(entry.as_bytes()).map_or(0, |split| split.deliveries.len()) == 0);
    let edit = r#"{"type":"edit","edit":{"original_message_id":"m","message":"#;
    let edits = format!("{}{}{}", edit.repeat(1000), "1", "}}".repeat(1000));
    let message = edits.replacen('{', r#"{"id":"m","from":"4","#, 1);
    check(&crate::support::delivery_of(&message), 0);
}

fn check(delivery: &Delivery, round: usize) {
    let json = delivery.to_json();
    assert!(json.len() <= MAX_DELIVERY_BYTES, "round {round}");
    let back = Delivery::from_json(&json).unwrap();
    assert!(back.message() == delivery.message(), "round {round}");
    assert!(back.status() == delivery.status(), "round {round}");
    assert_eq!(back.deduplication_key(), delivery.deduplication_key());
}

fn turn_bit(bytes: &[u8], bit: usize) -> Vec<u8> {
    let mut turned = bytes.to_vec();
    turned[bit / 8] ^= 1 << (bit % 8);
    turned
}

/// Up to four changes, each of a byte, a cut, a doubling or a foreign piece.
fn mutate(body: &[u8], generator: &mut Generator) -> Vec<u8> {
    const PIECES: [&str; 8] = ["null", "{}", "[", "\"", "\\ud83d", "17", "}", "\u{FFFF}"];
    let mut mutant = body.to_vec();
    for _ in 0..=generator.below(4) {
        let at = generator.below(mutant.len());
        let to = at.saturating_add(generator.below(40)).min(mutant.len());
        match generator.below(4) {
            0 => mutant[at] = generator.byte(),
            1 => drop(mutant.drain(at..to.min(at.saturating_add(3)))),
            2 => mutant.extend_from_within(at..to),
            _ => {
                let piece = generator.pick(&PIECES).bytes();
                drop(mutant.splice(at..to, piece));
            }
        }
    }
    mutant
}

/// An envelope whose items have any of the real names with any value.
fn generated_body(generator: &mut Generator) -> String {
    let messages = objects(generator);
    let statuses = objects(generator);
    let contacts = objects(generator);
    let metadata = *generator.pick(&[r#"{"phone_number_id":"1"}"#, "{}", "null", "3"]);
    let metadata = if generator.below(4) == 0 {
        metadata
    } else {
        r#"{"phone_number_id":"1"}"#
    };
    format!(
        r#"{{"object":"whatsapp_business_account","entry":[{{"changes":[{{"field":"messages","value":{{"metadata":{metadata},"messages":{messages},"statuses":{statuses},"contacts":{contacts}}}}}]}}]}}"#
    )
}

fn objects(generator: &mut Generator) -> String {
    let objects: Vec<_> = (0..generator.below(4))
        .map(|_| object(generator, 3))
        .collect();
    format!("[{}]", objects.join(","))
}

fn object(generator: &mut Generator, depth: usize) -> String {
    const NAMES: [&str; 40] = [
        "id",
        "from",
        "from_user_id",
        "timestamp",
        "type",
        "text",
        "body",
        "interactive",
        "button",
        "button_reply",
        "list_reply",
        "nfm_reply",
        "response_json",
        "payload",
        "title",
        "image",
        "audio",
        "voice",
        "document",
        "location",
        "latitude",
        "longitude",
        "contacts",
        "reaction",
        "message_id",
        "emoji",
        "order",
        "catalog_id",
        "product_items",
        "system",
        "errors",
        "code",
        "status",
        "recipient_id",
        "recipient_user_id",
        "wa_id",
        "user_id",
        "profile",
        "edit",
        "original_message_id",
    ];
    let mut fields = vec![r#""id":"m","from":"447700900123""#.to_owned()];
    if generator.below(2) == 0 {
        fields = vec![r#""id":"m","status":"sent","recipient_id":"447700900123""#.to_owned()];
    }
    let mut names: Vec<_> = (0..generator.below(6))
        .map(|_| *generator.pick(&NAMES))
        .collect();
    names.retain(|name| !fields[0].contains(&format!("\"{name}\"")));
    names.sort_unstable();
    names.dedup();
    for name in names {
        fields.push(format!("\"{name}\":{}", value(generator, depth)));
    }
    format!("{{{}}}", fields.join(","))
}

fn value(generator: &mut Generator, depth: usize) -> String {
    const PLAIN: [&str; 16] = [
        "null",
        "true",
        "17",
        "-1",
        "1e400",
        "99999999999999999999",
        "\"\"",
        "\"text\"",
        "\"interactive\"",
        "\"system\"",
        "\"unsupported\"",
        "\"edit\"",
        "\"\\ud83d\"",
        "\"button_reply\"",
        "131060",
        "\"\u{FFFE}\"",
    ];
    match generator.below(4) {
        0 if depth > 0 => object(generator, depth.saturating_sub(1)),
        1 if depth > 0 => format!("[{}]", value(generator, depth.saturating_sub(1))),
        _ => (*generator.pick(&PLAIN)).to_owned(),
    }
}
