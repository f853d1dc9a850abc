//! The programs a machine must have before the stack can come up.
//!
//! Deliberately short: everything else is installed by the stack itself.

use anyhow::{Context, bail};
use tokio::process::Command;

use super::clock;
use crate::{process, progress};

/// The oldest Python that the pinned tools run on.
const OLDEST_PYTHON: (u32, u32) = (3, 10);

/// Stops with the command that installs what is missing; notes what is only nice to have.
pub(super) async fn check() -> anyhow::Result<()> {
    let python = process::run(Command::new("python3").arg("--version")).await;
    let python = python.context("python3 is missing: sudo apt-get install python3 python3-venv")?;
    let version = String::from_utf8_lossy(&python.stdout).trim().to_owned();
    if parse(&version).is_some_and(|found| found < OLDEST_PYTHON) {
        let (major, minor) = OLDEST_PYTHON;
        bail!("{version} is too old for the local stack, which needs Python {major}.{minor}");
    }
    nice_to_have("espeak-ng", "--version", "espeak-ng").await;
    nice_to_have("opusenc", "--version", "opus-tools").await;
    if clock::find_library().is_none() {
        progress::note(clock::MISSING);
    }
    Ok(())
}

async fn nice_to_have(program: &str, argument: &str, package: &str) {
    if process::run(Command::new(program).arg(argument))
        .await
        .is_err()
    {
        progress::note(&format!(
            "{program} is missing, so voice notes are not real speech: sudo apt-get install {package}"
        ));
    }
}

fn parse(version: &str) -> Option<(u32, u32)> {
    let mut numbers = version.strip_prefix("Python ")?.split('.').map(str::parse);
    Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pythons_compare_by_number_not_by_letter() {
        assert_eq!(parse("Python 3.9.2"), Some((3, 9)));
        assert!(parse("Python 3.9.2") < Some(OLDEST_PYTHON));
        assert!(parse("Python 3.12.0rc1") > Some(OLDEST_PYTHON));
        assert_eq!(parse("something else"), None);
    }
}
