//! Ending an emulator that a crashed run left behind.
//!
//! Deliberately by its recorded process id, and only if that process still is the emulator.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::bail;
use rustix::process::{Pid, Signal, kill_process, kill_process_group, test_kill_process};

use crate::progress;

/// How long an emulator may take to save its state, in seconds.
pub(super) const SAVING_S: u64 = 15;

/// Ends the emulator recorded in `pid_file`, if there is one.
pub(super) fn end(pid_file: &Path) -> anyhow::Result<()> {
    let recorded = fs::read_to_string(pid_file).ok();
    let Some(pid) = recorded.and_then(|text| Pid::from_raw(text.trim().parse().ok()?)) else {
        return Ok(());
    };
    if is_emulator(pid) {
        progress::note(&format!(
            "ending the emulator of a crashed run (process {pid})"
        ));
        stop(pid);
        if test_kill_process(pid).is_ok() {
            bail!("the emulator of a crashed run (process {pid}) does not end");
        }
    }
    let _ = fs::remove_file(pid_file);
    Ok(())
}

/// Asks the emulator to save and end; insists after a while. Its group holds the functions it started.
pub(super) fn stop(pid: Pid) {
    let _ = kill_process(pid, Signal::TERM);
    let (start, patience) = (Instant::now(), Duration::from_secs(SAVING_S));
    while test_kill_process(pid).is_ok() && start.elapsed() < patience {
        thread::sleep(Duration::from_millis(50));
    }
    let _ = kill_process_group(pid, Signal::KILL);
}

fn is_emulator(pid: Pid) -> bool {
    let listing = Command::new("ps")
        .args(["-p", &pid.to_string(), "-o", "args="])
        .output();
    listing.is_ok_and(|output| String::from_utf8_lossy(&output.stdout).contains("emulator.py"))
}
