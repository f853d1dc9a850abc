//! What the bank says of what comes too late: a message that was long on its way, and a wish to stop what has gone.

use domain::language::Language;
use jiff::civil::{Date, DateTime};

use crate::bank::TELEPHONE;
use crate::sentence::{Sentence, Words, name, own};
use crate::{dates, said};

crate::sentences!("belated");

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
    fn words(&self, language: Language) -> Sentence {
        let telephone = own(TELEPHONE);
        match self {
            Self::StillWanted {
                when,
                said,
                was_tapped,
            } => still_wanted(*when, said, *was_tapped, language),
            Self::YesStillWanted => said!(language, YES_STILL_WANTED),
            Self::NotWanted => said!(language, NOT_WANTED),
            Self::LateDropped => said!(language, LATE_DROPPED),
            Self::LateIsOver => said!(language, LATE_IS_OVER),
            Self::WrittenAt(when) => said!(language, WRITTEN_AT, when = when.told(language)),
            Self::CancelIsOlder(when) => {
                said!(language, CANCEL_IS_OLDER, when = when.told(language))
            }
            Self::CancelIsAnothers => said!(language, CANCEL_IS_ANOTHERS),
            Self::AlreadyDone => said!(language, ALREADY_DONE, telephone = telephone),
            Self::DisownedTooLate(gone) => {
                let how_far = gone.how_far(language);
                said!(language, DISOWNED, how_far = how_far, telephone = telephone)
            }
        }
    }
}

/// When, and what, in the customer's own words.
fn still_wanted(when: When, said: &str, was_tapped: bool, language: Language) -> Sentence {
    let (when, said) = (when.told(language), name(said));
    if was_tapped {
        return said!(language, STILL_WANTED_TAPPED, when = when, said = said);
    }
    said!(language, STILL_WANTED_WRITTEN, when = when, said = said)
}

impl When {
    fn told(self, language: Language) -> Sentence {
        dates::moment(self.at, self.today, language)
    }
}

impl Gone {
    fn how_far(self, language: Language) -> Sentence {
        match self {
            Self::BeingDone => said!(language, DISOWNED_BEING_DONE),
            Self::Paid => said!(language, DISOWNED_PAID),
            Self::Done => said!(language, DISOWNED_DONE),
        }
    }
}
