//! Tries of one customer that failed in a row, by name and in all.
//!
//! Deliberately knows no time and no suspension: [`crate::customer::standing`] does.

use crate::keyed_hash::Hash;

/// Failures in a row after which only the bank itself can unlock (PSD2 RTS article 4(3)(b): at most five).
pub const MAX_FAILURES: u8 = 5;

/// As many names as there can be failures.
const MOST: usize = MAX_FAILURES as usize;

/// Seconds to wait after so many failures in a row: one link's three tries may follow each other, the
/// next link's may not. The last delay holds for more. Those that are ignored wait as the first ones did.
const DELAY_SECONDS: [i64; 5] = [0, 0, 0, 30, 300];

/// How often a customer failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Failures {
    /// Failures in a row; never more than [`MAX_FAILURES`].
    count: u8,
    /// Tries after that, of which nothing was compared; no more than make a difference.
    ignored: u8,
    /// The names of those that count, oldest first. Fewer where a version before kept none.
    names: [Option<Hash>; MOST],
}

impl Failures {
    /// Nothing failed.
    pub const NONE: Self = Self {
        count: 0,
        ignored: 0,
        names: [None; MOST],
    };

    /// As they were stored.
    #[must_use]
    pub fn stored(count: u8, ignored: u8, names: impl IntoIterator<Item = Hash>) -> Self {
        Self {
            count: count.min(MAX_FAILURES),
            ignored: ignored.min(MAX_FAILURES),
            names: in_places(names),
        }
    }

    /// Failures in a row.
    #[must_use]
    pub const fn count(self) -> u8 {
        self.count
    }

    /// Tries made after the last that counts.
    #[must_use]
    pub const fn ignored(self) -> u8 {
        self.ignored
    }

    /// The names of those that count.
    pub fn names(self) -> impl Iterator<Item = Hash> {
        self.names.into_iter().flatten()
    }

    /// Whether the try of this name is counted.
    #[must_use]
    pub fn has(self, name: Hash) -> bool {
        self.names().any(|one| one == name)
    }

    /// One more.
    #[must_use]
    pub fn and(self, name: Hash) -> Self {
        Self {
            count: self.count.saturating_add(1).min(MAX_FAILURES),
            names: in_places(self.names().chain([name])),
            ..self
        }
    }

    /// One more after there were too many already: it does not count, and has no name.
    #[must_use]
    pub fn and_ignored(self) -> Self {
        let ignored = self.ignored.saturating_add(1).min(MAX_FAILURES);
        Self { ignored, ..self }
    }

    /// That one was none.
    #[must_use]
    pub fn without(self, name: Hash) -> Self {
        Self {
            count: self.count.saturating_sub(1),
            ignored: 0,
            names: in_places(self.names().filter(|one| *one != name)),
        }
    }
}

/// How long PIN and fact have to wait after so many failures in a row.
#[must_use]
pub fn delay_seconds(failures: u8) -> i64 {
    let [.., longest] = DELAY_SECONDS;
    *DELAY_SECONDS.get(usize::from(failures)).unwrap_or(&longest)
}

fn in_places(names: impl IntoIterator<Item = Hash>) -> [Option<Hash>; MOST] {
    let mut places = [None; MOST];
    for (place, name) in places.iter_mut().zip(names) {
        *place = Some(name);
    }
    places
}
