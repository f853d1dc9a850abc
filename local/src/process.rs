//! Running other programs to their end.
//!
//! Deliberately nothing that goes on running: the one process that does is the emulator's affair.

use std::path::Path;
use std::process::{Output, Stdio};

use anyhow::{Context, bail};
use tokio::process::Command;

/// The lines of a failed program's output that are worth showing.
const SHOWN_LINES: usize = 30;

/// The variables `cargo run` sets for the program it runs. A cargo started by that program must not see
/// them, or build scripts that watch the environment would run again each time.
const CARGO_RUN_PREFIXES: [&str; 3] = ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_"];

/// Runs a program to its end; its output is shown only if it fails. Dropping the future ends it.
pub async fn run(command: &mut Command) -> anyhow::Result<Output> {
    command.stdin(Stdio::null()).kill_on_drop(true);
    let output = command
        .output()
        .await
        .with_context(|| cannot_start(command))?;
    if !output.status.success() {
        let (shown, printed) = (tail(&output.stderr), tail(&output.stdout));
        bail!(
            "`{}` failed ({})\n{printed}\n{shown}",
            name(command),
            output.status
        );
    }
    Ok(output)
}

/// Runs a program that shows its own progress on standard error, and returns its standard output.
pub async fn run_visibly(command: &mut Command) -> anyhow::Result<Vec<u8>> {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit());
    let child = command
        .kill_on_drop(true)
        .spawn()
        .with_context(|| cannot_start(command))?;
    let output = child.wait_with_output().await?;
    if !output.status.success() {
        bail!("`{}` failed ({})", name(command), output.status);
    }
    Ok(output.stdout)
}

/// A command with nothing of this machine's environment but the search path: what it does must not
/// depend on somebody's AWS profile.
#[must_use]
pub fn isolated(program: &Path, home: &Path) -> Command {
    let mut command = Command::new(program);
    command.env_clear().env("HOME", home);
    if let Some(path) = std::env::var_os("PATH") {
        command.env("PATH", path);
    }
    command
}

/// Cargo itself, as if a person had typed it.
#[must_use]
pub fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    for (variable, _) in std::env::vars_os() {
        let name = variable.to_string_lossy();
        if CARGO_RUN_PREFIXES
            .iter()
            .any(|prefix| name.starts_with(prefix))
        {
            command.env_remove(&variable);
        }
    }
    command
}

fn tail(output: &[u8]) -> String {
    let text = String::from_utf8_lossy(output);
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(SHOWN_LINES)..].join("\n")
}

fn name(command: &Command) -> String {
    command
        .as_std()
        .get_program()
        .to_string_lossy()
        .into_owned()
}

fn cannot_start(command: &Command) -> String {
    format!("`{}` cannot be started", name(command))
}
