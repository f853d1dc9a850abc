//! A thousand guesses at once never get a fourth comparison.

use std::sync::Arc;
use std::time::Instant;

use calls::passcode::PasscodeAnswer;
use domain::confirmation::{Ending, Stage};
use domain::customer::standing::Standing;
use domain::id::CustomerId;

use testkit::comparisons;

use crate::{Rig, wrong};

/// Rounds and guesses at once: quick, or with `ACME_PROOFS=full` as the goal has them.
fn size() -> (usize, usize) {
    if std::env::var_os("ACME_PROOFS").is_some() {
        (200, 1_000)
    } else {
        (3, 64)
    }
}

/// What became of guesses.
#[derive(Default)]
struct Seen {
    /// Counted where they are made: failures are capped, and answers tell nothing of them.
    comparisons: u32,
    verified: usize,
}

/// Guesses at once, on several threads, then once more, then the right code, which comes too late.
async fn round(rig: &Arc<Rig>, number: usize, guesses: usize) -> Seen {
    let due = rig
        .bank
        .passcode_due(&format!("wamid.round.{number}"))
        .await;
    let code = due.passcode.expose().to_owned();
    let tries = (0..guesses).map(|guess| {
        let (rig, id) = (Arc::clone(rig), due.id.clone());
        let guess = format!("{:06}", guess.wrapping_mul(7_919) % 1_000_000);
        let guess = if guess == code { wrong(&code) } else { guess };
        tokio::spawn(async move { rig.verify(&id, &guess).await })
    });
    let mut told = Vec::with_capacity(guesses);
    for one in tries.collect::<Vec<_>>() {
        told.push(one.await.unwrap());
    }
    let (standings, ana) = (
        rig.bank.engine.standings(),
        CustomerId("ana-lima".to_owned()),
    );
    let comparisons = comparisons::of(&due.id);
    // A customer the bank has unlocked meanwhile, so that only the confirmation's own count is left.
    standings.change(&ana, Standing::unlocked).await.unwrap();
    told.push(rig.verify(&due.id, &wrong(&code)).await);
    told.push(rig.verify(&due.id, &code).await);
    let stage = rig.bank.stage(&due.id).await;
    let is_over = stage == Stage::Ended(Ending::PasscodeRejected)
        || matches!(stage, Stage::PasscodeDue { attempts: 3, .. });
    assert!(is_over, "round {number}: {stage:?}");
    let verified = |one: &&Result<PasscodeAnswer, _>| **one == Ok(PasscodeAnswer::Verified);
    Seen {
        comparisons,
        verified: told.iter().filter(verified).count(),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn parallel_guesses_never_get_a_fourth_comparison() {
    comparisons::listen();
    let (rounds, guesses) = size();
    let mut rig = Rig::start().await;
    // The test's own randomness is the same on every thread.
    rig.passcodes.random = aws::clock::random;
    let rig = Arc::new(rig);
    let (started, mut all) = (Instant::now(), Seen::default());
    for number in 0..rounds {
        let seen = round(&rig, number, guesses).await;
        let comparisons = seen.comparisons;
        assert!(
            comparisons <= 3,
            "round {number}: {comparisons} comparisons"
        );
        assert_eq!(seen.verified, 0, "round {number}");
        all.comparisons = all.comparisons.saturating_add(comparisons);
    }
    assert!(all.comparisons > 0, "nothing was ever compared");
    println!(
        "B3: {rounds} rounds of {guesses} guesses at once, {} comparisons, {} accepted, {:.1} s (nothing drawn: no seed)",
        all.comparisons,
        all.verified,
        started.elapsed().as_secs_f64()
    );
}
