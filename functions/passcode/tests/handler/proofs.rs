//! A thousand guesses at once never get a fourth comparison.

use std::sync::Arc;

use aws::calls::PasscodeAnswer;
use domain::confirmation::{Ending, Stage};
use domain::customer::CustomerId;
use domain::standing::Standing;

use crate::{Rig, wrong};

/// Rounds and guesses at once: quick, or with `ACME_PROOFS=full` as the goal has them.
fn size() -> (usize, usize) {
    if std::env::var_os("ACME_PROOFS").is_some() {
        (200, 1_000)
    } else {
        (3, 64)
    }
}

#[tokio::test]
async fn parallel_guesses_never_get_a_fourth_comparison() {
    let (rounds, guesses) = size();
    for round in 0..rounds {
        let rig = Arc::new(Rig::start().await);
        let due = rig.bank.passcode_due(&format!("wamid.{round}")).await;
        let code = due.passcode.expose().to_owned();
        let tries = (0..guesses).map(|guess| {
            let (rig, id) = (Arc::clone(&rig), due.id.clone());
            let guess = format!("{:06}", guess.wrapping_mul(7_919) % 1_000_000);
            let guess = if guess == code { wrong(&code) } else { guess };
            tokio::spawn(async move { rig.verify(&id, &guess).await })
        });
        let mut compared = 0;
        for one in tries.collect::<Vec<_>>() {
            // Only a comparison says "wrong": the last one, and all after it, say "locked".
            let told = one.await.unwrap();
            compared += usize::from(matches!(told, Ok(PasscodeAnswer::Wrong { .. })));
            assert_ne!(told, Ok(PasscodeAnswer::Verified), "round {round}");
        }
        assert!(
            compared <= 2,
            "round {round}: {compared} wrong and one rejected"
        );
        let ana = CustomerId("ana-lima".to_owned());
        let standings = rig.bank.engine.standings();
        let failures = standings.of(&ana).await.unwrap().failures;
        assert!(failures <= 3, "round {round}: {failures} comparisons");
        standings.change(&ana, Standing::unlocked).await.unwrap();
        rig.verify(&due.id, &wrong(&code)).await.ok();
        let late = rig.verify(&due.id, &code).await;
        assert_ne!(late, Ok(PasscodeAnswer::Verified), "round {round}");
        let stage = rig.bank.stage(&due.id).await;
        let is_over = stage == Stage::Ended(Ending::PasscodeRejected)
            || matches!(stage, Stage::PasscodeDue { attempts: 3, .. });
        assert!(is_over, "round {round}: {stage:?}");
    }
}
