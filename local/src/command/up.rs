//! `up`: starts the stack, says where it is, and stops it again on Ctrl-C, SIGTERM or SIGHUP.
//!
//! Deliberately holds no state: what runs is a [`Stack`].

use clap::Args;
use testkit::demo;
use tokio::signal::unix::{SignalKind, signal};

use crate::stack::{Options, Stack};

/// The port of the phone page and the simulators unless another one is asked for.
const DEFAULT_PORT: u16 = 8080;

/// What `up` may be told.
#[derive(Args, Clone, Copy, Debug)]
pub(super) struct Arguments {
    /// Port of the phone page, the simulators and the confirmation page, on 127.0.0.1
    #[arg(long, default_value_t = DEFAULT_PORT)]
    port: u16,
    /// Forget everything from earlier runs: balances, customers, keys
    #[arg(long)]
    fresh: bool,
}

pub(super) async fn run(arguments: Arguments) -> anyhow::Result<()> {
    let mut options = Options::on_port(arguments.port);
    options.fresh = arguments.fresh;
    let stack = tokio::select! {
        stack = Stack::start(options) => stack?,
        () = told_to_stop() => {
            eprintln!("\nStopped before it was up.");
            return Ok(());
        }
    };
    introduce(&stack);
    tokio::select! {
        ended = stack.watch() => {
            stack.stop().await?;
            Err(ended)
        }
        () = told_to_stop() => {
            eprintln!("\nStopping; the state is saved …");
            stack.stop().await
        }
    }
}

fn introduce(stack: &Stack) {
    println!("{}", stack.addresses().to_json());
    println!(
        "\nThe bank is up.\n\n  phone             {0}\n  internet banking  {0}internet-banking\n",
        stack.addresses().phone_url
    );
    for customer in demo::people() {
        let authorised = if customer.authorised {
            ""
        } else {
            "  (phone not yet authorised)"
        };
        println!(
            "  {:<11} {:<10}  {}  PIN {}  born {}  card ending {}{authorised}",
            customer.name,
            customer.id,
            customer.phone,
            customer.pin,
            customer.birth_date,
            customer.card_last_four
        );
    }
    println!("\n  cargo run -- say +447700900101 balance\n\nCtrl-C stops it.");
}

/// Returns when a person or a supervisor wants the command to end.
async fn told_to_stop() {
    let streams = [
        SignalKind::interrupt(),
        SignalKind::terminate(),
        SignalKind::hangup(),
    ];
    let [Ok(mut interrupt), Ok(mut terminate), Ok(mut hangup)] = streams.map(signal) else {
        return std::future::pending().await;
    };
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
        _ = hangup.recv() => {}
    }
}
