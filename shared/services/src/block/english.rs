//! What is said of stopping everything, in English.

use wording::bank::TELEPHONE;
use wording::say;
use wording::sentence::{Sentence, own};

use super::Says;

/// Each sentence.
pub fn words(says: &Says) -> Sentence {
    match says {
        Says::MenuTitle => say!["Block"],
        Says::BlockTitle => say!["Block cards and chat"],
        Says::Pursuit => say!["block your cards and this chat"],
        Says::MenuDescription => say!["Lost phone? Stop your cards and this chat at once"],
        Says::Help => say!["*block* – stop your cards and this chat at once"],
        Says::ShallI => say![
            "Shall I block your cards and this chat? Nothing can be sent from here then, and only the bank can switch \
             it all back on."
        ],
        Says::Everything => say!["Block everything"],
        Says::No => say!["No"],
        Says::NotBlocked => say!["All right, I've blocked nothing."],
        Says::OnlyTheBank => say![
            "I can't switch anything back on from here: only the bank can. Please call us on ",
            own(TELEPHONE),
            ", or visit a branch."
        ],
    }
}
