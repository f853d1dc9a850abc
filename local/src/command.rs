//! The command line of `cargo run`.
//!
//! Deliberately lists only what works.

mod say;
mod up;

use clap::{Parser, Subcommand};

/// ACME WhatsApp Banking on this machine.
#[derive(Debug, Parser)]
#[command(name = "cargo run --", version, args_conflicts_with_subcommands = true)]
pub struct CommandLine {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    up: up::Arguments,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Bring the whole bank up and keep it running until Ctrl-C (this is what `cargo run` does)
    Up(up::Arguments),
    /// Send one message to the running bank as a customer, and print what the bank replies
    Say(say::Arguments),
}

impl CommandLine {
    /// Does what was asked for; without a command, `up`.
    pub async fn run(self) -> anyhow::Result<()> {
        match self.command {
            None => up::run(self.up).await,
            Some(Command::Up(arguments)) => up::run(arguments).await,
            Some(Command::Say(arguments)) => say::run(arguments).await,
        }
    }
}
