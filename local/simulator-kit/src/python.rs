//! A Python environment with a client that others wrote, for tests that drive a simulator with it.
//!
//! Made once below `target/` and kept until its requirements change. Runs no client itself.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The file in an environment that says what is installed in it.
const STAMP: &str = "installed-requirements.txt";

/// The Python of the environment `directory`, with what the file `requirements` names installed in it. `None` where
/// Python, its `venv` or the package index is missing.
///
/// # Errors
/// If the requirements cannot be read or the stamp cannot be written.
pub fn environment(directory: &Path, requirements: &Path) -> std::io::Result<Option<PathBuf>> {
    let python = directory.join("bin/python");
    let stamp = directory.join(STAMP);
    let wanted = std::fs::read_to_string(requirements)?;
    if std::fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(Some(python));
    }
    let ran = |command: &mut Command| command.status().is_ok_and(|status| status.success());
    let venv = ["-m", "venv", "--clear"];
    if !ran(Command::new("python3").args(venv).arg(directory)) {
        return Ok(None);
    }
    let pip = [
        "-m",
        "pip",
        "install",
        "-q",
        "--disable-pip-version-check",
        "-r",
    ];
    if !ran(Command::new(&python).args(pip).arg(requirements)) {
        return Ok(None);
    }
    std::fs::write(stamp, wanted)?;
    Ok(Some(python))
}
