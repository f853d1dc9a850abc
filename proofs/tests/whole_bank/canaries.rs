//! Canaries through every entrance: PINs, codes, tokens, card numbers and phones, none of which may
//! be found again in a table, a log line, a queue, a call to another service, or an error. A phone may stand
//! where its messages go, and nowhere else.

use std::collections::HashSet;
use std::time::Instant;

use domain::customer::standing::Standing;
use domain::id::CustomerId;
use serde_json::{Value, json};
use testkit::bank::Underway;
use testkit::inbound::{ANA, text};
use testkit::queue;
use testkit::services::Fault;

use crate::canary::{listen, logged, may_hold_a_phone};
use crate::house::House;

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

/// A British mobile number that nobody here has.
fn phone(number: u64) -> String {
    format!("447911{:06}", number.wrapping_mul(48_271) % 1_000_000)
}

/// Ways into the bank.
const ENTRANCES: u64 = 8;

/// Canaries sent before two confirmations have had two wrong tries each: a third would end them.
const SENT_PER_PAGE: u64 = 2 * ENTRANCES;

/// Two open pages: one asks for PIN and fact, the other for the code.
struct Pages {
    identifying: String,
    passcode_due: String,
}

impl Pages {
    /// Of a customer without failures, or the wrong tries would lock her.
    async fn open(house: &House, number: u64) -> Self {
        let ana = CustomerId("ana-lima".to_owned());
        let standings = house.bank.engine.standings();
        standings.change(&ana, Standing::unlocked).await.unwrap();
        let identifying = house.bank.identifying(&format!("wamid.pin.{number}")).await;
        let due = house
            .bank
            .passcode_due(&format!("wamid.code.{number}"))
            .await;
        Self {
            identifying: cookie(&identifying),
            passcode_due: cookie(&due),
        }
    }
}

fn cookie(underway: &Underway) -> String {
    let (id, session) = (&underway.id.0, underway.session.expose());
    format!("__Host-confirmation={id}.{session}")
}

/// Posts a wrong try, which the bank takes and judges; answers what came back.
async fn tried(house: &House, step: &str, body: Value, cookie: &str) -> String {
    let answer = house.post(step, &body, cookie).await;
    assert_eq!(answer.status(), 200, "{step}");
    format!("{answer:?}")
}

/// Posts what opens nothing; answers what came back.
async fn refused(house: &House, step: &str, body: Value, cookie: &str) -> String {
    let answer = house.post(step, &body, cookie).await;
    assert_eq!(answer.status(), 410, "{step}");
    format!("{answer:?}")
}

/// Sends one canary through one of the entrances; answers it and what came back.
async fn send(house: &House, pages: &Pages, number: u64) -> (String, String) {
    let message = |from: &str, body: &str| text(from, &format!("wamid.canary.{number}"), body);
    match number % ENTRANCES {
        0 => {
            let card = card(number);
            let words = format!("my card is {card}");
            house.hears(message(ANA, &words)).await;
            (card, String::new())
        }
        1 => {
            let pin = six_digits(number);
            house.hears(message(ANA, &format!("pin {pin}"))).await;
            (pin, String::new())
        }
        2 => {
            let pin = six_digits(number);
            let body = json!({ "pin": pin, "fact": "1990-01-01" });
            let answer = tried(house, "credentials", body, &pages.identifying).await;
            (pin, answer)
        }
        3 => {
            let code = six_digits(number);
            let body = json!({ "code": code });
            let answer = tried(house, "passcode", body, &pages.passcode_due).await;
            (code, answer)
        }
        4 => {
            let token = token(number);
            let body = json!({ "token": token });
            (token, refused(house, "open", body, "").await)
        }
        5 => {
            let token = token(number);
            let cookie = format!("__Host-confirmation=0.{token}");
            (token, refused(house, "status", json!({}), &cookie).await)
        }
        6 => {
            // What cannot be answered is put aside for a person, as it came.
            let card = card(number);
            house.bank.services.fail_once("WhatsApp", Fault::Meta(100));
            house.hears(message(ANA, &format!("card {card}"))).await;
            (card, String::new())
        }
        _ => {
            let phone = phone(number);
            house.hears(message(&phone, "hello")).await;
            (phone, String::new())
        }
    }
}

