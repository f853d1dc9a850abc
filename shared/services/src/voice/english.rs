//! What is said of spoken receipts, in English.

use wording::say;
use wording::sentence::Sentence;

use super::Says;

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
