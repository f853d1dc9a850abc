//! What is said of what comes late: a message that was long on its way, and a wish to stop what has gone.

use crate::bank::TELEPHONE;
use crate::belated::{Belated, Gone, When};
use crate::english::dates;
use crate::say;
use crate::sentence::{Sentence, name, own};

/// The sentence.
pub fn words(belated: &Belated) -> Sentence {
    match belated {
        Belated::StillWanted {
            when,
            said,
            was_tapped,
        } => still_wanted(*when, said, *was_tapped),
        Belated::YesStillWanted => say!["Yes, do it"],
        Belated::NotWanted => say!["No, drop it"],
        Belated::LateDropped => {
            say!["All right, I've dropped what you asked for then. Nothing was done."]
        }
        Belated::LateIsOver => {
            say!["I'm not waiting for that answer any more. Please write again what you need."]
        }
        Belated::WrittenAt(when) => written_at(*when),
        Belated::CancelIsOlder(when) => cancel_is_older(*when),
        Belated::CancelIsAnothers => say![
            "That was under an older message, so I've left open what is waiting now. To call it off, say *cancel*."
        ],
        Belated::AlreadyDone => already_done(),
        Belated::DisownedTooLate(gone) => disowned(*gone),
    }
}

/// When, and what, in the customer's own words.
fn still_wanted(when: When, said: &str, was_tapped: bool) -> Sentence {
    let verb = if was_tapped { "tapped" } else { "wrote" };
    say![
        "You ",
        own(verb),
        " this at ",
        own(moment(when)),
        ", and it reached me only now: “",
        name(said),
        "”. Nothing was done yet. Do you still want it?"
    ]
}

/// Behind what was stopped.
fn written_at(when: When) -> Sentence {
    say![
        "You asked for that at ",
        own(moment(when)),
        "; it reached me only now."
    ]
}

/// Nothing was called off.
fn cancel_is_older(when: When) -> Sentence {
    say![
        "You wrote that at ",
        own(moment(when)),
        ", before you asked for what is waiting now, so I've left it open. To call it off, say *cancel*."
    ]
}

/// Nothing can be called off, and what to do if it was somebody else.
fn already_done() -> Sentence {
    say![
        "That one has been carried out already, so I can't call it off any more. If it wasn't you who asked for it, \
         say *that wasn't me*, or call the bank on ",
        own(TELEPHONE),
        "."
    ]
}

/// What is stopped now, and what is not.
fn disowned(gone: Gone) -> Sentence {
    let how_far = match gone {
        Gone::BeingDone => {
            "It was being carried out as you wrote, so I can't promise that it stops."
        }
        Gone::Paid => "That payment has gone out already, so I can't stop it.",
        Gone::Done => "What was confirmed last has been done already, so I can't stop it.",
    };
    say![
        "Thank you for telling me. ",
        own(how_far),
        " I've stopped your cards and this chat, so that nothing more is sent from here, and noted your case for the \
         bank's staff.\n\nPlease call the bank on ",
        own(TELEPHONE),
        " now: they will see with you what can still be done."
    ]
}

fn moment(when: When) -> String {
    dates::moment(when.at, when.today)
}
