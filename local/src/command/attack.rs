//! `attack`: the running bank attacked from outside or from within, and a table of what came of it.
//!
//! Deliberately fails if anything had an effect, so that a script notices.

use std::fmt::Display;

use anyhow::bail;
use clap::Args;

use crate::stack::{Addresses, Options};
use crate::{attack, insider};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Take over this function's role ("dialogue"), or every function's ("all"), instead of attacking from outside
    #[arg(long = "as", value_name = "FUNCTION")]
    function: Option<String>,
}

pub(super) async fn run(arguments: Arguments) -> anyhow::Result<()> {
    let addresses = Addresses::read(&Options::on_port(0).directory)?;
    match arguments.function.as_deref() {
        None => {
            let report = attack::run(&addresses).await?;
            told(&report, report.is_clean(), "an attack had an effect")
        }
        Some(function) => {
            let only = Some(function).filter(|function| *function != "all");
            let report = insider::run(&addresses, only).await?;
            told(
                &report,
                report.is_clean(),
                "a role may do something else than its own",
            )
        }
    }
}

fn told(report: &dyn Display, is_clean: bool, otherwise: &'static str) -> anyhow::Result<()> {
    println!("{report}");
    if !is_clean {
        bail!(otherwise);
    }
    Ok(())
}
