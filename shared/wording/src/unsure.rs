//! What the bank says where it is not sure: of what was meant, or whether something is still wanted.

use domain::language::Language;

use crate::english;
use crate::sentence::{Sentence, Words};

/// One thing said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unsure {
    /// One thing may be meant.
    DidYouMeanThis,
    /// Some things may be meant.
    DidYouMeanOneOfThese,
    /// A button: neither.
    NoneOfThese,
    /// A question of long ago would be answered: is that still wanted?
    StillGoingOn {
        /// What was being talked about, to follow "still": *send £50.00 to Ben Carter*.
        pursuit: Option<Sentence>,
        /// What was said now.
        said: String,
    },
    /// A button: it is.
    GoOn,
    /// A button: it is not.
    DropIt,
    /// For the second time in a row nothing was understood: above the menu.
    AskAPerson,
    /// And once more.
    FewWords,
    /// Below a question that is put for the third time.
    WaysOut,
    /// The question was put too often.
    QuestionDropped,
    /// Two requests that move money in one message.
    OneAtATime,
    /// A second request that must be confirmed, in one message.
    OneIsEnough,
}

impl Words for Unsure {
    fn words(&self, _language: Language) -> Sentence {
        english::unsure::words(self)
    }
}
