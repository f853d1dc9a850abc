//! The stack's clock: the machine's, or ahead of it. One file says by how much, and everything follows that file: the
//! functions through libfaketime, the emulator by reading it, the simulators through [`TestClock`].
//!
//! Deliberately only forward: a bank that has seen a moment never sees it come.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context, bail};
use domain::time::UnixSeconds;
use jiff::{SignedDuration, Timestamp};

/// A day, in seconds.
const DAY_S: u64 = 24 * 60 * 60;

/// The longest single move, in seconds: a year and a day.
const LONGEST_MOVE_S: u64 = 366 * DAY_S;

/// How far ahead the clock may be in all, in seconds: ten years.
const FARTHEST_S: u64 = 10 * LONGEST_MOVE_S;

/// Why there is no test clock, and how there is one.
pub(super) const MISSING: &str = "libfaketime is missing, so the clock cannot be moved: sudo apt-get install \
                                  libfaketime, then start the stack again";

/// libfaketime for programs with threads, below a folder of libraries.
const LIBRARY: &str = "faketime/libfaketimeMT.so.1";

/// Where distributions keep libraries, themselves or in a folder per architecture.
const LIBRARY_FOLDERS: [&str; 4] = ["/usr/lib", "/usr/lib64", "/usr/local/lib", "/lib"];

/// Where the stack reads the time, and what moves it. Clones are the same clock.
#[derive(Clone, Debug)]
pub(super) struct TestClock {
    file: PathBuf,
    library: Option<PathBuf>,
    /// In seconds; never less than it was.
    ahead_s: Arc<Mutex<u64>>,
}

impl TestClock {
    /// The clock as the last run left it.
    ///
    /// # Errors
    /// If it was left ahead and this machine cannot move it.
    pub(super) fn open(file: PathBuf) -> anyhow::Result<Self> {
        Self::with_library(file, find_library())
    }

    fn with_library(file: PathBuf, library: Option<PathBuf>) -> anyhow::Result<Self> {
        let ahead_s = if file.exists() { ahead_s(&file)? } else { 0 };
        if ahead_s > 0 && library.is_none() {
            bail!(
                "the kept state is {ahead_s} seconds ahead. {MISSING}, or forget the state with --fresh"
            );
        }
        write(&file, ahead_s)?;
        let ahead_s = Arc::new(Mutex::new(ahead_s));
        Ok(Self {
            file,
            library,
            ahead_s,
        })
    }

    /// What moves the functions' clock, if it is installed.
    pub(super) fn library(&self) -> Option<&Path> {
        self.library.as_deref()
    }

    /// The file that says how far ahead the clock is.
    pub(super) fn file(&self) -> &Path {
        &self.file
    }

