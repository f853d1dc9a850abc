//! Goal C2: generated bodies never bring the door down.
//!
//! Quick by default; `CHANNEL_PROOFS=100` runs the goal's count. How quickly the door answers, and in how
//! much memory, is measured by `examples/door.rs`: a test that builds beside others cannot.

use crate::Rig;
use crate::strange::body;

#[tokio::test]
async fn c2_signed_bodies_of_any_shape_are_answered_without_a_5xx() {
    let rig = Rig::start().await;
    let seed = 20_261_123;
    let mut random = fastrand::Rng::with_seed(seed);
    let (mut taken, mut refused) = (0_usize, 0_usize);
    let is_full = std::env::var("CHANNEL_PROOFS").is_ok_and(|percent| percent == "100");
    let rounds = if is_full { 100_000 } else { 1_500 };
    for round in 0..rounds {
        let body = body(&mut random);
        match rig.post(&body).await {
            200 => taken += 1,
            400 => refused += 1,
            other => panic!("seed {seed}, round {round}: {other} for {body}"),
        }
    }
    println!("{rounds} bodies: {taken} taken, {refused} refused as no JSON, none a 5xx");
    assert!(taken > rounds / 4 && refused > rounds / 50);
}
