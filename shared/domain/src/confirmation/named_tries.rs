//! The tries of one step by their names, so that one that comes again is known again.
//!
//! A page's request, a queued message, an invocation may arrive twice. A name says that it is the same guess from
//! the same sender; deliberately it tells nothing of the guess itself.

use crate::keyed_hash::Hash;

/// A step counts so many tries and no more, so there are no more names of them.
const MOST: usize = 3;

/// A try that was counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NamedTry {
    /// What sender and guess make of it.
    pub name: Hash,
    /// Whether it was found wrong. If not, it was counted, and whoever counted it may have gone away.
    pub was_wrong: bool,
}

/// The tries counted so far, oldest first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NamedTries([Option<NamedTry>; MOST]);

impl NamedTries {
    /// Each of them.
    pub fn iter(&self) -> impl Iterator<Item = NamedTry> {
        self.0.into_iter().flatten()
    }

    /// Whether a try of this name was counted.
    #[must_use]
    pub fn has(&self, name: Hash) -> bool {
        self.iter().any(|one| one.name == name)
    }

    /// Whether it was counted and found wrong: nothing is compared again.
    #[must_use]
    pub fn was_wrong(&self, name: Hash) -> bool {
        self.iter().any(|one| one.name == name && one.was_wrong)
    }

    /// One more, not judged yet.
    #[must_use]
    pub fn and(self, name: Hash) -> Self {
        let was_wrong = false;
        self.iter()
            .chain([NamedTry { name, was_wrong }])
            .collect::<Self>()
    }

    /// The try of this name was found wrong; another one may have been counted meanwhile.
    #[must_use]
    pub fn judged_wrong(self, name: Hash) -> Self {
        let judged = |one: NamedTry| NamedTry {
            was_wrong: one.was_wrong || one.name == name,
            ..one
        };
        self.iter().map(judged).collect()
    }

    /// Only those that were judged.
    #[must_use]
    pub fn judged(self) -> Self {
        self.iter().filter(|one| one.was_wrong).collect()
    }
}

/// Should there be more than a step counts, the first are kept: a later one then counts each time it comes.
impl FromIterator<NamedTry> for NamedTries {
    fn from_iter<I: IntoIterator<Item = NamedTry>>(tries: I) -> Self {
        let mut kept = [None; MOST];
        for (place, one) in kept.iter_mut().zip(tries) {
            *place = Some(one);
        }
        Self(kept)
    }
}
