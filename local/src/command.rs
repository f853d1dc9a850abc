//! The command line of `cargo run`.
//!
//! Deliberately lists only what works.

mod attack;
mod bridge;
mod evaluate;
mod explain;
mod load;
mod measure;
mod reconcile;
mod redrive;
mod say;
mod skill;
mod up;

use clap::{Parser, Subcommand};

/// ACME WhatsApp Banking on this machine.
#[derive(Debug, Parser)]
#[command(
    bin_name = "cargo run --",
    version,
    args_conflicts_with_subcommands = true
)]
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
    /// Let `sam local invoke` reach the running bank until Ctrl-C
    Bridge,
    /// Tell what became of a confirmation: every step of its workflow, and its transfer
    Explain(explain::Arguments),
    /// Bring customers, accounts and opening balances of a core bank
    Load(load::Arguments),
    /// Rebuild every balance of the running bank from its journal and compare; fails if anything differs
    Reconcile,
    /// Put the messages that could not be dealt with back into the queue, each with its reason shown
    Redrive(redrive::Arguments),
    /// Attack the running bank, and print what came of it: from outside, or with a function's own role
    Attack(attack::Arguments),
    /// Measure how well the bank's skill understands sentences whose meaning is known
    Evaluate(evaluate::Arguments),
    /// Look into a Watson dialog skill
    #[command(subcommand)]
    Skill(skill::Action),
    /// Measure the functions of the release build: start-up time and size
    Measure(measure::Arguments),
}

impl CommandLine {
    /// Does what was asked for; without a command, `up`.
    pub async fn run(self) -> anyhow::Result<()> {
        match self.command {
            None => up::run(self.up).await,
            Some(Command::Up(arguments)) => up::run(arguments).await,
            Some(Command::Say(arguments)) => say::run(arguments).await,
            Some(Command::Bridge) => bridge::run().await,
            Some(Command::Explain(arguments)) => explain::run(arguments).await,
            Some(Command::Load(arguments)) => load::run(arguments).await,
            Some(Command::Reconcile) => reconcile::run().await,
            Some(Command::Redrive(arguments)) => redrive::run(arguments).await,
            Some(Command::Attack(arguments)) => attack::run(arguments).await,
            Some(Command::Evaluate(arguments)) => evaluate::run(&arguments),
            Some(Command::Skill(action)) => skill::run(&action).await,
            Some(Command::Measure(arguments)) => measure::run(arguments).await,
        }
    }
}
