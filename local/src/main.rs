//! `cargo run`: the local stack and its tools.
//!
//! Deliberately only reads the command line; each command has its own file in `command/`.

use std::process::ExitCode;

use clap::Parser;
use local::command::CommandLine;

#[tokio::main]
async fn main() -> ExitCode {
    match CommandLine::parse().run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let reasons: Vec<String> = error.chain().map(ToString::to_string).collect();
            eprintln!("\nerror: {}", reasons.join("\n  because: "));
            ExitCode::FAILURE
        }
    }
}
