//! What is answered about payees, in English.

pub mod vocabulary;

use crate::reading::is_one_of;

/// What somebody answers to what the check of the name says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The registered name.
    UseIt,
    /// The name as it was given.
    Keep,
    /// Another name or account.
    Change,
    /// Not at all.
    Stop,
}

/// Reads an answer, to its last word.
pub fn answer(text: &str) -> Option<Answer> {
    let answers = [
        (vocabulary::USE_IT, Answer::UseIt),
        (vocabulary::KEEP, Answer::Keep),
        (vocabulary::ANYWAY, Answer::Keep),
        (vocabulary::CHANGE, Answer::Change),
        (vocabulary::STOP, Answer::Stop),
    ];
    let found = answers.iter().find(|(phrases, _)| is_one_of(text, phrases));
    found.map(|(_, answer)| *answer)
}
