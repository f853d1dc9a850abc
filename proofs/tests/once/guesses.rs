//! Guesses at once, on several links and both steps, of PIN and fact and of passcodes: five are compared, and no
//! more, whatever comes first. What is guessed where and when is drawn; a round is replayed by its seed.
//!
//! Deliberately counts comparisons, not failures: those are capped by the very rule that is proved.

use domain::customer::failures::MAX_FAILURES;
use domain::customer::standing::Standing;
use domain::id::CustomerId;
use fastrand::Rng;
use futures_util::future::join_all;
use proofs::wire::Wire;
use serde_json::{Value, json};
use testkit::bank::{ANAS_BIRTH_DATE, ANAS_PIN, Bank, Underway};
use testkit::{clock, comparisons};

use crate::rig::{Processes, cookie};

/// The seed of the first round; the next takes the next. Printed by every failure.
const SEED: u64 = 20_261_128;

/// Longer than PIN and fact ever wait after a failure, in seconds.
const LONG: i64 = 301;

fn rounds() -> u64 {
    if std::env::var_os("ACME_PROOFS").is_some() {
        1_000
    } else {
        12
    }
}

/// One guess: where, what, and how long somebody waited before it.
struct Guess {
    step: &'static str,
    body: Value,
    cookie: String,
    waited_seconds: i64,
}

struct Scene {
    bank: Bank,
    wire: Wire,
    processes: Processes,
}

impl Scene {
    async fn open() -> Self {
        let (bank, wire) = (Bank::open().await, Wire::addressed());
        let tables = wire.to(&bank.engine.connection);
        let services = bank.services.connection.clone();
        let processes = Processes::new(&bank, &tables, &services, "passcode");
        Self {
            bank,
            wire,
            processes,
        }
    }

    /// Guesses at once. Answers how many of them were compared.
    async fn round(&self, seed: u64) -> u32 {
        let mut chance = Rng::with_seed(seed);
        let standings = self.bank.engine.standings();
        standings
            .change(&ana(), |_| Standing::default())
            .await
            .unwrap();
        let mut due = Vec::new();
        for link in 0..chance.usize(2..=5) {
            let message = format!("seed {seed}, link {link}");
            due.push(if chance.bool() {
                ("credentials", self.bank.identifying(&message).await)
            } else {
                ("passcode", self.bank.passcode_due(&message).await)
            });
        }
        let guesses: Vec<Guess> = due.iter().flat_map(|on| tries(on, &mut chance)).collect();
        self.wire.blow(Rng::with_seed(seed));
        let answers = join_all(guesses.iter().map(|guess| self.make(guess))).await;
        assert!(!answers.contains(&"sending".to_owned()), "seed {seed}");
        let compared = due.iter().map(|(_, due)| comparisons::of(&due.id)).sum();
        let failures = standings.of(&ana()).await.unwrap().failures();
        assert!(
            compared <= u32::from(MAX_FAILURES),
            "seed {seed}: {compared} compared"
        );
        assert!(
            compared <= u32::from(failures),
            "seed {seed}: {compared} of {failures}"
        );
        if failures == MAX_FAILURES {
            self.must_be_locked(seed).await;
        }
        compared
    }

    async fn make(&self, guess: &Guess) -> String {
        clock::pass(guess.waited_seconds);
        let answer = self
            .processes
            .post(guess.step, &guess.body, &guess.cookie)
            .await;
        let step = answer.view["step"].as_str();
        step.unwrap_or_default().to_owned()
    }

    /// The right PIN and fact on a fresh link are not even compared.
    async fn must_be_locked(&self, seed: u64) {
        clock::pass(LONG);
        let fresh = self
            .bank
            .identifying(&format!("seed {seed}, afterwards"))
            .await;
        let right = json!({ "pin": ANAS_PIN, "fact": ANAS_BIRTH_DATE });
        let answer = self
            .processes
            .post("credentials", &right, &cookie(&fresh))
            .await;
        assert_eq!(answer.view["step"], "credentials", "seed {seed}");
        assert_eq!(comparisons::of(&fresh.id), 0, "seed {seed}");
    }
}

/// One to four wrong guesses on one link, some under keys and some without.
fn tries((step, due): &(&'static str, Underway), chance: &mut Rng) -> Vec<Guess> {
    let how_many = chance.usize(1..=4);
    let one = |chance: &mut Rng| {
        let mut body = match *step {
            "credentials" => {
                json!({ "pin": other_than(ANAS_PIN, chance), "fact": ANAS_BIRTH_DATE })
            }
            _ => json!({ "code": other_than(due.passcode.expose(), chance) }),
        };
        if chance.bool() {
            body["key"] = json!(format!("{:032x}", chance.u128(..)));
        }
        Guess {
            step,
            body,
            cookie: cookie(due),
            waited_seconds: if chance.u8(0..3) == 0 { LONG } else { 0 },
        }
    };
    (0..how_many).map(|_| one(chance)).collect()
}

fn other_than(right: &str, chance: &mut Rng) -> String {
    loop {
        let guess = format!("{:06}", chance.u32(0..1_000_000));
        if guess != right {
            return guess;
        }
    }
}

fn ana() -> CustomerId {
    CustomerId("ana-lima".to_owned())
}

#[tokio::test]
async fn of_guesses_at_once_across_links_and_steps_five_are_compared() {
    comparisons::listen();
    let scene = Scene::open().await;
    let (mut all, mut most) = (0, 0);
    for round in 0..rounds() {
        let compared = scene.round(SEED.wrapping_add(round)).await;
        (all, most) = (all + compared, most.max(compared));
    }
    println!(
        "{} rounds from seed {SEED}: {all} comparisons, {most} at most in one",
        rounds()
    );
    assert_eq!(most, u32::from(MAX_FAILURES), "five were never reached");
}
