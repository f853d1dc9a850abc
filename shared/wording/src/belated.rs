//! What the bank says of what comes too late: a message that was long on its way, and a wish to stop what has gone.

use domain::language::Language;
use jiff::civil::{Date, DateTime};

use crate::english;
use crate::sentence::{Sentence, Words};

/// One thing said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Belated {
    /// What came late was written then: is it still wanted?
    StillWanted {
        /// When it was written.
        when: When,
        /// The words, or the label that was tapped.
        said: String,
        /// Whether it was tapped.
        was_tapped: bool,
    },
    /// A button: it is.
    YesStillWanted,
    /// A button: it is not.
    NotWanted,
    /// It is not, so it was dropped.
    LateDropped,
    /// Another question has come since, or too much time has gone by.
    LateIsOver,
    /// What was stopped was asked for then, and heard only now.
    WrittenAt(When),
    /// Calling off was asked for before what is open now was.
    CancelIsOlder(When),
    /// Calling off was asked for under another message than that of what is open now.
    CancelIsAnothers,
    /// It was carried out a while ago.
    AlreadyDone,
    /// The customer disowns what can no longer be called off.
    DisownedTooLate(Gone),
}

/// A moment, as it is told on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When {
    /// The moment.
    pub at: DateTime,
    /// The day it is told on.
    pub today: Date,
}

/// How far something has gone that its customer disowns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gone {
    /// It is being carried out.
    BeingDone,
    /// The money has gone out.
    Paid,
    /// It was done, and no money went out.
    Done,
}

impl Words for Belated {
    fn words(&self, _language: Language) -> Sentence {
        english::belated::words(self)
    }
}
