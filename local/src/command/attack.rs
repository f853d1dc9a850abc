//! `attack`: the scripted attacker against the running bank, and a table of what came of it.
//!
//! Deliberately fails if anything had an effect, so that a script notices.

use anyhow::bail;

use crate::attack;
use crate::stack::{Addresses, Options};

pub(super) async fn run() -> anyhow::Result<()> {
    let addresses = Addresses::read(&Options::on_port(0).directory)?;
    let report = attack::run(&addresses).await?;
    println!("{report}");
    if !report.is_clean() {
        bail!("an attack had an effect");
    }
    Ok(())
}
