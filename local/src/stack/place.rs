//! Where the stack keeps its files, and the lock that keeps two stacks from sharing them.
//!
//! Deliberately everything below the target directory: `cargo clean` forgets it all.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use crate::process;

/// What the functions take in bytes, laid out, packed, unpacked and saved: 63 MB each, and some room to work.
const ROOM_BYTES: u64 = 1_200_000_000;

/// The workspace's own directory.
pub(super) fn workspace() -> &'static Path {
    let crate_directory = Path::new(env!("CARGO_MANIFEST_DIR"));
    crate_directory.parent().unwrap_or(crate_directory)
}

/// Where a stack lives when nobody says otherwise.
#[must_use]
pub(super) fn default_directory() -> PathBuf {
    workspace().join("target/local")
}

/// One stack's directories. Nobody else uses them as long as this value lives.
pub(super) struct Place {
    directory: PathBuf,
    /// The kernel releases it however this process ends.
    _lock: File,
}

impl Place {
    /// Takes the directory, and forgets its state if it is to be fresh.
    pub(super) fn open(directory: &Path, fresh: bool) -> anyhow::Result<Self> {
        fs::create_dir_all(directory)?;
        let lock = lock(directory)?;
        let place = Self {
            directory: directory.to_owned(),
            _lock: lock,
        };
        super::leftover::end(&place.pid_file())?;
        if fresh && place.state().exists() {
            fs::remove_dir_all(place.state()).context("the old state cannot be removed")?;
        }
        fs::create_dir_all(place.state())?;
        has_room(directory, ROOM_BYTES)?;
        Ok(place)
    }

    /// What survives a restart.
    pub(super) fn state(&self) -> PathBuf {
        self.directory.join("state")
    }

    /// What is deployed: the template, the workflow and the binaries, apart from release builds.
    pub(super) fn deploy(&self) -> PathBuf {
        self.directory.join("deploy")
    }

    /// The emulator's process id, to recognise what a crash left behind.
    pub(super) fn pid_file(&self) -> PathBuf {
        self.directory.join("ministack.pid")
    }

    /// How far the clock is ahead; with the state, whose times go by it.
    pub(super) fn clock_file(&self) -> PathBuf {
        self.state().join("clock")
    }

    /// The emulator's log, the functions' output included.
    pub(super) fn emulator_log(&self) -> PathBuf {
        self.directory.join("ministack.log")
    }

    /// The directory itself.
    pub(super) fn directory(&self) -> &Path {
        &self.directory
    }
}

/// The Python environment, shared by all stacks of this workspace.
pub(super) fn environment() -> PathBuf {
    default_directory().join("venv")
}

/// On a full disk functions are unpacked in part and never answer: better said before than guessed after.
fn has_room(directory: &Path, needed: u64) -> anyhow::Result<()> {
    let disk = rustix::fs::statvfs(directory).context("the disk cannot be asked for its room")?;
    let free = disk.f_bavail.saturating_mul(disk.f_frsize);
    if free < needed {
        bail!(
            "only {} MB are free where {} is, and the bank needs {} MB; make room, with `cargo clean` for one",
            free / 1_000_000,
            directory.display(),
            needed / 1_000_000,
        );
    }
    Ok(())
}

fn lock(directory: &Path) -> anyhow::Result<File> {
    let file = File::create(directory.join("lock"))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => {
            bail!(
                "another stack already runs from {}; stop that one first",
                directory.display()
            )
        }
        Err(TryLockError::Error(error)) => Err(error).context("the state cannot be locked"),
    }
}

/// A command of the Python environment.
pub(super) fn tool(name: &str, home: &Path) -> tokio::process::Command {
    process::isolated(&environment().join("bin").join(name), home)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_disk_without_room_is_refused_with_what_to_do() {
        let directory = tempfile::tempdir().unwrap();
        has_room(directory.path(), 0).unwrap();
        let refused = has_room(directory.path(), u64::MAX)
            .unwrap_err()
            .to_string();
        assert!(refused.contains("make room"), "{refused}");
    }

    #[test]
    fn a_directory_serves_one_stack_at_a_time() {
        let directory = tempfile::tempdir().unwrap();
        let first = Place::open(directory.path(), false).unwrap();
        let refused = Place::open(directory.path(), false).err().unwrap();
        assert!(refused.to_string().contains("already runs"));
        drop(first);
        open_soon(directory.path(), false);
    }

    /// A child process that another test is just starting may hold the lock's descriptor for an instant.
    fn open_soon(directory: &Path, fresh: bool) -> Place {
        for _ in 0..100 {
            if let Ok(place) = Place::open(directory, fresh) {
                return place;
            }
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        Place::open(directory, fresh).unwrap()
    }

    #[test]
    fn only_a_fresh_start_forgets_the_state() {
        let directory = tempfile::tempdir().unwrap();
        let balance = directory.path().join("state/balance");
        let open = |fresh| drop(open_soon(directory.path(), fresh));
        open(false);
        fs::write(&balance, "1").unwrap();
        open(false);
        assert!(balance.exists());
        open(true);
        assert!(!balance.exists());
    }
}
