//! The conversation that must work, on the whole deployed bank: real binaries, real template,
//! IAM enforced, driven only through the simulator's control API.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

#[path = "../support/mod.rs"]
mod support;
mod transcript;

use std::io::ErrorKind;
use std::path::Path;
use std::time::Duration;

use local::stack::{Options, Stack};
use support::bank::Bank;
use tokio::net::TcpStream;
use tokio::time::Instant;

/// As long as Terraform, the longest of our clients, keeps a connection for its next request.
const IDLE: Duration = Duration::from_secs(90);

#[tokio::test(flavor = "multi_thread")]
async fn the_conversation_that_must_work() {
    let stack = Stack::start(options("conversation")).await.unwrap();
    let url = &stack.addresses().simulator_url;
    Bank::pick_up_the_phones(url).await.converse().await;
    stack.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tenth_of_the_transcripts_goes_the_same_on_the_deployed_bank() {
    let stack = Stack::start_by_words(options("transcripts")).await.unwrap();
    let (since, idle) = (Instant::now(), connect(&stack).await);
    transcript::play_a_tenth(stack.addresses()).await;
    tokio::time::sleep_until(since + IDLE).await;
    let read = idle.try_read(&mut [0]).map_err(|error| error.kind());
    assert_eq!(read, Err(ErrorKind::WouldBlock), "closed by the emulator");
    stack.stop().await.unwrap();
}

async fn connect(stack: &Stack) -> TcpStream {
    let url = &stack.addresses().aws_endpoint_url;
    let address = url.strip_prefix("http://").unwrap();
    TcpStream::connect(address).await.unwrap()
}

fn options(name: &str) -> Options {
    Options {
        port: 0,
        fresh: true,
        directory: Path::new(env!("CARGO_TARGET_TMPDIR")).join(name),
    }
}
