//! Every function's role in the hands of somebody else, on the whole deployed bank: its own step, and nothing more.

use std::path::Path;

use local::insider;
use local::stack::{Options, Stack};

#[tokio::test(flavor = "multi_thread")]
async fn a_function_that_was_taken_over_can_do_its_own_step_and_nothing_else() {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("insider");
    let stack = Stack::start(Options {
        port: 0,
        fresh: true,
        directory,
    })
    .await
    .expect("the bank comes up");
    let report = insider::run(stack.addresses(), None).await.unwrap();
    println!("{report}");
    assert!(report.is_clean(), "\n{report}");
    assert!(
        report.attempts() > 800,
        "only {} attempts",
        report.attempts()
    );
    // The drill is worth something only if it sees money move, and a wait end.
    let addresses = stack.addresses();
    assert!(insider::holds_both_keys(addresses).await.unwrap());
    assert!(insider::holds_the_key(addresses).await.unwrap());
    stack.stop().await.unwrap();
}
