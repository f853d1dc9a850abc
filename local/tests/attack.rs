//! The scripted attacker against the whole deployed bank: nothing it tries has an effect.

use std::path::Path;

use local::attack;
use local::stack::{Options, Stack};

#[tokio::test(flavor = "multi_thread")]
async fn nothing_the_attacker_tries_has_an_effect() {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("attack");
    let stack = Stack::start(Options {
        port: 0,
        fresh: true,
        directory,
    })
    .await
    .expect("the bank comes up");
    let report = attack::run(stack.addresses()).await.unwrap();
    println!("{report}");
    assert!(report.is_clean(), "\n{report}");
    let attempts: usize = report.outcomes.iter().map(|outcome| outcome.attempts).sum();
    assert!(attempts > 1_000, "only {attempts} attempts");
    stack.stop().await.unwrap();
}
