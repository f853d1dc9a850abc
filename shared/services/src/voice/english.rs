//! What is said of spoken receipts, in English.

use wording::say;
use wording::sentence::Sentence;

use super::Says;

/// What turns them on, word for word.
pub const ON: [&str; 4] = [
    "voice on",
    "turn on voice",
    "turn voice on",
    "turn the voice on",
];

/// What turns them off, word for word.
pub const OFF: [&str; 4] = [
    "voice off",
    "turn off voice",
    "turn voice off",
    "turn the voice off",
];

/// Each sentence.
pub fn words(says: &Says) -> Sentence {
    match says {
        Says::OnTitle => say!["Voice on"],
        Says::OnDescription => say!["Hear your receipts as a voice note too"],
        Says::OffTitle => say!["Voice off"],
        Says::OffDescription => say!["Receipts as text only"],
        Says::Help => say!["*voice on* or *voice off* – receipts as a voice note too"],
        Says::OnOrOff => {
            say!["Say *voice on* to hear your receipts, or *voice off* for text only."]
        }
    }
}
