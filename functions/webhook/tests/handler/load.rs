//! Goals C2 and C3: generated bodies never bring the door down, and 200 comes quickly under load.
//!
//! Quick by default; `CHANNEL_PROOFS=100` runs the counts and asserts the figures of the goals.

use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use testkit::inbound::{ANA, text, webhook};
use testkit::services::PHONE_NUMBER_ID;

use crate::{Rig, event, request, signed};

fn is_full() -> bool {
    std::env::var("CHANNEL_PROOFS").is_ok_and(|percent| percent == "100")
}

/// JSON of any shape, deeper where the dice say so, with Meta's names among the keys.
fn anything(random: &mut fastrand::Rng, depth: u32) -> Value {
    const NAMES: [&str; 14] = [
        "object",
        "entry",
        "changes",
        "field",
        "value",
        "messages",
        "statuses",
        "metadata",
        "phone_number_id",
        "from",
        "id",
        "type",
        "text",
        "errors",
    ];
    let leaves = if depth == 0 { 5 } else { 7 };
    match random.u32(0..leaves) {
        0 => Value::Null,
        1 => json!(random.bool()),
        2 => json!(random.i64(..)),
        3 => json!(
            std::iter::repeat_with(|| random.char(..))
                .take(9)
                .collect::<String>()
        ),
        4 => json!(NAMES[random.usize(0..NAMES.len())]),
        5 => (0..random.usize(0..4))
            .map(|_| anything(random, depth - 1))
            .collect(),
        _ => {
            let entries = (0..random.usize(0..5)).map(|_| {
                let name = NAMES[random.usize(0..NAMES.len())].to_owned();
                (name, anything(random, depth - 1))
            });
            Value::Object(entries.collect())
        }
    }
}

/// A real envelope with something unexpected in one place, or nothing real at all.
fn body(random: &mut fastrand::Rng) -> String {
    let strange = anything(random, 4);
    let mut envelope: Value = serde_json::from_str(&webhook(
        &[text(ANA, &format!("wamid.{}", random.u32(..)), "hello")],
        &[],
    ))
    .unwrap();
    let value = "/entry/0/changes/0/value";
    let places = ["/object", "/entry", "/entry/0", "/entry/0/changes/0", value];
    match random.u32(0..8) {
        0 => return strange.to_string(),
        1 => {
            let whole = envelope.to_string();
            let cut = random.usize(0..whole.len());
            return String::from_utf8_lossy(&whole.as_bytes()[..cut]).into_owned();
        }
        2 => {
            let place = places[random.usize(0..places.len())];
            *envelope.pointer_mut(place).unwrap() = strange;
        }
        3 => envelope.pointer_mut(value).unwrap()["messages"] = strange,
        4 => envelope.pointer_mut(value).unwrap()["statuses"] = strange,
        5 => {
            let message = format!("{value}/messages/0");
            let kind = ["text", "interactive", "system", "type", "from", "id"];
            let kind = kind[random.usize(0..kind.len())];
            envelope.pointer_mut(&message).unwrap()[kind] = strange;
        }
        _ => envelope.pointer_mut(value).unwrap()["metadata"] = strange,
    }
    envelope.to_string()
}

#[tokio::test]
async fn c2_signed_bodies_of_any_shape_are_answered_without_a_5xx() {
    let rig = Rig::start().await;
    let seed = 20_261_123;
    println!("seed {seed}, phone number id {PHONE_NUMBER_ID}");
    let mut random = fastrand::Rng::with_seed(seed);
    let (mut taken, mut refused) = (0_usize, 0_usize);
    let rounds = if is_full() { 100_000 } else { 1_500 };
    for round in 0..rounds {
        let body = body(&mut random);
        match rig.post(&body).await {
            200 => taken += 1,
            400 => refused += 1,
            other => panic!("round {round}: {other} for {body}"),
        }
    }
    println!("{rounds} bodies: {taken} taken, {refused} refused as no JSON, none a 5xx");
    assert!(taken > rounds / 4 && refused > rounds / 50);
    if is_full() {
        let peak_kb = peak_memory_kb();
        println!("peak memory of the whole test, fakes and their records included: {peak_kb} kB");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn c3_the_door_answers_quickly_while_2000_come_a_second() {
    let rig = Arc::new(Rig::start().await);
    // The quick run only shows that nothing piles up, on a machine that builds beside it.
    let (seconds, at_most_ms) = if is_full() { (10, 25) } else { (1, 3_000) };
    let per_tick = if is_full() { 20 } else { 2 };
    rig.post(&webhook(&[text(ANA, "wamid.warm", "hello")], &[]))
        .await;
    let mut ticks = tokio::time::interval(Duration::from_millis(10));
    let mut running = Vec::new();
    for tick in 0..seconds * 100 {
        ticks.tick().await;
        for number in 0..per_tick {
            let rig = Arc::clone(&rig);
            let body = webhook(
                &[text(ANA, &format!("wamid.{tick}.{number}"), "hello")],
                &[],
            );
            let event = event("POST", &body, Some(&signed(&body)));
            let request = request(&event);
            running.push(tokio::spawn(async move {
                let began = Instant::now();
                let status = rig.webhook.handle(request).await.status().as_u16();
                (status, began.elapsed())
            }));
        }
    }
    let mut times = Vec::with_capacity(running.len());
    for run in running {
        let (status, took) = run.await.unwrap();
        assert_eq!(status, 200);
        times.push(took);
    }
    times.sort_unstable();
    let at = |percent: usize| times[(times.len() - 1) * percent / 100];
    println!(
        "{} webhooks, {} a second: p50 {:?}, p99 {:?}, max {:?}",
        times.len(),
        per_tick * 100,
        at(50),
        at(99),
        at(100)
    );
    assert!(at(99) < Duration::from_millis(at_most_ms), "{:?}", at(99));
    assert_eq!(
        rig.queued().len(),
        times.len() + 1,
        "persisted before the 200"
    );
}

fn peak_memory_kb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    let digits = line.unwrap_or_default().split_whitespace().nth(1);
    digits.and_then(|kb| kb.parse().ok()).unwrap_or_default()
}
