//! What is said where the bank is not sure.

use crate::bank::TELEPHONE;
use crate::say;
use crate::sentence::{Sentence, name, own};
use crate::unsure::Unsure;

/// The sentence.
pub fn words(unsure: &Unsure) -> Sentence {
    match unsure {
        Unsure::DidYouMeanThis => {
            say!["I'm not sure I understood that, so I've done nothing yet. Did you mean this?"]
        }
        Unsure::DidYouMeanOneOfThese => say![
            "I'm not sure I understood that, so I've done nothing yet. Did you mean one of these?"
        ],
        Unsure::NoneOfThese => say!["Something else"],
        Unsure::StillGoingOn { pursuit, said } => still_going_on(pursuit.as_ref(), said),
        Unsure::GoOn => say!["Yes, go on"],
        Unsure::DropIt => say!["No, drop it"],
        Unsure::AskAPerson => ask_a_person(),
        Unsure::FewWords => say![
            "I still don't follow, I'm sorry. A few plain words work best, like *balance* or *send 50 to Ben*; a person \
             helps you on ",
            own(TELEPHONE),
            "."
        ],
        Unsure::WaysOut => say![
            "If you want something else, say *cancel* or *menu*. A person helps you on ",
            own(TELEPHONE),
            "."
        ],
        Unsure::QuestionDropped => say![
            "Let's leave that for now: nothing was done. If I keep misunderstanding you, a person helps you on ",
            own(TELEPHONE),
            "."
        ],
        Unsure::OneAtATime => say![
            "I can do those one at a time, so I've done nothing yet. Please start with the first, and ask me for the \
             other one afterwards."
        ],
        Unsure::OneIsEnough => say![
            "I can begin one thing with each message. Please ask me for the other one again in a moment."
        ],
    }
}

/// What was going on, and what would be taken for the answer.
fn still_going_on(pursuit: Option<&Sentence>, said: &str) -> Sentence {
    let before = match pursuit {
        Some(pursuit) => say!["It's been a while. Do you still want to ", pursuit.clone()],
        None => say!["It's been a while. Shall we go on where we stopped"],
    };
    say![before, "? You've just answered: “", name(said), "”."]
}

fn ask_a_person() -> Sentence {
    say![
        "I'm sorry, I don't understand that either. A person helps you on ",
        own(TELEPHONE),
        ", or at your branch. This is what I can do:"
    ]
}
