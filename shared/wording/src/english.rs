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

use domain::ledger::reference::Reference;

use crate::say;
use crate::sentence::{Sentence, name};

/// Nothing that must be confirmed may begin: too many tries in a row were wrong.
#[must_use]
pub fn locked() -> Sentence {
    say![
        "Sending money is locked: too many tries in a row were wrong. ",
        saying::ASK_TO_UNLOCK
    ]
}

/// What a payment is for, behind what is said of it; nothing where nobody said so.
#[must_use]
pub fn reference(reference: Option<&Reference>) -> Sentence {
    reference.map_or_else(Sentence::default, |reference| {
        say![" for “", name(reference.text()), "”"]
    })
}
