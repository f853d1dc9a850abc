//! Replacing the code of functions that were built again, where nothing else of the deployment changed.
//!
//! Deliberately not for the first deployment, nor for a changed template: that is SAM's.

use anyhow::Context;

use super::deployment::{STACK, with_credentials};
use super::emulator::Emulator;
use super::place::{self, Place};
use crate::process;

/// Gives the functions called `names` the code that is laid out for them.
pub(super) async fn replace(
    place: &Place,
    emulator: &Emulator,
    names: &[&str],
) -> anyhow::Result<()> {
    let mut replace = place::tool("python", &place.state());
    with_credentials(&mut replace, emulator);
    replace.arg(place::workspace().join("local/replace_code.py"));
    replace
        .arg(place.deploy().join("target/lambda"))
        .arg(STACK)
        .args(names);
    process::run(&mut replace)
        .await
        .context("the code cannot be replaced")?;
    Ok(())
}