    /// How far ahead of the machine's it is, in seconds.
    pub(super) fn ahead_s(&self) -> u64 {
        *self.ahead_s.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Now.
    pub(super) fn now(&self) -> Timestamp {
        ahead_of_the_machine(self.ahead_s())
    }

    /// Now, as the bank's own code has it.
    pub(super) fn seconds(&self) -> UnixSeconds {
        UnixSeconds(self.now().as_second())
    }

    /// Moves everything ahead by so many seconds.
    ///
    /// # Errors
    /// If that is not forward, too far, or this machine has nothing to move the functions' clock with.
    pub(super) fn advance(&self, seconds: u64) -> Result<(), NotMoved> {
        if self.library.is_none() {
            return Err(NotMoved::Missing);
        }
        let mut ahead_s = self.ahead_s.lock().unwrap_or_else(PoisonError::into_inner);
        let farther = ahead_s.saturating_add(seconds);
        if !(1..=LONGEST_MOVE_S).contains(&seconds) || farther > FARTHEST_S {
            return Err(NotMoved::Unreasonable);
        }
        write(&self.file, farther).map_err(NotMoved::Failed)?;
        *ahead_s = farther;
        Ok(())
    }
}

/// Why the clock stands where it stood.
#[derive(Debug)]
pub(super) enum NotMoved {
    /// There is no libfaketime.
    Missing,
    /// Not forward, or too far.
    Unreasonable,
    /// The file could not be written.
    Failed(anyhow::Error),
}

/// Now, for a command beside the running stack, by the stack's file.
pub(super) fn now_by(file: &Path) -> anyhow::Result<Timestamp> {
    Ok(ahead_of_the_machine(ahead_s(file)?))
}

fn ahead_of_the_machine(ahead_s: u64) -> Timestamp {
    let ahead = SignedDuration::from_secs(i64::try_from(ahead_s).unwrap_or(i64::MAX));
    let machine = Timestamp::now();
    machine.checked_add(ahead).unwrap_or(machine)
}

/// What the file says, in seconds: `+3600`, as libfaketime reads it.
fn ahead_s(file: &Path) -> anyhow::Result<u64> {
    let text = fs::read_to_string(file);
    let text = text.with_context(|| format!("{} cannot be read", file.display()))?;
    let seconds = text.trim().strip_prefix('+').map(str::parse);
    seconds
        .and_then(Result::ok)
        .with_context(|| format!("{} says no time ahead: {text:?}", file.display()))
}

/// Never half a file: every reading of any clock of the stack may fall into this moment.
fn write(file: &Path, ahead_s: u64) -> anyhow::Result<()> {
    let new = file.with_extension("new");
    fs::write(&new, format!("+{ahead_s}\n"))
        .and_then(|()| fs::rename(&new, file))
        .with_context(|| format!("{} cannot be written", file.display()))
}

/// libfaketime, if it is installed.
pub(super) fn find_library() -> Option<PathBuf> {
    let inside = |folder: &Path| {
        let folders = fs::read_dir(folder).into_iter().flatten().flatten();
        folders.map(|entry| entry.path()).collect::<Vec<_>>()
    };
    let roots = LIBRARY_FOLDERS.map(PathBuf::from);
    let below = roots.iter().flat_map(|root| inside(root));
    let mut all = roots.iter().cloned().chain(below);
    all.find_map(|folder| Some(folder.join(LIBRARY)).filter(|library| moves_time(library)))
}

/// Whether a program under this library lives tomorrow: one of another processor is ignored without a word.
fn moves_time(library: &Path) -> bool {
    let mut today = Command::new("date");
    let mut tomorrow = Command::new("date");
    tomorrow.env("LD_PRELOAD", library).env("FAKETIME", "+1d");
    let day = |command: &mut Command| {
        let told = command.arg("+%s").output().ok()?.stdout;
        let seconds: u64 = String::from_utf8(told).ok()?.trim().parse().ok()?;
        seconds.checked_div(DAY_S)
    };
    library.is_file() && day(&mut today) < day(&mut tomorrow)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clock(folder: &Path, library: Option<&str>) -> anyhow::Result<TestClock> {
        TestClock::with_library(folder.join("clock"), library.map(PathBuf::from))
    }

    #[test]
    fn it_goes_only_forward_and_stays_there_over_a_restart() {
        let folder = tempfile::tempdir().unwrap();
        let first = clock(folder.path(), Some("libfaketime")).unwrap();
        assert_eq!(fs::read_to_string(first.file()).unwrap(), "+0\n");
        first.advance(3600).unwrap();
        first.clone().advance(300).unwrap();
        for refused in [0, LONGEST_MOVE_S + 1, u64::MAX] {
            assert!(matches!(
                first.advance(refused),
                Err(NotMoved::Unreasonable)
            ));
        }
        assert_eq!(fs::read_to_string(first.file()).unwrap(), "+3900\n");
        let second = clock(folder.path(), Some("libfaketime")).unwrap();
        assert_eq!(second.ahead_s(), 3900);
        for now in [second.now(), now_by(second.file()).unwrap()] {
            let ahead = now.duration_since(Timestamp::now()).as_secs_f64().round();
            assert!((ahead - 3900.0).abs() < 1.5, "{ahead}");
        }
    }

    #[test]
    fn it_stops_ten_years_ahead() {
        let folder = tempfile::tempdir().unwrap();
        let clock = clock(folder.path(), Some("libfaketime")).unwrap();
        for _ in 0..10 {
            clock.advance(LONGEST_MOVE_S).unwrap();
        }
        assert!(matches!(clock.advance(1), Err(NotMoved::Unreasonable)));
    }

    #[test]
    fn without_the_library_it_is_the_machines_and_a_state_from_ahead_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let machines = clock(folder.path(), None).unwrap();
        assert!(matches!(machines.advance(60), Err(NotMoved::Missing)));
        assert_eq!(machines.ahead_s(), 0);
        let moved = clock(folder.path(), Some("libfaketime")).unwrap();
        moved.advance(60).unwrap();
        let refused = clock(folder.path(), None).unwrap_err().to_string();
        assert!(
            refused.contains("apt-get") && refused.contains("--fresh"),
            "{refused}"
        );
    }

    #[test]
    fn a_library_that_moves_nothing_does_not_count() {
        assert!(!moves_time(Path::new("/nowhere/libfaketimeMT.so.1")));
        assert!(!moves_time(Path::new("/etc/hostname")));
    }

    #[test]
    fn a_file_that_says_no_time_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        for nonsense in ["", "3600", "-60", "+1h"] {
            fs::write(folder.path().join("clock"), nonsense).unwrap();
            assert!(clock(folder.path(), None).is_err(), "{nonsense}");
        }
    }
}
