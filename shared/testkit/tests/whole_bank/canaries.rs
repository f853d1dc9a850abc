//! Canaries through every entrance: PINs, codes, tokens, card numbers, none of which may be found
//! again in a table, a log line, a queue, a call to another service, or an error.

use serde_json::{Value, json};
use testkit::inbound::{ANA, text};
use testkit::queue;
use testkit::services::Fault;

use crate::canary::{listen, logged};
use crate::house::House;
use crate::journey::up_to_the_code;

/// Canaries in all; each goes through a whole handler, so the quick run sends fewer.
/// `ACME_PROOFS=full` sends ten thousand.
fn canaries() -> u64 {
    if std::env::var_os("ACME_PROOFS").is_some() {
        10_000
    } else {
        240
    }
}

/// Six digits, as PIN or code, that no id, hash or time here is likely to hold standing alone.
fn six_digits(number: u64) -> String {
    format!(
        "{:06}",
        number.wrapping_mul(48_271).wrapping_add(900_007) % 1_000_000
    )
}

/// 64 hexadecimal digits, as a token.
fn token(number: u64) -> String {
    let part = number.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    format!("{part:016x}").repeat(4)
}

/// 16 digits that satisfy Luhn's check.
fn card(number: u64) -> String {
    let body = format!(
        "4{:014}",
        number.wrapping_mul(2_654_435_761) % 100_000_000_000_000
    );
    let fits = |check: &char| {
        let digits = format!("{body}{check}");
        let doubled = digits.bytes().rev().enumerate().map(|(index, digit)| {
            let value = u32::from(digit.wrapping_sub(b'0'));
            match (index % 2, value) {
                (0, value) => value,
                (_, value) if value < 5 => value.wrapping_mul(2),
                (_, value) => value.wrapping_mul(2).wrapping_sub(9),
            }
        });
        doubled.sum::<u32>() % 10 == 0
    };
    let check = ('0'..='9').find(fits).unwrap();
    format!("{body}{check}")
}

/// Sends one canary through one of seven entrances; answers it and what came back.
async fn send(house: &House, session: &str, number: u64) -> (String, String) {
    let message = |body: &str| text(ANA, &format!("wamid.canary.{number}"), body);
    let post = |step: &'static str, body: Value, cookie: String| async move {
        let answer = house.post(step, &body, &cookie).await;
        format!("{answer:?}")
    };
    match number % 7 {
        0 => {
            let card = card(number);
            house.hears(message(&format!("my card is {card}"))).await;
            (card, String::new())
        }
        1 => {
            let pin = six_digits(number);
            house.hears(message(&format!("pin {pin}"))).await;
            (pin, String::new())
        }
        2 => {
            // What cannot be answered is put aside for a person, as it came.
            let card = card(number);
            house.bank.services.fail_once("WhatsApp", Fault::Meta(100));
            house.hears(message(&format!("card {card}"))).await;
            (card, String::new())
        }
        3 => {
            let pin = six_digits(number);
            let body = json!({ "pin": pin, "fact": "1990-01-01" });
            (pin, post("credentials", body, session.to_owned()).await)
        }
        4 => {
            let code = six_digits(number);
            let body = json!({ "code": code });
            (code, post("passcode", body, session.to_owned()).await)
        }
        5 => {
            let token = token(number);
            let body = json!({ "token": token });
            (token, post("open", body, String::new()).await)
        }
        _ => {
            let token = token(number);
            let cookie = format!("__Host-confirmation=0.{token}");
            (token, post("status", json!({}), cookie).await)
        }
    }
}

/// What the bank's functions sent to other services, both queues among them, but for the passcode
/// function's own question.
fn calls(house: &House) -> String {
    let calls = house.bank.services.calls().into_iter();
    let leaving = calls.filter(|call| call.operation != "Invoke");
    leaving.map(|call| call.input.to_string() + "\n").collect()
}

/// How many of the messages queued, and of those put aside, hold a canary once they are opened.
fn found_by_opening(house: &House, sent: &[String]) -> (usize, usize) {
    let services = &house.bank.services;
    let batches = services.calls_of("SendMessageBatch").into_iter();
    let queued = batches.flat_map(|batch| batch["Entries"].as_array().unwrap().clone());
    let hold = |entries: Vec<Value>| {
        let opened = entries.iter().map(queue::opened);
        let hold = opened.filter(|text| sent.iter().any(|canary| text.contains(canary)));
        hold.count()
    };
    (
        hold(queued.collect()),
        hold(services.calls_of("SendMessage")),
    )
}

#[tokio::test]
async fn no_canary_is_found_again_anywhere() {
    listen();
    let house = House::open().await;
    let secrets = up_to_the_code(&house).await;
    let mut sent = Vec::new();
    let mut answers = String::new();
    for number in 1..=canaries() {
        let (canary, answer) = send(&house, &secrets.session, number).await;
        sent.push(canary);
        answers.push_str(&answer);
    }
    let typed = |entrance| {
        (1..=canaries())
            .filter(|number| number % 7 == entrance)
            .count()
    };
    let (queued, put_aside) = found_by_opening(&house, &sent);
    assert_eq!(
        queued,
        typed(0) + typed(1) + typed(2),
        "each was in the queue"
    );
    assert_eq!(put_aside, typed(2), "and some were put aside");
    let items = house.bank.engine.items().await;
    let tables: String = items.iter().map(|item| item.text.clone() + "\n").collect();
    let places = [
        ("the tables", tables),
        ("the logs", logged().join("\n")),
        ("the queues and calls to other services", calls(&house)),
        ("the page's answers", answers),
    ];
    for (place, text) in &places {
        assert!(!text.is_empty(), "{place}: nothing to look through");
        let words: std::collections::HashSet<&str> = text
            .split(|letter: char| !letter.is_ascii_alphanumeric())
            .collect();
        for canary in &sent {
            assert!(!words.contains(canary.as_str()), "{canary} is in {place}");
        }
    }
}
