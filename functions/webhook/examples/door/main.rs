//! How quickly, how often and in how much memory the door answers (goals C2, C3 and E3), with Secrets
//! Manager and the queue answered in process, so that nothing but the function is measured.
//!
//! `cargo run --release -p webhook --example door`: the profile the functions are shipped in. Everything
//! from Lambda's event to the 200 takes part: signature, split, keys, and the SDK's signed request. The
//! baseline of the same run is that request alone.
#![expect(
    clippy::unwrap_used,
    clippy::arithmetic_side_effects,
    reason = "a measurement that cannot prepare must fail at once, and counts small numbers"
)]

#[path = "../../tests/handler/strange.rs"]
mod strange;

mod in_process;

use std::sync::Arc;
use std::time::{Duration, Instant};

use aws::connection::Connection;
use aws::queue::{Message, Queue};
use aws::secrets::Secret;
use lambda_http::Request;
use lambda_http::http;
use testkit::inbound::{ANA, text, webhook};
use testkit::queue::message_keys;
use testkit::services::{APP_SECRETS, PHONE_NUMBER_ID};
use webhook::Webhook;
use whatsapp::signature::{AppSecret, HEADER, sign};
use whatsapp::webhook::MAX_BODY_BYTES;

const BODIES: u32 = 100_000;
const SECONDS: u64 = 10;
const A_MILLISECOND: usize = 2;
const AT_ONCE: usize = 50_000;

fn main() {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap();
    let before = peak_memory_kb();
    let taken = runtime.block_on(bodies());
    println!(
        "C2: {BODIES} generated bodies ({taken} taken, the others no JSON), one in a thousand of {MAX_BODY_BYTES} bytes: peak memory {} kB \
         ({before} kB before the first)",
        peak_memory_kb()
    );
    let times = runtime.block_on(open_loop());
    println!(
        "C3: {} webhooks, 2,000 a second: {}",
        times.len(),
        told(&times)
    );
    let alone = runtime.block_on(all_at_once(message, queue));
    let whole = runtime.block_on(all_at_once(hello, answer));
    println!(
        "E3: {whole} webhooks a second on 2 threads; the queue's request alone {alone} a second"
    );
}

/// The door and, for the baseline, its queue.
struct Rig {
    door: Webhook,
    queue: Queue,
}

impl Rig {
    fn new() -> Arc<Self> {
        let connection = Connection::to_local("http://127.0.0.1:1", "eu-west-2");
        let connection = connection.through(in_process::Aws);
        let queue = Queue::new(&connection, "https://sqs/inbound.fifo".to_owned());
        let urgent_queue = Queue::new(&connection, "https://sqs/urgent.fifo".to_owned());
        Arc::new(Self {
            door: Webhook {
                secret: Secret::new(&connection, "bank/whatsapp".to_owned()),
                queue_secret: Secret::new(&connection, "bank/queue".to_owned()),
                queue: queue.clone(),
                urgent_queue,
                ticket_key: Secret::new(&connection, "bank/tickets".to_owned()),
                clock: aws::clock::now,
                random: aws::clock::random,
                phone_number_id: PHONE_NUMBER_ID.to_owned(),
            },
            queue,
        })
    }
}

/// One body after the other, as one instance of the function gets them; says how many were taken.
async fn bodies() -> u32 {
    let rig = Rig::new();
    let mut random = fastrand::Rng::with_seed(20_261_123);
    let mut taken = 0;
    for number in 0..BODIES {
        let body = match number % 1_000 {
            0 => largest(),
            _ => strange::body(&mut random),
        };
        let status = rig.door.handle(request(&body)).await.status().as_u16();
        assert!(status == 200 || status == 400, "{status} for {body}");
        taken += u32::from(status == 200);
    }
    taken
}

/// A message as long as a body may be.
fn largest() -> String {
    let short = webhook(&[text(ANA, "wamid.long", "")], &[]);
    let long = "x".repeat(MAX_BODY_BYTES - short.len());
    webhook(&[text(ANA, "wamid.long", &long)], &[])
}

/// Webhooks come in at a steady rate whether or not the last ones are answered; each one's time counts
/// from the moment it was due.
async fn open_loop() -> Vec<Duration> {
    let rig = Rig::new();
    answer(Arc::clone(&rig), hello(0)).await;
    let began = Instant::now();
    let mut ticks = tokio::time::interval(Duration::from_millis(1));
    let mut running = Vec::new();
    for tick in 0..SECONDS * 1_000 {
        ticks.tick().await;
        let due = began + Duration::from_millis(tick);
        for number in 0..A_MILLISECOND {
            let rig = Arc::clone(&rig);
            let request = hello(usize::try_from(tick).unwrap() * A_MILLISECOND + number + 1);
            running.push(tokio::spawn(async move {
                answer(rig, request).await;
                due.elapsed()
            }));
        }
    }
    let mut times = Vec::with_capacity(running.len());
    for run in running {
        times.push(run.await.unwrap());
    }
    times.sort_unstable();
    times
}

/// How many a second two threads get done of what was prepared before.
async fn all_at_once<T, F>(prepare: fn(usize) -> T, one: fn(Arc<Rig>, T) -> F) -> u128
where
    T: Send + 'static,
    F: Future<Output = ()> + Send + 'static,
{
    let rig = Rig::new();
    one(Arc::clone(&rig), prepare(0)).await;
    let halves =
        [0, AT_ONCE].map(|first| (first..first + AT_ONCE).map(prepare).collect::<Vec<_>>());
    let began = Instant::now();
    let threads = halves.map(|half| {
        let rig = Arc::clone(&rig);
        tokio::spawn(async move {
            for prepared in half {
                one(Arc::clone(&rig), prepared).await;
            }
        })
    });
    for thread in threads {
        thread.await.unwrap();
    }
    u128::try_from(2 * AT_ONCE).unwrap() * 1_000_000 / began.elapsed().as_micros().max(1)
}

async fn answer(rig: Arc<Rig>, request: Request) {
    assert_eq!(rig.door.handle(request).await.status(), 200);
}

async fn queue(rig: Arc<Rig>, message: Message) {
    rig.queue.send(&[message]).await.unwrap();
}

fn hello(number: usize) -> Request {
    request(&webhook(
        &[text(ANA, &format!("wamid.{number}"), "hello")],
        &[],
    ))
}

/// What the door would queue of that, more or less.
fn message(number: usize) -> Message {
    let id = format!("wamid.{number}");
    let body = text(ANA, &id, "hello").to_string();
    Message::seal(&message_keys(), aws::clock::random, ANA, &id, &body).unwrap()
}

fn request(body: &str) -> Request {
    let secret = AppSecret::try_new(APP_SECRETS[0]).unwrap();
    http::Request::post("https://bank.example/webhook")
        .header("content-type", "application/json")
        .header(HEADER, sign(&secret, body.as_bytes()))
        .body(body.to_owned().into())
        .unwrap()
}

fn told(sorted: &[Duration]) -> String {
    let at = |permille: usize| sorted[(sorted.len() - 1) * permille / 1_000];
    let (middle, most) = (at(500), at(990));
    format!(
        "p50 {middle:?}, p99 {most:?}, p99.9 {:?}, longest {:?}",
        at(999),
        at(1_000)
    )
}

fn peak_memory_kb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    let digits = line.unwrap_or_default().split_whitespace().nth(1);
    digits.and_then(|kb| kb.parse().ok()).unwrap_or_default()
}