/// What the bank's functions sent to other services, both queues among them, but for the
/// passcode function's own question, and what WhatsApp is told to carry.
fn calls(house: &House) -> String {
    let known = ["Invoke", "WhatsApp"];
    let calls = house.bank.services.calls().into_iter();
    let leaving = calls.filter(|call| !known.contains(&call.operation.as_str()));
    leaving.map(|call| call.input.to_string() + "\n").collect()
}

/// How many of the messages queued, and of those put aside, hold a canary once they are opened.
fn found_by_opening(house: &House, sent: &[&String]) -> (usize, usize) {
    let services = &house.bank.services;
    let batches = services.calls_of("SendMessageBatch").into_iter();
    let queued = batches.flat_map(|batch| batch["Entries"].as_array().unwrap().clone());
    let hold = |entries: Vec<Value>| {
        let opened = entries.iter().map(queue::opened);
        let hold = opened.filter(|text| sent.iter().any(|canary| text.contains(*canary)));
        hold.count()
    };
    (
        hold(queued.collect()),
        hold(services.calls_of("SendMessage")),
    )
}

/// What customers and strangers were told, without the number it went to.
fn told(house: &House) -> String {
    let messages = house.bank.services.calls_of("WhatsApp").into_iter();
    let bare = messages.map(|mut message| {
        message["to"] = Value::Null;
        message.to_string() + "\n"
    });
    bare.collect()
}

/// Every item, but for those where a phone belongs if that is what is looked for.
async fn tables(house: &House, with_addresses: bool) -> String {
    let items = house.bank.engine.items().await.into_iter();
    let looked_at = items.filter(|item| with_addresses || !may_hold_a_phone(item));
    looked_at.map(|item| item.text + "\n").collect()
}

/// The log without the fractions of the SDK's own clock, some of which have six digits by chance.
fn log_without_nanoseconds() -> String {
    let log = logged().join("\n");
    let parts = log.split("tv_nsec: ");
    parts
        .map(|part| part.trim_start_matches(|letter: char| letter.is_ascii_digit()))
        .collect()
}

/// Fails if one of `canaries` stands in `text`, and shows where.
fn holds_none(canaries: &[&String], place: &str, text: &str) {
    let words = words(text);
    for canary in canaries {
        if words.contains(canary.as_str()) {
            let line = text.lines().find(|line| line.contains(canary.as_str()));
            panic!("{canary} is in {place}: {line:?}");
        }
    }
}

fn words(text: &str) -> HashSet<&str> {
    text.split(|letter: char| !letter.is_ascii_alphanumeric())
        .collect()
}

#[tokio::test]
async fn no_canary_is_found_again_anywhere() {
    listen();
    let started = Instant::now();
    let house = House::open().await;
    let mut pages = Pages::open(&house, 0).await;
    let (mut secrets, mut phones) = (Vec::new(), Vec::new());
    let mut answers = String::new();
    for number in 1..=canaries() {
        if number % SENT_PER_PAGE == 0 {
            pages = Pages::open(&house, number).await;
        }
        let (canary, answer) = send(&house, &pages, number).await;
        let of_its_kind = if number % ENTRANCES == 7 {
            &mut phones
        } else {
            &mut secrets
        };
        of_its_kind.push(canary);
        answers.push_str(&answer);
    }
    let places = [
        ("the logs", log_without_nanoseconds()),
        ("the queues and calls to other services", calls(&house)),
        ("what was told", told(&house)),
        ("the page's answers", answers),
    ];
    let all: Vec<&String> = secrets.iter().chain(&phones).collect();
    for (place, text) in &places {
        assert!(!text.is_empty(), "{place}: nothing to look through");
        holds_none(&all, place, text);
    }
    let typed = |entrance| {
        let through = (1..=canaries()).filter(|number| number % ENTRANCES == entrance);
        through.count()
    };
    let in_the_queue = typed(0) + typed(1) + typed(6) + typed(7);
    assert_eq!(found_by_opening(&house, &all), (in_the_queue, typed(6)));
    let phones: Vec<&String> = phones.iter().collect();
    let secrets: Vec<&String> = secrets.iter().collect();
    holds_none(&secrets, "the tables", &tables(&house, true).await);
    holds_none(&phones, "the tables", &tables(&house, false).await);
    println!(
        "B9: {} canaries, {} of them phones, 0 found again, {:.1} s (counted, not drawn: no seed)",
        canaries(),
        phones.len(),
        started.elapsed().as_secs_f64()
    );
}
