//! English, as it is written in Britain: short, exact, no jargon; a helpful bank clerk.
//!
//! Public is what the services' own sentences are made with.

pub mod dates;
pub mod lists;

pub(crate) mod belated;
pub(crate) mod saying;
pub(crate) mod shown;
pub(crate) mod told;
pub(crate) mod unsure;

use crate::say;
use crate::sentence::Sentence;

/// Nothing that must be confirmed may begin: too many tries in a row were wrong.
#[must_use]
pub fn locked() -> Sentence {
    say![
        "Sending money is locked: too many tries in a row were wrong. ",
        saying::ASK_TO_UNLOCK
    ]
}
