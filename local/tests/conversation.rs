//! The conversation that must work, on the whole deployed bank: real binaries, real template,
//! IAM enforced, driven only through the simulator's control API.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod support;

use std::path::Path;

use local::stack::{Options, Stack};
use support::bank::Bank;

#[tokio::test(flavor = "multi_thread")]
async fn the_conversation_that_must_work() {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("conversation");
    let stack = Stack::start(Options {
        port: 0,
        fresh: true,
        directory,
    })
    .await
    .expect("the bank comes up");
    let url = &stack.addresses().simulator_url;
    Bank::pick_up_the_phones(url).await.converse().await;
    stack.stop().await.unwrap();
}
