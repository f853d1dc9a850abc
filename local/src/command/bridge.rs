//! `bridge`: lets `sam local invoke` reach the running bank, until Ctrl-C.

use std::path::PathBuf;

use anyhow::Context;

use crate::bridge::Bridge;
use crate::sam;
use crate::stack::Addresses;

/// Opens the bridge and says how to use it.
pub async fn run() -> anyhow::Result<()> {
    let directory = PathBuf::from("target/local");
    let addresses = Addresses::read(&directory).context("the bank is not running: `cargo run`")?;
    let bridge = Bridge::open(&addresses.ports()?).await?;
    let config = sam::write_config(&directory, &addresses, bridge.gateway()).await?;
    let events = sam::events::write(&directory, &addresses).await?;
    println!("Containers reach the bank at {}.", bridge.gateway());
    println!("In another terminal:\n");
    println!("  export PATH=\"$PWD/target/local/venv/bin:$PATH\"");
    println!("  export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test");
    println!(
        "  sam local invoke Webhook -e events/webhook-text.json --config-file {}\n",
        config.display()
    );
    println!("What waits in the queue is sealed, so dialogue's events are here:\n");
    println!(
        "  sam local invoke Dialogue -e {}/dialogue-balance.json --config-file {}\n",
        events.display(),
        config.display()
    );
    println!("Ctrl-C closes it.");
    Ok(tokio::signal::ctrl_c().await?)
}
